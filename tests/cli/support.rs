//! Runtimes that write down each start, and a course with an exercise that needs none.

use std::path::Path;

use crate::project::{Done, Project, Roadmap};

/// A course of two exercises, a lesson and a quiz: `copy-out` asks for a text file, and hands out a file that is to be left
/// as it is and a data set.
pub fn course() -> Project {
    let project = Project::new();
    let folder = "course/exercises/copy-out";
    project.edit("course/curriculum/first-steps/week.toml", "\n]", "\n  { exercise = \"copy-out\" },\n]");
    project.write("course/curriculum/data/people.sql", "create table people (name text);\n");
    project.write(
        &format!("{folder}/exercise.toml"),
        "title = \"Copy out\"\nconcepts = [\"files\"]\nmode = \"write\"\ndifficulty = 1\nminutes = 5\n\
         file = \"note.txt\"\ntask = \"Copy `names.txt` into `note.txt`.\"\nhints = [\"Read.\", \"Think.\", \"Write.\"]\n\
         hands_out = [\"people\"]\n\
         \n[[check]]\nfile = { path = \"note.txt\", lines = [\"Ada\"] }\n\
         \n[[check]]\nfile = { path = \"names.txt\", lines = [\"Ada\"] }\n\
         \n[[wrong]]\nid = \"empty\"\nsay = \"The note is empty.\"\n",
    );
    project.write(&format!("{folder}/shared/starter.txt"), "to do\n");
    project.write(&format!("{folder}/shared/solution.txt"), "Ada\n");
    project.write(&format!("{folder}/shared/wrong-empty.txt"), "\n");
    project.write(&format!("{folder}/shared/given/names.txt"), "Ada\n");
    project
}

/// Runs with the machine's runtimes, each start of which is written into the file `starts`.
#[cfg(unix)]
pub fn counting<'p>(project: &'p Project, line: &str) -> Roadmap<'p> {
    project
        .roadmap(line)
        .with_runtimes()
        .env("ROADMAP_NODE", wrapper(project, "node", "$1", "-p", "20.0.0"))
        .env("ROADMAP_PYTHON", wrapper(project, "python3", "$3", "*sys.executable*", "3.11.0"))
}

/// A program that tells that it is the runtime itself, and notes down every other start.
#[cfg(unix)]
fn wrapper(project: &Project, name: &str, asked: &str, question: &str, version: &str) -> std::path::PathBuf {
    use std::os::unix::fs::PermissionsExt;
    let file = project.at(&format!("wrappers/{name}"));
    if !file.exists() {
        let path = std::env::var_os("PATH").unwrap();
        let real = std::env::split_paths(&path).map(|folder| folder.join(name)).find(|file| file.is_file()).unwrap();
        let (real, log) = (real.display().to_string(), project.at("starts").display().to_string());
        let text = format!(
            "#!/bin/sh\ncase \"{asked}\" in {question}) echo \"$0\"; echo {version}; exit;; esac\n\
             echo start >> '{log}'\nexec '{real}' \"$@\"\n"
        );
        project.write(&format!("wrappers/{name}"), &text);
        std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o755)).unwrap();
    }
    file
}

/// How often a runtime was started since this was asked the last time.
pub fn starts(project: &Project) -> usize {
    let file = project.at("starts");
    let count = std::fs::read_to_string(&file).map_or(0, |text| text.lines().count());
    let _ = std::fs::remove_file(file);
    count
}

/// The ids and paths of the items that were judged in this run, such as `double-it node`.
pub fn judged(done: &Done) -> Vec<String> {
    let json = done.json();
    let items = json["items"].as_array().unwrap();
    let anew = items.iter().filter(|item| item["cached"] == false);
    anew.map(|item| format!("{} {}", item["id"].as_str().unwrap(), item["path"].as_str().unwrap())).collect()
}

/// A report without what differs from run to run.
pub fn settled(text: &str) -> String {
    let mut out = String::new();
    for line in text.lines() {
        let line = match line.split_once("\"milliseconds\": ") {
            Some((before, _)) => format!("{before}\"milliseconds\": [TIME],"),
            None => without_times(line),
        };
        out.push_str(&line);
        out.push('\n');
    }
    out
}

/// The attributes of `JUnit`.
fn without_times(line: &str) -> String {
    let mut parts = line.split(" time=\"");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        out.push_str(" time=\"[TIME]\"");
        out.push_str(part.split_once('"').map_or("", |(_, after)| after));
    }
    out
}

/// Whether a value fits a JSON Schema, of which the words that our own schema uses are understood. `Err` names the place.
pub fn fits(value: &serde_json::Value, schema: &serde_json::Value, root: &serde_json::Value) -> Result<(), String> {
    use serde_json::Value;
    if schema == &Value::Bool(true) {
        return Ok(());
    }
    let schema = match schema["$ref"].as_str() {
        Some(name) => root.pointer(name.trim_start_matches('#')).unwrap_or_else(|| panic!("{name}")),
        None => schema,
    };
    let known = [
        "$defs",
        "$schema",
        "additionalProperties",
        "allOf",
        "anyOf",
        "const",
        "default",
        "definitions",
        "description",
        "enum",
        "format",
        "items",
        "maxItems",
        "maxProperties",
        "maximum",
        "minItems",
        "minProperties",
        "minimum",
        "oneOf",
        "properties",
        "required",
        "title",
        "type",
        "$ref",
    ];
    let words = schema.as_object().unwrap();
    assert!(words.keys().all(|word| known.contains(&word.as_str())), "{words:?}");
    let of_type = |name: &str| match name {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "integer" => value.is_u64() || value.is_i64(),
        "number" => value.is_number(),
        "boolean" => value.is_boolean(),
        "null" => value.is_null(),
        other => panic!("{other}"),
    };
    let good = match &schema["type"] {
        Value::String(name) => of_type(name),
        Value::Array(names) => names.iter().any(|name| of_type(name.as_str().unwrap())),
        _ => true,
    };
    let good = good
        && schema.get("const").is_none_or(|only| only == value)
        && schema["enum"].as_array().is_none_or(|all| all.contains(value))
        && schema["anyOf"].as_array().is_none_or(|all| all.iter().any(|one| fits(value, one, root).is_ok()))
        && schema["allOf"].as_array().is_none_or(|all| all.iter().all(|one| fits(value, one, root).is_ok()))
        && schema["oneOf"]
            .as_array()
            .is_none_or(|all| all.iter().filter(|one| fits(value, one, root).is_ok()).count() == 1)
        && schema["maximum"].as_i64().is_none_or(|most| value.as_i64().is_none_or(|number| number <= most))
        && schema["minProperties"].as_u64().is_none_or(|least| value.as_object().unwrap().len() as u64 >= least)
        && schema["maxProperties"].as_u64().is_none_or(|most| value.as_object().unwrap().len() as u64 <= most)
        && schema["minimum"].as_i64().is_none_or(|least| value.as_i64().is_none_or(|number| number >= least))
        && schema["minItems"].as_u64().is_none_or(|least| value.as_array().unwrap().len() as u64 >= least)
        && schema["maxItems"].as_u64().is_none_or(|most| value.as_array().unwrap().len() as u64 <= most);
    if !good {
        return Err(format!("{value} is not {schema}"));
    }
    for name in schema["required"].as_array().into_iter().flatten() {
        if value.get(name.as_str().unwrap()).is_none() {
            return Err(format!("{name} is missing in {value}"));
        }
    }
    if let Some(object) = value.as_object() {
        for (name, value) in object {
            let known = schema["properties"].get(name);
            let schema = match known.or_else(|| schema.get("additionalProperties")) {
                Some(schema) if *schema != Value::Bool(false) => schema,
                // A form of several says nothing of what others know.
                None if schema.get("properties").is_none() => continue,
                Some(_) | None => return Err(format!("{name} is not in the schema")),
            };
            fits(value, schema, root).map_err(|why| format!("{name}: {why}"))?;
        }
    }
    for (index, value) in value.as_array().into_iter().flatten().enumerate() {
        // One schema for all, or one for each.
        match schema.get("items") {
            Some(Value::Array(each)) => each.get(index).map_or(Ok(()), |schema| fits(value, schema, root))?,
            Some(all) => fits(value, all, root)?,
            None => {}
        }
    }
    Ok(())
}

/// Copies a folder of the project.
pub fn copy(project: &Project, from: &str, to: &str) {
    fn copy(from: &Path, to: &Path) {
        std::fs::create_dir_all(to).unwrap();
        for entry in std::fs::read_dir(from).unwrap().map(Result::unwrap) {
            let target = to.join(entry.file_name());
            if entry.file_type().unwrap().is_dir() {
                copy(&entry.path(), &target);
            } else {
                std::fs::copy(entry.path(), target).unwrap();
            }
        }
    }
    copy(&project.at(from), &project.at(to));
}
