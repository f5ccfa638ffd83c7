//! The shape of a JSON value: which fields it has, and of which kinds they are.

use chrono::{DateTime, NaiveDate};
use serde_json::Value;

use super::json::kind;
use crate::check::Facet;

/// What a value must be like.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Shape {
    /// One of these kinds.
    Kinds(Vec<Kind>),
    /// An array, all of whose members have this shape.
    List(Box<Shape>),
    Record {
        fields: Vec<Field>,
        /// What other fields are like, if there may be any.
        others: Option<Box<Shape>>,
    },
}

/// A field of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Field {
    pub(super) name: String,
    pub(super) shape: Shape,
    /// Whether it may be left out.
    pub(super) optional: bool,
}

/// Kinds of values that need no further description.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Any,
    Null,
    Boolean,
    Integer,
    Number,
    String,
    /// A text that is not empty.
    Text,
    Uuid,
    Date,
    Moment,
    Array,
    Object,
}

impl Kind {
    pub(super) const ALL: [(&'static str, Kind); 12] = [
        ("any", Kind::Any),
        ("null", Kind::Null),
        ("boolean", Kind::Boolean),
        ("integer", Kind::Integer),
        ("number", Kind::Number),
        ("string", Kind::String),
        ("text", Kind::Text),
        ("uuid", Kind::Uuid),
        ("date", Kind::Date),
        ("datetime", Kind::Moment),
        ("array", Kind::Array),
        ("object", Kind::Object),
    ];

    fn word(self) -> &'static str {
        Kind::ALL.iter().find(|(_, kind)| *kind == self).map_or("", |(word, _)| word)
    }

    fn is(self, value: &Value) -> bool {
        let text = |good: fn(&str) -> bool| value.as_str().is_some_and(good);
        match self {
            Kind::Any => true,
            Kind::Null => value.is_null(),
            Kind::Boolean => value.is_boolean(),
            Kind::Integer => kind(value) == "integer",
            Kind::Number => value.is_number(),
            Kind::String => value.is_string(),
            Kind::Text => text(|text| !text.trim().is_empty()),
            Kind::Uuid => text(is_uuid),
            Kind::Date => text(|text| NaiveDate::parse_from_str(text, "%Y-%m-%d").is_ok()),
            Kind::Moment => text(|text| DateTime::parse_from_rfc3339(text).is_ok()),
            Kind::Array => value.is_array(),
            Kind::Object => value.is_object(),
        }
    }
}

fn is_uuid(text: &str) -> bool {
    let lengths: Vec<_> = text.split('-').map(str::len).collect();
    lengths == [8, 4, 4, 4, 12] && text.chars().all(|c| c == '-' || c.is_ascii_hexdigit())
}

/// Where a value is not as it should be.
struct Fault {
    place: String,
    key: String,
    expected: String,
    actual: String,
}

impl Shape {
    /// How it is, as facets: one that holds, or one for each place that does not.
    pub(super) fn compare(&self, value: &Value, place: &str) -> Vec<Facet> {
        let mut faults = Vec::new();
        self.look(value, place, &mut faults);
        // The same fault in each member of a list is one fault.
        faults.dedup_by(|one, other| one.place == other.place && one.key == other.key);
        if faults.is_empty() {
            return vec![Facet::new(format!("shape {place}"), true, "right", self.shown(), self.shown())];
        }
        let mut seen = Vec::new();
        faults.retain(|fault| {
            let new = !seen.contains(&(fault.place.clone(), fault.key.clone()));
            seen.push((fault.place.clone(), fault.key.clone()));
            new
        });
        let facet =
            |fault: Fault| Facet::new(format!("shape {}", fault.place), false, fault.key, fault.expected, fault.actual);
        faults.into_iter().take(8).map(facet).collect()
    }

    fn look(&self, value: &Value, place: &str, faults: &mut Vec<Fault>) {
        let differs = |faults: &mut Vec<Fault>| {
            let actual = format!("{} ({})", article(kind(value)), super::json::shortened(&value.to_string()));
            let (place, key) = (place.to_owned(), kind(value).to_owned());
            faults.push(Fault { place, key, expected: self.shown(), actual });
        };
        match (self, value) {
            (Shape::Kinds(kinds), value) if kinds.iter().any(|kind| kind.is(value)) => {}
            (Shape::List(each), Value::Array(items)) => {
                for item in items {
                    each.look(item, &format!("{place}[*]"), faults);
                }
            }
            (Shape::Record { fields, others }, Value::Object(found)) => {
                for Field { name, shape, optional } in fields {
                    match found.get(name) {
                        Some(value) => shape.look(value, &format!("{place}.{name}"), faults),
                        None if *optional => {}
                        None => faults.push(Fault {
                            place: format!("{place}.{name}"),
                            key: "missing".to_owned(),
                            expected: shape.shown(),
                            actual: "it is missing".to_owned(),
                        }),
                    }
                }
                for (name, value) in found.iter().filter(|(name, _)| fields.iter().all(|field| field.name != **name)) {
                    match others {
                        Some(shape) => shape.look(value, &format!("{place}.*"), faults),
                        None => faults.push(Fault {
                            place: format!("{place}.{}", crate::process::clean(name)),
                            key: "extra".to_owned(),
                            expected: "no such field".to_owned(),
                            actual: super::json::shortened(&value.to_string()),
                        }),
                    }
                }
            }
            (Shape::Kinds(_) | Shape::List(_) | Shape::Record { .. }, _) => differs(faults),
        }
    }

    /// For people, such as `{ id: integer, tags: [string] }`.
    fn shown(&self) -> String {
        match self {
            Shape::Kinds(kinds) => kinds.iter().map(|kind| kind.word()).collect::<Vec<_>>().join(" or "),
            Shape::List(each) => format!("[{}]", each.shown()),
            Shape::Record { fields, others } => {
                let field = |field: &Field| {
                    format!("{}{}: {}", field.name, if field.optional { "?" } else { "" }, field.shape.shown())
                };
                let others = others.as_ref().map(|_| "…".to_owned());
                let all: Vec<_> = fields.iter().map(field).chain(others).collect();
                if all.is_empty() { "{}".to_owned() } else { format!("{{ {} }}", all.join(", ")) }
            }
        }
    }
}

fn article(kind: &str) -> String {
    match kind {
        "null" => kind.to_owned(),
        "integer" | "array" | "object" => format!("an {kind}"),
        _ => format!("a {kind}"),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn user() -> Shape {
        let field = |name: &str, kinds: &[Kind], optional| Field {
            name: name.to_owned(),
            shape: Shape::Kinds(kinds.to_vec()),
            optional,
        };
        let fields = vec![
            field("id", &[Kind::Integer], false),
            field("name", &[Kind::Text], false),
            field("note", &[Kind::String, Kind::Null], true),
        ];
        Shape::Record { fields, others: None }
    }

    fn faults(shape: &Shape, value: &Value) -> Vec<String> {
        let facets = shape.compare(value, "$").into_iter().filter(|facet| !facet.held);
        facets.map(|facet| format!("{}: {}", facet.name, facet.key)).collect()
    }

    #[test]
    fn a_shape_names_what_is_missing_extra_or_of_another_kind() {
        assert_eq!(faults(&user(), &json!({ "id": 1, "name": "Ada" })), [""; 0]);
        assert_eq!(faults(&user(), &json!({ "id": 1.0, "name": "Ada", "note": null })), [""; 0]);
        assert_eq!(
            faults(&user(), &json!({ "id": "1", "note": 2, "password_hash": "x" })),
            ["shape $.id: string", "shape $.name: missing", "shape $.note: integer", "shape $.password_hash: extra"]
        );
        assert_eq!(faults(&user(), &json!([])), ["shape $: array"]);
        assert_eq!(user().shown(), "{ id: integer, name: text, note?: string or null }");
    }

    #[test]
    fn a_fault_of_all_members_of_a_list_is_told_once() {
        let list = Shape::List(Box::new(user()));
        let value = json!([{ "id": 1 }, { "id": 2, "name": "Bo" }, { "id": 3 }]);
        assert_eq!(faults(&list, &value), ["shape $[*].name: missing"]);
        let open = Shape::Record { fields: Vec::new(), others: Some(Box::new(Shape::Kinds(vec![Kind::Number]))) };
        assert_eq!(faults(&open, &json!({ "a": 1, "b": "x" })), ["shape $.*: string"]);
    }

    #[test]
    fn kinds_look_at_what_texts_mean() {
        assert!(Kind::Date.is(&json!("2026-02-28")) && !Kind::Date.is(&json!("2026-02-30")));
        assert!(Kind::Moment.is(&json!("2026-02-28T10:00:00Z")) && !Kind::Moment.is(&json!("2026-02-28")));
        assert!(Kind::Uuid.is(&json!("3f2504e0-4f89-11d3-9a0c-0305e82c3301")) && !Kind::Uuid.is(&json!("3f25")));
        assert!(!Kind::Integer.is(&json!(1.5)) && !Kind::Integer.is(&json!(true)) && !Kind::Text.is(&json!(" ")));
    }
}
