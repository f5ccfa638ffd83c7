//! A new quiz, with a question of each of two forms.

use super::exercise::questions;
use super::plan::Plan;
use super::{ScaffoldError, Site, course, filled, quoted};

/// What is said about a new quiz.
#[derive(Debug, Clone)]
pub struct NewQuiz {
    /// Its id.
    pub id: String,
    /// The week that has it.
    pub week: String,
    /// Its title.
    pub title: String,
    /// How long it takes.
    pub minutes: u32,
}

impl NewQuiz {
    /// Everything that is to be written.
    pub fn plan(&self, site: &Site) -> Result<Plan, ScaffoldError> {
        let id = site.new_id(&self.id)?;
        let week = site.week(&self.week)?;
        let minutes = self.minutes.to_string();
        let places = [("{title}", quoted(&self.title)), ("{minutes}", minutes), ("SLUG", id.clone())];
        let text = filled(&course("quiz.toml"), &places.each_ref().map(|(place, value)| (*place, value.as_str())));
        for question in questions(&text) {
            site.new_id(question)?;
        }
        let mut plan = Plan::default();
        site.described(&mut plan, "quiz", format!("curriculum/{week}/{id}.toml"), &text);
        site.place(&mut plan, &week, "quiz", &id)?;
        Ok(plan)
    }
}
