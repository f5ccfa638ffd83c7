//! What stays the same from run to run of a text that a program wrote: ids, tokens, hashes and moments are named, not kept.

use std::sync::OnceLock;

use regex::Regex;

/// What varies, and what is written in its place. The first that fits wins.
const VARYING: [(&str, &str); 7] = [
    (r"[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}", "<uuid>"),
    (r"\beyJ[\w-]+\.[\w-]+\.[\w-]*", "<token>"),
    (r"\$(?:2[abxy]|argon2\w*|scrypt)\$[\w$,=./+-]+", "<hash>"),
    (r"\b\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?", "<moment>"),
    (r"\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT", "<moment>"),
    (r"\b[0-9a-f]{32,}\b", "<hex>"),
    (r"(?:localhost|127\.0\.0\.1|\[::1\]):\d{2,5}\b", "<server>"),
];

/// The text without what varies.
pub(super) fn stable(text: &str) -> String {
    static PATTERNS: OnceLock<Vec<(Regex, &str)>> = OnceLock::new();
    let patterns = PATTERNS.get_or_init(|| {
        VARYING.iter().filter_map(|(pattern, name)| Some((Regex::new(pattern).ok()?, *name))).collect()
    });
    patterns.iter().fold(text.to_owned(), |text, (pattern, name)| match pattern.replace_all(&text, *name) {
        std::borrow::Cow::Borrowed(_) => text,
        std::borrow::Cow::Owned(changed) => changed,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_varies_is_named_and_all_else_is_kept() {
        let same = |text: &str| assert_eq!(stable(text), text);
        same("{\"id\":1,\"title\":\"12 eggs\",\"due\":\"2026-01-02\"}");
        assert_eq!(stable("{\"id\":\"3f2504e0-4f89-11d3-9a0c-0305e82c3301\"}"), "{\"id\":\"<uuid>\"}");
        assert_eq!(stable("Bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.AbC-_"), "Bearer <token>");
        assert_eq!(stable("at 2026-11-26T06:49:51.123Z."), "at <moment>.");
        assert_eq!(stable("Thu, 26 Nov 2026 06:49:51 GMT"), "<moment>");
        assert_eq!(stable("http://127.0.0.1:41234/x"), "http://<server>/x");
        assert_eq!(stable("\"$2b$10$abcdefghijklmnopqrstuv/.\""), "\"<hash>\"");
        assert_eq!(stable("scrypt 0123456789abcdef0123456789abcdef"), "scrypt <hex>");
        assert_eq!(VARYING.len(), VARYING.iter().filter(|(pattern, _)| Regex::new(pattern).is_ok()).count());
    }
}
