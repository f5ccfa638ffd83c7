//! What all screens share: the curriculum, progress, the chosen track, the size, and the running job.

use std::path::PathBuf;
use std::sync::Arc;

use ratatui::layout::Size;

use super::msg::{Job, Task};
use super::theme::Theme;
use crate::curriculum::{Curriculum, Exercise, Item, Project};
use crate::id::{ExerciseId, LessonId, QuestionId, Track};
use crate::progress::{Progress, State};

/// What all screens share. Screens read it; only `App` changes it.
#[derive(Debug)]
pub struct Session {
    /// The curriculum.
    pub curriculum: Arc<Curriculum>,
    /// What the learner did so far.
    pub progress: Progress,
    /// The size of the terminal.
    pub size: Size,
    /// The looks.
    pub theme: Theme,
    /// Where exercise files live.
    pub workspace: PathBuf,
    /// The learner's home folder, which `~` stands for.
    pub home: Option<PathBuf>,
    /// The learner's own editor, if one is set.
    pub editor: Option<String>,
    /// What is running now.
    pub running: Option<Running>,
    /// The installation of packages that goes on beside everything else.
    pub installing: Option<Running>,
    /// The line at the bottom, until the next key.
    pub notice: Option<Notice>,
    /// Counts ticks while something runs, for the sign of life.
    pub ticks: usize,
}

/// The running job.
#[derive(Debug)]
pub struct Running {
    /// Its number.
    pub job: Job,
    /// What it does.
    pub task: Task,
    /// How many checks are done.
    pub done: usize,
    /// Of how many; 0 while that is not known.
    pub of: usize,
}

/// A line for the learner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Notice {
    /// Something went as asked.
    Info(String),
    /// Something did not.
    Error(String),
}

impl Session {
    /// The chosen track; node until one is chosen.
    pub fn track(&self) -> Track {
        self.progress.track().unwrap_or(Track::Node)
    }

    /// How far an item is on the chosen track.
    pub fn state(&self, item: &Item) -> State {
        self.progress.state(item, self.track())
    }

    /// An exercise of the curriculum.
    pub fn exercise(&self, id: &ExerciseId) -> Option<&Exercise> {
        self.curriculum.exercises.get(id)
    }

    /// The item after this one, in the order of the curriculum.
    pub fn next(&self, item: &Item) -> Option<Item> {
        let mut items = self.curriculum.items().map(|(_, item)| item);
        items.find(|one| *one == item)?;
        items.next().cloned()
    }

    /// The first item that is not passed yet, where a new learner begins.
    pub fn first_open(&self) -> Option<Item> {
        self.curriculum.items().map(|(_, item)| item).find(|item| self.state(item) != State::Passed).cloned()
    }

    /// What to ask before an exercise is set back to its starter. Of a project only some files are.
    pub fn reset_question(&self, id: &ExerciseId) -> String {
        match self.exercise(id).and_then(|exercise| exercise.spec.own(self.track())) {
            None => "Set this exercise back to its starter? Your files are kept, and U brings them back.".to_owned(),
            Some(own) => format!(
                "Set {} back to the starter? Nothing else is changed. Your version is kept, and U brings it back.",
                own.keys().cloned().collect::<Vec<_>>().join(", ")
            ),
        }
    }

    /// How many milestones of a project are passed.
    pub fn passed(&self, project: &Project) -> usize {
        let is_passed = |id: &&ExerciseId| self.state(&Item::Exercise((*id).clone())) == State::Passed;
        project.milestones.iter().filter(is_passed).count()
    }

    /// Whether this exercise is being checked.
    pub fn checking(&self, id: &ExerciseId) -> Option<&Running> {
        self.running.as_ref().filter(|running| matches!(&running.task, Task::Check { exercise, .. } if exercise == id))
    }

    /// Whether an answer to this question is being judged.
    pub fn asking(&self, id: &QuestionId) -> bool {
        let task = self.running.as_ref().map(|running| &running.task);
        task.is_some_and(|task| matches!(task, Task::Ask { question, .. } if question.id == *id))
    }

    /// The number of the lesson's sample that is running.
    pub fn running_sample(&self, id: &LessonId) -> Option<usize> {
        match &self.running.as_ref()?.task {
            Task::Sample { lesson, index, .. } if lesson == id => Some(*index),
            Task::Sample { .. } | Task::Check { .. } | Task::Ask { .. } | Task::Install { .. } => None,
        }
    }
}
