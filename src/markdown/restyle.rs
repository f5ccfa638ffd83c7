//! Names that a curriculum writes in `snake_case`, shown in the style of the learner's language.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag, TagEnd};

use super::fence;
use super::parse::OPTIONS;
use crate::id::Track;

/// The text with `names`, written in `snake_case`, in the track's own style: whole identifiers only, and only in inline
/// code and in fences of a language that has a track.
pub fn restyle(markdown: &str, names: &[String], track: Track) -> String {
    let mut out = String::with_capacity(markdown.len());
    let mut from = 0;
    for place in places(markdown) {
        out.push_str(markdown.get(from..place.start).unwrap_or_default());
        rename(markdown.get(place.clone()).unwrap_or_default(), names, track, &mut out);
        from = place.end;
    }
    out.push_str(markdown.get(from..).unwrap_or_default());
    out
}

fn places(markdown: &str) -> Vec<Range<usize>> {
    let mut places = Vec::new();
    let mut inside = false;
    for (event, range) in Parser::new_ext(markdown, OPTIONS).into_offset_iter() {
        if let Event::Start(Tag::CodeBlock(kind)) = &event {
            inside = matches!(kind, CodeBlockKind::Fenced(info) if is_code(info));
        } else if matches!(event, Event::End(TagEnd::CodeBlock)) {
            inside = false;
        } else if matches!(event, Event::Code(_)) || (inside && matches!(event, Event::Text(_))) {
            places.push(range);
        }
    }
    places
}

fn is_code(info: &str) -> bool {
    info.split_whitespace().next().and_then(fence::track).is_some()
}

fn rename(code: &str, names: &[String], track: Track, out: &mut String) {
    let belongs = |c: char| c.is_alphanumeric() || matches!(c, '_' | '$');
    let mut rest = code;
    while !rest.is_empty() {
        let (word, after) = rest.split_at(rest.find(|c| !belongs(c)).unwrap_or(rest.len()));
        if names.iter().any(|name| name == word) {
            out.push_str(&track.identifier(word));
        } else {
            out.push_str(word);
        }
        let (between, next) = after.split_at(after.find(belongs).unwrap_or(after.len()));
        out.push_str(between);
        rest = next;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn node(markdown: &str) -> String {
        restyle(markdown, &["to_fahrenheit".to_owned(), "price_text".to_owned(), "add".to_owned()], Track::Node)
    }

    #[test]
    fn names_in_inline_code_and_fences_are_restyled_for_node() {
        assert_eq!(node("Complete `to_fahrenheit(price_text)`."), "Complete `toFahrenheit(priceText)`.");
        assert_eq!(node("```js run=a.js\nto_fahrenheit(1);\n```\n"), "```js run=a.js\ntoFahrenheit(1);\n```\n");
        assert_eq!(node("> - ``a ` price_text`` *b*"), "> - ``a ` priceText`` *b*");
    }

    #[test]
    fn text_other_fences_and_parts_of_identifiers_stay() {
        for text in [
            "to_fahrenheit in text",
            "`my_price_text`, `price_texts` and `$price_text`",
            "```sh\nto_fahrenheit\n```\n",
            "```output\nprice_text\n```\n",
            "`unknown_name` and `été_price_text`",
            "[price_text](https://example.org/price_text)",
            "an open ` price_text",
        ] {
            assert_eq!(node(text), text);
        }
    }

    #[test]
    fn python_keeps_names_as_they_are_written() {
        let text = "`to_fahrenheit` and `été`";
        assert_eq!(restyle(text, &["to_fahrenheit".to_owned()], Track::Python), text);
    }
}
