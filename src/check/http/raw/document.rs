//! What must be in a JSON document that is no answer of a server: values at places, and what else is asked of it.

use crate::diagnostic::Spanned;

use super::Fields;
use super::expected::places;
use super::shape;
use super::value::one_place;
use crate::check::http::json;
use crate::diagnostic::FileProblems;

const RULE: &str = "json-document";

/// Keys that begin with `$` are places and what is there; the others are `absent`, `lengths`, `order`, `set` and `shape`.
pub(in crate::check) fn document(
    typed: &Fields<toml::Value>,
    problems: &mut FileProblems<'_>,
) -> Option<json::Expected> {
    let (at, other): (Fields<toml::Value>, Fields<toml::Value>) =
        typed.clone().into_iter().partition(|(key, _)| key.get_ref().starts_with('$'));
    let mut expected = json::Expected::of(places(&at, problems)?, Vec::new());
    let mut good = true;
    for (key, value) in other {
        good &= match (key.get_ref().as_str(), value.get_ref()) {
            ("absent", toml::Value::Array(all)) => {
                let paths = all.iter().map(|path| Some(path.as_str()?.to_owned())).collect::<Option<Vec<_>>>();
                let good = |path: &String| one_place(&Spanned::new(value.span(), path.clone()), problems).is_some();
                match paths.filter(|paths| paths.iter().all(good)) {
                    Some(paths) => {
                        expected.absent = paths;
                        true
                    }
                    None => false,
                }
            }
            ("lengths", toml::Value::Table(all)) => {
                let length = |(path, count): (&String, &toml::Value)| {
                    Some((path.clone(), usize::try_from(count.as_integer()?).ok()?))
                };
                expected.lengths = all.iter().filter_map(length).collect();
                expected.lengths.len() == all.len()
            }
            ("order", toml::Value::Table(all)) => {
                let order = |(path, word): (&String, &toml::Value)| match word.as_str()? {
                    "ascending" => Some((path.clone(), true)),
                    "descending" => Some((path.clone(), false)),
                    _ => None,
                };
                expected.order = all.iter().filter_map(order).collect();
                expected.order.len() == all.len()
            }
            ("set", toml::Value::Table(all)) => {
                let fields = all.iter().map(|(path, one)| {
                    (Spanned::new(key.span(), path.clone()), Spanned::new(value.span(), one.clone()))
                });
                match places(&fields.collect(), problems) {
                    Some(sets) => {
                        expected.sets = sets;
                        true
                    }
                    None => return None,
                }
            }
            ("shape", _) => match shape::build(&value, problems) {
                Some(shape) => {
                    expected.shape = Some(shape);
                    true
                }
                None => return None,
            },
            _ => false,
        };
        if !good {
            problems.error(RULE, value.span(), format!("`{}` says nothing here", key.get_ref())).help(
                "write places, such as `\"$[0].name\" = \"Ann\"`, or `absent`, `lengths`, `order`, `set`, `shape`",
            );
            return None;
        }
    }
    Some(expected)
}
