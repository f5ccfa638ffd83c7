//! Where a page is in a longer text.

/// Where a page is in a longer text. Rows count from 0.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(in crate::tui) struct Scroll {
    top: usize,
    total: usize,
    height: usize,
}

impl Scroll {
    /// The first row on the page.
    pub(in crate::tui) fn top(&self) -> usize {
        self.top
    }

    /// All rows.
    pub(in crate::tui) fn total(&self) -> usize {
        self.total
    }

    /// The rows on the page.
    pub(in crate::tui) fn page(&self) -> std::ops::Range<usize> {
        self.top..(self.top + self.height).min(self.total)
    }

    /// Whether the last row is on the page.
    pub(in crate::tui) fn at_end(&self) -> bool {
        self.top + self.height >= self.total
    }

    /// Adapts to a text of `total` rows on a page of `height` rows.
    pub(in crate::tui) fn fit(&mut self, total: usize, height: usize) {
        (self.total, self.height) = (total, height);
        self.to(self.top);
    }

    /// Goes to a row, as far as there is text.
    pub(in crate::tui) fn to(&mut self, row: usize) {
        self.top = row.min(self.total.saturating_sub(self.height));
    }

    /// Moves by rows; down is positive.
    pub(in crate::tui) fn by(&mut self, rows: isize) {
        self.to(self.top.saturating_add_signed(rows));
    }

    /// Moves by pages, which overlap by two rows.
    pub(in crate::tui) fn pages(&mut self, pages: isize) {
        let rows = isize::try_from(self.height.saturating_sub(2).max(1)).unwrap_or(1);
        self.by(pages.saturating_mul(rows));
    }

    /// Moves as little as is needed to have a row on the page.
    pub(in crate::tui) fn show(&mut self, row: usize) {
        if row < self.top {
            self.to(row);
        } else if row >= self.top + self.height {
            self.to((row + 1).saturating_sub(self.height));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_never_leaves_the_text() {
        let mut scroll = Scroll::default();
        scroll.fit(10, 4);
        scroll.by(-1);
        assert_eq!(scroll.page(), 0..4);
        scroll.pages(9);
        assert_eq!(scroll.page(), 6..10);
        assert!(scroll.at_end());
        scroll.fit(3, 4);
        assert_eq!(scroll.page(), 0..3);
    }

    #[test]
    fn showing_a_row_moves_as_little_as_needed() {
        let mut scroll = Scroll::default();
        scroll.fit(20, 5);
        scroll.show(7);
        assert_eq!(scroll.top(), 3);
        scroll.show(4);
        assert_eq!(scroll.top(), 3);
        scroll.show(1);
        assert_eq!(scroll.top(), 1);
    }
}
