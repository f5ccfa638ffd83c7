//! Judges the variants of an exercise while its author writes it; only what has changed since is judged again.

use std::collections::BTreeMap;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::{self, JoinHandle};
use std::time::Instant;

use rayon::prelude::*;

use super::{Heard, Judged, Standing};
use crate::check::{CheckError, Observed, Record, Role, Runner, Spec, Submission, Variant, Verdict};
use crate::curriculum::Exercise;
use crate::id::{ByTrack, Track};
use crate::process::Cancel;

/// What the variants did, and what they were then.
#[derive(Default)]
struct Seen {
    observed: ByTrack<BTreeMap<Role, Observed>>,
    keys: BTreeMap<(Track, Role), String>,
    missed: BTreeMap<(Track, Role), String>,
}

/// A thread that judges one exercise after the other.
pub(super) struct Judge {
    orders: Option<Sender<(Box<Exercise>, Track, Cancel)>>,
    cancel: Cancel,
    runner: Runner,
    thread: Option<JoinHandle<()>>,
}

impl Judge {
    /// Tells what it finds on this channel.
    pub(super) fn new(runner: Runner, tell: Sender<Heard>) -> Self {
        let (orders, inbox) = channel();
        let own = runner.clone();
        let thread = thread::spawn(move || work(&own, &inbox, &tell));
        Judge { orders: Some(orders), cancel: Cancel::new(), runner, thread: Some(thread) }
    }

    /// Judges this from now on; what is under way is ended.
    pub(super) fn judge(&mut self, exercise: Box<Exercise>, track: Track) {
        self.cancel.cancel();
        self.cancel = Cancel::new();
        if let Some(orders) = &self.orders {
            let _ = orders.send((exercise, track, self.cancel.clone()));
        }
    }
}

impl Drop for Judge {
    fn drop(&mut self) {
        self.runner.toolchain().stop().cancel();
        self.cancel.cancel();
        self.orders = None;
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

fn work(runner: &Runner, inbox: &Receiver<(Box<Exercise>, Track, Cancel)>, tell: &Sender<Heard>) {
    let mut seen = Seen::default();
    while let Ok(mut order) = inbox.recv() {
        // Only the newest counts.
        while let Ok(newer) = inbox.try_recv() {
            order = newer;
        }
        let (exercise, track, cancel) = order;
        let began = Instant::now();
        let spec = &exercise.spec;
        let variants = spec.variants.get(track);
        let keys: Vec<String> = variants.iter().map(|variant| key(spec, variant)).collect();
        let stale: Vec<(&Variant, &String)> = variants
            .iter()
            .zip(&keys)
            .filter(|(variant, key)| seen.keys.get(&(track, variant.role.clone())) != Some(*key))
            .collect();
        for (variant, _) in &stale {
            forget(&mut seen, track, &variant.role);
        }
        let gone: Vec<Role> = seen.observed.get(track).keys().cloned().collect();
        for role in gone.iter().filter(|role| !variants.iter().any(|variant| variant.role == **role)) {
            forget(&mut seen, track, role);
        }
        let judged = |seen: &Seen, done: bool| Judged {
            track,
            rows: rows(spec, track, seen),
            took: done.then(|| began.elapsed()),
        };
        let _ = tell.send(Heard::Judged(judged(&seen, stale.is_empty())));
        let (results, found) = channel();
        rayon::in_place_scope(|scope| {
            scope.spawn(|_| {
                let results = results;
                stale.par_iter().for_each_with(results, |results, (variant, key)| {
                    let submission = Submission::Content(variant.content.clone());
                    let observed = runner.observe(spec, track, &submission, &cancel);
                    let _ = results.send((variant.role.clone(), (*key).clone(), observed));
                });
            });
            let mut left = stale.len();
            while let Ok((role, key, observed)) = found.recv() {
                left -= 1;
                match observed {
                    Ok(observed) => {
                        seen.keys.insert((track, role.clone()), key);
                        of(&mut seen.observed, track).insert(role, observed);
                    }
                    Err(CheckError::Cancelled) => {}
                    Err(error) => {
                        seen.missed.insert((track, role), error.to_string());
                    }
                }
                if !cancel.is_cancelled() {
                    let _ = tell.send(Heard::Judged(judged(&seen, left == 0)));
                }
            }
        });
    }
}

/// Names all that the behaviour of one variant depends on.
fn key(spec: &Spec, variant: &Variant) -> String {
    let variants = ByTrack { node: vec![variant.clone()], python: Vec::new() };
    let data = format!("{:?} {:?}", spec.file, spec.given);
    format!("{} {}", Spec { variants, ..spec.clone() }.fingerprint(), blake3::hash(data.as_bytes()))
}

fn of(seen: &mut ByTrack<BTreeMap<Role, Observed>>, track: Track) -> &mut BTreeMap<Role, Observed> {
    match track {
        Track::Node => &mut seen.node,
        Track::Python => &mut seen.python,
    }
}

fn forget(seen: &mut Seen, track: Track, role: &Role) {
    of(&mut seen.observed, track).remove(role);
    seen.keys.remove(&(track, role.clone()));
    seen.missed.remove(&(track, role.clone()));
}

/// How each variant stands.
fn rows(spec: &Spec, track: Track, seen: &Seen) -> Vec<(String, Standing)> {
    let record = Record::new(spec, &seen.observed);
    let known = record.known(track);
    let row = |variant: &Variant| {
        let role = &variant.role;
        if let Some(why) = seen.missed.get(&(track, role.clone())) {
            return Standing::Missed(why.clone());
        }
        let Some(observed) = seen.observed.get(track).get(role) else { return Standing::Waiting };
        let told = record.entries.get(track).get(role).and_then(|entry| entry.told.clone());
        let first = observed.checks.iter().find(|report| !report.passed()).map(|report| report.label.clone());
        let first = first.filter(|_| !spec.is_passed(&observed.checks));
        match (role, first) {
            (Role::Starter, None) => Standing::Bad("passes, and must fail".to_owned()),
            (Role::Starter, Some(label)) => Standing::Good(format!("fails at: {label}")),
            (Role::Solution | Role::Alternate(_), None) => Standing::Good("passes".to_owned()),
            (Role::Solution | Role::Alternate(_), Some(label)) => Standing::Bad(format!("fails at: {label}")),
            (Role::Wrong(_), None) => Standing::Bad("passes, and must fail".to_owned()),
            (Role::Wrong(id), Some(label)) => {
                let own = match spec.verdict(track, &observed.checks, &known, false) {
                    Verdict::Passed { .. } => None,
                    Verdict::Failed(failure) => failure.misconception.and_then(|found| found.id),
                };
                match own {
                    Some(found) if found == *id => Standing::Good(told.unwrap_or(label)),
                    Some(other) => Standing::Bad(format!("is told the message of wrong-{other}")),
                    None => Standing::Bad(format!("is not recognised; fails at: {label}")),
                }
            }
        }
    };
    spec.variants.get(track).iter().map(|variant| (variant.role.to_string(), row(variant))).collect()
}
