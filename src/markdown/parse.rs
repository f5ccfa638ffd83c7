//! Markdown as lessons use it: a closed set of elements, each with its place in the source.

use std::ops::Range;

use pulldown_cmark::{BlockQuoteKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::document::{Block, List, Span, Table, Text};
use super::samples::{File, OpenFence};
use super::text::clean;
use super::{Callout, Document, Look, Problem, link, marks};
use crate::id::Track;

/// What the parser looks for; footnotes and task lists only to report them.
pub(super) const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_GFM)
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_TASKLISTS);

/// Lists and quotes within each other, at most; what is deeper is shown at this depth.
const MAX_DEPTH: usize = 24;

/// The rule for everything outside the closed set.
const UNSUPPORTED: &str = "unsupported-markdown";

/// Parses `source[body..]`; ranges count from the beginning of `source`. `track` none: everything, for lint and verify.
pub fn parse(source: &str, body: usize, track: Option<Track>) -> (Document, Vec<Problem>) {
    let unmarked = marks::unmark(source.get(body..).unwrap_or_default(), body, track);
    let mut builder =
        Builder { source, track, sections: unmarked.sections, problems: unmarked.problems, ..Builder::default() };
    builder.stack.push(Open { container: Container::Flat, blocks: Vec::new() });
    for (event, range) in Parser::new_ext(&unmarked.text, OPTIONS).into_offset_iter() {
        builder.event(event, range.start + body..range.end + body);
    }
    builder.flush();
    let blocks = builder.stack.pop().map(|root| root.blocks).unwrap_or_default();
    let mut problems = builder.problems;
    problems.sort_by_key(|problem| problem.range.start);
    (Document { blocks, ..builder.document }, problems)
}

/// Builds the document from the parser's events.
#[derive(Default)]
pub(super) struct Builder<'a> {
    pub(super) source: &'a str,
    pub(super) track: Option<Track>,
    pub(super) sections: Vec<(Track, Range<usize>)>,
    pub(super) document: Document,
    pub(super) problems: Vec<Problem>,
    /// Open containers; the first is the text as a whole.
    stack: Vec<Open>,
    /// The text of the open paragraph, heading or cell.
    text: Text,
    heading: Option<u8>,
    looks: Vec<Look>,
    /// The target of the open link; empty if it leads nowhere.
    link: Option<String>,
    pub(super) fence: Option<OpenFence>,
    pub(super) files: Vec<File>,
    table: Option<Table>,
    in_header: bool,
    pub(super) before: Before,
    too_deep: bool,
}

/// A container whose end has not come.
struct Open {
    container: Container,
    blocks: Vec<Block>,
}

enum Container {
    /// Its blocks are those of what it stands in.
    Flat,
    Quote(Option<Callout>, usize),
    List(List),
    Item,
}

/// What stands directly before, for an output to belong to.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) enum Before {
    #[default]
    Other,
    Sample(usize),
    /// A fence that the track does not show.
    Hidden,
}

impl Builder<'_> {
    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => match &mut self.fence {
                Some(fence) => fence.push(&text, &range),
                None => self.push_text(&text, self.look(), range),
            },
            Event::Code(code) => self.push_text(&code, Look::Code, range),
            Event::SoftBreak => self.push_text(" ", self.look(), range),
            Event::HardBreak => {
                self.unsupported(
                    range.clone(),
                    "a forced line break",
                    "end the paragraph with an empty line, or use a list",
                );
                self.push_span("\n".to_owned(), Look::Text, range);
            }
            Event::Rule => {
                self.flush();
                self.before = Before::Other;
                self.push(Block::Rule { at: range.start });
            }
            Event::Html(html) => self.push_text(&html, Look::Text, range),
            Event::InlineHtml(html) => {
                self.unsupported(range.clone(), "HTML", "use markdown, or put it into backquotes to show it");
                self.push_text(&html, Look::Text, range);
            }
            Event::FootnoteReference(name) => {
                self.unsupported(range.clone(), "a footnote", "say it in the sentence, or in a `> [!NOTE]`");
                self.push_text(&format!("[^{name}]"), self.look(), range);
            }
            Event::TaskListMarker(done) => {
                self.unsupported(range.clone(), "a task list", "use a plain list");
                self.push_text(if done { "[x] " } else { "[ ] " }, self.look(), range);
            }
            Event::InlineMath(text) | Event::DisplayMath(text) => self.push_text(&text, Look::Text, range),
        }
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::Emphasis => self.looks.push(Look::Emphasis),
            Tag::Strong => self.looks.push(Look::Strong),
            Tag::Strikethrough => self.looks.push(Look::Struck),
            Tag::Link { dest_url, title, .. } => self.start_link(&dest_url, &title, range),
            Tag::Image { .. } => self.unsupported(range, "an image", "describe it, or draw it in a `text` fence"),
            Tag::TableHead => self.in_header = true,
            Tag::TableRow => {
                if let Some(table) = &mut self.table {
                    table.rows.push((range.start, Vec::new()));
                }
            }
            Tag::CodeBlock(kind) => self.start_fence(&kind, range),
            Tag::Paragraph => {
                self.block();
                let parent = self.stack.len().checked_sub(2);
                if let Some(Open { container: Container::List(list), .. }) =
                    parent.and_then(|at| self.stack.get_mut(at))
                {
                    list.tight = false;
                }
            }
            Tag::Heading { level, .. } => self.start_heading(level, range),
            Tag::BlockQuote(kind) => {
                self.block();
                let callout = self.callout(kind, &range);
                self.open(Container::Quote(callout, range.start), range);
            }
            Tag::List(first) => {
                self.block();
                let list = List { at: range.start, first, tight: true, items: Vec::new() };
                self.open(Container::List(list), range);
            }
            Tag::Item => {
                self.block();
                let listed = matches!(self.stack.last(), Some(Open { container: Container::List(_), .. }));
                let container = if listed { Container::Item } else { Container::Flat };
                self.stack.push(Open { container, blocks: Vec::new() });
            }
            Tag::Table(alignments) => {
                self.block();
                self.table = Some(Table { at: range.start, alignments, header: Vec::new(), rows: Vec::new() });
            }
            Tag::HtmlBlock => {
                self.block();
                self.unsupported(range, "HTML", "use markdown, or put it into a fence to show it");
            }
            Tag::FootnoteDefinition(_) => {
                self.block();
                self.unsupported(range, "a footnote", "say it in the sentence, or in a `> [!NOTE]`");
                self.stack.push(Open { container: Container::Flat, blocks: Vec::new() });
            }
            Tag::TableCell
            | Tag::Superscript
            | Tag::Subscript
            | Tag::DefinitionList
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition
            | Tag::MetadataBlock(_) => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough => {
                self.looks.pop();
            }
            TagEnd::Link => self.link = None,
            TagEnd::Paragraph | TagEnd::HtmlBlock => self.flush(),
            TagEnd::Heading(_) => {
                let text = self.take_text();
                if let Some(level) = self.heading.take()
                    && !text.is_empty()
                {
                    self.push(Block::Heading { level, text });
                }
            }
            TagEnd::BlockQuote(_) | TagEnd::List(_) | TagEnd::Item | TagEnd::FootnoteDefinition => self.close(),
            TagEnd::CodeBlock => self.end_fence(),
            TagEnd::TableCell => self.end_cell(),
            TagEnd::TableHead => self.in_header = false,
            TagEnd::Table => {
                if let Some(table) = self.table.take() {
                    self.push(Block::Table(table));
                }
            }
            TagEnd::TableRow
            | TagEnd::Image
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::DefinitionList
            | TagEnd::DefinitionListTitle
            | TagEnd::DefinitionListDefinition
            | TagEnd::MetadataBlock(_) => {}
        }
    }

    /// A block begins that no output can follow.
    fn block(&mut self) {
        self.flush();
        self.before = Before::Other;
    }

    pub(super) fn push(&mut self, block: Block) {
        if let Some(open) = self.stack.last_mut() {
            open.blocks.push(block);
        }
    }

    fn open(&mut self, container: Container, range: Range<usize>) {
        if self.stack.len() < MAX_DEPTH {
            self.stack.push(Open { container, blocks: Vec::new() });
            return;
        }
        if !self.too_deep {
            self.too_deep = true;
            self.unsupported(range, "a list or quote this deep inside others", "nobody can follow it: make it flatter");
        }
        self.stack.push(Open { container: Container::Flat, blocks: Vec::new() });
    }

    fn close(&mut self) {
        self.flush();
        let Some(open) = self.stack.pop() else { return };
        let Some(parent) = self.stack.last_mut() else { return };
        match (open.container, &mut parent.container) {
            (Container::Quote(callout, at), _) => parent.blocks.push(Block::Quote { callout, at, blocks: open.blocks }),
            (Container::List(list), _) => parent.blocks.push(Block::List(list)),
            (Container::Item, Container::List(list)) => list.items.push(open.blocks),
            (Container::Item | Container::Flat, _) => parent.blocks.extend(open.blocks),
        }
    }

    /// Ends a paragraph; those of tight lists have no event of their own.
    pub(super) fn flush(&mut self) {
        let text = self.take_text();
        if !text.is_empty() {
            self.before = Before::Other;
            self.push(Block::Paragraph(text));
        }
    }

    fn take_text(&mut self) -> Text {
        let text = std::mem::take(&mut self.text);
        let whole: String = text.iter().map(|span| span.text.as_str()).collect();
        self.document.words += whole.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).count();
        text
    }

    fn look(&self) -> Look {
        let otherwise = if self.link.is_some() {
            Look::Link
        } else if self.in_header {
            Look::Strong
        } else {
            Look::Text
        };
        self.heading.map(Look::Heading).or(self.looks.last().copied()).unwrap_or(otherwise)
    }

    fn push_text(&mut self, text: &str, look: Look, range: Range<usize>) {
        self.push_span(clean(text), look, range);
    }

    /// Neighbours of one look become one span, so that no grapheme is divided by the parser's pieces.
    fn push_span(&mut self, text: String, look: Look, range: Range<usize>) {
        let link = self.link.clone().filter(|target| !target.is_empty());
        match self.text.last_mut() {
            Some(last) if last.look == look && last.link == link && last.text != "\n" && text != "\n" => {
                last.text.push_str(&text);
                last.range.end = range.end;
            }
            _ if text.is_empty() => {}
            _ => self.text.push(Span { text, look, link, range }),
        }
    }

    pub(super) fn unsupported(&mut self, range: Range<usize>, what: &str, help: &str) {
        self.report(UNSUPPORTED, range, format!("{what} is not supported"), help);
    }

    pub(super) fn report(
        &mut self,
        rule: &'static str,
        range: Range<usize>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        let text = self.source.get(range.clone()).unwrap_or_default();
        let range = range.start..range.start + text.trim_end_matches(['\n', '\r']).len();
        self.problems.push(Problem { rule, message: message.into(), range, help: help.into() });
    }

    fn start_heading(&mut self, level: HeadingLevel, range: Range<usize>) {
        self.block();
        let level = level as u8;
        if !(2..=3).contains(&level) {
            let help = "use `##`, and `###` below it; the lesson's title is in the front matter";
            self.unsupported(range, &format!("a heading of level {level}"), help);
        } else if !self.source.get(range.clone()).unwrap_or_default().starts_with('#') {
            let help = "write `## ` before the heading; for a rule, put an empty line before it";
            self.unsupported(range, "an underlined heading", help);
        }
        self.heading = Some(level.clamp(2, 3));
    }

    fn callout(&mut self, kind: Option<BlockQuoteKind>, range: &Range<usize>) -> Option<Callout> {
        let Some(kind) = kind else {
            let text = self.source.get(range.clone()).unwrap_or_default();
            let inner = text.strip_prefix('>').unwrap_or_default().trim_start_matches(' ');
            let mark = inner.starts_with("[!").then(|| inner.lines().next().and_then(|line| line.find(']'))).flatten();
            if let Some(end) = mark {
                let at = range.start + text.len() - inner.len();
                let help =
                    "known are [!NOTE], [!TIP], [!IMPORTANT], [!WARNING] and [!CAUTION], alone on the first line";
                self.report("unknown-callout", at..at + end + 1, "this is no callout", help);
            }
            return None;
        };
        Some(match kind {
            BlockQuoteKind::Note => Callout::Note,
            BlockQuoteKind::Tip => Callout::Try,
            BlockQuoteKind::Important => Callout::Think,
            BlockQuoteKind::Warning => Callout::Trap,
            BlockQuoteKind::Caution => Callout::Danger,
        })
    }

    fn start_link(&mut self, url: &str, title: &str, range: Range<usize>) {
        let text = self.source.get(range.clone()).unwrap_or_default();
        let place = text.rfind(url).filter(|_| !url.is_empty()).map_or(range.clone(), |at| {
            let at = range.start + at;
            at..at + url.len()
        });
        if !title.is_empty() {
            self.unsupported(range, "a link with a title", "leave the text in quotes away");
        }
        match link::fault(url) {
            None => {
                self.document.links.push((url.to_owned(), place));
                self.link = Some(url.to_owned());
            }
            Some(help) => {
                self.report("bad-link", place, "this link leads nowhere", help);
                self.link = Some(String::new());
            }
        }
    }

    fn end_cell(&mut self) {
        let cell = self.take_text();
        let Some(table) = &mut self.table else { return };
        match table.rows.last_mut() {
            None => table.header.push(cell),
            Some((_, row)) => row.push(cell),
        }
    }
}
