//! Runs all checks of an exercise on a submission and comes to a verdict.

use std::cell::Cell;
use std::collections::{BTreeMap, HashMap};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use super::recognise::Known;
use super::sandbox::{self, Machine, Sandbox, Setting, holds, untouched};
use super::{
    Check, CheckEntry, CheckError, CheckReport, DataSets, Earlier, EarlierReport, Failure, Given, Need, Question, Ran,
    Report, Role, Sample, Seen, Spec, Submission, Verdict, judge, milestone, record,
};
use crate::id::Track;
use crate::process::{self, Cancel, End};
use crate::service::Services;
use crate::source::Language;
use crate::toolchain::Toolchain;

/// Judges submissions. Cheap to clone; safe to use from several threads.
#[derive(Debug, Clone)]
pub struct Runner {
    toolchain: Arc<Toolchain>,
    services: Arc<Services>,
    /// Wrong answers of exercises without a record that fits, seen once: by the exercise's fingerprint.
    seen: Arc<Mutex<Behaviours>>,
}

/// Wrong answers by the fingerprint of their exercise.
type Behaviours = HashMap<(String, Track), Arc<Vec<Known>>>;

/// What the checks saw, before anybody judges it.
#[derive(Debug, Clone)]
pub struct Observed {
    /// The checks in order.
    pub checks: Vec<CheckReport>,
    /// Whether the submission is still the starter.
    pub untouched: bool,
    /// How long it took.
    pub took: Duration,
}

impl Runner {
    /// A runner that uses these programs, databases and caches.
    pub fn new(toolchain: Arc<Toolchain>, services: Arc<Services>) -> Self {
        Runner { toolchain, services, seen: Arc::default() }
    }

    /// A runner that finds what it uses on this machine. What is worth keeping between runs is kept in `cache`.
    pub fn on_this_machine(cache: Option<&Path>) -> Self {
        let toolchain = Arc::new(Toolchain::new(cache));
        let services = Services::new(Arc::clone(&toolchain), cache);
        Runner::new(toolchain, Arc::new(services))
    }

    /// The programs that it uses.
    pub fn toolchain(&self) -> &Toolchain {
        &self.toolchain
    }

    /// The databases and caches that it uses.
    pub fn services(&self) -> &Arc<Services> {
        &self.services
    }

    fn machine<'a>(&'a self, cancel: &'a Cancel) -> Machine<'a> {
        Machine { toolchain: &self.toolchain, services: &self.services, cancel }
    }

    /// Starts the servers among what is needed, in the background, so that nobody waits for them later.
    pub fn warm_up(&self, needs: &[Need]) {
        let engines: Vec<_> = needs.iter().filter_map(|need| need.engine()).collect();
        self.services.warm_up(&engines);
    }

    /// Removes what a tutor that no longer exists has left: servers, programs, private folders. To be called at start-up,
    /// off the main thread.
    pub fn sweep() {
        // Servers end in order, if nobody ends them first.
        Services::sweep();
        process::sweep();
        sandbox::sweep();
    }

    /// Judges a submission. `progress` is told how many checks are done, of how many.
    pub fn run(
        &self,
        spec: &Spec,
        track: Track,
        submission: &Submission,
        cancel: &Cancel,
        progress: &dyn Fn(usize, usize),
    ) -> Result<Report, CheckError> {
        let began = Instant::now();
        let of_earlier = spec.earlier().iter().map(|earlier| earlier.spec.checks_for(track).count()).sum::<usize>();
        let all = of_earlier + spec.checks_for(track).count();
        let done = Cell::new(0);
        let one_more = || {
            done.set(done.get() + 1);
            progress(done.get(), all);
        };
        let earlier = self.look_at_earlier(spec, track, submission, cancel, &one_more)?;
        let (checks, verdict) = self.judge(spec, track, submission, cancel, &one_more)?;
        let verdict = milestone::verdict(&earlier, verdict);
        Ok(Report { checks, earlier, verdict, took: began.elapsed() })
    }

    /// Judges the milestones before this one on the same submission.
    pub fn earlier(
        &self,
        spec: &Spec,
        track: Track,
        submission: &Submission,
        cancel: &Cancel,
    ) -> Result<Vec<EarlierReport>, CheckError> {
        self.look_at_earlier(spec, track, submission, cancel, &|| ())
    }

    fn look_at_earlier(
        &self,
        spec: &Spec,
        track: Track,
        submission: &Submission,
        cancel: &Cancel,
        done: &dyn Fn(),
    ) -> Result<Vec<EarlierReport>, CheckError> {
        let judge = |earlier: &Earlier| {
            let Earlier { id, number, title, spec } = earlier;
            let (checks, verdict) = self.judge(spec, track, submission, cancel, done)?;
            Ok(EarlierReport { id: id.clone(), number: *number, title: title.clone(), checks, verdict })
        };
        spec.earlier().iter().map(judge).collect()
    }

    /// Judges a submission by the exercise's own checks.
    fn judge(
        &self,
        spec: &Spec,
        track: Track,
        submission: &Submission,
        cancel: &Cancel,
        done: &dyn Fn(),
    ) -> Result<(Vec<CheckReport>, Verdict), CheckError> {
        let Observed { checks, untouched, .. } = self.look(spec, track, submission, cancel, done, false)?;
        let known = if spec.is_passed(&checks) { Arc::default() } else { self.known(spec, track, cancel)? };
        let verdict = spec.verdict(track, &checks, &known, untouched);
        Ok((checks, verdict))
    }

    /// What the checks see, without a verdict: what records are made of.
    pub fn observe(
        &self,
        spec: &Spec,
        track: Track,
        submission: &Submission,
        cancel: &Cancel,
    ) -> Result<Observed, CheckError> {
        self.look(spec, track, submission, cancel, &|| (), false)
    }

    /// The same up to the first check that fails: enough to know whether any does.
    pub fn glance(
        &self,
        spec: &Spec,
        track: Track,
        submission: &Submission,
        cancel: &Cancel,
    ) -> Result<Observed, CheckError> {
        self.look(spec, track, submission, cancel, &|| (), true)
    }

    /// Whether the runtime of a track can read a file of a submission. Nothing of it is run.
    pub fn parses(
        &self,
        submission: &Submission,
        track: Track,
        file: &str,
        cancel: &Cancel,
    ) -> Result<bool, CheckError> {
        const READ: &str = "import ast, sys; ast.parse(open(sys.argv[1], encoding='utf-8').read())";
        let setting = Setting { main: file.to_owned(), ..Setting::bare(track) };
        let sandbox = Sandbox::open(submission, setting, self.machine(cancel), &|| ())?;
        let (how, args) = match (Language::of(file), track) {
            (Some(Language::Sql) | None, _) => return Ok(false),
            (Some(_), Track::Node) => ("--check", vec![file.to_owned()]),
            (Some(_), Track::Python) => ("-c", vec![READ.to_owned(), file.to_owned()]),
        };
        let output = process::run(&sandbox.command(how, &args)?, cancel)?;
        match output.end {
            End::Exited(code) => Ok(code == 0),
            End::Cancelled => Err(CheckError::Cancelled),
            End::Signalled(_) | End::TimedOut | End::OutOfMemory => Ok(true),
        }
    }

    /// Judges one answer to a question; a prediction's program and an ordered program are really run.
    pub fn ask(&self, question: &Question, track: Track, given: &Given, cancel: &Cancel) -> Result<Report, CheckError> {
        let began = Instant::now();
        let sandbox = Sandbox::empty(track, self.machine(cancel), &|| ())?;
        let seen = Some(question.judge(track, given, &sandbox)?);
        let checks = vec![CheckReport { label: question.describe(track), seen }];
        let verdict = if checks.iter().all(CheckReport::passed) {
            Verdict::Passed { idea: None }
        } else {
            Verdict::Failed(Failure { reason: judge::reason(&checks, false), misconception: judge::said(&checks) })
        };
        Ok(Report { checks, earlier: Vec::new(), verdict, took: began.elapsed() })
    }

    /// Runs a sample of a lesson as a person would who copies it. `data` are the lesson's data sets.
    pub fn sample(&self, sample: &Sample, track: Track, data: &DataSets, cancel: &Cancel) -> Result<Ran, CheckError> {
        sample.play(track, data, self.machine(cancel))
    }

    fn look(
        &self,
        spec: &Spec,
        track: Track,
        submission: &Submission,
        cancel: &Cancel,
        one_more: &dyn Fn(),
        hasty: bool,
    ) -> Result<Observed, CheckError> {
        let began = Instant::now();
        let entries: Vec<&CheckEntry> = spec.checks_for(track).collect();
        if entries.is_empty() {
            return Err(CheckError::NothingToCheck(track));
        }
        let sandbox =
            Sandbox::open(submission, Setting { hasty, ..Setting::of(spec, track) }, self.machine(cancel), one_more)?;
        // Before anything runs: a program may leave files behind.
        let untouched = match (spec.own(track), spec.variant(track, &Role::Starter)) {
            (Some(own), _) => holds(own, &sandbox)?,
            (None, Some(starter)) => untouched(&starter.content, &sandbox)?,
            (None, None) => false,
        };
        let mut seen: Vec<Option<Seen>> = Vec::with_capacity(entries.len());
        while let Some(rest) = entries.get(seen.len()..).filter(|rest| !rest.is_empty()) {
            if cancel.is_cancelled() {
                return Err(CheckError::Cancelled);
            }
            let ended = seen.iter().flatten().any(Seen::is_end);
            let batch = run_batch(rest, ended, &sandbox)?;
            let mut crashes = batch.iter().flatten().filter_map(|seen| seen.crash.as_ref());
            if let Some(missing) = crashes.find_map(|crash| sandbox.not_installed(crash)) {
                return Err(missing.into());
            }
            let failed = batch.iter().flatten().any(|seen| !seen.passed());
            seen.extend(batch);
            if hasty && failed {
                break;
            }
        }
        let reports = entries.iter().zip(seen);
        let checks = reports.map(|(entry, seen)| CheckReport { label: entry.describe(track), seen }).collect();
        Ok(Observed { checks, untouched, took: began.elapsed() })
    }

    /// How the known wrong answers behave: from the record, or seen now, once.
    fn known(&self, spec: &Spec, track: Track, cancel: &Cancel) -> Result<Arc<Vec<Known>>, CheckError> {
        let fingerprint = spec.fingerprint();
        if let Some(record) = spec.record.as_ref().filter(|record| record.fingerprint == fingerprint) {
            return Ok(Arc::new(record.known(track)));
        }
        let key = (fingerprint, track);
        if let Some(known) = self.seen.lock().unwrap_or_else(PoisonError::into_inner).get(&key) {
            return Ok(Arc::clone(known));
        }
        let mut observed = BTreeMap::new();
        for variant in spec.variants.get(track) {
            if matches!(variant.role, Role::Solution | Role::Wrong(_)) {
                let submission = Submission::Content(variant.content.clone());
                observed.insert(variant.role.clone(), self.observe(spec, track, &submission, cancel)?);
            }
        }
        let known = Arc::new(record::known(&observed));
        self.seen.lock().unwrap_or_else(PoisonError::into_inner).insert(key, Arc::clone(&known));
        Ok(known)
    }
}

/// Runs the checks that begin here and are of one kind. Those that would only start again what does not start or end
/// are not reached.
fn run_batch(rest: &[&CheckEntry], ended: bool, sandbox: &Sandbox<'_>) -> Result<Vec<Option<Seen>>, CheckError> {
    let checks: Vec<&Check> = rest.iter().map(|entry| &entry.check).collect();
    if ended && checks.first().is_some_and(|first| first.needs().contains(&Need::Runtime)) {
        return Ok(vec![None]);
    }
    Check::run_batch(&checks, sandbox)
}

#[cfg(test)]
mod tests;
