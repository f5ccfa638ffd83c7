//! The page as rows, laid out when something changes, and how it is drawn.

use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;

use super::asked::{Asked, Stage};
use super::sheet::Sheet;
use super::work::Work;
use super::{Page, Questions, Source, end, form};
use crate::curriculum::Item;
use crate::tui::screen::{result, task};
use crate::tui::session::Session;
use crate::tui::widget;

/// From this height on a row is left free below the marks.
const ROOMY: u16 = 16;
/// The areas of the marks and of the page.
fn areas(body: Rect) -> [Rect; 2] {
    let width = body.width.saturating_sub(4).min(widget::MEASURE);
    let inside = Rect { x: body.x + 2.min(body.width), width, ..body };
    let taken = if body.height >= ROOMY { 2 } else { 1 }.min(body.height);
    let page = Rect { y: inside.y + taken, height: inside.height - taken, ..inside };
    [Rect { height: 1.min(body.height), ..inside }, page]
}

impl Questions {
    /// Lays out the page again. A hint that was just opened comes into view.
    pub(in crate::tui) fn resize(&mut self, session: &Session) {
        let [_, area] = areas(widget::body(session));
        let mut sheet = Sheet::new(session, usize::from(area.width));
        match self.page {
            Page::Task => self.task_page(session, &mut sheet),
            Page::Question(position) => {
                if let Some(asked) = self.asked.get(position) {
                    self.question_page(session, asked, &mut sheet);
                }
            }
            Page::End => self.end_page(session, &mut sheet),
        }
        let hints = match (&self.source, self.page) {
            (Source::Exercise(work), Page::Task | Page::Question(_)) => task::open_hints(session, &work.id).concat(),
            (Source::Exercise(_), Page::End) | (Source::Quiz { .. }, _) => String::new(),
        };
        if !hints.is_empty() {
            sheet.blank();
            sheet.markdown(&self.style(session, &hints));
        }
        self.scroll.fit(sheet.rows.len(), usize::from(area.height));
        if self.hints.replace(hints.len()).is_some_and(|before| before < hints.len()) {
            self.scroll.to(usize::MAX);
        }
        self.sheet = Some(sheet);
    }

    /// Scrolls to the chosen line, the field or what came of the answer.
    pub(super) fn follow(&mut self) {
        if let Some(focus) = self.sheet.as_ref().and_then(|sheet| sheet.focus.clone()) {
            self.scroll.show(focus.end.saturating_sub(1));
            self.scroll.show(focus.start);
        }
    }

    /// A text as the track's learners read it.
    fn style(&self, session: &Session, text: &str) -> String {
        let exercise = match &self.source {
            Source::Quiz { .. } => None,
            Source::Exercise(work) => session.exercise(&work.id),
        };
        exercise.map_or_else(|| text.to_owned(), |exercise| exercise.restyle(text, session.track()))
    }

    fn task_page(&self, session: &Session, sheet: &mut Sheet) {
        let Source::Exercise(work) = &self.source else { return };
        let Some(exercise) = session.exercise(&work.id) else { return };
        let theme = session.theme;
        sheet.markdown(&self.style(session, exercise.task.get(session.track())));
        sheet.blank();
        match &work.handed {
            None => sheet.text("Preparing your file…", theme.quiet()),
            Some(Ok(handed)) => sheet.text(&format!("Your answers: {}", handed.main.display()), theme.quiet()),
            Some(Err(why)) => sheet.text(&format!("! {why}"), theme.warn()),
        }
    }

    fn question_page(&self, session: &Session, asked: &Asked, sheet: &mut Sheet) {
        let style = |text: &str| self.style(session, text);
        form::lay_out(sheet, asked, self.typing(), &style);
        let lesson = self.lesson(session, asked).map(Item::Lesson);
        let title = lesson.as_ref().map(|lesson| session.curriculum.title(lesson));
        form::outcome(sheet, asked, session.asking(&asked.question.id), title, &style);
    }

    fn end_page(&self, session: &Session, sheet: &mut Sheet) {
        let theme = session.theme;
        let open = self.asked.iter().filter(|asked| asked.right().is_none()).count();
        match &self.source {
            Source::Exercise(work) => self.work_result(session, work, sheet),
            Source::Quiz { enough, .. } if open == 0 => {
                end::score(sheet, self.count(Some(true)), self.asked.len(), *enough);
            }
            Source::Quiz { .. } => {}
        }
        if open > 0 && sheet.busy.is_none() {
            sheet.blank();
            end::open(sheet, open);
        }
        let missed: Vec<_> = self
            .missed()
            .into_iter()
            .filter_map(|position| {
                let asked = self.asked.get(position)?;
                let lesson = self.lesson(session, asked).and_then(|id| session.curriculum.lessons.get(&id));
                Some((position, asked, lesson.map(|lesson| lesson.title.as_str())))
            })
            .collect();
        end::missed(sheet, &missed, self.at);
        if open == 0 && sheet.busy.is_none() {
            sheet.blank();
            let again = match (&self.source, missed.is_empty()) {
                (Source::Quiz { .. }, true) => "n goes on, t takes it again.",
                (Source::Exercise(_), true) => "n goes on.",
                (Source::Quiz { .. }, false) => {
                    "t takes it again, m with the missed ones first, l reads again, n goes on."
                }
                (Source::Exercise(_), false) => "t answers the missed ones again, l reads again, n goes on.",
            };
            sheet.text(again, theme.quiet());
        }
    }

    fn work_result(&self, session: &Session, work: &Work, sheet: &mut Sheet) {
        let theme = session.theme;
        if let Some(running) = session.checking(&work.id) {
            sheet.busy = Some(sheet.rows.len());
            sheet.rows.push(result::checking(running, session));
            return;
        }
        let right = self.count(Some(true));
        match &work.outcome {
            Some(Ok(report)) => sheet.rows.extend(result::verdict(report, theme, sheet.width)),
            Some(Err(trouble)) => {
                sheet.rows.extend(result::trouble(trouble, theme, sheet.width));
                sheet.text("c checks again.", theme.quiet());
            }
            None => sheet.text(&format!("{right} of {} right. c checks your file.", self.asked.len()), theme.text()),
        }
    }

    /// Draws the marks and the page.
    pub(in crate::tui) fn view(&self, session: &Session, frame: &mut Frame<'_>, area: Rect) {
        let Some(sheet) = &self.sheet else { return };
        let [head, page] = areas(area);
        frame.render_widget(self.marks(session, usize::from(head.width)), head);
        let rows = sheet.rows.iter().enumerate().skip(self.scroll.top()).take(usize::from(page.height));
        let lines: Vec<Line<'_>> = rows
            .map(|(number, row)| if sheet.busy == Some(number) { self.busy(session) } else { row.clone() })
            .collect();
        frame.render_widget(Paragraph::new(lines), page);
        widget::scrollbar(&self.scroll, session.theme, frame, Rect { width: page.width + 2, ..page });
        let cursor = sheet.cursor.and_then(|(row, column)| {
            let row = u16::try_from(row.checked_sub(self.scroll.top())?).ok()?;
            Some((row, u16::try_from(column).ok()?))
        });
        if let Some((row, column)) = cursor.filter(|(row, column)| *row < page.height && *column < page.width) {
            frame.set_cursor_position(Position::new(page.x + column, page.y + row));
        }
    }

    fn busy(&self, session: &Session) -> Line<'static> {
        if let Some(running) = session.running.as_ref().filter(|_| self.page == Page::End) {
            return result::checking(running, session);
        }
        Line::from(vec![
            Span::styled(format!("{} ", widget::spinner(session.ticks)), session.theme.accent()),
            Span::raw("judging your answer…  (Esc stops)"),
        ])
    }

    /// Where we are, a mark for each question, and the same in words.
    fn marks(&self, session: &Session, width: usize) -> Line<'static> {
        let theme = session.theme;
        let of = self.asked.len();
        let place = match self.page {
            Page::Task => "Task".to_owned(),
            Page::Question(position) => format!("{} of {of}", position + 1),
            Page::End => "Result".to_owned(),
        };
        let (right, wrong) = (self.count(Some(true)), self.count(Some(false)));
        let words = format!("{right} right, {wrong} wrong, {} open", of - right - wrong);
        let mut room = width.saturating_sub(place.chars().count() + 6);
        let apart = if of * 2 <= room { " " } else { "" };
        let mut spans = vec![Span::styled("── ", theme.quiet()), Span::styled(place, theme.title()), Span::raw("  ")];
        for (position, asked) in self.asked.iter().enumerate().take(room) {
            let (mark, look) = match asked.stage {
                Stage::Judged { right: true, .. } => ("✓", theme.good()),
                Stage::Judged { right: false, .. } => ("✗", theme.bad()),
                Stage::Unseen(_) => ("!", theme.warn()),
                Stage::Open | Stage::Given => ("·", theme.quiet()),
            };
            let here = self.page == Page::Question(position);
            spans.push(Span::styled(mark, if here { look.patch(theme.chosen()) } else { look }));
            spans.push(Span::raw(apart));
        }
        room = width.saturating_sub(spans.iter().map(Span::width).sum());
        if words.len() + 2 < room {
            room -= words.len() + 2;
            spans.push(Span::styled(format!(" {words} "), theme.text()));
        }
        spans.push(Span::styled("─".repeat(room), theme.quiet()));
        Line::from(spans)
    }
}
