//! Questions, one at a time: of a quiz, or of an exercise whose checks are all answers.

use super::{Input, News, Request};
use crate::check::{Given, Question};
use crate::curriculum::{Exercise, Item};
use crate::id::{ExerciseId, QuestionId, QuizId, Track};
use crate::progress::{Place, What};
use crate::tui::keys::{Binding, Hint, hints, lookup};
use crate::tui::msg::{Done, Task};
use crate::tui::session::Session;
use crate::tui::widget::Scroll;

mod asked;
mod draft;
mod end;
mod field;
mod form;
mod keys;
mod sheet;
mod steps;
mod view;
mod work;

use asked::{Asked, Stage};
use draft::Draft;
use keys::Command;
use sheet::Sheet;
use work::Work;

/// Where the questions come from.
#[derive(Debug)]
enum Source {
    /// A quiz; how many right answers pass it, and whether this round was written down as finished.
    Quiz { id: QuizId, enough: usize, finished: bool },
    /// An exercise.
    Exercise(Box<Work>),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Page {
    /// The task of an exercise.
    Task,
    /// A question, by its position in this round.
    Question(usize),
    /// How it went.
    End,
}

/// Questions on show.
#[derive(Debug)]
pub(in crate::tui) struct Questions {
    source: Source,
    /// The questions in the order of this round.
    asked: Vec<Asked>,
    page: Page,
    /// Whether the field of a prediction has the keys.
    writing: bool,
    /// The chosen one of the missed questions at the end.
    at: usize,
    sheet: Option<Sheet>,
    scroll: Scroll,
    /// How long the open hints were at the last layout.
    hints: Option<usize>,
}

/// The questions of an exercise on a track, if it is made of nothing else.
fn questions(exercise: &Exercise, track: Track) -> Option<Vec<Question>> {
    let answers = exercise.spec.checks_for(track).map(|entry| entry.check.question().cloned());
    answers.collect::<Option<Vec<_>>>().filter(|questions| !questions.is_empty())
}

impl Questions {
    /// Opens a quiz where the learner left it.
    pub(in crate::tui) fn quiz(session: &Session, id: &QuizId) -> Option<Self> {
        let quiz = session.curriculum.quizzes.get(id)?;
        let track = session.track();
        let questions = quiz.questions.iter().filter(|question| question.tracks.contains(&track)).cloned();
        let source = Source::Quiz { id: id.clone(), enough: quiz.enough, finished: false };
        let mut screen = Self::new(source, questions.collect());
        for (question, answer) in session.progress.answers(id, track) {
            if let Some(asked) = screen.asked.iter_mut().find(|asked| asked.question.id == *question) {
                asked.draft.fill(&Given::from_log(&answer.given));
                asked.stage = Stage::Judged { right: answer.right, seen: None };
            }
        }
        let place = session.progress.place_in(&screen.item());
        let first = if place < screen.asked.len() { place } else { 0 };
        screen.turn_to(Page::Question(screen.open_from(first).unwrap_or(first)));
        Some(screen)
    }

    /// Opens an exercise where the learner left it, if it is made of questions; its files are asked for.
    pub(in crate::tui) fn exercise(session: &Session, id: &ExerciseId) -> Option<Self> {
        let questions = questions(session.exercise(id)?, session.track())?;
        let mut screen = Self::new(Source::Exercise(Box::new(Work::new(id.clone()))), questions);
        let place = session.progress.place_in(&screen.item()).checked_sub(1);
        screen.turn_to(place.filter(|at| *at < screen.asked.len()).map_or(Page::Task, Page::Question));
        Some(screen)
    }

    fn new(source: Source, questions: Vec<Question>) -> Self {
        let asked = questions.into_iter().enumerate().map(|(number, question)| Asked::new(number, question)).collect();
        let scroll = Scroll::default();
        Questions { source, asked, page: Page::Task, writing: false, at: 0, sheet: None, scroll, hints: None }
    }

    fn item(&self) -> Item {
        match &self.source {
            Source::Quiz { id, .. } => Item::Quiz(id.clone()),
            Source::Exercise(work) => Item::Exercise(work.id.clone()),
        }
    }

    /// Its keys on any page, each once.
    pub(super) fn keys() -> Vec<Hint> {
        let mut all = Vec::new();
        for hint in keys::ALL.iter().flat_map(|table| hints(table)) {
            if !all.contains(&hint) {
                all.push(hint);
            }
        }
        all
    }

    /// Its keys on this page.
    pub(in crate::tui) fn hints(&self) -> Vec<Hint> {
        self.tables().into_iter().flat_map(hints).collect()
    }

    fn tables(&self) -> Vec<&'static [Binding<Command>]> {
        let exercise = matches!(self.source, Source::Exercise(_));
        let mut tables = match self.page {
            Page::Task => vec![keys::TASK],
            Page::End => self.end_tables(exercise),
            Page::Question(_) => vec![match self.current() {
                Some(asked) if asked.is_open() => match &asked.draft {
                    Draft::Choice(choice) if choice.several() => keys::SEVERAL,
                    Draft::Choice(_) => keys::ONE,
                    Draft::Predict(_) if self.writing => return vec![keys::FIELD, keys::MOVES],
                    Draft::Predict(_) => keys::PREDICT,
                    Draft::Order(_) => keys::ORDER,
                },
                Some(Asked { stage: Stage::Given, .. }) => keys::GIVEN,
                Some(asked) if exercise && asked.right() == Some(false) => keys::CHANGEABLE,
                Some(_) | None => keys::ANSWERED,
            }],
        };
        if exercise {
            tables.push(keys::EXERCISE);
        }
        tables.extend([keys::ALWAYS, keys::MOVES]);
        tables
    }

    fn end_tables(&self, exercise: bool) -> Vec<&'static [Binding<Command>]> {
        let (open, missed) = (self.count(None), self.count(Some(false)));
        let mut tables = vec![keys::END];
        if open > 0 {
            tables.push(keys::TO_OPEN);
        } else if missed > 0 {
            tables.push(keys::LOOK);
        }
        if exercise && missed > 0 {
            tables.push(keys::MISSED_AGAIN);
        } else if !exercise && open == 0 {
            tables.push(keys::TAKE_AGAIN);
        }
        tables
    }

    /// Whether keys are text.
    pub(in crate::tui) fn typing(&self) -> bool {
        let predicts = |asked: &Asked| asked.is_open() && matches!(asked.draft, Draft::Predict(_));
        self.writing && self.current().is_some_and(predicts)
    }

    /// Its title.
    pub(in crate::tui) fn title(&self, session: &Session) -> String {
        let item = self.item();
        format!("{} ({})", session.curriculum.full_title(&item), session.state(&item).as_str())
    }

    /// The question; for an exercise 0 is its task.
    pub(in crate::tui) fn place(&self) -> Place {
        let first = usize::from(matches!(self.source, Source::Exercise(_)));
        let at = self.current().map_or(0, |asked| asked.number + first);
        Place { item: self.item(), at }
    }

    fn current(&self) -> Option<&Asked> {
        match self.page {
            Page::Question(position) => self.asked.get(position),
            Page::Task | Page::End => None,
        }
    }

    /// Takes in judgements, files and saves.
    pub(in crate::tui) fn hear(&mut self, session: &Session, news: &News<'_>) -> Vec<Request> {
        let mut requests = Vec::new();
        let mut follow = false;
        match (news, &mut self.source) {
            (News::Done(Done::Asked { question, given, report }), _) => {
                let asked = self.asked.iter_mut().find(|asked| asked.question.id == *question);
                if asked.is_some_and(|asked| asked.judged(given, report)) {
                    requests.extend(self.record(session, question, given));
                    follow = self.current().is_some_and(|asked| asked.question.id == *question);
                }
            }
            (News::Done(Done::Checked { exercise, report, .. }), Source::Exercise(work)) if *exercise == work.id => {
                work.checked(report, &mut self.asked);
                // What came of the last answer is read first.
                if self.current().is_none_or(Asked::is_open) {
                    self.turn_to(Page::End);
                }
            }
            (News::HandedOut(id, handed), Source::Exercise(work)) if **id == work.id => {
                let first = work.handed.is_none();
                work.handed_out(handed, &mut self.asked);
                if self.page == Page::End {
                    self.turn_to(Page::Task);
                } else if let (true, Page::Question(position)) = (first, self.page) {
                    // The exercise was left here; what is answered by now need not be read again.
                    self.turn_to(Page::Question(self.open_from(position).unwrap_or(position)));
                }
            }
            (News::Saved(id, text), Source::Exercise(work)) if **id == work.id => {
                if work.saved(text, &mut self.asked) {
                    requests.push(check(session, id));
                    self.turn_to(Page::End);
                }
            }
            // What was stopped is open again since the key was pressed.
            (News::Stopped(_), _) => {
                self.resize(session);
                return requests;
            }
            (News::Done(_) | News::HandedOut(..) | News::Lacking(..) | News::Saved(..), _) => return requests,
        }
        requests.extend(self.judge(session));
        self.resize(session);
        if follow {
            self.follow();
        }
        requests
    }

    /// What is written down of a judged answer; an exercise is written down when it is checked as a whole.
    fn record(&mut self, session: &Session, question: &QuestionId, given: &Given) -> Vec<Request> {
        let asked = self.asked.iter().find(|asked| asked.question.id == *question);
        let (Source::Quiz { id, .. }, Some(right)) = (&self.source, asked.and_then(Asked::right)) else {
            return Vec::new();
        };
        let (quiz, track) = (id.clone(), session.track());
        let answered = What::Answered { quiz, question: question.clone(), track, answer: given.to_log(), right };
        std::iter::once(Request::Record(answered)).chain(self.finish(session)).collect()
    }

    /// Writes down the score of a quiz, once, when all is answered.
    fn finish(&mut self, session: &Session) -> Option<Request> {
        let (right, open, of) = (self.count(Some(true)), self.count(None), self.asked.len());
        let Source::Quiz { id, enough, finished } = &mut self.source else { return None };
        if *finished || open > 0 {
            return None;
        }
        *finished = true;
        let (quiz, track, passed) = (id.clone(), session.track(), right >= *enough);
        Some(Request::Record(What::Finished { quiz, track, right, of, passed }))
    }

    /// Has the next given answer judged, or everything when all is answered.
    fn judge(&mut self, session: &Session) -> Option<Request> {
        if self.asked.iter().any(|asked| session.asking(&asked.question.id)) {
            return None;
        }
        let given = |asked: &&Asked| matches!(asked.stage, Stage::Given);
        if let Some(asked) = self.current().filter(given).or_else(|| self.asked.iter().find(given)) {
            let (question, given) = (Box::new(asked.question.clone()), asked.draft.given()?);
            return Some(Request::Start(Task::Ask { question, track: session.track(), given }));
        }
        match &mut self.source {
            Source::Exercise(work) => work.is_due(&self.asked).then(|| check(session, &work.id)),
            Source::Quiz { .. } => None,
        }
    }

    /// Takes in a key, a turn of the wheel or pasted text.
    pub(in crate::tui) fn update(&mut self, session: &Session, input: &Input) -> Vec<Request> {
        let (page, typing) = (self.page, self.typing());
        let requests = match input {
            Input::Scroll(rows) => {
                self.scroll.by(*rows);
                return Vec::new();
            }
            Input::Paste(text) => {
                if let (true, Some(Draft::Predict(field))) = (typing, self.draft()) {
                    field.paste(text);
                }
                Vec::new()
            }
            Input::Key(key) => {
                let taken = !typing && self.draft().is_some_and(|draft| draft.takes(*key));
                let command =
                    if taken { None } else { self.tables().into_iter().find_map(|table| lookup(table, *key)) };
                match command {
                    Some(command) if self.scrolls(command) => return Vec::new(),
                    Some(command) => self.command(session, command),
                    None => {
                        if let (true, Some(Draft::Predict(field))) = (typing, self.draft()) {
                            field.key(*key);
                        }
                        Vec::new()
                    }
                }
            }
        };
        self.resize(session);
        // A new page is read from its top.
        if page == self.page {
            self.follow();
        }
        requests
    }

    /// The answer that keys change.
    fn draft(&mut self) -> Option<&mut Draft> {
        let Page::Question(position) = self.page else { return None };
        self.asked.get_mut(position).filter(|asked| asked.is_open()).map(|asked| &mut asked.draft)
    }
}

fn check(session: &Session, id: &ExerciseId) -> Request {
    Request::Start(Task::Check { exercise: id.clone(), track: session.track() })
}
