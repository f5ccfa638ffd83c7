//! The closed set of check kinds: one line for each, from which the enum, its TOML form and its dispatch are made.

use std::ops::Range;

use crate::diagnostic::Spanned;
use schemars::JsonSchema;
use serde::Deserialize;

use super::sandbox::Sandbox;
use super::{
    CheckError, DataSet, Dockerfile, Dotenv, FileCheck, Function, Http, Ignore, Need, Program, Question, RawDockerfile,
    RawDotenv, RawFile, RawFunction, RawHttp, RawIgnore, RawProgram, RawQuestion, RawReadme, RawRedis, RawRepository,
    RawRubric, RawSchema, RawSql, RawSuite, RawWebSocket, RawYaml, Readme, Redis, Repository, Rubric, Schema, Seen,
    Sql, Suite, WebSocket, Yaml,
};
use crate::diagnostic::FileProblems;
use crate::id::{ByTrack, Track};

/// `word: Kind(Type, Raw type)`. The word is what authors write. A type has `build`, `describe`, `needs` and `run`.
macro_rules! kinds {
    ($( $(#[$doc:meta])* $word:ident: $kind:ident($check:ty, $raw:ty), )+) => {
        /// What a check looks at. One file for each kind.
        #[derive(Debug, Clone)]
        pub enum Check {
            $( $(#[$doc])* $kind($check), )+
        }

        /// A `[[check]]` as typed. Exactly one kind must be given.
        #[derive(Debug, Clone, Deserialize, JsonSchema)]
        #[serde(deny_unknown_fields)]
        #[schemars(extend("oneOf" = [$( { "required": [stringify!($word)] } ),+]))]
        pub struct RawCheck {
            /// The tracks; both if it is left out.
            pub(super) paths: Option<Spanned<Vec<Track>>>,
            /// Replaces the check's own description.
            pub(super) label: Option<Spanned<ByTrack<String>>>,
            $( $(#[$doc])* pub $word: Option<Spanned<$raw>>, )+
        }

        impl RawCheck {
            /// The words of all kinds, and where those stand that were given.
            pub(super) fn given(&self) -> Vec<(&'static str, Option<Range<usize>>)> {
                vec![$( (stringify!($word), self.$word.as_ref().map(Spanned::span)), )+]
            }

            /// What the first kind that was given means.
            pub(super) fn meaning(self, problems: &mut FileProblems<'_>) -> Option<Check> {
                $( if let Some(raw) = self.$word { return <$check>::build(raw, problems).map(Check::$kind); } )+
                None
            }
        }

        impl Check {
            /// The words that authors write for the kinds.
            pub const WORDS: &[&str] = &[$( stringify!($word), )+];

            /// The word that authors write for its kind.
            pub fn kind(&self) -> &'static str {
                match self { $( Check::$kind(_) => stringify!($word), )+ }
            }

            /// One line for people.
            pub fn describe(&self, track: Track) -> String {
                match self { $( Check::$kind(check) => check.describe(track), )+ }
            }

            /// What it needs besides the submission.
            pub fn needs(&self) -> Vec<Need> {
                match self { $( Check::$kind(check) => check.needs(), )+ }
            }

            /// Runs the checks that begin here and are of one kind: what each saw, none for one that was not reached.
            pub(super) fn run_batch(
                checks: &[&Check],
                sandbox: &Sandbox<'_>,
            ) -> Result<Vec<Option<Seen>>, CheckError> {
                match checks.first() {
                    $( Some(Check::$kind(_)) => {
                        let same = checks.iter().map_while(|check| match check {
                            Check::$kind(one) => Some(one),
                            #[allow(unreachable_patterns, clippy::wildcard_enum_match_arm, reason = "all other kinds")]
                            _ => None,
                        });
                        <$check>::run(&same.collect::<Vec<_>>(), sandbox)
                    } )+
                    None => Ok(Vec::new()),
                }
            }
        }
    };
}

kinds! {
    /// Calls and what they return.
    function: Function(Function, RawFunction),
    /// Arguments and input, output and exit code.
    program: Program(Program, RawProgram),
    /// Requests to the learner's server.
    http: Http(Http, RawHttp),
    /// Clients that talk with the learner's server.
    websocket: WebSocket(WebSocket, RawWebSocket),
    /// Commands, or functions, and what they do in a Redis.
    redis: Redis(Redis, RawRedis),
    /// The learner's own tests.
    tests: Suite(Suite, RawSuite),
    /// What stands in a file.
    file: File(FileCheck, RawFile),
    /// The state of a git repository.
    repository: Repository(Repository, RawRepository),
    /// A query and what it gives.
    sql: Sql(Sql, RawSql),
    /// Tables and what they accept.
    schema: Schema(Schema, RawSchema),
    /// How an image is made.
    dockerfile: Dockerfile(Dockerfile, RawDockerfile),
    /// What stands in a file of settings.
    yaml: Yaml(Yaml, RawYaml),
    /// Which settings a file names.
    dotenv: Dotenv(Dotenv, RawDotenv),
    /// Which files are left out.
    ignore: Ignore(Ignore, RawIgnore),
    /// Whether strangers get along with a README.
    readme: Readme(Readme, RawReadme),
    /// Work of design.
    rubric: Rubric(Rubric, RawRubric),
    /// A question.
    answer: Answer(Question, RawQuestion),
}

impl Check {
    /// The question that it asks, if it is one.
    pub fn question(&self) -> Option<&Question> {
        if let Check::Answer(question) = self { Some(question) } else { None }
    }

    /// The files that it expects the learner's program to make, or to leave alone.
    pub fn makes(&self) -> Vec<&str> {
        if let Check::Program(check) = self { check.makes() } else { Vec::new() }
    }

    /// The data sets that it names, besides that of the exercise's setup.
    pub fn data_sets(&self) -> Vec<&DataSet> {
        if let Check::Sql(check) = self {
            vec![check.data_set()]
        } else if let Check::Schema(check) = self {
            vec![check.data_set()]
        } else {
            Vec::new()
        }
    }

    /// The broken versions of given files that it runs tests on.
    pub fn mutants(&self) -> Vec<&str> {
        if let Check::Suite(check) = self { check.mutants().collect() } else { Vec::new() }
    }

    /// Where it looks into the database of the exercise's setup, if it does.
    pub fn looks_into_database(&self) -> Option<Range<usize>> {
        if let Check::Program(check) = self {
            check.looks_into_database()
        } else if let Check::Http(check) = self {
            check.looks_into_database()
        } else if let Check::WebSocket(check) = self {
            check.looks_into_database()
        } else {
            None
        }
    }

    /// The names that authors write in `snake_case` and learners see in their path's own style.
    pub fn names(&self) -> Vec<&str> {
        if let Check::Function(check) = self {
            check.names().collect()
        } else if let Check::Redis(check) = self {
            check.names().collect()
        } else {
            Vec::new()
        }
    }
}
