//! The author's own review: points that are ticked, each with evidence from the text above.

use crate::check::Facet;
use crate::check::document::markdown::{Block, Kind, Markdown, plain};
use crate::check::readme::is_open;

/// The points of a review, as they stand in the section.
#[derive(Debug, Clone)]
pub(super) struct Review {
    pub(super) section: String,
    pub(super) points: Vec<String>,
}

/// The word that begins a line of evidence.
const EVIDENCE: &str = "evidence";

impl Review {
    /// One facet for each point: `- [x] point`, and below it `Evidence:` with something in back-ticks that stands in the
    /// text outside the review.
    pub(super) fn look(&self, file: &Markdown) -> Vec<Facet> {
        let Some(section) = file.section(&self.section) else {
            let expected = format!("a section `{}`", self.section);
            return vec![Facet::new("review", false, "no-section", expected, "there is none")];
        };
        let inside = |block: &Block| section.blocks.iter().any(|own| std::ptr::eq(own, block));
        let outside: String =
            file.blocks.iter().filter(|block| !inside(block)).map(|block| block.words() + "\n").collect();
        self.points.iter().map(|point| one(point, section.blocks, &outside)).collect()
    }
}

fn one(point: &str, blocks: &[Block], outside: &str) -> Facet {
    let wanted = plain(point);
    let expected = format!("`- [x] {point}` with a line `Evidence: …`");
    let facet = |key: &str, actual: String| {
        Facet::compared(format!("review {point}"), key == "right", key, expected.clone(), actual)
    };
    let found = blocks.iter().find_map(|block| match &block.kind {
        Kind::Point { ticked, text } if text.lines().next().is_some_and(|line| plain(line) == wanted) => {
            Some((*ticked, text, block.line))
        }
        Kind::Point { .. } | Kind::Heading { .. } | Kind::Text(_) | Kind::Code { .. } | Kind::Table { .. } => None,
    });
    let Some((ticked, text, line)) = found else { return facet("missing", "the point is not there".to_owned()) };
    if ticked != Some(true) {
        return facet("open", format!("line {line}: it is not ticked"));
    }
    let mut lines = text.lines().skip(1).map(str::trim);
    let evidence = lines.find_map(|line| {
        let (word, rest) = line.split_once(':')?;
        word.trim().eq_ignore_ascii_case(EVIDENCE).then_some(rest.trim())
    });
    match evidence {
        None => facet("no-evidence", format!("line {line}: it is ticked, and says nothing for it")),
        Some(evidence) if is_open(evidence) => facet("no-evidence", format!("line {line}: its evidence is empty")),
        Some(evidence) => {
            let mut quoted = evidence.split('`').skip(1).step_by(2).peekable();
            if quoted.peek().is_none() {
                return facet("no-place", format!("line {line}: its evidence quotes nothing in back-ticks"));
            }
            match quoted.find(|quote| !outside.contains(quote.trim())) {
                Some(quote) => facet("not-there", format!("line {line}: `{quote}` does not stand in your text")),
                None => facet("right", "it is so".to_owned()),
            }
        }
    }
}
