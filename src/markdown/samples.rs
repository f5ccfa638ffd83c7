//! Fences of a text: code, samples that can be run, and the outputs that belong to them.

use std::ops::Range;
use std::sync::OnceLock;

use pulldown_cmark::CodeBlockKind;

use super::SampleBlock;
use super::document::{Block, Fence, Role};
use super::fence::{self, Info};
use super::parse::{Before, Builder};
use super::text::{clean, clean_code, width};
use crate::check::Sample;
use crate::id::Track;

/// Lines of a fence, and columns of its lines.
const MAX_LINES: usize = 25;
const MAX_COLUMNS: usize = 80;

/// A file that lies beside the samples after it.
pub(super) struct File {
    track: Option<Track>,
    name: String,
    code: String,
}

/// A fence whose end has not come.
pub(super) struct OpenFence {
    range: Range<usize>,
    /// None: it is not fenced but indented.
    info: Option<Info>,
    code: String,
    lines: Vec<usize>,
}

impl OpenFence {
    /// Takes a part of the code; parts end anywhere.
    pub(super) fn push(&mut self, text: &str, range: &Range<usize>) {
        let mut at = range.start;
        for part in text.split_inclusive('\n') {
            if self.code.is_empty() || self.code.ends_with('\n') {
                self.lines.push(at);
            }
            self.code.push_str(part);
            at += part.len();
        }
    }
}

impl Builder<'_> {
    pub(super) fn start_fence(&mut self, kind: &CodeBlockKind<'_>, range: Range<usize>) {
        self.flush();
        let info = match kind {
            CodeBlockKind::Indented => {
                self.unsupported(range.clone(), "indented code", "put it between ``` fences, or indent it less");
                None
            }
            CodeBlockKind::Fenced(_) => {
                // Read from the source: the parser's copy has lost its escapes, and with them the places.
                let text = self.source.get(range.clone()).unwrap_or_default();
                let first = text.lines().next().unwrap_or_default();
                let info = first.trim_start_matches(['`', '~']);
                let marks = first.len() - info.len();
                if !is_closed(text, marks) {
                    let help = "end it with the same marks on a line of their own, indented like the first";
                    self.report(
                        "unclosed-fence",
                        range.start..range.start + first.len(),
                        "this fence is never closed",
                        help,
                    );
                }
                Some(fence::read(info, range.start + marks, &mut self.problems))
            }
        };
        self.fence = Some(OpenFence { range, info, code: String::new(), lines: Vec::new() });
    }

    pub(super) fn end_fence(&mut self) {
        let Some(open) = self.fence.take() else { return };
        let before = std::mem::take(&mut self.before);
        self.check_size(&open);
        let (role, sample) = match open.info {
            None => (Role::Code { language: String::new(), title: String::new() }, None),
            Some(Info::Output { fails }) => {
                let sample = match before {
                    Before::Hidden => return,
                    Before::Sample(index) => Some(index),
                    Before::Other => {
                        let help = "put it directly after the fence with run=, or make it a `text` fence";
                        self.report("output-without-sample", open.range.clone(), "no sample prints this", help);
                        None
                    }
                };
                if let Some(block) = sample.and_then(|index| self.document.samples.get_mut(index)) {
                    block.output = Some(open.code.clone());
                    block.fails = fails;
                }
                (Role::Output { fails }, sample)
            }
            Some(Info::File { language, name }) => {
                let Some(own) = self.shown_on(&language, &open.range) else { return };
                self.before = Before::Other;
                let title = clean(&name);
                self.files.push(File { track: own, name, code: open.code.clone() });
                (Role::Code { language, title }, None)
            }
            Some(Info::Code { language, sample }) => {
                let Some(own) = self.shown_on(&language, &open.range) else { return };
                let title = sample.as_ref().map_or_else(|| quiet_title(&language), title);
                let sample = sample.map(|sample| {
                    let files =
                        self.files.iter().filter(|file| file.track.is_none() || own.is_none() || file.track == own);
                    let beside = files.map(|file| (file.name.clone(), file.code.clone())).collect();
                    self.document.samples.push(SampleBlock {
                        track: own,
                        sample: Sample { code: open.code.clone(), beside, ..sample },
                        output: None,
                        fails: false,
                        range: open.range.clone(),
                    });
                    self.document.samples.len() - 1
                });
                self.before = sample.map_or(Before::Other, Before::Sample);
                (Role::Code { language, title }, sample)
            }
        };
        self.push(Block::Fence(Fence {
            at: open.range.start,
            role,
            code: open.code,
            lines: open.lines,
            sample,
            highlighted: OnceLock::new(),
        }));
    }

    /// The track that a fence belongs to, if it belongs to one; `None` when it is not shown on ours.
    #[allow(clippy::option_option, reason = "a fence of both tracks is shown, too")]
    fn shown_on(&mut self, language: &str, range: &Range<usize>) -> Option<Option<Track>> {
        let own = fence::track(language);
        self.check_section(own, range);
        if own.is_some() && self.track.is_some() && own != self.track {
            self.before = Before::Hidden;
            return None;
        }
        Some(own)
    }

    fn check_size(&mut self, open: &OpenFence) {
        for (index, (line, at)) in open.code.lines().zip(&open.lines).enumerate() {
            let place = *at..at + line.len();
            if index == MAX_LINES {
                let lines = open.lines.len();
                let help = "show less at once, or in two parts";
                let message = format!("this fence has {lines} lines, at most {MAX_LINES} are allowed");
                self.report("long-fence", place.clone(), message, help);
            }
            let columns = width(&clean_code(line));
            if columns > MAX_COLUMNS {
                let message = format!("this line has {columns} columns, at most {MAX_COLUMNS} are allowed");
                self.report("wide-fence", place, message, "break the line: small terminals have no more columns");
            }
        }
    }

    fn check_section(&mut self, own: Option<Track>, range: &Range<usize>) {
        let section = self.sections.iter().find(|(_, section)| section.contains(&range.start)).map(|(track, _)| *track);
        if let (Some(own), Some(section)) = (own, section)
            && own != section
        {
            let message = format!("nobody sees this: a {own} fence between the marks of {section}");
            self.report("path-mark", range.clone(), message, "move it out of the marks, or change them");
        }
    }
}

/// Whether the last line of a fence closes it; `marks` is how many it was opened with.
fn is_closed(fence: &str, marks: usize) -> bool {
    let last = fence.trim_end().lines().skip(1).last().unwrap_or_default().trim_start_matches(['>', ' ', '\t']);
    last.len() >= marks && (last.bytes().all(|byte| byte == b'`') || last.bytes().all(|byte| byte == b'~'))
}

/// What stands above a sample.
fn title(sample: &Sample) -> String {
    let mut title = sample.file.clone();
    for arg in &sample.args {
        title.push(' ');
        title.push_str(arg);
    }
    if let Some(request) = &sample.request {
        title.push_str(" · ");
        title.push_str(request);
    }
    if !sample.stdin.is_empty() {
        title.push_str(" · reads ");
        title.push_str(&sample.stdin.lines().collect::<Vec<_>>().join(" ⏎ "));
    }
    title.push_str(" · can be run");
    clean(&title)
}

/// What stands above code that cannot be run: its language, unless it is none or that of the learner's path.
fn quiet_title(language: &str) -> String {
    if matches!(language, "text" | "txt" | "js" | "py") { String::new() } else { clean(language) }
}
