//! The key of a result: a hash of everything that it depends on.

use std::fmt::Debug;

use crate::check::{Content, Files, Spec};
use crate::curriculum::{Exercise, Lesson, Quiz};
use crate::id::Track;

/// Goes up when results are kept in another shape.
const SHAPE: u32 = 1;

/// Names a result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key(blake3::Hash);

impl Key {
    /// Its name in files.
    pub(super) fn name(&self) -> String {
        self.0.to_hex().to_string()
    }

    /// True for one key in so many, always for the same.
    pub(super) fn is_one_in(&self, many: u8) -> bool {
        self.0.as_bytes().last().is_some_and(|byte| byte % many == 0)
    }
}

/// The kinds of checks that look into no server of ours.
const WITHOUT_SERVERS: [&str; 6] = ["answer", "file", "function", "http", "program", "repository"];

/// Whether judging an exercise may start a database or a cache.
pub fn uses_servers(spec: &Spec) -> bool {
    spec.setup.database.is_some()
        || spec.setup.redis
        || spec.checks.iter().any(|entry| !WITHOUT_SERVERS.contains(&entry.check.kind()))
        || spec.earlier().iter().any(|earlier| uses_servers(&earlier.spec))
}

/// Collects what a result depends on. The order counts, and where one part ends.
#[derive(Debug, Clone)]
pub struct Inputs(blake3::Hasher);

impl Inputs {
    /// What all results of an engine on a track depend on. `what` is how it is judged.
    pub(super) fn new(what: &str, engine: &str, track: Track) -> Self {
        let mut inputs = Inputs(blake3::Hasher::new());
        inputs.add(&SHAPE.to_le_bytes());
        inputs.add(what.as_bytes());
        inputs.add(engine.as_bytes());
        inputs.add(track.as_str().as_bytes());
        inputs
    }

    /// Adds a part.
    pub fn add(&mut self, part: &[u8]) {
        self.0.update(&(part.len() as u64).to_le_bytes());
        self.0.update(part);
    }

    /// Adds files with their names.
    pub fn files(&mut self, files: &Files) {
        self.add(&files.len().to_le_bytes());
        for (name, bytes) in files {
            self.add(name.as_bytes());
            self.add(bytes);
        }
    }

    /// Adds everything about an exercise that judging depends on.
    pub fn exercise(&mut self, exercise: &Exercise) {
        self.add(exercise.id.as_str().as_bytes());
        self.debug(&exercise.allow);
        self.spec(&exercise.spec);
    }

    /// Adds a quiz.
    pub fn quiz(&mut self, quiz: &Quiz) {
        self.debug(quiz);
    }

    /// Adds a lesson.
    pub fn lesson(&mut self, lesson: &Lesson) {
        self.add(lesson.id.as_str().as_bytes());
        self.add(lesson.source.name.as_bytes());
        self.add(lesson.source.text.as_bytes());
        self.debug(&lesson.data);
    }

    /// The key.
    pub fn key(&self) -> Key {
        Key(self.0.finalize())
    }

    fn spec(&mut self, spec: &Spec) {
        // Naming every field, so that a new one cannot be forgotten.
        let Spec {
            checks: _,
            limits: _,
            setup: _,
            data: _,
            enough: _,
            variants,
            wrong,
            file,
            idea,
            shared,
            given,
            mutants: _,
            record,
            milestone,
        } = spec;
        // The checks, the limits, the setup, the data sets, the variants' files, the broken versions.
        self.add(spec.fingerprint().as_bytes());
        self.debug(wrong);
        self.debug(file);
        self.debug(idea);
        self.debug(shared);
        for track in Track::ALL {
            self.files(given.get(track));
            // Which variants there are is part of the fingerprint; how each is made up is not.
            for variant in variants.get(track) {
                self.add(&[u8::from(matches!(variant.content, Content::Steps(_)))]);
            }
        }
        self.add(record.as_ref().map(crate::check::Record::to_toml).unwrap_or_default().as_bytes());
        let Some(milestone) = milestone else { return };
        self.debug(&(&milestone.project, &milestone.title, milestone.number, milestone.of));
        for track in Track::ALL {
            self.files(milestone.own.get(track));
        }
        for earlier in &milestone.earlier {
            self.debug(&(&earlier.id, earlier.number, &earlier.title));
            self.spec(&earlier.spec);
        }
    }

    fn debug(&mut self, part: &impl Debug) {
        self.add(format!("{part:?}").as_bytes());
    }
}
