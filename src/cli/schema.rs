//! `roadmap schema`: the JSON Schemas of the files that authors write.

use std::path::Path;

use super::args::Options;
use super::batch::from_here;
use super::print::Out;
use super::{Exit, Stop};
use crate::curriculum::{schema, schema_file, schemas};
use crate::diagnostic::did_you_mean;

pub(super) fn run(options: &Options, name: Option<&str>, write: bool, out: &mut Out) -> Result<Exit, Stop> {
    match (name, write) {
        (_, true) => {
            let Some(course) = &options.course else {
                return Err(Stop::usage("--write puts the schemas into a course's folder: name it with --course DIR"));
            };
            keep(course, name, out)?;
        }
        (None, false) => {
            let widest = schemas().map(|(name, _)| name.len()).max().unwrap_or_default();
            for (name, files) in schemas() {
                out.line(&format!("{name:widest$}  {files}"))?;
            }
        }
        (Some(name), false) => out.raw(&text(name)?)?,
    }
    Ok(Exit::Ok)
}

fn text(name: &str) -> Result<String, Stop> {
    schema(name).ok_or_else(|| {
        let near = did_you_mean(name, schemas().map(|(name, _)| name))
            .unwrap_or_else(|| "`roadmap schema` shows all".to_owned());
        Stop::usage(format!("there is no schema `{name}`; {near}"))
    })
}

/// Puts schemas into a course, in place of those that are there.
fn keep(course: &Path, only: Option<&str>, out: &mut Out) -> Result<(), Stop> {
    if !course.join("curriculum").is_dir() {
        return Err(Stop::usage(format!("there is no course in `{}`", course.display())));
    }
    let names = only.map_or_else(|| schemas().map(|(name, _)| name.to_owned()).collect(), |name| vec![name.to_owned()]);
    for name in names {
        let (text, file) = (text(&name)?, schema_file(&name));
        let path = course.join(&file);
        let write = || -> std::io::Result<()> {
            let folder = path.parent().unwrap_or(course);
            std::fs::create_dir_all(folder)?;
            let mut new = tempfile::NamedTempFile::new_in(folder)?;
            std::io::Write::write_all(&mut new, text.as_bytes())?;
            new.persist(&path)?;
            Ok(())
        };
        write().map_err(|error| Stop::could_not_look(format!("cannot write {file}: {error}")))?;
        out.line(&from_here(course, &file))?;
    }
    Ok(())
}
