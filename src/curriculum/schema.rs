//! JSON Schemas of the files that authors write, made of the types that read them.

use std::borrow::Cow;
use std::collections::BTreeMap;

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::{Value, json};

use super::load::RawSteps;
use super::raw::{ItemKind, RawExercise, RawItem, RawItems, RawLesson, RawProject, RawQuiz, RawRoadmap};
use crate::check::Given;

/// The folder of schemas in a course.
pub const SCHEMAS: &str = "curriculum/schema";

/// Adds the schema of a type to a generator of its own.
type Make = fn(SchemaGenerator) -> Schema;

/// What authors write: the name of the schema, the files, and the type that reads them.
const ALL: [(&str, &str, Make); 8] = [
    ("roadmap", "curriculum/roadmap.toml", |generator| generator.into_root_schema_for::<RawRoadmap>()),
    ("week", "curriculum/<week>/week.toml", |generator| generator.into_root_schema_for::<RawItems>()),
    ("lesson", "the front matter of curriculum/<week>/<lesson>.md", |generator| {
        generator.into_root_schema_for::<RawLesson>()
    }),
    ("quiz", "curriculum/<week>/<quiz>.toml", |generator| generator.into_root_schema_for::<RawQuiz>()),
    ("exercise", "exercises/<id>/exercise.toml", |generator| generator.into_root_schema_for::<RawExercise>()),
    ("project", "curriculum/projects/<project>.toml", |generator| generator.into_root_schema_for::<RawProject>()),
    ("steps", "exercises/<id>/<path>/<variant>.steps.toml", |generator| generator.into_root_schema_for::<RawSteps>()),
    ("answers", "answers.toml, and the variants of exercises that ask", |generator| {
        generator.into_root_schema_for::<BTreeMap<String, Given>>()
    }),
];

/// The names of all schemas, each with the files that it is for.
pub fn schemas() -> impl Iterator<Item = (&'static str, &'static str)> {
    ALL.into_iter().map(|(name, files, _)| (name, files))
}

/// The schema with a name, as text.
pub fn schema(name: &str) -> Option<String> {
    let (_, files, make) = ALL.into_iter().find(|(other, ..)| *other == name)?;
    // What editors know best.
    let mut schema = make(SchemaSettings::draft07().into_generator());
    schema.insert("title".to_owned(), files.into());
    let mut value = schema.to_value();
    without_null(&mut value);
    serde_json::to_string_pretty(&value).ok().map(|text| text + "\n")
}

/// TOML has no null: what may be left out is left out.
fn without_null(value: &mut Value) {
    let null = json!("null");
    match value {
        Value::Object(object) => {
            if let Some(Value::Array(types)) = object.get_mut("type") {
                types.retain(|one| *one != null);
                if let [only] = types.as_slice() {
                    let only = only.clone();
                    object.insert("type".to_owned(), only);
                }
            }
            if let Some(Value::Array(forms)) = object.get_mut("anyOf") {
                forms.retain(|form| form.get("type") != Some(&null));
                if let [Value::Object(only)] = forms.as_slice() {
                    let only = only.clone();
                    object.remove("anyOf");
                    // Beside a `$ref` everything else is ignored.
                    if only.contains_key("$ref") {
                        object.insert("allOf".to_owned(), json!([only]));
                    } else {
                        object.extend(only);
                    }
                }
            }
            object.values_mut().for_each(without_null);
        }
        Value::Array(list) => list.iter_mut().for_each(without_null),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// The name of a schema's file in a course.
pub fn schema_file(name: &str) -> String {
    format!("{SCHEMAS}/{name}.schema.json")
}

/// The first line of a file, by which editors find its schema. `file` is its name within the course.
pub fn schema_header(name: &str, file: &str) -> String {
    let up = "../".repeat(file.matches('/').count());
    let path = format!("{up}{}", schema_file(name));
    // Within `curriculum/` there is a shorter way.
    let path = match file.strip_prefix("curriculum/") {
        Some(_) => path.replacen("../curriculum/", "", 1),
        None => path,
    };
    format!("#:schema {path}\n")
}

impl JsonSchema for RawItem {
    fn schema_name() -> Cow<'static, str> {
        "Item".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let words = ItemKind::ALL.map(ItemKind::as_str);
        let property = |word| (word, json_schema!({ "type": "string", "description": format!("The id of a {word}.") }));
        let properties: std::collections::BTreeMap<_, _> = words.into_iter().map(property).collect();
        json_schema!({
            "type": "object",
            "properties": properties,
            "additionalProperties": false,
            "minProperties": 1,
            "maxProperties": 1,
        })
    }
}
