//! A new exercise: a starter that fails, a solution that passes, and two wrong answers on each path.

use super::plan::Plan;
use super::{Kinds, ScaffoldError, Site, filled, kinds, list, quoted, track_of};
use crate::id::Track;

/// What is said about a new exercise.
#[derive(Debug, Clone)]
pub struct NewExercise {
    /// Its id.
    pub id: String,
    /// The week that has it.
    pub week: String,
    /// The kind of its checks.
    pub kind: String,
    /// Its title.
    pub title: String,
    /// What it is about.
    pub concepts: Vec<String>,
    /// Lessons and exercises that come before it.
    pub needs: Vec<String>,
    /// 1 to 5.
    pub difficulty: u8,
    /// How long it takes.
    pub minutes: u32,
    /// The only path that it is written for at first; both if there is none. What serves both paths anyway stays so.
    pub only: Option<Track>,
}

impl NewExercise {
    /// Everything that is to be written.
    pub fn plan(&self, site: &Site) -> Result<Plan, ScaffoldError> {
        let id = site.new_id(&self.id)?;
        let week = site.week(&self.week)?;
        site.needs(&self.needs)?;
        if !kinds().contains(&self.kind.as_str()) {
            return Err(ScaffoldError::NoKind { kind: self.kind.clone() });
        }
        let prefix = format!("{}/", self.kind);
        let names: Vec<String> = Kinds::iter().filter(|name| name.starts_with(&prefix)).map(Into::into).collect();
        let mut plan = Plan::default();
        for name in names {
            let Some(file) = Kinds::get(&name) else { continue };
            let text = String::from_utf8_lossy(&file.data).replace("\r\n", "\n");
            let name = name.strip_prefix(&prefix).unwrap_or(&name).to_owned();
            if self.only.is_some_and(|only| track_of(&name).is_some_and(|track| track != only)) {
                continue;
            }
            let text = match name.as_str() {
                "exercise.toml" => self.described(site, &text)?,
                _ => filled(&text, &[("SLUG", &id)]),
            };
            let full = format!("exercises/{id}/{name}");
            match name.strip_prefix("data/") {
                None if name == "exercise.toml" => site.described(&mut plan, "exercise", full, &text),
                None if name.ends_with(".steps.toml") => site.described(&mut plan, "steps", full, &text),
                Some(data) => plan.add(format!("curriculum/data/{}", filled(data, &[("SLUG", &id)])), text),
                None => plan.add(full, text),
            }
        }
        site.place(&mut plan, &week, "exercise", &id)?;
        Ok(plan)
    }

    /// The `exercise.toml`.
    fn described(&self, site: &Site, text: &str) -> Result<String, ScaffoldError> {
        let text = filled(
            text,
            &[("{head}", &format!("difficulty = {}\nminutes = {}", self.difficulty, self.minutes)), ("SLUG", &self.id)],
        );
        for id in questions(&text) {
            site.new_id(id)?;
        }
        let serves_both = Kinds::iter().all(|name| {
            let name = name.strip_prefix(&format!("{}/", self.kind)).map(str::to_owned).unwrap_or_default();
            track_of(&name).is_none()
        });
        let text = match self.only.filter(|_| !serves_both) {
            Some(only) => text.replace("[[check]]\n", &format!("[[check]]\npaths = [\"{only}\"]\n")),
            None => text,
        };
        let needs = if self.needs.is_empty() { String::new() } else { format!("needs = {}\n", list(&self.needs)) };
        let (title, concepts) = (quoted(&self.title), list(&self.concepts));
        Ok(format!("title = {title}\nconcepts = {concepts}\n{needs}{text}"))
    }
}

/// The ids of the questions in a text that was made here.
pub(super) fn questions(text: &str) -> impl Iterator<Item = &str> {
    let mut asked = false;
    text.lines().filter_map(move |line| {
        asked = line.ends_with("question]]") || line == "[check.answer]" || (asked && !line.starts_with('['));
        line.strip_prefix("id = \"")?.strip_suffix('"').filter(|_| asked)
    })
}
