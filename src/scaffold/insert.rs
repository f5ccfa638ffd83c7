//! Adds to a list in a TOML file and leaves everything else as it was typed: blanks, order, comments, line ends.

use toml::de::{DeTable, DeValue};

/// A `week.toml` with one more item at its end; none when its list is written in a way that this does not know.
pub(super) fn item(text: &str, kind: &str, id: &str) -> Option<String> {
    let new = added(text, &format!("{{ {kind} = \"{id}\" }}"))?;
    // Whatever was typed: the result holds the old items, the new one, and nothing else.
    let (mut before, after) = (table(text)?, table(&new)?);
    let item = toml::Table::from_iter([(kind.to_owned(), toml::Value::from(id))]);
    before.get_mut("items")?.as_array_mut()?.push(toml::Value::Table(item));
    (before == after).then_some(new)
}

pub(super) fn table(text: &str) -> Option<toml::Table> {
    toml::from_str(text).ok()
}

fn added(text: &str, item: &str) -> Option<String> {
    let line_end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let root = DeTable::parse(text).ok()?;
    let items = root.get_ref().get("items")?;
    let DeValue::Array(list) = items.get_ref() else { return None };
    let array = items.span();
    let (open, close) = (array.start + 1, array.end.checked_sub(1)?);
    if !text.get(array.clone())?.starts_with('[') || !text.get(array)?.ends_with(']') {
        return None;
    }
    let Some(final_item) = list.last() else {
        let inside = text.get(open..close)?;
        return match inside.rfind('\n') {
            // Comments may stand there.
            Some(at) => spliced(text, open + at + 1..open + at + 1, &format!("  {item},{line_end}")),
            None => spliced(text, open..close, &format!("{line_end}  {item},{line_end}")),
        };
    };
    let end = final_item.span().end;
    let comma = comma(text.get(end..close)?).map(|at| end + at + 1);
    if !text.get(open..final_item.span().start)?.contains('\n') {
        return match comma {
            Some(at) => spliced(text, at..at, &format!(" {item},")),
            None => spliced(text, end..end, &format!(", {item}")),
        };
    }
    let line = text.get(..final_item.span().start)?.rfind('\n')? + 1;
    let indent: String = text.get(line..)?.chars().take_while(|c| matches!(c, ' ' | '\t')).collect();
    let (text, close) = match comma {
        Some(_) => (text.to_owned(), close),
        None => (spliced(text, end..end, ",")?, close + 1),
    };
    let from = comma.unwrap_or(end + 1);
    match text.get(from..close)?.find('\n') {
        // Behind a comment that stands beside the last item.
        Some(at) => spliced(&text, from + at + 1..from + at + 1, &format!("{indent}{item},{line_end}")),
        None => spliced(&text, from..from, &format!("{line_end}{indent}{item}")),
    }
}

/// Where the first comma stands that is in no comment.
fn comma(text: &str) -> Option<usize> {
    let mut comment = false;
    text.char_indices().find_map(|(at, c)| {
        comment = c == '#' || (comment && c != '\n');
        (c == ',' && !comment).then_some(at)
    })
}

fn spliced(text: &str, range: std::ops::Range<usize>, new: &str) -> Option<String> {
    Some(format!("{}{new}{}", text.get(..range.start)?, text.get(range.end..)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_item_is_added_and_everything_else_stays_as_it_was_typed() {
        for (text, expected) in [
            ("items = []\n", "items = [\n  { quiz = \"q\" },\n]\n"),
            ("items = [\n  # later\n]\n", "items = [\n  # later\n  { quiz = \"q\" },\n]\n"),
            (
                "# a week\nitems = [ # all\n    { lesson = \"a\" },   # first, of all\n    # { lesson = \"z\" },\n]\n# end\n",
                "# a week\nitems = [ # all\n    { lesson = \"a\" },   # first, of all\n    { quiz = \"q\" },\n    # { lesson = \"z\" },\n]\n# end\n",
            ),
            (
                "items = [\r\n\t{ lesson = \"a\" } # one, two\r\n]\r\n",
                "items = [\r\n\t{ lesson = \"a\" }, # one, two\r\n\t{ quiz = \"q\" },\r\n]\r\n",
            ),
            ("items = [{ lesson = \"a\" }]", "items = [{ lesson = \"a\" }, { quiz = \"q\" }]"),
            ("items = [{ lesson = \"a\" }, ]", "items = [{ lesson = \"a\" }, { quiz = \"q\" }, ]"),
            ("items = [\n  { lesson = \"a\" } ]", "items = [\n  { lesson = \"a\" },\n  { quiz = \"q\" } ]"),
        ] {
            assert_eq!(item(text, "quiz", "q").as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn a_list_that_is_written_otherwise_is_left_alone() {
        for text in ["[[items]]\nlesson = \"a\"\n", "", "items = 3", "items = [", "[week]\nitems = []"] {
            assert_eq!(item(text, "quiz", "q"), None, "{text}");
        }
    }
}
