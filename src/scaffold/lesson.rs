//! A new lesson, with the parts that a lesson should have.

use super::plan::Plan;
use super::{ScaffoldError, Site, course, filled, list, quoted};

/// What is said about a new lesson.
#[derive(Debug, Clone)]
pub struct NewLesson {
    /// Its id.
    pub id: String,
    /// The week that has it.
    pub week: String,
    /// Its title.
    pub title: String,
    /// Completes "After this lesson you can …".
    pub outcome: String,
    /// What it is about.
    pub concepts: Vec<String>,
    /// How long it takes.
    pub minutes: u32,
}

impl NewLesson {
    /// Everything that is to be written.
    pub fn plan(&self, site: &Site) -> Result<Plan, ScaffoldError> {
        let id = site.new_id(&self.id)?;
        let week = site.week(&self.week)?;
        let text = filled(
            &course("lesson.md"),
            &[
                ("{title}", &quoted(&self.title)),
                ("{minutes}", &self.minutes.to_string()),
                ("{concepts}", &list(&self.concepts)),
                ("{outcome}", &quoted(&self.outcome)),
                ("FILE", &id.replace('-', "_")),
            ],
        );
        let mut plan = Plan::default();
        plan.add(format!("curriculum/{week}/{id}.md"), text);
        site.place(&mut plan, &week, "lesson", &id)?;
        Ok(plan)
    }
}
