//! Markdown as blocks with their lines: headings, text, code, tables, lists and links.

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

/// A text.
#[derive(Debug, Default)]
pub(in crate::check) struct Markdown {
    pub(in crate::check) blocks: Vec<Block>,
    /// Where links and images lead, with their lines.
    pub(in crate::check) links: Vec<(String, usize)>,
}

/// A block and the line on which it begins, from 1.
#[derive(Debug)]
pub(in crate::check) struct Block {
    pub(in crate::check) kind: Kind,
    pub(in crate::check) line: usize,
}

#[derive(Debug)]
pub(in crate::check) enum Kind {
    Heading {
        level: u8,
        text: String,
    },
    /// A paragraph, with back-ticks around code; its line ends are kept.
    Text(String),
    Code {
        language: String,
        text: String,
    },
    Table {
        head: Vec<String>,
        rows: Vec<Vec<String>>,
    },
    /// A point of a list; its box, if it has one. Text below it belongs to it.
    Point {
        ticked: Option<bool>,
        text: String,
    },
}

/// A heading and what stands below it.
#[derive(Debug, Clone, Copy)]
pub(in crate::check) struct Section<'m> {
    pub(in crate::check) title: &'m str,
    pub(in crate::check) blocks: &'m [Block],
}

/// Titles as people compare them: without case, marks and pictures.
pub(in crate::check) fn plain(title: &str) -> String {
    let kept: String =
        title.chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).flat_map(char::to_lowercase).collect();
    kept.split_whitespace().collect::<Vec<_>>().join(" ")
}

impl Markdown {
    /// Reads a text; every text is one.
    pub(in crate::check) fn read(text: &str) -> Self {
        let options = Options::ENABLE_TABLES | Options::ENABLE_TASKLISTS | Options::ENABLE_STRIKETHROUGH;
        let mut reader = Reader::default();
        let starts: Vec<usize> = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
            let line = starts.partition_point(|start| *start <= range.start);
            reader.event(event, line);
        }
        reader.markdown
    }

    /// The sections in order, each with all that is deeper.
    pub(in crate::check) fn sections(&self) -> impl Iterator<Item = Section<'_>> {
        self.blocks.iter().enumerate().filter_map(|(at, block)| {
            let Kind::Heading { level, text } = &block.kind else { return None };
            let rest = self.blocks.get(at + 1..)?;
            let ends = |block: &Block| matches!(block.kind, Kind::Heading { level: other, .. } if other <= *level);
            let end = rest.iter().position(ends).unwrap_or(rest.len());
            Some(Section { title: text, blocks: rest.get(..end)? })
        })
    }

    /// The first section of a title.
    pub(in crate::check) fn section(&self, title: &str) -> Option<Section<'_>> {
        let wanted = plain(title);
        self.sections().find(|section| plain(section.title) == wanted)
    }
}

impl Block {
    /// All words of the block.
    pub(in crate::check) fn words(&self) -> String {
        match &self.kind {
            Kind::Heading { text, .. } | Kind::Text(text) | Kind::Code { text, .. } | Kind::Point { text, .. } => {
                text.clone()
            }
            Kind::Table { head, rows } => {
                let rows = std::iter::once(head).chain(rows).map(|row| row.join(" | "));
                rows.collect::<Vec<_>>().join("\n")
            }
        }
    }
}

#[derive(Default)]
struct Reader {
    markdown: Markdown,
    text: String,
    line: usize,
    heading: Option<u8>,
    code: Option<String>,
    /// Places of the open points in `blocks`.
    points: Vec<usize>,
    table: Option<(Vec<String>, Vec<Vec<String>>)>,
    row: Vec<String>,
    in_head: bool,
}

impl Reader {
    fn event(&mut self, event: Event<'_>, line: usize) {
        match event {
            Event::Start(tag) => self.start(tag, line),
            Event::End(tag) => self.end(tag),
            Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => self.text.push_str(&text),
            Event::Code(code) => {
                self.text.push('`');
                self.text.push_str(&code);
                self.text.push('`');
            }
            Event::SoftBreak | Event::HardBreak => self.text.push('\n'),
            Event::TaskListMarker(ticked) => {
                let point = self.points.last().and_then(|at| self.markdown.blocks.get_mut(*at));
                if let Some(Block { kind: Kind::Point { ticked: of_point, .. }, .. }) = point {
                    *of_point = Some(ticked);
                }
            }
            Event::InlineMath(_) | Event::DisplayMath(_) | Event::FootnoteReference(_) | Event::Rule => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>, line: usize) {
        match tag {
            Tag::Heading { level, .. } => {
                self.flush();
                self.heading = Some(level as u8);
                self.line = line;
            }
            Tag::CodeBlock(kind) => {
                self.flush();
                let language = match kind {
                    CodeBlockKind::Fenced(info) => info.split_whitespace().next().unwrap_or_default().to_owned(),
                    CodeBlockKind::Indented => String::new(),
                };
                self.code = Some(language);
                self.line = line;
            }
            Tag::Item => {
                self.flush();
                self.points.push(self.markdown.blocks.len());
                let kind = Kind::Point { ticked: None, text: String::new() };
                self.markdown.blocks.push(Block { kind, line });
                self.line = line;
            }
            Tag::Table(_) => {
                self.flush();
                self.table = Some((Vec::new(), Vec::new()));
                self.line = line;
            }
            Tag::TableHead => self.in_head = true,
            Tag::Paragraph => {
                self.flush();
                self.line = line;
            }
            Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. } => {
                self.markdown.links.push((dest_url.into_string(), line));
            }
            Tag::List(_) => self.flush(),
            Tag::BlockQuote(_)
            | Tag::HtmlBlock
            | Tag::FootnoteDefinition(_)
            | Tag::DefinitionList
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition
            | Tag::TableRow
            | Tag::TableCell
            | Tag::Emphasis
            | Tag::Strong
            | Tag::Strikethrough
            | Tag::Superscript
            | Tag::Subscript
            | Tag::MetadataBlock(_) => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(_) => {
                let text = std::mem::take(&mut self.text).trim().to_owned();
                let level = self.heading.take().unwrap_or(1);
                self.push(Kind::Heading { level, text });
            }
            TagEnd::CodeBlock => {
                let (language, text) = (self.code.take().unwrap_or_default(), std::mem::take(&mut self.text));
                self.push(Kind::Code { language, text });
            }
            TagEnd::Paragraph => self.flush(),
            TagEnd::Item => {
                self.flush();
                self.points.pop();
            }
            TagEnd::TableCell => self.row.push(std::mem::take(&mut self.text).trim().to_owned()),
            TagEnd::TableHead | TagEnd::TableRow => {
                let row = std::mem::take(&mut self.row);
                if let Some((head, rows)) = &mut self.table {
                    if self.in_head { *head = row } else { rows.push(row) }
                }
                self.in_head = false;
            }
            TagEnd::Table => {
                if let Some((head, rows)) = self.table.take() {
                    self.push(Kind::Table { head, rows });
                }
            }
            // A remark that nobody sees, or a picture.
            TagEnd::HtmlBlock => self.text.clear(),
            TagEnd::BlockQuote(_)
            | TagEnd::List(_)
            | TagEnd::FootnoteDefinition
            | TagEnd::DefinitionList
            | TagEnd::DefinitionListTitle
            | TagEnd::DefinitionListDefinition
            | TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::Link
            | TagEnd::Image
            | TagEnd::MetadataBlock(_) => {}
        }
    }

    fn push(&mut self, kind: Kind) {
        self.markdown.blocks.push(Block { kind, line: self.line });
    }

    /// Text that is complete: it belongs to the open point, or is a paragraph.
    fn flush(&mut self) {
        let text = std::mem::take(&mut self.text);
        let text = text.trim();
        if text.is_empty() {
            return;
        }
        let point = self.points.last().and_then(|at| self.markdown.blocks.get_mut(*at));
        if let Some(Block { kind: Kind::Point { text: of_point, .. }, .. }) = point {
            if !of_point.is_empty() {
                of_point.push('\n');
            }
            of_point.push_str(text);
        } else {
            self.push(Kind::Text(text.to_owned()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "# Chat\n\nA *small* `chat`\nin two lines.\n\n## Start\n\n```bash\nnpm ci\n```\n\n### Deeper\n\n- [x] done\n  \
                        Evidence: `a`\n- [ ] open\n\n  later\n\n## Table\n\n| A | B |\n|---|---|\n| 1 | `x` |\n| 2 | |\n\n[a](docs/a.md) \
                        ![b](b.png)\n";

    #[test]
    fn blocks_are_read_with_their_lines() {
        let read = Markdown::read(TEXT);
        let lines: Vec<(usize, String)> = read.blocks.iter().map(|block| (block.line, block.words())).collect();
        assert_eq!(
            lines,
            [
                (1, "Chat".to_owned()),
                (3, "A small `chat`\nin two lines.".to_owned()),
                (6, "Start".to_owned()),
                (8, "npm ci\n".to_owned()),
                (12, "Deeper".to_owned()),
                (14, "done\nEvidence: `a`".to_owned()),
                (16, "open\nlater".to_owned()),
                (20, "Table".to_owned()),
                (22, "A | B\n1 | `x`\n2 | ".to_owned()),
                (27, "a b".to_owned()),
            ]
        );
        assert_eq!(read.links, [("docs/a.md".to_owned(), 27), ("b.png".to_owned(), 27)]);
        let ticked = |block: &Block| if let Kind::Point { ticked, .. } = block.kind { ticked } else { None };
        assert_eq!(read.blocks.iter().filter_map(ticked).collect::<Vec<_>>(), [true, false]);
    }

    #[test]
    fn a_section_holds_what_is_deeper() {
        let read = Markdown::read(TEXT);
        assert_eq!(read.section("start").unwrap().blocks.len(), 4);
        assert_eq!(read.section("Table").unwrap().blocks.len(), 2);
        assert!(read.section("Nothing").is_none());
        assert_eq!(plain("🚀 Getting  Started:"), "getting started");
    }

    #[test]
    fn fences_whose_marks_are_escaped_are_text() {
        let read = Markdown::read("\\`\\`\\`bash\nnpm ci\n\\`\\`\\`\n");
        assert!(matches!(&read.blocks[0].kind, Kind::Text(text) if text.starts_with("```bash")));
    }
}
