//! Loads a single lesson, quiz or exercise, so that its author sees at once what a save has changed.

use std::path::{Path, PathBuf};

use super::files::{Library, stem};
use super::load::{DATA, PROJECTS, one_exercise, one_lesson, one_quiz};
use super::{Curriculum, Exercise, Lesson, Quiz};
use crate::diagnostic::Diagnostics;
use crate::id::ExerciseId;
use crate::markdown;

/// A file of a course that can be looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// The course's folder.
    pub root: PathBuf,
    /// Its name within the course: of a lesson or quiz the file, of an exercise the folder.
    pub name: String,
}

/// What there is to see of it.
#[derive(Debug, Clone)]
pub enum Subject {
    /// A lesson.
    Lesson(Lesson),
    /// A quiz.
    Quiz(Quiz),
    /// An exercise with its variants.
    Exercise(Box<Exercise>),
}

impl Target {
    /// What a file, or the folder of an exercise, belongs to; none when it is neither lesson nor quiz nor exercise.
    pub fn of(file: &Path) -> Option<Self> {
        let file = file.canonicalize().ok()?;
        let parts: Vec<&str> = file.iter().map(std::ffi::OsStr::to_str).collect::<Option<_>>()?;
        let target = |from: usize, to: usize| {
            let root = file.iter().take(from).collect();
            Some(Target { root, name: parts.get(from..to)?.join("/") })
        };
        let exercises = parts.iter().rposition(|part| *part == "exercises").filter(|at| at + 1 < parts.len());
        if let Some(at) = exercises {
            return target(at, at + 2).filter(|target| target.root.join(&target.name).is_dir());
        }
        let at = parts.iter().rposition(|part| *part == "curriculum").filter(|at| at + 3 == parts.len())?;
        let found = target(at, parts.len())?;
        let reserved = [DATA, PROJECTS].iter().any(|folder| found.name.starts_with(&format!("{folder}/")));
        let is_quiz = stem(&found.name, ".toml").is_some_and(|stem| stem != "week") && !reserved;
        (is_quiz || stem(&found.name, ".md").is_some_and(|stem| stem != "README")).then_some(found)
    }

    /// The folders in which a save may change what is seen.
    pub fn folders(&self) -> Vec<PathBuf> {
        [self.folder(), DATA].iter().map(|name| self.root.join(name)).filter(|folder| folder.is_dir()).collect()
    }

    /// Its own folder, or that of its week.
    fn folder(&self) -> &str {
        if self.is_exercise() { &self.name } else { self.name.rsplit_once('/').map_or("", |(folder, _)| folder) }
    }

    fn is_exercise(&self) -> bool {
        self.name.starts_with("exercises/")
    }

    /// Reads it and what it depends on, and nothing else. What is broken is none, and told.
    pub fn load(&self) -> (Option<Subject>, Diagnostics) {
        let mut problems = Diagnostics::default();
        let subject = if self.is_exercise() {
            self.exercise(&mut problems)
        } else {
            let library = Library::parts_of(&self.root, &[self.folder(), DATA]);
            if stem(&self.name, ".md").is_some() {
                let lesson = one_lesson(&library, &self.name, &mut problems);
                if let Some(lesson) = &lesson {
                    let (_, found) = markdown::parse(&lesson.source.text, lesson.body, None);
                    let mut problems = problems.file(lesson.source.clone());
                    for problem in found {
                        problems.error(problem.rule, problem.range, problem.message).help(problem.help);
                    }
                }
                lesson.map(Subject::Lesson)
            } else {
                one_quiz(&library, &self.name, &mut problems).map(Subject::Quiz)
            }
        };
        problems.sort();
        (subject.filter(|_| problems.errors() == 0), problems)
    }

    fn exercise(&self, problems: &mut Diagnostics) -> Option<Subject> {
        let id: ExerciseId = self.name.rsplit('/').next()?.parse().ok()?;
        let projects = Library::parts_of(&self.root, &[PROJECTS]);
        let quoted = format!("\"{id}\"");
        let names =
            |file: &str| projects.read(file).is_ok_and(|bytes| String::from_utf8_lossy(&bytes).contains(&quoted));
        if projects.below(PROJECTS).any(names) {
            // A milestone stands on the earlier ones.
            let (curriculum, all) = Curriculum::load(&Library::folder(&self.root));
            let own = format!("{}/", self.name);
            for problem in all.iter() {
                if problem.span.as_ref().is_some_and(|span| span.source.name.starts_with(&own)) {
                    problems.push(problem.clone());
                }
            }
            let found = curriculum.and_then(|curriculum| curriculum.exercises.get(&id).cloned());
            return found.map(|exercise| Subject::Exercise(Box::new(exercise)));
        }
        let library = Library::parts_of(&self.root, &[&self.name, DATA]);
        one_exercise(&library, &self.name, problems).map(|exercise| Subject::Exercise(Box::new(exercise)))
    }
}
