//! Everything that judging an exercise needs: its checks, known wrong answers and variants.

use std::collections::{BTreeMap, BTreeSet};

use super::{Check, DataSets, Milestone, Mutants, Need, Record, Setup, Step};
use crate::id::{ByTrack, Track, WrongId};
use crate::process::Limits;

/// Files by their names relative to a folder, with `/`.
pub type Files = BTreeMap<String, Vec<u8>>;

/// What an exercise is judged by.
#[derive(Debug, Clone, Default)]
pub struct Spec {
    /// Its checks in order, of both tracks.
    pub checks: Vec<CheckEntry>,
    /// Its known wrong answers.
    pub wrong: Vec<Wrong>,
    /// What a program may use.
    pub limits: Limits,
    /// What its programs find when they run.
    pub setup: Setup,
    /// The data sets that its checks and its setup name.
    pub data: DataSets,
    /// The name of the learner's file, where it is not `main.js` or `main.py`.
    pub file: Option<ByTrack<String>>,
    /// How many checks must pass; all, unless it is made of questions.
    pub enough: Option<usize>,
    /// One idea to improve, shown after passing.
    pub idea: Option<ByTrack<String>>,
    /// Starter, solutions and wrong answers, for each track. A shared variant stands in both.
    pub variants: ByTrack<Vec<Variant>>,
    /// The files that all variants of a track have.
    pub given: ByTrack<Files>,
    /// Broken versions of given files, for the learner's own tests to find.
    pub mutants: ByTrack<Mutants>,
    /// Whether one reference serves both tracks, so that passing it counts for both.
    pub shared: bool,
    /// What was accepted as the variants' behaviour, if anything was.
    pub record: Option<Record>,
    /// Its place in a project, if it is a milestone.
    pub milestone: Option<Milestone>,
}

impl Spec {
    /// The name of the learner's file.
    pub fn main_file(&self, track: Track) -> String {
        if self.checks.iter().any(|entry| entry.check.question().is_some()) {
            "answers.toml".to_owned()
        } else {
            self.file.as_ref().map_or_else(|| format!("main.{}", track.extension()), |file| file.get(track).clone())
        }
    }

    /// The checks that apply to a track, in order.
    pub fn checks_for(&self, track: Track) -> impl Iterator<Item = &CheckEntry> {
        self.checks.iter().filter(move |entry| entry.tracks.contains(&track))
    }

    /// What the checks of a track need besides the submission.
    pub fn needs(&self, track: Track) -> BTreeSet<Need> {
        let setup = [(self.setup.database.is_some(), Need::Database), (self.setup.redis, Need::Redis)];
        let setup = setup.into_iter().filter_map(|(needed, need)| needed.then_some(need));
        self.checks_for(track).flat_map(|entry| entry.check.needs()).chain(setup).collect()
    }

    /// Names that the checks declare, in `snake_case`.
    pub fn names(&self) -> Vec<String> {
        self.checks.iter().flat_map(|entry| entry.check.names()).map(str::to_owned).collect()
    }

    /// The files that are handed out to be left as they are: what is given, and what no right answer changes.
    pub fn untouchable(&self, track: Track) -> Files {
        let mut files = Files::new();
        for earlier in self.earlier() {
            files.extend(earlier.spec.untouchable(track));
        }
        files.extend(self.given.get(track).iter().map(|(name, bytes)| (name.clone(), bytes.clone())));
        for variant in self.variants.get(track).iter().filter(|variant| !matches!(variant.role, Role::Wrong(_))) {
            let own = variant.content.written();
            files.retain(|name, bytes| own.get(name) == Some(&*bytes));
        }
        files
    }

    /// The files that learners' programs make and checks look for: nobody hands them out, and no right answer comes with
    /// them. What a run by hand has left is no part of a submission.
    pub fn made(&self, track: Track) -> BTreeSet<String> {
        let mut made: BTreeSet<String> =
            self.checks_for(track).flat_map(|entry| entry.check.makes()).map(str::to_owned).collect();
        for earlier in self.earlier() {
            made.extend(earlier.spec.made(track));
        }
        let right = self.variants.get(track).iter().filter(|variant| !matches!(variant.role, Role::Wrong(_)));
        for variant in right {
            made.retain(|name| !variant.content.has(name));
        }
        made.retain(|name| !self.given.get(track).contains_key(name));
        made
    }

    /// The variant of a track with a role.
    pub fn variant(&self, track: Track, role: &Role) -> Option<&Variant> {
        self.variants.get(track).iter().find(|variant| variant.role == *role)
    }
}

/// A check with the tracks that it is for.
#[derive(Debug, Clone)]
pub struct CheckEntry {
    /// The tracks.
    pub tracks: Vec<Track>,
    /// Replaces the check's own description.
    pub label: Option<ByTrack<String>>,
    /// The check.
    pub check: Check,
}

impl CheckEntry {
    /// One line for people.
    pub fn describe(&self, track: Track) -> String {
        match &self.label {
            Some(label) => label.get(track).clone(),
            None => self.check.describe(track),
        }
    }
}

/// A known wrong answer's message.
#[derive(Debug, Clone)]
pub struct Wrong {
    /// Its id: the name of its file after `wrong-`.
    pub id: WrongId,
    /// What its author is told, with places to fill.
    pub say: ByTrack<String>,
}

/// What a variant is for.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, serde::Deserialize)]
#[serde(try_from = "String")]
pub enum Role {
    /// Handed out; must fail.
    Starter,
    /// The reference; must pass.
    Solution,
    /// Another right way; must pass.
    Alternate(String),
    /// Must fail with its own message.
    Wrong(WrongId),
}

impl std::fmt::Display for Role {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Role::Starter => f.write_str("starter"),
            Role::Solution => f.write_str("solution"),
            Role::Alternate(name) => write!(f, "alternate-{name}"),
            Role::Wrong(id) => write!(f, "wrong-{id}"),
        }
    }
}

impl TryFrom<String> for Role {
    type Error = String;

    /// Reads the name of a variant's file without its ending, such as `wrong-precedence`.
    fn try_from(name: String) -> Result<Self, String> {
        let wrong = name.strip_prefix("wrong-").and_then(|id| id.parse().ok()).map(Role::Wrong);
        let alternate = || name.strip_prefix("alternate-").filter(|name| !name.is_empty());
        match name.as_str() {
            "starter" => Ok(Role::Starter),
            "solution" => Ok(Role::Solution),
            _ => wrong.or_else(|| alternate().map(|name| Role::Alternate(name.to_owned()))).ok_or_else(|| {
                format!("`{name}` is no variant: use `starter`, `solution`, `alternate-<name>` or `wrong-<id>`")
            }),
        }
    }
}

/// One submission that comes with an exercise.
#[derive(Debug, Clone)]
pub struct Variant {
    /// What it is for.
    pub role: Role,
    /// Its files, under the names that a learner would have; or the steps that build its folder.
    pub content: Content,
}

/// What a variant is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// Plain files.
    Files(Files),
    /// Steps that build a git repository.
    Steps(Vec<Step>),
}

impl Content {
    /// The files that it writes.
    pub fn written(&self) -> Files {
        match self {
            Content::Files(files) => files.clone(),
            Content::Steps(steps) => {
                let writes =
                    steps.iter().filter_map(|step| if let Step::Write(files) = step { Some(files) } else { None });
                writes.flatten().map(|(name, bytes)| (name.clone(), bytes.clone())).collect()
            }
        }
    }

    /// This upon what is there before.
    #[must_use]
    pub fn upon(&self, before: &Content) -> Content {
        match (before, self) {
            (Content::Files(before), Content::Files(own)) => {
                let mut files = before.clone();
                files.extend(own.clone());
                Content::Files(files)
            }
            (before, own) => Content::Steps([before.steps(), own.steps()].concat()),
        }
    }

    fn steps(&self) -> Vec<Step> {
        match self {
            Content::Files(files) if files.is_empty() => Vec::new(),
            Content::Files(files) => vec![Step::Write(files.clone())],
            Content::Steps(steps) => steps.clone(),
        }
    }

    /// Whether it comes with a file of this name.
    pub fn has(&self, name: &str) -> bool {
        match self {
            Content::Files(files) => files.contains_key(name),
            Content::Steps(steps) => {
                steps.iter().any(|step| matches!(step, Step::Write(files) if files.contains_key(name)))
            }
        }
    }

    /// One of its files as text; empty if there is none of this name.
    pub fn text(&self, name: &str) -> String {
        match self {
            Content::Files(files) => {
                files.get(name).map_or_else(String::new, |bytes| String::from_utf8_lossy(bytes).into_owned())
            }
            Content::Steps(_) => String::new(),
        }
    }
}
