//! What is looked at besides the answers: what the server prints, what it asks the database, what is in there afterwards.

use super::Scenario;
use crate::check::http::values::Unfilled;
use crate::check::http::{Http, Queries};
use crate::check::sandbox::Sandbox;
use crate::check::sql::{self, Look};
use crate::check::{CheckError, Facet, Seen};
use crate::service::Statement;
use crate::source::{Code, Language};

/// How many statements are shown where they are not as they should be.
const STATEMENTS: usize = 5;

impl Queries {
    /// Whether the server sent the statements that it should. How many too many is another number each time where
    /// connections are opened anew.
    pub(super) fn compare(&self, sent: &[Statement], sandbox: &Sandbox<'_>) -> Vec<Facet> {
        // Some libraries end a transaction only after the answer, so that it falls to the next step, or to none.
        let sent: Vec<&Statement> = sent.iter().filter(|statement| !bounds_a_transaction(&statement.text)).collect();
        let left_out = (sent.len() > STATEMENTS).then(|| "…".to_owned());
        let lines = sent.iter().take(STATEMENTS).map(|statement| one_line(statement, sandbox));
        let shown: Vec<String> = lines.chain(left_out).collect();
        let words = (!self.words.is_empty()).then(|| self.compare_words(&sent, &shown));
        std::iter::once(self.compare_count(sent.len(), &shown)).chain(words).collect()
    }

    fn compare_count(&self, count: usize, shown: &[String]) -> Facet {
        let Queries { least, most, .. } = *self;
        let held = (least..=most).contains(&count);
        let expected = match (least, most) {
            (0, most) => format!("at most {most}"),
            (least, usize::MAX) => format!("at least {least}"),
            (least, most) => format!("{least} to {most}"),
        };
        let actual = if held { count.to_string() } else { listed(&format!("{count}:"), shown) };
        Facet::compared("statements", held, if count > most { "more" } else { "less" }, expected, actual)
    }

    fn compare_words(&self, sent: &[&Statement], shown: &[String]) -> Facet {
        let has_one = |statement: &&Statement| {
            let code = Code::read(&statement.text, Language::Sql);
            code.words().iter().any(|word| self.words.iter().any(|wanted| wanted.eq_ignore_ascii_case(word)))
        };
        let held = sent.iter().any(has_one);
        let words = self.words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(" or ");
        let expected = format!("{words} in one of them");
        let actual = if held { expected.clone() } else { listed("in none of them:", shown) };
        Facet::compared("words of the statements", held, "missing", expected, actual)
    }
}

/// A line and the statements below it, if there are any.
fn listed(head: &str, shown: &[String]) -> String {
    std::iter::once(head).chain(shown.iter().map(String::as_str)).collect::<Vec<_>>().join("\n")
}

/// Whether a statement only begins or ends a transaction, or a part of one.
fn bounds_a_transaction(sql: &str) -> bool {
    const FIRST: [&str; 8] = ["BEGIN", "START", "COMMIT", "END", "ROLLBACK", "ABORT", "SAVEPOINT", "RELEASE"];
    let code = Code::read(sql, Language::Sql);
    code.words().first().is_some_and(|first| FIRST.iter().any(|word| word.eq_ignore_ascii_case(first)))
}

fn one_line(statement: &Statement, sandbox: &Sandbox<'_>) -> String {
    sandbox.clean(&statement.text.split_whitespace().collect::<Vec<_>>().join(" "))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_of_the_words_stands_in_one_statement_and_no_comment() {
        let queries = Queries { least: 0, most: usize::MAX, words: vec!["LIMIT".to_owned(), "FETCH".to_owned()] };
        let held = |texts: &[&str]| {
            let statement = |text: &&str| Statement { text: (*text).to_owned(), parameters: Vec::new(), connection: 1 };
            let sent: Vec<Statement> = texts.iter().map(statement).collect();
            queries.compare_words(&sent.iter().collect::<Vec<_>>(), &[]).held
        };
        assert!(held(&["SELECT count(*) FROM posts", "select id from posts limit $1"]));
        assert!(held(&["SELECT id FROM posts FETCH FIRST 2 ROWS ONLY"]));
        assert!(!held(&["SELECT id FROM posts -- LIMIT 2", "SELECT 'limit', limits FROM posts"]));
        assert!(!held(&[]));
    }

    #[test]
    fn what_begins_and_ends_transactions_is_told_from_what_works() {
        for sql in ["BEGIN", "begin isolation level serializable", "COMMIT;", "/* orm */ ROLLBACK", "SAVEPOINT a"] {
            assert!(bounds_a_transaction(sql), "{sql}");
        }
        for sql in ["SELECT 'BEGIN'", "UPDATE t SET a = 1", "-- COMMIT", ""] {
            assert!(!bounds_a_transaction(sql), "{sql}");
        }
    }
}
