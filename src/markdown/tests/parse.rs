//! What is understood, what is reported, and where.

use super::*;
use crate::check::Sample;

/// Rule and text of each problem, for everybody.
fn problems(text: &str) -> Vec<(&'static str, &str)> {
    let (_, problems) = parse(text, 0, None);
    problems.into_iter().map(|problem| (problem.rule, &text[problem.range])).collect()
}

fn samples(text: &str, track: Option<Track>) -> Vec<SampleBlock> {
    parse(text, 0, track).0.samples().to_vec()
}

const BOTH: &str = "\
```js run=a.js
1;
```

```output
one
```

```py run=a.py
1
```

```output
uno
```
";

#[test]
fn the_closed_set_has_no_problems() {
    let text = "## A\n\n### B\n\nText *a* **b** ~~c~~ `d` [e](https://example.org) <https://example.org>\n\n- a\n  - b\n\n\
        1. a\n\n> q\n\n> [!NOTE]\n> n\n\n| a | b |\n|---|---|\n| c | d |\n\n---\n\n```sh\nls\n```\n";
    assert_eq!(problems(text), []);
    assert_eq!(problems(BOTH), []);
}

#[test]
fn everything_else_is_reported_where_it_is() {
    let cases = [
        ("# One\n", "unsupported-markdown", "# One"),
        ("a\n\n#### Four\n", "unsupported-markdown", "#### Four"),
        ("Underlined\n---\n", "unsupported-markdown", "Underlined\n---"),
        ("a <b>c\n", "unsupported-markdown", "<b>"),
        ("<div>\nx\n</div>\n", "unsupported-markdown", "<div>\nx\n</div>"),
        ("<!-- x -->\n", "unsupported-markdown", "<!-- x -->"),
        ("é ![alt](https://example.org/a.png)\n", "unsupported-markdown", "![alt](https://example.org/a.png)"),
        ("- [ ] todo\n", "unsupported-markdown", "[ ]"),
        ("    indented\n", "unsupported-markdown", "indented"),
        ("one  \ntwo\n", "unsupported-markdown", "  "),
        ("[a](https://example.org \"t\")\n", "unsupported-markdown", "[a](https://example.org \"t\")"),
        ("[a](http://example.org)\n", "bad-link", "http://example.org"),
        ("[a](lesson:Two_Words)\n", "bad-link", "lesson:Two_Words"),
        ("[a](exercise:)\n", "bad-link", "exercise:"),
        ("[a](#part)\n", "bad-link", "#part"),
        ("[a]()\n", "bad-link", "[a]()"),
        ("<mailto:a@example.org>\n", "bad-link", "mailto:a@example.org"),
        ("> [!FOO]\n> text\n", "unknown-callout", "[!FOO]"),
        ("> [!NOTE] beside\n", "unknown-callout", "[!NOTE]"),
        ("```js\n1;\n", "unclosed-fence", "```js"),
        ("```pyhton\n1\n```\n", "fence-attribute", "pyhton"),
        ("```js run=a.js wait=3\n```\n", "fence-attribute", "wait=3"),
        ("```js args=\"a b\"\n```\n", "fence-attribute", "args=\"a b\""),
        ("```sh run=a.sh\n```\n", "fence-attribute", "run=a.sh"),
        ("```js run=../a.js\n```\n", "fence-attribute", "run=../a.js"),
        ("```js run=a.sql\n```\n", "fence-attribute", "run=a.sql"),
        ("```sql run=a.js\n```\n", "fence-attribute", "run=a.js"),
        ("```sql run=a.sql stdin=x\n```\n", "fence-attribute", "stdin=x"),
        ("```sql data=shop\n```\n", "fence-attribute", "data=shop"),
        ("```js run=a.js file=b.js\n```\n", "fence-attribute", "file=b.js"),
        ("```json file=../b.json\n```\n", "fence-attribute", "file=../b.json"),
        ("```js run=a.js run=b.js\n```\n", "fence-attribute", "run=b.js"),
        ("```js run=a.js request=\"hello\"\n```\n", "fence-attribute", "request=\"hello\""),
        ("```js run=a.js stdin=\"a\\q\"\n```\n", "fence-attribute", "\\q"),
        ("```js run=a.js stdin=\"a\n```\n", "fence-attribute", "stdin=\"a"),
        ("```js run=a.js\n```\n\n```output loud\n```\n", "fence-attribute", "loud"),
        ("```output\nx\n```\n", "output-without-sample", "```output\nx\n```"),
        ("```js\n1;\n```\n\n```output\nx\n```\n", "output-without-sample", "```output\nx\n```"),
        ("```js run=a.js\n1;\n```\n\nText.\n\n```output\nx\n```\n", "output-without-sample", "```output\nx\n```"),
        ("a\n\n:::ruby\n", "path-mark", ":::ruby"),
        (":::node\ntext\n", "path-mark", ":::node"),
        ("text\n\n  :::\n", "path-mark", ":::"),
        (":::node\n:::python\n:::\n:::\n", "path-mark", ":::python"),
        ("> :::node\n", "path-mark", "> :::node"),
        (":::node\n```py\n1\n```\n:::\n", "path-mark", "```py\n1\n```"),
    ];
    for (text, rule, place) in cases {
        assert_eq!(problems(text), [(rule, place)], "{text}");
        let (_, list) = parse(text, 0, None);
        assert!(list.iter().all(|problem| !problem.help.is_empty() && !problem.message.is_empty()), "{list:?}");
    }
    assert_eq!(
        problems("a[^1]\n\n[^1]: note\n"),
        [("unsupported-markdown", "[^1]"), ("unsupported-markdown", "[^1]: note")]
    );
}

#[test]
fn a_fence_has_at_most_25_lines_of_80_columns() {
    let lines = |count: usize| format!("```js\n{}```\n", "a;\n".repeat(count));
    assert_eq!(problems(&lines(25)), []);
    assert_eq!(problems(&lines(26)), [("long-fence", "a;")]);
    let wide = format!("> ```text\n> {}\n> {}\n> ```\n", "x".repeat(80), "日".repeat(41));
    assert_eq!(problems(&wide), [("wide-fence", "日".repeat(41).as_str())]);
}

#[test]
fn places_count_from_the_beginning_of_the_file() {
    let text = "+++\ntitle = \"é\"\n+++\n\n:::node\nSee [this](lesson:a-b) and [that](http://x).\n:::\n";
    let body = text.find("\n\n").unwrap() + 1;
    let (document, problems) = parse(text, body, Some(Track::Node));
    assert_eq!(&text[document.links()[0].1.clone()], "lesson:a-b");
    assert_eq!(document.links()[0].0, "lesson:a-b");
    assert_eq!(&text[problems[0].range.clone()], "http://x");
    let page = layout(&document, 80);
    assert_eq!(page.rows[0].at, text.find("See").unwrap());
    assert!(parse(text, text.len() + 1, None).0.blocks.is_empty());
    assert!(parse("é", 1, None).0.blocks.is_empty());
}

#[test]
fn each_track_sees_its_own_samples_outputs_and_parts() {
    assert_eq!(samples(BOTH, None).len(), 2);
    for (track, file, output) in [(Track::Node, "a.js", "one\n"), (Track::Python, "a.py", "uno\n")] {
        let found = samples(BOTH, Some(track));
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].track, found[0].sample.file.as_str()), (Some(track), file));
        assert_eq!(found[0].output.as_deref(), Some(output));
    }
    let text = "All.\n\n:::node\nJust node.\n:::\n\n:::python\nJust python.\n:::\n\n```py\n1\n```\n";
    assert_eq!(rows(text, 80), ["All.", "", "Just node."]);
    let python = parse(text, 0, Some(Track::Python)).0;
    assert_eq!(seen(&layout(&python, 80)), ["All.", "", "Just python.", "", "  1"]);
    assert_eq!(python.words(), 3);
    assert_eq!(parse(text, 0, None).0.words(), 5);
}

#[test]
fn the_attributes_of_a_sample_are_read() {
    let text = "- ```javascript run=a.js args=\"--loud  twice\" stdin=\"Ada\\n\\\"36\\\"\\n\" request=\"GET /hello?a=b\"\n  \
        if (x) {\n\n    y();\n  }\n  ```\n\n  ```output error\n  a\n  b\n  ```\n";
    assert_eq!(problems(text), []);
    let found = samples(text, None);
    assert_eq!(
        found[0].sample,
        Sample {
            file: "a.js".to_owned(),
            code: "if (x) {\n\n  y();\n}\n".to_owned(),
            args: vec!["--loud".to_owned(), "twice".to_owned()],
            stdin: "Ada\n\"36\"\n".to_owned(),
            request: Some("GET /hello?a=b".to_owned()),
            ..Sample::default()
        }
    );
    assert_eq!(found[0].output.as_deref(), Some("a\nb\n"));
    assert!(found[0].fails);
    assert!(text[found[0].range.clone()].starts_with("```javascript"));
}

#[test]
fn sql_is_for_both_paths_and_files_lie_beside_the_samples_after_them() {
    let text = "```sql run=a.sql data=shop\nSELECT 1;\n```\n\n```output\nx\n```\n\n```json file=shop.json\n{}\n```\n\n\
        ```js file=prices.js\n1;\n```\n\n```js run=main.js packages=\"pg zod\"\n2;\n```\n\n```py run=main.py\n3\n```\n";
    assert_eq!(problems(text), []);
    let of = |track| {
        let found = samples(text, Some(track));
        let seen = found.iter().map(|block| {
            let beside: Vec<&str> = block.sample.beside.iter().map(|(name, _)| name.as_str()).collect();
            format!(
                "{:?} {} {:?} {} {}",
                block.track,
                block.sample.file,
                block.sample.data,
                beside.join(","),
                block.sample.packages.join(",")
            )
        });
        seen.collect::<Vec<_>>()
    };
    let sql = "None a.sql Some(\"shop\")  ";
    assert_eq!(of(Track::Node), [sql, "Some(Node) main.js None shop.json,prices.js pg,zod"]);
    assert_eq!(of(Track::Python), [sql, "Some(Python) main.py None shop.json "]);
}

#[test]
fn code_for_running_is_not_cleaned_but_code_for_showing_is() {
    let text = "```py run=a.py\n\tprint(\"\u{1b}[31m\")\n```\n";
    assert_eq!(samples(text, None)[0].sample.code, "\tprint(\"\u{1b}[31m\")\n");
    let page = layout(&parse(text, 0, None).0, 80);
    assert_eq!(seen(&page), ["a.py · can be run", "      print(\"␛[31m\")"]);
}

#[test]
fn lines_may_end_in_the_way_of_windows() {
    let text = BOTH.replace('\n', "\r\n");
    assert_eq!(problems(&text), []);
    let found = samples(&text, Some(Track::Node));
    assert_eq!(found[0].sample.code, "1;\n");
    assert_eq!(found[0].output.as_deref(), Some("one\n"));
    let marked = ":::node\r\nHere.\r\n:::\r\n:::python\r\nThere.\r\n:::\r\n";
    assert_eq!(problems(marked), []);
    assert_eq!(rows(marked, 80), ["Here."]);
}

#[test]
fn path_marks_in_a_fence_are_code() {
    let text = "```text\n:::node\n```\n\n> - ~~~~text\n>   :::python\n>   ~~~\n>   ~~~~\n";
    assert_eq!(problems(text), []);
    assert_eq!(rows(text, 80), ["  :::node", "", "│ •   :::python", "│     ~~~"]);
}

#[test]
fn links_lead_only_where_they_may() {
    let page = layout(&parse("[a *b*](https://x.org) [c](http://x.org)", 0, None).0, 80);
    let links: Vec<_> = page.rows[0].pieces.iter().map(|piece| (piece.text.as_str(), piece.link.as_deref())).collect();
    assert_eq!(links, [("a ", Some("https://x.org")), ("b", Some("https://x.org")), (" ", None), ("c", None)]);
}
