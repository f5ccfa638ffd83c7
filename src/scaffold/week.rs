//! A new week, and a new course around it where there is none yet.

use super::insert::table;
use super::plan::{Plan, read};
use super::{ScaffoldError, Site, course, quoted};
use crate::id::WeekId;

/// The name of the file that everything begins with.
const ROADMAP: &str = "curriculum/roadmap.toml";

/// What is said about a new week. Only its id counts when the roadmap announces it already.
#[derive(Debug, Clone)]
pub struct NewWeek {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Completes "After this week you can …".
    pub outcome: String,
    /// How long it takes.
    pub hours: f64,
    /// The title of its month, which is made if it is not there; the last month unless given.
    pub month: Option<String>,
}

impl NewWeek {
    /// Whether a week is announced in the roadmap and has no folder yet.
    pub fn is_announced(site: &Site, id: &str) -> bool {
        site.weeks().any(|week| week.as_str() == id) && !site.library.has_folder(&format!("curriculum/{id}"))
    }

    /// Everything that is to be written.
    pub fn plan(&self, site: &Site) -> Result<Plan, ScaffoldError> {
        let mut plan = Plan::default();
        let announced = NewWeek::is_announced(site, &self.id);
        let id: WeekId = if announced { self.id.parse()? } else { site.new_id(&self.id)?.parse()? };
        if ["data", "kits", "projects", "ci", "schema"].contains(&id.as_str()) {
            let owner = format!("the folder `curriculum/{id}/`");
            return Err(ScaffoldError::Taken { id: self.id.clone(), owner });
        }
        if !(0.0..=100.0).contains(&self.hours) {
            return Err(ScaffoldError::Value("a week has 0 to 100 hours".to_owned()));
        }
        if site.fresh {
            let month = quoted(self.month.as_deref().unwrap_or("Month 1"));
            let start = course("roadmap.toml").replace("\r\n", "\n");
            let text = format!("{start}\n[[month]]\ntitle = {month}\n\n{}", self.entry());
            site.described(&mut plan, "roadmap", ROADMAP.to_owned(), &text);
        } else if !announced {
            let text = read(&site.root, ROADMAP)?;
            match self.announced_in(&text) {
                Some(text) => plan.change(ROADMAP, text),
                None => return Err(ScaffoldError::ByHand { file: ROADMAP.to_owned(), add: self.entry() }),
            }
        }
        site.described(&mut plan, "week", format!("curriculum/{id}/week.toml"), "items = [\n]\n");
        Ok(plan)
    }

    /// The `[[month.week]]`.
    fn entry(&self) -> String {
        let (title, outcome) = (quoted(&self.title), quoted(&self.outcome));
        format!("[[month.week]]\nid = \"{}\"\ntitle = {title}\noutcome = {outcome}\nhours = {}\n", self.id, self.hours)
    }

    /// The roadmap with this week; none when it is written in a way that this does not know.
    fn announced_in(&self, text: &str) -> Option<String> {
        let before = table(text)?;
        let titles: Vec<String> =
            months(&before).map(|month| month.get("title")?.as_str().map(str::to_owned)).collect::<Option<_>>()?;
        let position = match &self.month {
            Some(title) => titles.iter().position(|other| other == title),
            None => titles.len().checked_sub(1),
        };
        let headers = headers(text);
        let after = position.and_then(|position| headers.get(position + 1).copied());
        let line_end = if text.contains("\r\n") { "\r\n" } else { "\n" };
        let mut new = match position {
            Some(_) => self.entry(),
            None => {
                format!("[[month]]\ntitle = {}\n\n{}", quoted(self.month.as_deref().unwrap_or("Month 1")), self.entry())
            }
        }
        .replace('\n', line_end);
        let at = after.map_or(text.len(), |header| end_of_month(text, header));
        let (head, tail) = (text.get(..at)?, text.get(at..)?);
        let gap = if head.ends_with('\n') { line_end.to_owned() } else { line_end.repeat(2) };
        new = format!("{head}{gap}{new}{tail}");
        // Whatever was typed: the result holds what was there, the new week in its month, and nothing else.
        let mut found = table(&new)?;
        let list = found.get_mut("month")?.as_array_mut()?;
        let place = position.unwrap_or(titles.len());
        let weeks = list.get_mut(place)?.as_table_mut()?.get_mut("week")?.as_array_mut()?;
        let week = weeks.pop()?;
        let is_mine = week.get("id").and_then(toml::Value::as_str) == Some(self.id.as_str());
        let none_left = weeks.is_empty();
        if none_left && before_has_no_weeks(&before, place) {
            list.get_mut(place)?.as_table_mut()?.remove("week");
        }
        if position.is_none() {
            list.pop();
            if titles.is_empty() {
                found.remove("month");
            }
        }
        (is_mine && found == before).then_some(new)
    }
}

fn months(roadmap: &toml::Table) -> impl Iterator<Item = &toml::Value> {
    roadmap.get("month").and_then(toml::Value::as_array).into_iter().flatten()
}

fn before_has_no_weeks(before: &toml::Table, month: usize) -> bool {
    months(before).nth(month).is_none_or(|month| month.get("week").is_none())
}

/// Where the lines `[[month]]` begin.
fn headers(text: &str) -> Vec<usize> {
    let mut at = 0;
    let mut found = Vec::new();
    for line in text.split_inclusive('\n') {
        if line.trim_start().starts_with("[[month]]") {
            found.push(at);
        }
        at += line.len();
    }
    found
}

/// Where the month before a header ends: comments and blanks before the header belong to it.
fn end_of_month(text: &str, header: usize) -> usize {
    let mut at = header;
    for line in text.get(..header).unwrap_or_default().split_inclusive('\n').rev() {
        if !line.trim().is_empty() && !line.trim_start().starts_with('#') {
            break;
        }
        at -= line.len();
    }
    at
}
