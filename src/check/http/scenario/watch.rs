//! What is looked at besides the answers: what the server prints, what it asks the database, what is in there afterwards.

use super::Scenario;
use crate::check::http::values::Unfilled;
use crate::check::http::{Http, Queries};
use crate::check::sandbox::Sandbox;
use crate::check::sql::{self, Look};
use crate::check::{CheckError, Facet, Seen};
use crate::service::Statement;

/// How many statements are shown where there were too many.
const STATEMENTS: usize = 5;

impl Queries {
    /// Whether the server sent as many statements as it should. How many too many is another number each time where
    /// connections are opened anew.
    pub(super) fn compare(self, sent: &[Statement], sandbox: &Sandbox<'_>) -> Facet {
        let Queries { least, most } = self;
        let (count, held) = (sent.len(), (least..=most).contains(&sent.len()));
        let expected = match (least, most) {
            (0, most) => format!("at most {most}"),
            (least, usize::MAX) => format!("at least {least}"),
            (least, most) => format!("{least} to {most}"),
        };
        let shown = sent.iter().take(STATEMENTS).map(|statement| {
            let text = statement.text.split_whitespace().collect::<Vec<_>>().join(" ");
            sandbox.clean(&text)
        });
        let lines: Vec<String> = std::iter::once(format!("{count}:")).chain(shown).collect();
        let actual = if held { count.to_string() } else { lines.join("\n") };
        Facet::compared("statements", held, if count > most { "more" } else { "less" }, expected, actual)
    }
}

impl Scenario<'_, '_> {
    /// What is in the database; none if a query needs a value that was never given.
    pub(super) fn look(&self, step: &Http) -> Result<Option<Vec<Facet>>, CheckError> {
        let filled = step.then.iter().map(|look| Ok(look.asking(self.values.sql(look.query())?)));
        let Ok(looks) = filled.collect::<Result<Vec<Look>, Unfilled>>() else { return Ok(None) };
        match &self.sandbox.setup.database {
            Some(data) if !looks.is_empty() => {
                sql::observe(self.sandbox.database(data)?, &looks, self.sandbox).map(Some)
            }
            Some(_) | None => Ok(Some(Vec::new())),
        }
    }

    pub(super) fn log(&mut self, step: &Http, seen: &mut Seen) {
        for template in &step.log.contains {
            let Ok(text) = self.values.text(template) else { continue };
            let held = self.server.prints(|printed| printed.contains(&text));
            let actual = if held { "it is there" } else { "it is not there" };
            let expected = format!("`{text}` in what the server prints");
            seen.facets.push(Facet::compared(format!("log with {template}"), held, "missing", expected, actual));
        }
        for template in &step.log.lacks {
            let Ok(text) = self.values.text(template) else { continue };
            let held = !self.server.prints_soon(|printed| printed.contains(&text));
            let actual = if held { "it is not there" } else { "it is there" };
            let expected = format!("no `{text}` in what the server prints");
            seen.facets.push(Facet::compared(format!("log without {template}"), held, "there", expected, actual));
        }
    }
}
