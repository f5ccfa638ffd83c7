//! Reads a Dockerfile into stages and what each does, with variables filled in.

use std::collections::BTreeMap;

use parse_dockerfile::{Command as Form, FromInstruction, HealthcheckArguments, Instruction, Source};

use crate::check::document::Fault;
use crate::check::document::image::Image;
use crate::check::document::shell::{self, Command, fill, words};

type Variables = BTreeMap<String, String>;

/// A Dockerfile.
#[derive(Debug)]
pub(super) struct Dockerfile {
    pub(super) stages: Vec<Stage>,
    /// Variables before the first `FROM`, and their values.
    pub(super) globals: Vec<(String, String)>,
}

/// From one `FROM` to the next.
#[derive(Debug)]
pub(super) struct Stage {
    pub(super) name: Option<String>,
    pub(super) base: Base,
    pub(super) steps: Vec<Step>,
}

#[derive(Debug, PartialEq, Eq)]
pub(super) enum Base {
    /// An earlier stage.
    Stage(usize),
    /// `scratch`: nothing.
    Scratch,
    Image(Image, String),
}

/// One instruction.
#[derive(Debug)]
pub(super) enum Step {
    /// `COPY` and `ADD`.
    Copy {
        from: Option<String>,
        sources: Vec<String>,
    },
    /// `RUN`: its commands, and the files of the project that are mounted for it.
    Run {
        commands: Vec<Command>,
        mounts: Vec<String>,
    },
    User(String),
    /// `CMD` and `ENTRYPOINT`.
    Start(Start),
    Expose(Vec<String>),
    /// Whether there is a test; `NONE` takes one away.
    Healthcheck(bool),
    /// `ENV` and `ARG`, with a value if there is one.
    Variable {
        word: &'static str,
        name: String,
        value: Option<String>,
    },
    Workdir(String),
    Other,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Start {
    pub(super) word: &'static str,
    pub(super) exec: bool,
    /// The shell form as it is typed; for telling an exec form that failed to be one.
    pub(super) typed: String,
    pub(super) words: Vec<String>,
}

impl Dockerfile {
    /// Reads a text.
    pub(super) fn read(text: &str) -> Result<Self, Fault> {
        let parsed = parse_dockerfile::parse(text).map_err(|error| {
            let at = (error.line() > 0).then(|| (error.line(), error.column()));
            let what = format!("{error:#}");
            let key = if what.starts_with("unknown instruction") { "unknown-instruction" } else { "broken" };
            Fault { key, at, what }
        })?;
        let mut globals = Vec::new();
        let mut known = Variables::new();
        for arg in parsed.global_args() {
            for (name, value) in pairs(&arg.arguments.value) {
                let value = fill(&value.unwrap_or_default(), &known);
                known.insert(name.clone(), value.clone());
                globals.push((name, value));
            }
        }
        let mut stages: Vec<Stage> = Vec::new();
        let mut variables: Vec<Variables> = Vec::new();
        for stage in parsed.stages() {
            let base = base(stage.from, &known, &stages);
            let mut own = match base {
                Base::Stage(index) => variables.get(index).cloned().unwrap_or_default(),
                Base::Scratch | Base::Image(..) => Variables::new(),
            };
            let mut steps = Vec::new();
            for instruction in stage.instructions {
                read(instruction, &known, &mut own, &mut steps);
            }
            let name = stage.from.as_.as_ref().map(|(_, name)| name.value.to_lowercase());
            stages.push(Stage { name, base, steps });
            variables.push(own);
        }
        Ok(Dockerfile { stages, globals })
    }

    /// All that leads to a stage: the steps of the stages that it is built on, then its own.
    pub(super) fn chain(&self, index: usize) -> Vec<&Step> {
        let Some(stage) = self.stages.get(index) else { return Vec::new() };
        let mut steps = match stage.base {
            // A stage builds on earlier ones only, so this ends.
            Base::Stage(parent) if parent < index => self.chain(parent),
            Base::Stage(_) | Base::Scratch | Base::Image(..) => Vec::new(),
        };
        steps.extend(&stage.steps);
        steps
    }

    /// All that leads to the image that is made: the last stage.
    pub(super) fn last(&self) -> Vec<&Step> {
        self.chain(self.stages.len().saturating_sub(1))
    }

    /// The stage of a name or number, as `COPY --from` means it.
    pub(super) fn stage(&self, name: &str) -> Option<usize> {
        let named = |stage: &Stage| stage.name.as_deref() == Some(name.to_lowercase().as_str());
        let number = || name.parse().ok().filter(|number| *number < self.stages.len());
        self.stages.iter().position(named).or_else(number)
    }
}

fn base(from: &FromInstruction<'_>, known: &Variables, earlier: &[Stage]) -> Base {
    let text = fill(&from.image.value, known);
    let lower = text.to_lowercase();
    match earlier.iter().position(|stage| stage.name.as_deref() == Some(lower.as_str())) {
        Some(index) => Base::Stage(index),
        None if lower == "scratch" => Base::Scratch,
        None => Base::Image(Image::parse(&text), text),
    }
}

#[allow(clippy::wildcard_enum_match_arm, reason = "the parser's own enum, which grows with Docker")]
fn read(instruction: &Instruction<'_>, globals: &Variables, own: &mut Variables, steps: &mut Vec<Step>) {
    let filled = |text: &str, own: &Variables| fill(text, own);
    steps.push(match instruction {
        Instruction::Copy(copy) => Step::Copy { from: option(&copy.options, "from"), sources: sources(&copy.src, own) },
        Instruction::Add(add) => Step::Copy { from: None, sources: sources(&add.src, own) },
        Instruction::Run(run) => {
            let mounts = run.options.iter().filter(|flag| flag.name.value == "mount");
            let mounts = mounts.filter_map(|flag| bind(&flag.value.as_ref()?.value)).collect();
            let mut commands = commands(&run.arguments);
            commands.extend(run.here_docs.iter().flat_map(|doc| shell::commands(&doc.value)));
            // What the stage sets holds for its commands as well.
            if own.get("NODE_ENV").is_some_and(|value| value == "production") {
                for command in commands.iter_mut().filter(|command| command.words.first().is_some_and(|w| w == "npm")) {
                    command.words.push("--omit=dev".to_owned());
                }
            }
            Step::Run { commands, mounts }
        }
        Instruction::User(user) => Step::User(filled(&user.arguments.value, own)),
        Instruction::Cmd(cmd) => Step::Start(start("CMD", &cmd.arguments, own)),
        Instruction::Entrypoint(entry) => Step::Start(start("ENTRYPOINT", &entry.arguments, own)),
        Instruction::Expose(expose) => {
            Step::Expose(expose.arguments.iter().map(|port| filled(&port.value, own)).collect())
        }
        Instruction::Healthcheck(check) => {
            Step::Healthcheck(matches!(check.arguments, HealthcheckArguments::Cmd { .. }))
        }
        Instruction::Workdir(dir) => Step::Workdir(filled(&dir.arguments.value, own)),
        Instruction::Env(env) => return variables("ENV", pairs(&env.arguments.value), globals, own, steps),
        Instruction::Arg(arg) => return variables("ARG", pairs(&arg.arguments.value), globals, own, steps),
        _ => Step::Other,
    });
}

/// Takes in what `ENV` and `ARG` set.
fn variables(
    word: &'static str,
    pairs: Vec<(String, Option<String>)>,
    globals: &Variables,
    own: &mut Variables,
    steps: &mut Vec<Step>,
) {
    for (name, value) in pairs {
        let value = value.map(|value| fill(&value, own));
        // `ARG NAME` alone brings in the one before the first `FROM`.
        let known = value.clone().or_else(|| globals.get(&name).filter(|_| word == "ARG").cloned());
        own.extend(known.map(|known| (name.clone(), known)));
        steps.push(Step::Variable { word, name, value });
    }
}

/// `A=1 B="2"`, or the old `A 1`.
fn pairs(text: &str) -> Vec<(String, Option<String>)> {
    let all = words(text);
    match all.split_first() {
        Some((first, rest)) if !first.contains('=') && !rest.is_empty() => {
            let is_env = rest.iter().all(|word| !word.contains('='));
            if is_env {
                return vec![(first.clone(), Some(rest.join(" ")))];
            }
        }
        Some(_) | None => {}
    }
    let pair = |word: &String| match word.split_once('=') {
        Some((name, value)) => (name.to_owned(), Some(value.to_owned())),
        None => (word.clone(), None),
    };
    all.iter().map(pair).collect()
}

fn option(options: &[parse_dockerfile::Flag<'_>], name: &str) -> Option<String> {
    options.iter().find(|flag| flag.name.value == name)?.value.as_ref().map(|value| value.value.to_string())
}

fn sources(all: &[Source<'_>], own: &Variables) -> Vec<String> {
    let path = |source: &Source<'_>| if let Source::Path(path) = source { Some(fill(&path.value, own)) } else { None };
    all.iter().filter_map(path).collect()
}

/// The file that `--mount=type=bind,source=…` takes from the project.
fn bind(options: &str) -> Option<String> {
    let value = |keys: &[&str]| {
        let mut pairs = options.split(',').filter_map(|pair| pair.split_once('='));
        pairs.find(|(key, _)| keys.contains(key)).map(|(_, value)| value.to_owned())
    };
    let is_bind = value(&["type"]).is_none_or(|kind| kind == "bind");
    (is_bind && value(&["from"]).is_none()).then(|| value(&["source", "src"]).unwrap_or_else(|| ".".to_owned()))
}

fn commands(form: &Form<'_>) -> Vec<Command> {
    match form {
        Form::Exec(words) => shell::exec(&words.value.iter().map(|word| word.value.to_string()).collect::<Vec<_>>()),
        Form::Shell(text) => shell::commands(text.value),
        _ => Vec::new(),
    }
}

fn start(word: &'static str, form: &Form<'_>, own: &Variables) -> Start {
    match form {
        Form::Exec(words) => {
            let words = words.value.iter().map(|word| word.value.to_string()).collect();
            Start { word, exec: true, typed: String::new(), words }
        }
        Form::Shell(text) => {
            let typed = text.value.trim().to_owned();
            Start { word, exec: false, words: words(&fill(&typed, own)), typed }
        }
        _ => Start { word, exec: false, typed: String::new(), words: Vec::new() },
    }
}
