//! What keys do: scroll, answer, go from question to question, begin again.

use super::asked::{Asked, Stage};
use super::draft::Draft;
use super::keys::Command;
use super::{Page, Questions, Source, check};
use crate::curriculum::Item;
use crate::id::{ExerciseId, LessonId};
use crate::tui::screen::{Request, task};
use crate::tui::session::Session;

impl Questions {
    pub(super) fn turn_to(&mut self, page: Page) {
        self.page = page;
        self.at = 0;
        self.scroll.to(0);
        self.writing = self.current().is_some_and(Asked::is_open);
    }

    /// The first open question from a position on, going round.
    pub(super) fn open_from(&self, position: usize) -> Option<usize> {
        let open = |position: &usize| self.asked.get(*position).is_some_and(Asked::is_open);
        (position..self.asked.len()).chain(0..position).find(open)
    }

    pub(super) fn missed(&self) -> Vec<usize> {
        (0..self.asked.len()).filter(|at| self.asked.get(*at).and_then(Asked::right) == Some(false)).collect()
    }

    pub(super) fn count(&self, right: Option<bool>) -> usize {
        self.asked.iter().filter(|asked| asked.right() == right).count()
    }

    /// Scrolls, if that is what the command means on this page.
    pub(super) fn scrolls(&mut self, command: Command) -> bool {
        let chooses = match self.page {
            Page::Task => false,
            Page::Question(_) => matches!(self.draft(), Some(Draft::Choice(_) | Draft::Order(_))),
            Page::End => !self.missed().is_empty(),
        };
        if command == Command::Up && !chooses {
            self.scroll.by(-1);
        } else if command == Command::Down && !chooses {
            self.scroll.by(1);
        } else if command == Command::PageUp {
            self.scroll.pages(-1);
        } else if command == Command::PageDown {
            self.scroll.pages(1);
        } else if command == Command::First {
            self.scroll.to(0);
        } else if command == Command::Last {
            self.scroll.to(usize::MAX);
        } else {
            return false;
        }
        true
    }

    /// Does what a key asks for; scrolling is done already.
    pub(super) fn command(&mut self, session: &Session, command: Command) -> Vec<Request> {
        match command {
            Command::Answer => return self.answer(session),
            Command::Write => self.writing = true,
            Command::Leave => self.writing = false,
            Command::Up | Command::Down if self.page == Page::End => {
                let last = self.missed().len().saturating_sub(1);
                self.at = if command == Command::Down { (self.at + 1).min(last) } else { self.at.saturating_sub(1) };
            }
            Command::Up | Command::Down | Command::Toggle | Command::Earlier | Command::Later | Command::Break => {
                self.change(command);
            }
            Command::On => return self.go_on(session).into_iter().collect(),
            Command::Again => {
                if let Page::Question(position) = self.page {
                    self.reopen(|at| at == position);
                    self.turn_to(self.page);
                }
            }
            Command::All => self.take_again(false),
            Command::Missed if self.missed().is_empty() => {
                return vec![Request::Notice("Nothing was missed.".to_owned())];
            }
            Command::Missed => self.take_again(true),
            Command::Following => self.turn(true),
            Command::Preceding => self.turn(false),
            Command::Lesson => return vec![self.read_again(session)],
            Command::Next => return vec![Request::Next(self.item())],
            Command::Stop if session.running.is_some() => {
                for asked in self.asked.iter_mut().filter(|asked| matches!(asked.stage, Stage::Given)) {
                    asked.stage = Stage::Open;
                }
                return vec![Request::Stop];
            }
            Command::Stop | Command::Home => return vec![Request::Home],
            Command::Check => return self.with_exercise(|id| check(session, id)),
            Command::Hint => return self.with_exercise(|id| task::next_hint(session, id)),
            Command::Reset => return self.with_exercise(|id| Request::Reset(id.clone())),
            Command::Undo => return self.with_exercise(|id| Request::Undo(id.clone())),
            Command::Edit => return self.edit(session).into_iter().collect(),
            Command::PageUp | Command::PageDown | Command::First | Command::Last => {}
        }
        Vec::new()
    }

    /// Changes the answer that is being made.
    fn change(&mut self, command: Command) {
        let Some(draft) = self.draft() else { return };
        if command == Command::Toggle {
            draft.toggle();
        } else if command == Command::Up || command == Command::Down {
            draft.go(command == Command::Down);
        } else if command == Command::Earlier || command == Command::Later {
            draft.shift(command == Command::Later);
        } else if let Draft::Predict(field) = draft {
            field.break_line();
        }
    }

    fn answer(&mut self, session: &Session) -> Vec<Request> {
        let Page::Question(position) = self.page else { return Vec::new() };
        let Some(asked) = self.asked.get_mut(position).filter(|asked| asked.is_open()) else { return Vec::new() };
        if let Some(missing) = asked.draft.missing() {
            return vec![Request::Notice(missing)];
        }
        asked.stage = Stage::Given;
        let mut requests = Vec::new();
        if let Source::Exercise(work) = &mut self.source {
            requests.extend(work.write(asked));
        }
        requests.extend(self.judge(session));
        requests
    }

    /// To what comes next: an open question, at the end a missed one to look at, otherwise the end.
    fn go_on(&mut self, session: &Session) -> Option<Request> {
        let from = if let Page::Question(position) = self.page { position + 1 } else { 0 };
        let missed = if self.page == Page::End { self.missed().get(self.at).copied() } else { None };
        if let Some(position) = self.open_from(from).or(missed) {
            self.turn_to(Page::Question(position));
            return None;
        }
        self.turn_to(Page::End);
        self.finish(session)
    }

    /// To the page before or after this one, going round.
    fn turn(&mut self, forward: bool) {
        let questions = (0..self.asked.len()).map(Page::Question);
        let task = matches!(self.source, Source::Exercise(_)).then_some(Page::Task);
        let pages: Vec<Page> = task.into_iter().chain(questions).chain([Page::End]).collect();
        let at = pages.iter().position(|page| *page == self.page).unwrap_or(0);
        let to = if forward { at + 1 } else { at + pages.len() - 1 } % pages.len();
        if let Some(page) = pages.get(to) {
            self.turn_to(*page);
        }
    }

    fn reopen(&mut self, these: impl Fn(usize) -> bool) {
        let these = self.asked.iter_mut().enumerate().filter(|(position, _)| these(*position));
        these.for_each(|(_, asked)| asked.reopen());
    }

    /// Begins again: a quiz with all questions, an exercise with the missed ones.
    fn take_again(&mut self, missed_first: bool) {
        let missed = self.missed();
        match &mut self.source {
            Source::Quiz { finished, .. } => {
                *finished = false;
                let right = |asked: &Asked| asked.right() != Some(false);
                self.asked.sort_by_key(|asked| (missed_first && right(asked), asked.number));
                self.reopen(|_| true);
            }
            Source::Exercise(_) => self.reopen(|position| missed.contains(&position)),
        }
        let first = self.open_from(0).map_or(Page::End, Page::Question);
        self.turn_to(first);
    }

    /// The lesson to read again: the question's own, else the first one that the exercise needs.
    pub(super) fn lesson(&self, session: &Session, asked: &Asked) -> Option<LessonId> {
        let exercise = match &self.source {
            Source::Quiz { .. } => None,
            Source::Exercise(work) => session.exercise(&work.id),
        };
        let needed = exercise.into_iter().flat_map(|exercise| &exercise.needs).filter_map(|id| id.parse().ok());
        let mut lessons = asked.question.lesson.iter().cloned().chain(needed);
        lessons.find(|id| session.curriculum.lessons.contains(id))
    }

    fn read_again(&self, session: &Session) -> Request {
        let missed = || self.asked.get(*self.missed().get(self.at)?);
        let asked = if self.page == Page::End { missed() } else { self.current().or_else(|| self.asked.first()) };
        match asked.and_then(|asked| self.lesson(session, asked)) {
            Some(lesson) => Request::Go(Item::Lesson(lesson)),
            None => Request::Notice("There is no lesson to read again here.".to_owned()),
        }
    }

    fn with_exercise(&self, request: impl FnOnce(&ExerciseId) -> Request) -> Vec<Request> {
        match &self.source {
            Source::Quiz { .. } => Vec::new(),
            Source::Exercise(work) => vec![request(&work.id)],
        }
    }

    fn edit(&self, session: &Session) -> Option<Request> {
        let Source::Exercise(work) = &self.source else { return None };
        Some(match (work.handed.as_ref()?, &session.editor) {
            (Ok(handed), Some(_)) => Request::Edit(work.id.clone(), handed.main.clone()),
            (Ok(handed), None) => Request::Notice(format!("Your answers are in {}", handed.main.display())),
            (Err(why), _) => Request::Notice(why.clone()),
        })
    }
}
