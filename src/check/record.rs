//! What was accepted as the behaviour of an exercise's variants: `record.toml`.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde::{Deserialize, Serialize};

use super::recognise::{self, Deviation, For, Known};
use super::spec::{Content, Role, Spec};
use super::{CheckReport, Observed, Reason, Setup, Step};
use crate::id::{ByTrack, Track};

/// Goes up when keys of behaviour are made in another way, so that old records are not trusted.
const KEYS: u32 = 1;

/// The accepted behaviour of all variants of an exercise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// Of the exercise that it was made from: see [`Spec::fingerprint`].
    pub fingerprint: String,
    /// What each variant did.
    pub entries: ByTrack<BTreeMap<Role, Entry>>,
}

/// What one variant did.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// What it came to. A starter's own fault is named, not that it is the starter.
    pub verdict: Outcome,
    /// The message that it is told, with placeholders for what varies. A starter is told none.
    pub told: Option<String>,
    /// Where it leaves the solution's path.
    #[serde(default)]
    pub trips: Vec<Trip>,
}

/// The word for a verdict.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// All is right.
    Passed,
    /// An earlier milestone does not pass.
    EarlierFails,
    /// It did not start.
    CannotStart,
    /// It is the starter.
    Untouched,
    /// It died.
    Crashed,
    /// It did not end.
    TimedOut,
    /// It did something else.
    Differs,
}

impl Outcome {
    /// The word in files.
    pub fn as_str(self) -> &'static str {
        match self {
            Outcome::Passed => "passed",
            Outcome::EarlierFails => "earlier-fails",
            Outcome::CannotStart => "cannot-start",
            Outcome::Untouched => "untouched",
            Outcome::Crashed => "crashed",
            Outcome::TimedOut => "timed-out",
            Outcome::Differs => "differs",
        }
    }
}

impl From<Option<&Reason>> for Outcome {
    /// No reason to fail is a pass.
    fn from(reason: Option<&Reason>) -> Self {
        match reason {
            None => Outcome::Passed,
            Some(Reason::Earlier(_)) => Outcome::EarlierFails,
            Some(Reason::CannotStart(_)) => Outcome::CannotStart,
            Some(Reason::Untouched) => Outcome::Untouched,
            Some(Reason::Crashed(_)) => Outcome::Crashed,
            Some(Reason::TimedOut) => Outcome::TimedOut,
            Some(Reason::Differs) => Outcome::Differs,
        }
    }
}

/// One place where a variant leaves the solution's path.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Trip {
    /// The check, counted from 1 among those of the track.
    pub check: usize,
    /// The check's line for people.
    pub label: String,
    /// What was compared.
    pub facet: String,
    /// What came, for recognition.
    pub key: String,
}

impl Record {
    /// What the variants were seen to do, as a record. A variant that was not observed is left out.
    pub fn new(spec: &Spec, observed: &ByTrack<BTreeMap<Role, Observed>>) -> Record {
        let entries = |track: Track| {
            let observed = observed.get(track);
            let known = known(observed);
            let entry = |role: &Role, checks: &[CheckReport]| {
                let mut entry = entry(spec, track, solution(observed), checks, &known);
                // Whoever hands in the starter is told that it is the starter.
                entry.told = entry.told.filter(|_| *role != Role::Starter);
                entry
            };
            observed.iter().map(|(role, observed)| (role.clone(), entry(role, &observed.checks))).collect()
        };
        Record {
            fingerprint: spec.fingerprint(),
            entries: ByTrack { node: entries(Track::Node), python: entries(Track::Python) },
        }
    }

    /// The known wrong answers of a track.
    pub fn known(&self, track: Track) -> Vec<Known> {
        let deviation = |trip: &Trip| {
            Some(Deviation { check: trip.check.checked_sub(1)?, facet: trip.facet.clone(), key: trip.key.clone() })
        };
        let known = |(role, entry): (&Role, &Entry)| match role {
            Role::Wrong(id) => {
                Some(Known { id: id.clone(), deviations: entry.trips.iter().filter_map(deviation).collect() })
            }
            Role::Starter | Role::Solution | Role::Alternate(_) => None,
        };
        self.entries.get(track).iter().filter_map(known).collect()
    }

    /// Reads a record.
    pub fn parse(text: &str) -> Result<Record, toml::de::Error> {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Raw {
            fingerprint: String,
            #[serde(default)]
            node: BTreeMap<Role, Entry>,
            #[serde(default)]
            python: BTreeMap<Role, Entry>,
        }
        let raw: Raw = toml::from_str(text)?;
        Ok(Record { fingerprint: raw.fingerprint, entries: ByTrack { node: raw.node, python: raw.python } })
    }

    /// Writes a record: always the same text for the same record, for people to compare.
    pub fn to_toml(&self) -> String {
        let mut out =
            "# Written by `roadmap verify --accept`: what each variant trips, and what it is told.\n".to_owned();
        let _ = writeln!(out, "fingerprint = {}", string(&self.fingerprint));
        for track in Track::ALL {
            for (role, entry) in self.entries.get(track) {
                let _ = write!(out, "\n[{track}.{role}]\nverdict = {}\n", string(entry.verdict.as_str()));
                if let Some(told) = &entry.told {
                    let _ = writeln!(out, "told = {}", string(told));
                }
                if entry.trips.is_empty() {
                    continue;
                }
                out.push_str("trips = [\n");
                for Trip { check, label, facet, key } in &entry.trips {
                    let (label, facet, key) = (string(label), string(facet), string(key));
                    let _ = writeln!(out, "  {{ check = {check}, label = {label}, facet = {facet}, key = {key} }},");
                }
                out.push_str("]\n");
            }
        }
        out
    }
}

/// The known wrong answers among what was observed.
pub fn known(observed: &BTreeMap<Role, Observed>) -> Vec<Known> {
    let solution = solution(observed);
    let known = |(role, observed): (&Role, &Observed)| match role {
        Role::Wrong(id) => {
            Some(Known { id: id.clone(), deviations: recognise::deviations(solution, &observed.checks) })
        }
        Role::Starter | Role::Solution | Role::Alternate(_) => None,
    };
    observed.iter().filter_map(known).collect()
}

fn solution(observed: &BTreeMap<Role, Observed>) -> &[CheckReport] {
    observed.get(&Role::Solution).map_or(&[], |solution| &solution.checks)
}

fn entry(spec: &Spec, track: Track, solution: &[CheckReport], checks: &[CheckReport], known: &[Known]) -> Entry {
    let failure = spec.judge(track, checks, known, false, For::Record);
    let trip = |Deviation { check, facet, key }: Deviation| {
        let label = checks.get(check).map(|report| report.label.clone()).unwrap_or_default();
        Trip { check: check + 1, label, facet, key }
    };
    Entry {
        verdict: Outcome::from(failure.as_ref().map(|failure| &failure.reason)),
        told: failure.and_then(|failure| failure.misconception).map(|misconception| misconception.say),
        trips: recognise::deviations(solution, checks).into_iter().map(trip).collect(),
    }
}

/// A TOML string on one line. What JSON escapes, TOML reads; one character more is forbidden in TOML.
fn string(text: &str) -> String {
    serde_json::Value::from(text).to_string().replace('\u{7f}', "\\u007F")
}

impl Spec {
    /// Names what recognition depends on: the checks, also those of earlier milestones, the wrong answers and the variants'
    /// files; not their messages.
    pub fn fingerprint(&self) -> String {
        let mut hasher = blake3::Hasher::new();
        let mut part = |bytes: &[u8]| {
            hasher.update(&(bytes.len() as u64).to_le_bytes());
            hasher.update(bytes);
        };
        part(&KEYS.to_le_bytes());
        self.judging(&mut part);
        self.earlier().iter().for_each(|earlier| earlier.spec.judging(&mut part));
        self.wrong.iter().for_each(|wrong| part(wrong.id.as_str().as_bytes()));
        for (track, variant) in
            Track::ALL.iter().flat_map(|track| self.variants.get(*track).iter().map(move |one| (track, one)))
        {
            part(format!("{track} {}", variant.role).as_bytes());
            let mut files = |files: &super::Files| {
                for (name, bytes) in files {
                    part(name.as_bytes());
                    part(bytes);
                }
            };
            match &variant.content {
                Content::Files(all) => files(all),
                Content::Steps(steps) => {
                    for step in steps {
                        match step {
                            Step::Write(all) => files(all),
                            Step::Git(step) => {
                                files(&step.args().iter().map(|arg| (arg.clone(), Vec::new())).collect());
                            }
                        }
                    }
                }
            }
        }
        hasher.finalize().to_hex().chars().take(32).collect()
    }

    /// What judges an answer.
    fn judging(&self, part: &mut dyn FnMut(&[u8])) {
        part(format!("{:?} {:?} {:?}", self.checks, self.limits, self.enough).as_bytes());
        // What is not used does not make the records of all others void.
        if self.setup != Setup::default() {
            part(format!("{:?}", self.setup).as_bytes());
        }
        for (name, sql) in &self.data {
            part(name.as_bytes());
            part(sql.as_bytes());
        }
        for (name, bytes) in Track::ALL.iter().flat_map(|track| self.mutants.get(*track)).flat_map(|(name, files)| {
            std::iter::once((name, None)).chain(files.iter().map(|(name, bytes)| (name, Some(bytes))))
        }) {
            part(name.as_bytes());
            part(bytes.map_or(&[], Vec::as_slice));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record() -> Record {
        let trip =
            Trip { check: 1, label: "f(\"a\") → 1".into(), facet: "value".into(), key: "a\nb\u{7f}\u{1}".into() };
        let entry = |verdict, told: Option<&str>, trips: &[Trip]| Entry {
            verdict,
            told: told.map(str::to_owned),
            trips: trips.to_vec(),
        };
        let node = BTreeMap::from([
            (
                Role::Wrong("cut-off".parse().unwrap()),
                entry(Outcome::Differs, Some("say \"it\""), std::slice::from_ref(&trip)),
            ),
            (Role::Starter, entry(Outcome::Crashed, None, &[trip])),
            (Role::Alternate("two".into()), entry(Outcome::Passed, None, &[])),
            (Role::Solution, entry(Outcome::Passed, None, &[])),
        ]);
        Record { fingerprint: "00ff".into(), entries: ByTrack { node, python: BTreeMap::new() } }
    }

    #[test]
    fn a_record_is_read_as_it_was_written() {
        let text = record().to_toml();
        assert_eq!(Record::parse(&text).unwrap(), record(), "{text}");
        insta::assert_snapshot!(text, @r##"
        # Written by `roadmap verify --accept`: what each variant trips, and what it is told.
        fingerprint = "00ff"

        [node.starter]
        verdict = "crashed"
        trips = [
          { check = 1, label = "f(\"a\") → 1", facet = "value", key = "a\nb\u007F\u0001" },
        ]

        [node.solution]
        verdict = "passed"

        [node.alternate-two]
        verdict = "passed"

        [node.wrong-cut-off]
        verdict = "differs"
        told = "say \"it\""
        trips = [
          { check = 1, label = "f(\"a\") → 1", facet = "value", key = "a\nb\u007F\u0001" },
        ]
        "##);
    }

    #[test]
    fn a_record_that_somebody_spoiled_is_an_error_with_a_place() {
        let text = record().to_toml().replace("[node.wrong-cut-off]", "[node.wrong-Cut]");
        let error = Record::parse(&text).unwrap_err();
        assert!(error.message().contains("wrong-Cut"), "{error}");
        assert!(Record::parse("").is_err());
    }
}
