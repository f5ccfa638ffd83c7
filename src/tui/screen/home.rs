//! Home: months, weeks and their items with how far each is, and "continue where you left".

use crossterm::event::KeyCode;
use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;

use super::result::wrap;
use super::{Input, Request};
use crate::curriculum::{Item, Project, Week};
use crate::id::{ProjectId, WeekId};
use crate::markdown;
use crate::progress::State;
use crate::tui::keys::{Binding, Hint, code, hints, key, lookup};
use crate::tui::session::Session;
use crate::tui::widget::{self, Scroll};

/// Rows below the list for what is chosen, with an empty one between.
const ABOUT: u16 = 6;

#[derive(Debug, Clone, Copy)]
enum Command {
    Open,
    Continue,
    Up,
    Down,
    Close,
    PageUp,
    PageDown,
    First,
    Last,
    Settings,
    Install,
    Quit,
}

const BINDINGS: &[Binding<Command>] = &[
    Binding {
        keys: &[code(KeyCode::Enter), code(KeyCode::Right), key('l')],
        hint: "open",
        shown: true,
        command: Command::Open,
    },
    Binding { keys: &[key('c')], hint: "continue", shown: true, command: Command::Continue },
    Binding { keys: &[key('p')], hint: "path & settings", shown: true, command: Command::Settings },
    Binding { keys: &[key('q')], hint: "quit", shown: true, command: Command::Quit },
    Binding { keys: &[code(KeyCode::Up), key('k')], hint: "up", shown: true, command: Command::Up },
    Binding { keys: &[code(KeyCode::Down), key('j')], hint: "down", shown: true, command: Command::Down },
    Binding { keys: &[key('i')], hint: "install packages, or stop that", shown: false, command: Command::Install },
    Binding { keys: &[code(KeyCode::Left), key('h')], hint: "fold the week", shown: false, command: Command::Close },
    Binding { keys: &[code(KeyCode::PageUp)], hint: "page up", shown: false, command: Command::PageUp },
    Binding { keys: &[code(KeyCode::PageDown), key(' ')], hint: "page down", shown: false, command: Command::PageDown },
    Binding { keys: &[code(KeyCode::Home), key('g')], hint: "first", shown: false, command: Command::First },
    Binding { keys: &[code(KeyCode::End), key('G')], hint: "last", shown: false, command: Command::Last },
];

/// One row of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Entry {
    Continue(Item),
    Month(usize),
    Week(WeekId),
    Project(ProjectId),
    Item(Item),
}

/// The list of everything, one week unfolded.
#[derive(Debug)]
pub(in crate::tui) struct Home {
    open: Option<WeekId>,
    chosen: usize,
}

impl Home {
    /// Unfolds the week of the last place, and stands on "continue".
    pub(in crate::tui) fn new(session: &Session) -> Self {
        let item = continue_at(session);
        let week = item.as_ref().and_then(|item| week_of(session, item)).or_else(|| session.curriculum.weeks().next());
        let mut home = Home { open: week.map(|week| week.id.clone()), chosen: 0 };
        home.first(&home.entries(session));
        home
    }

    /// Its keys.
    pub(in crate::tui) fn hints() -> Vec<Hint> {
        hints(BINDINGS)
    }

    fn entries(&self, session: &Session) -> Vec<Entry> {
        let mut entries: Vec<Entry> = continue_at(session).map(Entry::Continue).into_iter().collect();
        for (number, month) in session.curriculum.months.iter().enumerate() {
            entries.push(Entry::Month(number));
            for week in &month.weeks {
                entries.push(Entry::Week(week.id.clone()));
                if self.open.as_ref() == Some(&week.id) {
                    entries.extend(items(session, week));
                }
            }
        }
        entries
    }

    /// Takes in a key or a turn of the wheel.
    pub(in crate::tui) fn update(&mut self, session: &Session, input: &Input) -> Vec<Request> {
        let command = match input {
            Input::Key(key) => lookup(BINDINGS, *key),
            Input::Scroll(rows) if *rows < 0 => Some(Command::Up),
            Input::Scroll(_) => Some(Command::Down),
            Input::Paste(_) => None,
        };
        let entries = self.entries(session);
        let page = usize::from(session.size.height.saturating_sub(4)).max(1);
        match command {
            Some(Command::Up) => self.step(&entries, -1),
            Some(Command::Down) => self.step(&entries, 1),
            Some(Command::PageUp) => (0..page).for_each(|_| self.step(&entries, -1)),
            Some(Command::PageDown) => (0..page).for_each(|_| self.step(&entries, 1)),
            Some(Command::First) => self.first(&entries),
            Some(Command::Last) => self.chosen = entries.len().saturating_sub(1),
            Some(Command::Close) => self.fold(session, &entries),
            Some(Command::Open) => return self.open(session, &entries),
            Some(Command::Continue) => {
                let done = || Request::Notice("You have passed everything that is written so far.".to_owned());
                return vec![continue_at(session).map_or_else(done, Request::Go)];
            }
            Some(Command::Settings) => return vec![Request::Settings],
            Some(Command::Install) => return vec![Request::Install],
            Some(Command::Quit) => return vec![Request::Quit],
            None => {}
        }
        Vec::new()
    }

    fn first(&mut self, entries: &[Entry]) {
        self.chosen = entries.iter().position(|entry| !matches!(entry, Entry::Month(_))).unwrap_or(0);
    }

    /// Moves by one row, over the months' titles.
    fn step(&mut self, entries: &[Entry], by: isize) {
        let mut at = self.chosen;
        while let Some(next) = at.checked_add_signed(by).filter(|next| *next < entries.len()) {
            at = next;
            if !matches!(entries.get(at), Some(Entry::Month(_))) {
                self.chosen = at;
                return;
            }
        }
    }

    fn open(&mut self, session: &Session, entries: &[Entry]) -> Vec<Request> {
        match entries.get(self.chosen) {
            Some(Entry::Continue(item) | Entry::Item(item)) => vec![Request::Go(item.clone())],
            Some(Entry::Week(week)) if self.open.as_ref() == Some(week) => {
                self.unfold(session, None, &Entry::Week(week.clone()));
                Vec::new()
            }
            Some(Entry::Week(week)) => {
                self.unfold(session, Some(week.clone()), &Entry::Week(week.clone()));
                let empty = session.curriculum.weeks().any(|one| one.id == *week && one.items.is_empty());
                if empty { vec![Request::Notice("This week is not written yet.".to_owned())] } else { Vec::new() }
            }
            Some(Entry::Project(id)) => {
                let next = session.curriculum.projects.get(id).and_then(|project| milestone(session, project));
                next.map(Request::Go).into_iter().collect()
            }
            Some(Entry::Month(_)) | None => Vec::new(),
        }
    }

    fn fold(&mut self, session: &Session, entries: &[Entry]) {
        let week = match entries.get(self.chosen) {
            Some(Entry::Item(item)) => week_of(session, item).map(|week| week.id.clone()),
            Some(Entry::Week(week)) => Some(week.clone()),
            // It stands in the week that is unfolded.
            Some(Entry::Project(_)) => self.open.clone(),
            Some(Entry::Continue(_) | Entry::Month(_)) | None => None,
        };
        if let Some(week) = week {
            self.unfold(session, None, &Entry::Week(week));
        }
    }

    /// Unfolds one week and stands on `on`.
    fn unfold(&mut self, session: &Session, week: Option<WeekId>, on: &Entry) {
        self.open = week;
        self.chosen = self.entries(session).iter().position(|entry| entry == on).unwrap_or(0);
    }

    /// Draws the list, and beside it, where there is room, what is chosen.
    pub(in crate::tui) fn view(&self, session: &Session, frame: &mut Frame<'_>, area: Rect) {
        let entries = self.entries(session);
        let wide = area.width >= 100;
        let [list, about] = if wide {
            Layout::horizontal([Constraint::Fill(3), Constraint::Fill(2)]).areas(area)
        } else {
            Layout::vertical([Constraint::Fill(1), Constraint::Length(if area.height >= 18 { ABOUT } else { 0 })])
                .areas(area)
        };
        let mut scroll = Scroll::default();
        scroll.fit(entries.len(), usize::from(list.height));
        scroll.show(self.chosen.saturating_sub(1));
        scroll.show((self.chosen + 2).min(entries.len().saturating_sub(1)));
        scroll.show(self.chosen);
        let lines: Vec<Line<'_>> = entries
            .iter()
            .enumerate()
            .skip(scroll.top())
            .take(usize::from(list.height))
            .map(|(i, entry)| self.row(session, entry, i == self.chosen, usize::from(list.width)))
            .collect();
        frame.render_widget(Paragraph::new(lines), list);
        widget::scrollbar(&scroll, session.theme, frame, list);
        if about.height > 0
            && let Some(entry) = entries.get(self.chosen)
        {
            let inside = Rect::new(about.x + 2, about.y + 1, about.width.saturating_sub(4), about.height - 1);
            let mut lines = about_lines(session, entry, wide, usize::from(inside.width));
            let more = lines.len() > usize::from(inside.height);
            lines.truncate(usize::from(inside.height));
            if let (true, Some(last)) = (more, lines.last_mut()) {
                last.push_span("…");
            }
            frame.render_widget(Paragraph::new(lines), inside);
        }
    }

    fn row(&self, session: &Session, entry: &Entry, chosen: bool, width: usize) -> Line<'static> {
        let theme = session.theme;
        let (left, right, style) = match entry {
            Entry::Continue(item) => {
                let verb = if session.progress.place().is_some() { "Continue" } else { "Begin" };
                (format!(" ▶ {verb}: {}", session.curriculum.full_title(item)), String::new(), theme.accent())
            }
            Entry::Month(number) => {
                let title = session.curriculum.months.get(*number).map_or("", |month| month.title.as_str());
                (format!(" {title}"), String::new(), theme.title())
            }
            Entry::Week(id) => {
                let Some(week) = session.curriculum.weeks().find(|week| week.id == *id) else { return Line::default() };
                let (passed, of) = passed(session, week);
                let fold = if self.open.as_ref() == Some(id) { "▾" } else { "▸" };
                let number = week.number.map_or(String::new(), |number| format!("{number:>2}  "));
                let right = if of == 0 {
                    "not written yet ".to_owned()
                } else {
                    format!("{} {passed}/{of} ", widget::bar(passed, of, 8))
                };
                let style = if of == 0 { theme.quiet() } else { theme.text() };
                (format!("  {fold} {number}{}", week.title), right, style)
            }
            Entry::Project(id) => {
                let Some(project) = session.curriculum.projects.get(id) else { return Line::default() };
                let right = format!("project {}/{} ", session.passed(project), project.milestones.len());
                (format!("      ▾ {}", project.title), right, theme.text())
            }
            Entry::Item(item) => {
                let state = session.state(item);
                let (mark, title) = (widget::mark(state), session.curriculum.title(item));
                let (left, right) = match session.curriculum.milestone(item) {
                    Some((_, number)) => (format!("       {mark} {number:>2} · {title}"), state.as_str().to_owned()),
                    None => (format!("      {mark} {title}"), format!("{} {}", item.kind(), state.as_str())),
                };
                (left, format!("{right} "), theme.state(state))
            }
        };
        let right = if width < 50 { String::new() } else { right };
        let room = width.saturating_sub(unicode_width::UnicodeWidthStr::width(right.as_str()) + 2);
        let left = widget::fit(&left, room);
        let gap = room.saturating_sub(unicode_width::UnicodeWidthStr::width(left.as_str())) + 1;
        let line = Line::from(vec![
            Span::styled(left, style),
            Span::raw(" ".repeat(gap)),
            Span::styled(right, if chosen { style } else { theme.quiet() }),
        ]);
        if chosen { line.patch_style(theme.chosen()) } else { line }
    }
}

/// Where to go on: the last place, or once that is done the next that is not.
fn continue_at(session: &Session) -> Option<Item> {
    let last = session.progress.place().map(|place| &place.item);
    let mut from_there = session.curriculum.items().map(|(_, item)| item).skip_while(|item| Some(*item) != last);
    from_there.find(|item| session.state(item) != State::Passed).cloned().or_else(|| session.first_open())
}

/// The items of a week, each project with its title above its milestones.
fn items(session: &Session, week: &Week) -> Vec<Entry> {
    let mut entries = Vec::new();
    let mut within = None;
    for item in &week.items {
        let project = session.curriculum.milestone(item).map(|(project, _)| &project.id);
        entries.extend(project.filter(|_| project != within).cloned().map(Entry::Project));
        entries.push(Entry::Item(item.clone()));
        within = project;
    }
    entries
}

/// The milestone with which a project goes on: the first that is not passed yet; the last one when all are.
fn milestone(session: &Session, project: &Project) -> Option<Item> {
    let items = || project.milestones.iter().cloned().map(Item::Exercise);
    items().find(|item| session.state(item) != State::Passed).or_else(|| items().next_back())
}

fn week_of<'a>(session: &'a Session, item: &Item) -> Option<&'a Week> {
    session.curriculum.items().find(|(_, one)| *one == item).map(|(week, _)| week)
}

fn passed(session: &Session, week: &Week) -> (usize, usize) {
    (week.items.iter().filter(|item| session.state(item) == State::Passed).count(), week.items.len())
}

fn about_lines(session: &Session, entry: &Entry, wide: bool, width: usize) -> Vec<Line<'static>> {
    let theme = session.theme;
    let week = match entry {
        Entry::Continue(item) | Entry::Item(item) => week_of(session, item),
        Entry::Week(id) => session.curriculum.weeks().find(|week| week.id == *id),
        Entry::Month(_) | Entry::Project(_) => None,
    };
    let mut lines = Vec::new();
    // The last cell is kept for the sign that there is more.
    let width = width.saturating_sub(1);
    if let Entry::Project(id) = entry
        && let Some(project) = session.curriculum.projects.get(id)
    {
        let (passed, of) = (session.passed(project), project.milestones.len());
        lines.extend(wrap(&project.title, width, theme.title()));
        lines.extend(wrap(&format!("a project, {passed} of {of} milestones passed"), width, theme.quiet()));
        let (about, _) = markdown::parse(&project.about, 0, Some(session.track()));
        let rows = markdown::layout(&about, u16::try_from(width).unwrap_or(u16::MAX)).rows;
        lines.extend(rows.iter().map(|row| widget::line(row, theme)));
    }
    if let Entry::Continue(item) | Entry::Item(item) = entry {
        lines.extend(wrap(&session.curriculum.full_title(item), width, theme.title()));
        let (minutes, state) = (session.curriculum.minutes(item), session.state(item).as_str());
        lines.extend(wrap(&format!("{}, about {minutes} minutes, {state}", item.kind()), width, theme.quiet()));
        if wide {
            lines.push(Line::default());
        }
    }
    if let Some(week) = week {
        if wide || matches!(entry, Entry::Week(_)) {
            lines.extend(wrap(&week.title, width, theme.title()));
        }
        let after = if week.number.is_some() { "After this week" } else { "Afterwards" };
        lines.extend(wrap(&format!("{after} you can {}.", week.outcome), width, theme.text()));
        let (passed, of) = passed(session, week);
        if wide {
            lines.push(Line::default());
            lines.push(if of == 0 {
                Line::styled("This week is not written yet.", theme.warn())
            } else {
                Line::styled(format!("{} {passed} of {of} passed", widget::bar(passed, of, 20)), theme.good())
            });
            lines.push(Line::styled(format!("planned: {} h", week.hours), theme.quiet()));
        }
    }
    lines
}
