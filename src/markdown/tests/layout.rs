//! What readers see, at several widths.

use super::*;

/// One of each.
const TOUR: &str = "\
## A *heading* with `code`

Plain **strong** *weak* ~~gone~~ `a  b` and [a link](https://example.org/x).
Second line.

- one that is long enough to be wrapped at forty columns
- two
  1. inner
  2. inner too

10. ten

    with a second paragraph

> A quote that goes on for more than one row of the screen.
>
> - with a list

> [!WARNING]
> Take care, this is a trap that people fall into.

| Name | What it is |
|:-----|----:|
| `git` | keeps every version |
| editor | writes files |

---

```js run=hello.js args=\"--loud\"
console.log(\"Hello, backend, and everybody else!\");
```

```output
Hello
```

End.
";

#[test]
fn a_wide_terminal_shows_every_element() {
    let seen = "\
A heading with code

Plain strong weak gone a  b and a link. Second line.

• one that is long enough to be wrapped at forty columns
• two
  1. inner
  2. inner too

10. ten

    with a second paragraph

│ A quote that goes on for more than one row of the screen.
│
│ • with a list

┃ Watch out
┃ Take care, this is a trap that people fall into.

┌────────┬─────────────────────┐
│ Name   │          What it is │
├────────┼─────────────────────┤
│ git    │ keeps every version │
│ editor │        writes files │
└────────┴─────────────────────┘

────────────────────────────────────────────────────────────────────────────────

hello.js --loud · can be run
  console.log(\"Hello, backend, and everybody else!\");
prints
  Hello

End.";
    assert_eq!(rows(TOUR, 80).join("\n"), seen);
}

#[test]
fn text_and_code_wrap_at_forty_columns() {
    let seen = "\
A heading with code

Plain strong weak gone a  b and a link.
Second line.

• one that is long enough to be wrapped
  at forty columns
• two
  1. inner
  2. inner too

10. ten

    with a second paragraph

│ A quote that goes on for more than one
│ row of the screen.
│
│ • with a list

┃ Watch out
┃ Take care, this is a trap that people
┃ fall into.

┌────────┬─────────────────────┐
│ Name   │          What it is │
├────────┼─────────────────────┤
│ git    │ keeps every version │
│ editor │        writes files │
└────────┴─────────────────────┘

────────────────────────────────────────

hello.js --loud · can be run
  console.log(\"Hello, backend, and
  ↪ everybody else!\");
prints
  Hello

End.";
    assert_eq!(rows(TOUR, 40).join("\n"), seen);
}

#[test]
fn table_cells_wrap_at_twenty_columns() {
    let seen = "\
A heading with code

Plain strong weak
gone a  b and a
link. Second line.

• one that is long
  enough to be
  wrapped at forty
  columns
• two
  1. inner
  2. inner too

10. ten

    with a second
    paragraph

│ A quote that goes
│ on for more than
│ one row of the
│ screen.
│
│ • with a list

┃ Watch out
┃ Take care, this is
┃ a trap that people
┃ fall into.

┌────────┬─────────┐
│ Name   │ What it │
│        │      is │
├────────┼─────────┤
│ git    │   keeps │
│        │   every │
│        │ version │
├────────┼─────────┤
│ editor │  writes │
│        │   files │
└────────┴─────────┘

────────────────────

hello.js --loud ·
can be run
  console.log(\"Hello
  ↪ , backend, and
  ↪ everybody
  ↪ else!\");
prints
  Hello

End.";
    assert_eq!(rows(TOUR, 20).join("\n"), seen);
}

#[test]
fn tables_become_records_at_ten_columns() {
    let seen = "\
A heading
with code

Plain
strong
weak gone
a  b and a
link.
Second
line.

• one that
  is long
  enough
  to be
  wrapped
  at forty
  columns
• two
  1.
  inner
  2.
  inner
  too

10. ten

    with a
    second
    paragr
    aph

│ A quote
│ that
│ goes on
│ for more
│ than one
│ row of
│ the
│ screen.
│
│ • with a
│   list

┃ Watch
┃ out
┃ Take
┃ care,
┃ this is
┃ a trap
┃ that
┃ people
┃ fall
┃ into.

Name: git
What it
is: keeps
every
version

Name:
editor
What it
is: writes
files

──────────

hello.js
--loud ·
can be run
  console.
  ↪ log(\"H
  ↪ ello,
  ↪ backen
  ↪ d, and
  ↪  every
  ↪ body
  ↪ else!\"
  ↪ );
prints
  Hello

End.";
    assert_eq!(rows(TOUR, 10).join("\n"), seen);
}

#[test]
fn one_column_and_none_still_show_everything() {
    let text = "## A b\n\n- cd\n";
    assert_eq!(rows(text, 1), ["A", "b", "", "•", "c", "d"]);
    assert_eq!(rows(text, 0), rows(text, 1));
    assert_eq!(rows(TOUR, 0), rows(TOUR, 1));
}

#[test]
fn wide_characters_break_between_each_other_but_not_before_their_punctuation() {
    assert_eq!(rows("日本語のテキスト、です。", 10), ["日本語のテ", "キスト、で", "す。"]);
    assert_eq!(rows("日本語、x", 6), ["日本", "語、x"]);
    assert_eq!(rows("ab日本", 3), ["ab", "日", "本"]);
}

#[test]
fn emoji_flags_and_combining_marks_are_never_taken_apart() {
    let family = "👩‍👩‍👧‍👦";
    assert_eq!(rows(&family.repeat(3), 4), [family.repeat(2), family.to_owned()]);
    assert_eq!(rows("🇩🇪🇫🇷🇯🇵", 5), ["🇩🇪🇫🇷", "🇯🇵"]);
    assert_eq!(rows("👍🏽👍🏽", 2), ["👍🏽", "👍🏽"]);
    assert_eq!(rows("e\u{301}e\u{301}e\u{301}", 2), ["e\u{301}e\u{301}", "e\u{301}"]);
    assert_eq!(rows("a&#x301;b", 1), ["a\u{301}", "b"]);
    // What is wider than the whole screen cannot be shown there; everything else can.
    assert_eq!(rows("a日", 1), ["a", "\u{FFFD}"]);
}

#[test]
fn long_words_are_broken_hard_and_hyphens_end_a_row() {
    assert_eq!(rows("see https://example.org/abcdefgh now", 12), ["see", "https://exam", "ple.org/abcd", "efgh now"]);
    assert_eq!(rows("a command-line tool", 10), ["a command-", "line tool"]);
    assert_eq!(rows("use --loud or -5", 6), ["use", "--loud", "or -5"]);
    assert_eq!(rows("`a-command-line-tool`", 10), ["a-command-", "line-tool"]);
}

#[test]
fn inline_code_keeps_its_spaces() {
    assert_eq!(rows("text   with ` a   b ` in", 80), ["text with a   b in"]);
    assert_eq!(rows("`` `  x ``", 80), ["`  x"]);
    assert_eq!(rows("The records, `{ ...user }` too", 22), ["The records,", "{ ...user } too"]);
    assert_eq!(rows("The records, `{ ...user }` too", 18), ["The records, { ", "...user } too"]);
    assert_eq!(rows("`   `", 80), ["   "]);
}

#[test]
fn bullets_of_empty_items_and_of_items_with_blocks_are_shown() {
    assert_eq!(rows("-\n- a\n", 80), ["•", "• a"]);
    assert_eq!(rows("9. a\n10. > b\n", 80), [" 9. a", "10. │ b"]);
    assert_eq!(rows("- a\n\n- b\n", 80), ["• a", "", "• b"]);
    assert_eq!(rows("- ```sh\n  ls\n  ```\n", 80), ["• sh", "    ls"]);
}

#[test]
fn long_rows_of_code_go_on_behind_a_mark_and_lose_nothing() {
    let text = "```text\nconst message = \"a long text\";\n\nx\n```\n";
    assert_eq!(rows(text, 24), ["  const message = \"a", "  ↪ long text\";", "", "  x"]);
}

#[test]
fn tables_take_the_room_they_need() {
    let table = "|a|b|\n|:-:|---|\n|x|`p\\|q`|\n|yyy|\n";
    let seen = ["┌─────┬─────┐", "│  a  │ b   │", "├─────┼─────┤", "│  x  │ p|q │", "│ yyy │     │", "└─────┴─────┘"];
    assert_eq!(rows(table, 80), seen);
    assert_eq!(rows(table, 13), seen);
    assert_eq!(rows(table, 8), ["a: x", "b: p|q", "", "a: yyy"]);
    assert_eq!(rows("|head|\n|-|\n", 6), ["head"]);
}

#[test]
fn rows_of_a_sample_and_its_end_are_known() {
    let page = layout(&parse("A\n\n```js run=a.js\n1;\n```\n\n```output error\nx\n```\n\nB\n", 0, None).0, 80);
    assert_eq!(seen(&page), ["A", "", "a.js · can be run", "  1;", "stops with", "  x", "", "B"]);
    let samples: Vec<_> = page.rows.iter().map(|row| row.sample).collect();
    assert_eq!(samples, [None, None, Some(0), Some(0), None, None, None, None]);
    assert_eq!(page.samples, [6]);
}

#[test]
fn headings_are_in_the_outline() {
    let page = layout(&parse("Text.\n\n## One *two*\n\n### `three`\n", 0, None).0, 80);
    assert_eq!(page.outline, [(2, "One two".to_owned(), 2), (3, "three".to_owned(), 4)]);
    assert!(page.rows[2].pieces.iter().all(|piece| piece.look == Look::Heading(2)));
    assert_eq!(page.rows[4].pieces[0].look, Look::Code);
}

#[test]
fn a_place_is_found_again_at_any_other_width() {
    let document = parse(TOUR, 0, Some(Track::Node)).0;
    for (from, to) in [(80, 40), (40, 10), (10, 80), (1, 80), (80, 1)] {
        let (from, to) = (layout(&document, from), layout(&document, to));
        for row in &from.rows {
            let there = &to.rows[to.row_at(row.at)];
            assert!(there.at <= row.at);
            assert_eq!(to.row_at(there.at), to.row_at(row.at), "the reader does not creep through the text");
        }
    }
    let page = layout(&document, 80);
    assert_eq!(page.row_at(0), 0);
    assert_eq!(page.row_at(usize::MAX), page.rows.len() - 1);
    assert_eq!(
        seen(&page)[page.row_at(TOUR.find("people fall").unwrap())],
        "┃ Take care, this is a trap that people fall into."
    );
    assert_eq!(Layout::default().row_at(5), 0);
}

#[test]
fn plain_text_ends_with_the_targets_of_its_links() {
    let text = "See [the long name](https://example.org/a), <https://example.org> and [it](lesson:a).\n\n> [x y](https://y.org)\n";
    let page = layout(&parse(text, 0, None).0, 20);
    let shown = plain(&page);
    assert!(shown.starts_with("See the long name,\nhttps://example.org\nand it.\n\n│ x y\n\n"), "{shown}");
    assert!(shown.ends_with("[the long name] https://example.org/a\n[it] lesson:a\n[x y] https://y.org\n"), "{shown}");
    let narrow = plain(&layout(&parse(text, 0, None).0, 10));
    assert!(narrow.contains("[the long name] https://example.org/a\n"), "{narrow}");
}
