//! Shapes as they are typed: words for kinds, tables for records, a list of one for lists.

use crate::diagnostic::Spanned;

use crate::check::http::shape::{Field, Kind, Shape};
use crate::diagnostic::{FileProblems, did_you_mean};

pub(super) fn build(typed: &Spanned<toml::Value>, problems: &mut FileProblems<'_>) -> Option<Shape> {
    match read(typed.get_ref()) {
        Ok(shape) => Some(shape),
        Err(wrong) => {
            let words = Kind::ALL.map(|(word, _)| word);
            let help = did_you_mean(&wrong, words.iter().copied())
                .unwrap_or_else(|| format!("kinds are {}; a list is written with one member", words.join(", ")));
            problems.error("http-shape", typed.span(), format!("`{wrong}` is no shape")).help(help);
            None
        }
    }
}

/// The shape, or what is none.
fn read(value: &toml::Value) -> Result<Shape, String> {
    match value {
        toml::Value::String(words) => {
            let kind = |word: &str| Kind::ALL.iter().find(|(known, _)| *known == word).map(|(_, kind)| *kind);
            let kinds = words.split('|').map(str::trim).map(|word| kind(word).ok_or_else(|| word.to_owned()));
            Ok(Shape::Kinds(kinds.collect::<Result<_, _>>()?))
        }
        toml::Value::Array(items) => match items.as_slice() {
            [each] => Ok(Shape::List(Box::new(read(each)?))),
            _ => Err(value.to_string()),
        },
        toml::Value::Table(fields) => {
            let others = fields.get("*").map(read).transpose()?.map(Box::new);
            let field = |(name, shape): (&String, &toml::Value)| {
                let shape = read(shape)?;
                let optional = name.strip_suffix('?');
                let name = optional.unwrap_or(name).to_owned();
                Ok(Field { name, shape, optional: optional.is_some() })
            };
            let fields = fields.iter().filter(|(name, _)| *name != "*").map(field);
            Ok(Shape::Record { fields: fields.collect::<Result<_, String>>()?, others })
        }
        toml::Value::Integer(_) | toml::Value::Float(_) | toml::Value::Boolean(_) | toml::Value::Datetime(_) => {
            Err(value.to_string())
        }
    }
}
