//! Judges one answer: what is not the learner's to change is put back first, and what was changed is told.

use std::borrow::Cow;
use std::fs;
use std::path::Path;
use std::time::Instant;

use super::Handin;
use crate::check::{
    Check, CheckEntry, CheckError, CheckReport, Content, Failure, Files, Outcome, Reason, Runner, Seen, Spec,
    Submission, Verdict, read_folder,
};
use crate::curriculum::{self, Curriculum, Quiz};
use crate::feedback;
use crate::id::Track;
use crate::process::Cancel;
use crate::report::{self, Answer, Item, Kind, Problem, Status};
use crate::results::{Inputs, Results, uses_servers};

/// Files of a curriculum that have no meaning in an answer.
const OF_A_CURRICULUM: [&str; 2] = ["exercise.toml", "record.toml"];
/// What is read of a repository to tell whether it changed.
const MOST_OF_A_REPOSITORY: u64 = 64 * 1024 * 1024;
/// Keys longer than this are shown by their beginning and their hash.
const LONG_KEY: usize = 160;

/// What comes of an answer.
pub(super) fn judge(
    curriculum: &Curriculum,
    root: &Path,
    handin: &Handin,
    runner: &Runner,
    cancel: &Cancel,
    results: Option<&Results>,
) -> Item {
    let (kind, id) = match &handin.item {
        curriculum::Item::Exercise(id) => (Kind::Exercise, id.as_str()),
        curriculum::Item::Quiz(id) => (Kind::Quiz, id.as_str()),
        curriculum::Item::Lesson(id) => (Kind::Lesson, id.as_str()),
    };
    let track = handin.track.clone().unwrap_or(Track::Node);
    let item = Item::new(kind, id, track);
    let Some(folder) = &handin.folder else {
        let place = format!("{track}/{id}, shared/{id} or {id}");
        let problems = vec![Problem::new(format!("nothing was handed in: there is no folder {place}"))];
        return Item { status: Status::Failed, judged: 1, problems, ..item }.signed();
    };
    let item = Item { file: Some(folder.clone()), ..item };
    if let Err(why) = &handin.track {
        return unseen(item, Status::CouldNotLook, why.clone());
    }
    let Some(spec) = spec(curriculum, &handin.item) else {
        return unseen(item, Status::CouldNotLook, "the curriculum has nothing to judge it by".to_owned());
    };
    let desk = Desk { spec: &spec, track, folder: &root.join(folder), name: folder };
    if spec.checks_for(track).next().is_none() {
        return unseen(item, Status::Skipped, format!("there is nothing to check on the {track} path"));
    }
    if desk.is_about_a_repository() && !desk.folder.join(".git").exists() && is_in_a_repository(root) {
        let why = "it is about a git repository of its own, and one repository does not hold another: \
                   check it where it was made, with `roadmap check`";
        return unseen(item, Status::Skipped, why.to_owned());
    }
    let main = spec.main_file(track);
    let item =
        if desk.folder.join(&main).is_file() { Item { file: Some(format!("{folder}/{main}")), ..item } } else { item };
    let key = |inputs: &mut Inputs| match &handin.item {
        curriculum::Item::Exercise(id) => {
            if let Some(exercise) = curriculum.exercises.get(id) {
                inputs.exercise(exercise);
            }
        }
        curriculum::Item::Quiz(id) => {
            if let Some(quiz) = curriculum.quizzes.get(id) {
                inputs.quiz(quiz);
            }
        }
        curriculum::Item::Lesson(_) => {}
    };
    desk.judge(item, key, runner, cancel, results)
}

/// What an item is judged by. A quiz is judged as an exercise that is made of its questions.
fn spec<'c>(curriculum: &'c Curriculum, item: &curriculum::Item) -> Option<Cow<'c, Spec>> {
    match item {
        curriculum::Item::Exercise(id) => curriculum.exercises.get(id).map(|exercise| Cow::Borrowed(&exercise.spec)),
        curriculum::Item::Quiz(id) => curriculum.quizzes.get(id).map(|quiz| Cow::Owned(spec_of_quiz(quiz))),
        curriculum::Item::Lesson(_) => None,
    }
}

fn spec_of_quiz(quiz: &Quiz) -> Spec {
    let entry = |question: &crate::check::Question| CheckEntry {
        tracks: question.tracks.clone(),
        label: None,
        check: Check::Answer(question.clone()),
    };
    Spec { checks: quiz.questions.iter().map(entry).collect(), enough: Some(quiz.enough), ..Spec::default() }
}

fn unseen(item: Item, status: Status, why: String) -> Item {
    Item { status, reasons: vec![why], ..item }.signed()
}

/// An answer and what it is judged by.
struct Desk<'a> {
    spec: &'a Spec,
    track: Track,
    folder: &'a Path,
    name: &'a str,
}

/// The files of an answer as they are judged.
struct Clean {
    files: Files,
    edited: Vec<String>,
    ignored: Vec<String>,
}

impl Desk<'_> {
    fn is_about_a_repository(&self) -> bool {
        let own = self.spec.checks_for(self.track);
        let earlier = self.spec.earlier().iter().flat_map(|earlier| earlier.spec.checks_for(self.track));
        own.chain(earlier).any(|entry| matches!(entry.check, Check::Repository(_)))
    }

    fn judge(
        &self,
        item: Item,
        key: impl Fn(&mut Inputs),
        runner: &Runner,
        cancel: &Cancel,
        results: Option<&Results>,
    ) -> Item {
        let began = Instant::now();
        let clean = match self.clean() {
            Ok(clean) => clean,
            Err(error) => return unseen(item, Status::CouldNotLook, error.to_string()),
        };
        let key_of = |clean: &Clean| {
            let mut inputs = results?.engine().inputs("grade", self.track, uses_servers(self.spec))?;
            key(&mut inputs);
            inputs.files(&clean.files);
            inputs.add(clean.edited.join("\n").as_bytes());
            inputs.add(clean.ignored.join("\n").as_bytes());
            if self.is_about_a_repository() {
                inputs.add(&repository(self.folder)?);
            }
            Some(inputs.key())
        };
        let before = key_of(&clean);
        let kept = results.zip(before.as_ref()).and_then(|(results, key)| results.get::<Item>(key));
        if let Some(kept) = kept {
            let answer = kept.answer.map(|answer| Answer { folder: self.name.to_owned(), ..answer });
            return Item { position: 0, file: item.file, cached: true, answer, ..kept };
        }
        let submission = if !self.is_about_a_repository() {
            Submission::Content(Content::Files(clean.files.clone()))
        } else if clean.edited.is_empty() {
            Submission::Folder(self.folder.to_owned())
        } else {
            let why = format!("files that are not to be changed were: put back {}", clean.edited.join(", "));
            return unseen(item, Status::CouldNotLook, why);
        };
        let report = match runner.run(self.spec, self.track, &submission, cancel, &|_, _| ()) {
            Ok(report) => report,
            Err(error) => return unseen(item, Status::CouldNotLook, error.to_string()),
        };
        let milliseconds = u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX);
        let timed_out = report.checks.iter().filter_map(|check| check.seen.as_ref()).any(Seen::timed_out);
        let item = Item { milliseconds, ..self.item(item, &report, clean) }.signed();
        // What ran into its time limit may have done so because the machine was slow, and a repository may have changed.
        if let (Some(results), Some(key), false) = (results, &before, timed_out && !report.passed())
            && (!self.is_about_a_repository() || self.clean().ok().and_then(|clean| key_of(&clean)) == before)
        {
            results.put(key, &item);
        }
        item
    }

    /// The answer's files with the curriculum's own in their places.
    fn clean(&self) -> Result<Clean, CheckError> {
        let mut files = read_folder(self.folder)?;
        let main = self.spec.main_file(self.track);
        if let (false, Err(error)) = (files.contains_key(&main), fs::File::open(self.folder.join(&main)))
            && error.kind() == std::io::ErrorKind::PermissionDenied
        {
            return Err(CheckError::Io { what: format!("reading `{}/{main}`", self.name), source: error });
        }
        let untouchable = self.spec.untouchable(self.track);
        let mut edited = Vec::new();
        for (name, bytes) in untouchable {
            let was = files.insert(name.clone(), bytes.clone());
            if was.is_some_and(|was| lines(&was) != lines(&bytes)) {
                edited.push(name);
            }
        }
        let mut ignored = Vec::new();
        for name in OF_A_CURRICULUM {
            if name != main && files.remove(name).is_some() {
                ignored.push(name.to_owned());
            }
        }
        Ok(Clean { files, edited, ignored })
    }

    /// The item of a report.
    fn item(&self, item: Item, report: &crate::check::Report, clean: Clean) -> Item {
        let failure = match &report.verdict {
            Verdict::Passed { .. } => None,
            Verdict::Failed(failure) => Some(failure),
        };
        let shown = |lines: Vec<feedback::Line>| -> Vec<String> {
            lines
                .into_iter()
                .map(|line| format!("{}{}", " ".repeat(line.indent), line.text).trim_end().to_owned())
                .collect()
        };
        let text = || shown(feedback::verdict(report)).join("\n");
        let earlier = report.earlier.iter().flat_map(|earlier| {
            earlier.checks.iter().map(|check| Self::check(check, &format!("milestone {}: ", earlier.number)))
        });
        let own = report.checks.iter().map(|check| Self::check(check, ""));
        let answer = Answer {
            folder: self.name.to_owned(),
            verdict: Outcome::from(failure.map(|failure| &failure.reason)).as_str().to_owned(),
            wrong: report.wrong().map(|wrong| wrong.to_string()),
            say: failure.and_then(|failure| failure.misconception.as_ref()).map(|found| found.say.clone()),
            edited: clean.edited,
            ignored: clean.ignored,
            feedback: shown(feedback::lines(report, 0)),
            checks: earlier.chain(own).collect(),
        };
        let warnings = answer.edited.iter().map(|name| format!("edited: {name} (the curriculum's own was used)"));
        let ignored =
            answer.ignored.iter().map(|name| format!("ignored: {name} (checks come from the curriculum alone)"));
        Item {
            status: if failure.is_none() { Status::Passed } else { Status::Failed },
            judged: 1,
            warnings: warnings.chain(ignored).collect(),
            problems: failure.map(|failure| Problem { text: text(), line: line(failure) }).into_iter().collect(),
            answer: Some(answer),
            ..item
        }
    }

    fn check(check: &CheckReport, before: &str) -> report::Check {
        let facets = check.seen.iter().flat_map(|seen| &seen.facets);
        let facets = facets.map(|facet| (facet.name.clone(), short(&facet.key)));
        let crash = check.seen.iter().filter_map(|seen| seen.crash.as_ref());
        report::Check {
            label: format!("{before}{}", check.label),
            passed: check.passed(),
            reached: check.seen.is_some(),
            seen: facets.chain(crash.map(|crash| ("crash".to_owned(), crash.kind.clone()))).collect(),
        }
    }
}

/// Text with any line ends: a file is not edited because another system wrote it.
fn lines(bytes: &[u8]) -> Vec<u8> {
    bytes.iter().copied().filter(|byte| *byte != b'\r').collect::<Vec<_>>().trim_ascii_end().to_vec()
}

/// The line of the learner's file, where the program died.
fn line(failure: &Failure) -> Option<u32> {
    match &failure.reason {
        Reason::CannotStart(crash) | Reason::Crashed(crash) => crash.at,
        Reason::Earlier(_) | Reason::Untouched | Reason::TimedOut | Reason::Differs => None,
    }
}

fn short(key: &str) -> String {
    if key.chars().count() <= LONG_KEY {
        return key.to_owned();
    }
    let start: String = key.chars().take(LONG_KEY / 2).collect();
    let hash = blake3::hash(key.as_bytes()).to_hex();
    format!("{start}… #{}", hash.get(..12).unwrap_or_default())
}

/// Whether a folder lies in a repository.
fn is_in_a_repository(folder: &Path) -> bool {
    folder.canonicalize().is_ok_and(|folder| folder.ancestors().any(|folder| folder.join(".git").exists()))
}

/// A hash of everything in `.git`; none when that is too much to be read.
fn repository(folder: &Path) -> Option<[u8; 32]> {
    let mut hasher = blake3::Hasher::new();
    let (mut left, mut folders) = (MOST_OF_A_REPOSITORY, vec![folder.join(".git")]);
    while let Some(folder) = folders.pop() {
        let Ok(entries) = fs::read_dir(&folder) else { continue };
        let mut entries: Vec<_> = entries.collect::<Result<_, _>>().ok()?;
        entries.sort_by_key(fs::DirEntry::file_name);
        for entry in entries {
            let kind = entry.file_type().ok()?;
            hasher.update(entry.path().as_os_str().as_encoded_bytes());
            hasher.update(&[0, u8::from(kind.is_dir())]);
            if kind.is_dir() {
                folders.push(entry.path());
            } else if kind.is_file() {
                let size = entry.metadata().ok()?.len();
                left = left.checked_sub(size)?;
                hasher.update(&size.to_le_bytes());
                std::io::copy(&mut fs::File::open(entry.path()).ok()?, &mut hasher).ok()?;
            }
        }
    }
    Some(*hasher.finalize().as_bytes())
}
