//! Finds what was probably meant by a name that does not exist.

/// Longer names are not compared: the work grows with the square of their length.
const LONGEST: usize = 100;

/// The candidate that is most like `text`, if one is like it enough to have been meant: a slip of the keyboard, or a name
/// of which `text` is a part.
pub fn nearest<'a>(text: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    if text.is_empty() || text.len() > LONGEST {
        return None;
    }
    let text = text.to_lowercase();
    let length = text.chars().count();
    let allowed = (length / 3).max(1);
    candidates
        .into_iter()
        .filter(|candidate| candidate.len() <= LONGEST)
        .filter_map(|candidate| {
            let lower = candidate.to_lowercase();
            // Names whose lengths differ by more are farther away than that.
            let near = length.abs_diff(lower.chars().count()) <= allowed;
            let distance = if near { distance(&text, &lower) } else { usize::MAX };
            let rank = if distance <= allowed {
                distance
            } else if text.len() >= 3 && lower.starts_with(&text) {
                LONGEST
            } else if text.len() >= 3 && lower.contains(&text) {
                LONGEST * 2
            } else {
                return None;
            };
            Some((rank, candidate.len(), candidate))
        })
        .min()
        .map(|(_, _, candidate)| candidate)
}

/// The help for a name that does not exist, if a similar one does.
pub fn did_you_mean<'a>(text: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<String> {
    nearest(text, candidates).map(|name| format!("did you mean `{name}`?"))
}

/// The number of letters to insert, delete, replace or swap with their neighbour (optimal string alignment).
fn distance(from: &str, to: &str) -> usize {
    let to: Vec<char> = to.chars().collect();
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=to.len()).collect();
    let mut last = None;
    for (row, a) in from.chars().enumerate() {
        let mut current = Vec::with_capacity(to.len() + 1);
        let mut left = row + 1;
        current.push(left);
        let mut last_b = None;
        for (column, (&b, pair)) in to.iter().zip(above.windows(2)).enumerate() {
            let &[diagonal, up] = pair else { continue };
            let mut best = (diagonal + usize::from(a != b)).min(up + 1).min(left + 1);
            if last == Some(b) && last_b == Some(a) {
                let swapped = column.checked_sub(1).and_then(|at| before.get(at));
                best = best.min(swapped.map_or(best, |cost| cost + 1));
            }
            current.push(best);
            left = best;
            last_b = Some(b);
        }
        before = std::mem::replace(&mut above, current);
        last = Some(a);
    }
    above.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_distance_counts_insertions_deletions_replacements_and_swaps() {
        for (from, to, expected) in [
            ("", "", 0),
            ("", "abc", 3),
            ("abc", "", 3),
            ("abc", "abc", 0),
            ("acutal", "actual", 1),
            ("ab", "ba", 1),
            ("kitten", "sitting", 3),
            ("é", "e", 1),
        ] {
            assert_eq!(distance(from, to), expected, "{from} {to}");
        }
    }

    #[test]
    fn a_slip_finds_the_name_that_was_meant() {
        assert_eq!(nearest("titel", ["title", "about"]), Some("title"));
        assert_eq!(nearest("Titel", ["title", "about"]), Some("title"));
        assert_eq!(nearest("functon", ["program", "function"]), Some("function"));
    }

    #[test]
    fn a_part_finds_the_shortest_name_that_begins_with_it() {
        let ids = ["to-celsius", "celsius-to-fahrenheit-twice", "celsius-to-fahrenheit"];
        assert_eq!(nearest("celsius", ids), Some("celsius-to-fahrenheit"));
        assert_eq!(nearest("fahren", ids), Some("celsius-to-fahrenheit"));
    }

    #[test]
    fn nothing_is_suggested_for_a_name_that_is_like_none() {
        assert_eq!(nearest("xyz", ["title", "about"]), None);
        assert_eq!(nearest("", ["a"]), None);
        assert_eq!(nearest(&"a".repeat(100_000), ["a"]), None);
    }
}
