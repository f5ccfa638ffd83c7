//! What can be asked of a Dockerfile, and how each is looked at.

use super::read::{Base, Dockerfile, Start, Step};
use crate::check::Facet;
use crate::check::document::image::Hold;
use crate::check::document::pattern::{cleaned, covers};
use crate::check::document::shell::{self, Command, Wanted};
use crate::check::document::{listed, secret};

/// What is asked.
#[derive(Debug, Clone)]
pub(super) enum Rule {
    /// At least so many stages.
    Stages(usize),
    /// Every base image has a tag with a version, or a digest.
    Pinned,
    /// No base image is of these lines of releases.
    Outdated(Vec<String>),
    /// In every stage these come in this order.
    Order(Vec<Place>),
    /// One of these commands is run.
    Runs(Vec<Wanted>),
    /// None of these commands is run.
    NeverRuns(Vec<Wanted>),
    /// The last stage copies one of these from an earlier stage.
    Takes(Vec<String>),
    /// The image does not run as root.
    User,
    /// What starts is in exec form, without a shell in between.
    ExecForm,
    /// What starts has these words in this order.
    Starts(Vec<String>),
    Exposes(u16),
    /// Whether there is one.
    Healthcheck(bool),
    /// No variable holds a secret, and no file of secrets is copied.
    NoSecrets,
}

/// A place in the order of a stage.
#[derive(Debug, Clone)]
pub(super) enum Place {
    /// Where this file of the project is first copied.
    Copy(String),
    /// Where this command is first run.
    Run(Wanted),
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Place::Copy(file) => write!(f, "COPY {file}"),
            Place::Run(wanted) => write!(f, "RUN {wanted}"),
        }
    }
}

impl Rule {
    pub(super) fn describe(&self) -> String {
        match self {
            Rule::Stages(least) => format!("there are at least {least} stages"),
            Rule::Pinned => "every base image has a version".to_owned(),
            Rule::Outdated(_) => "no base image is out of support".to_owned(),
            Rule::Order(places) => {
                let places: Vec<String> = places.iter().map(|place| format!("`{place}`")).collect();
                format!("{}, in this order", places.join(", "))
            }
            Rule::Runs(any) => format!("{} is run", one_of(any)),
            Rule::NeverRuns(any) => format!("{} is not run", one_of(any)),
            Rule::Takes(any) => format!("the last stage copies {} from another stage", any.join(" or ")),
            Rule::User => "the image does not run as root".to_owned(),
            Rule::ExecForm => "the start command is in exec form".to_owned(),
            Rule::Starts(words) => format!("the image starts `{}`", words.join(" ")),
            Rule::Exposes(port) => format!("port {port} is exposed"),
            Rule::Healthcheck(true) => "there is a health check".to_owned(),
            Rule::Healthcheck(false) => "there is no health check".to_owned(),
            Rule::NoSecrets => "no secret is kept in the image".to_owned(),
        }
    }

    pub(super) fn look(&self, file: &Dockerfile) -> Facet {
        match self {
            Rule::Stages(least) => {
                let found = file.stages.len();
                let stages =
                    |number: usize| if number == 1 { "1 stage".to_owned() } else { format!("{number} stages") };
                let wrong = format!("{found} of {least}");
                Facet::compared("stages", found >= *least, wrong, format!("at least {}", stages(*least)), stages(found))
            }
            Rule::Pinned => pinned(file),
            Rule::Outdated(lines) => outdated(file, lines),
            Rule::Order(places) => order(file, places),
            Rule::Runs(any) => {
                let found = all_commands(file).any(|command| any.iter().any(|wanted| wanted.is(command)));
                let actual = if found { "it is there" } else { "no `RUN` has it" };
                Facet::compared("runs", found, "missing", format!("`RUN {}`", one_of(any)), actual)
            }
            Rule::NeverRuns(any) => {
                let found = any.iter().find(|wanted| all_commands(file).any(|command| wanted.is(command)));
                let wrong = found.map(ToString::to_string).unwrap_or_default();
                let actual = if found.is_some() { format!("`RUN {wrong}`") } else { "it is not there".to_owned() };
                Facet::compared("never_runs", found.is_none(), wrong, format!("no `RUN {}`", one_of(any)), actual)
            }
            Rule::Takes(any) => takes(file, any),
            Rule::User => user(file),
            Rule::ExecForm => exec_form(file),
            Rule::Starts(words) => starts(file, words),
            Rule::Exposes(port) => exposes(file, *port),
            Rule::Healthcheck(wanted) => {
                let last = file
                    .last()
                    .into_iter()
                    .rev()
                    .find_map(|step| if let Step::Healthcheck(there) = step { Some(*there) } else { None });
                let found = last == Some(true);
                let says = |there| if there { "a health check" } else { "no health check" };
                let key = if last == Some(false) { "none" } else { "missing" };
                let key = if found { "there" } else { key };
                Facet::compared("healthcheck", found == *wanted, key, says(*wanted), says(found))
            }
            Rule::NoSecrets => no_secrets(file),
        }
    }
}

fn one_of<T: ToString>(any: &[T]) -> String {
    any.iter().map(ToString::to_string).collect::<Vec<_>>().join(" or ")
}

fn all_commands(file: &Dockerfile) -> impl Iterator<Item = &Command> {
    let steps = file.stages.iter().flat_map(|stage| &stage.steps);
    steps.flat_map(|step| if let Step::Run { commands, .. } = step { commands.as_slice() } else { &[] })
}

fn pinned(file: &Dockerfile) -> Facet {
    let expected = "a tag with a version for every base image";
    for stage in &file.stages {
        let Base::Image(image, typed) = &stage.base else { continue };
        let (key, why) = match image.hold() {
            _ if typed.contains('$') => ("unknown", "names a variable without a value"),
            Hold::Firm => continue,
            Hold::Untagged => ("untagged", "has no tag, which means `latest`"),
            Hold::Latest => ("latest", "is another image tomorrow"),
            Hold::Moving => ("moving", "has a tag without any version"),
        };
        return Facet::new("pinned", false, key, expected, format!("`{typed}` {why}"));
    }
    Facet::new("pinned", true, "right", expected, "all have one")
}

fn outdated(file: &Dockerfile, lines: &[String]) -> Facet {
    let expected = "base images that still get security fixes";
    for stage in &file.stages {
        let Base::Image(image, typed) = &stage.base else { continue };
        if let Some(line) = lines.iter().find(|line| image.is_of(line)) {
            return Facet::new("outdated", false, line, expected, format!("`{typed}`"));
        }
    }
    Facet::new("outdated", true, "right", expected, "no image is out of support")
}

impl Place {
    fn first_in(&self, chain: &[&Step]) -> Option<usize> {
        chain.iter().position(|step| match (self, step) {
            (Place::Copy(file), Step::Copy { from: None, sources }) => copies(sources, file),
            (Place::Copy(file), Step::Run { mounts, .. }) => copies(mounts, file),
            (Place::Run(wanted), Step::Run { commands, .. }) => commands.iter().any(|command| wanted.is(command)),
            (_, _) => false,
        })
    }
}

fn copies(sources: &[String], file: &str) -> bool {
    sources.iter().map(|source| cleaned(source)).any(|source| source.is_empty() || covers(&source, file))
}

fn order(file: &Dockerfile, places: &[Place]) -> Facet {
    let expected = places.iter().map(|place| format!("`{place}`")).collect::<Vec<_>>().join(", then ");
    let wrong = |key: String, actual: String| Facet::new("order", false, key, expected.clone(), actual);
    let mut most: Vec<bool> = Vec::new();
    for index in 0..file.stages.len() {
        let chain = file.chain(index);
        let found: Vec<Option<usize>> = places.iter().map(|place| place.first_in(&chain)).collect();
        for ((one, at), (next, next_at)) in places.iter().zip(&found).zip(places.iter().zip(&found).skip(1)) {
            if let (Some(at), Some(next_at)) = (at, next_at)
                && next_at < at
            {
                return wrong(format!("{next} before {one}"), format!("`{next}` comes before `{one}`"));
            }
            // A copy of everything is where both are first copied.
            if at.is_some() && at == next_at && matches!((one, next), (Place::Copy(_), Place::Copy(_))) {
                return wrong(format!("{next} with {one}"), format!("`{next}` comes together with `{one}`"));
            }
        }
        let here: Vec<bool> = found.iter().map(Option::is_some).collect();
        if here.iter().filter(|there| **there).count() >= most.iter().filter(|there| **there).count() {
            most = here;
        }
    }
    match places.iter().zip(&most).find(|(_, there)| !**there) {
        Some((place, _)) => wrong(format!("no {place}"), format!("no stage has all of them: `{place}` is missing")),
        None => Facet::new("order", true, "right", expected, "in this order"),
    }
}

fn takes(file: &Dockerfile, any: &[String]) -> Facet {
    let expected =
        format!("`COPY --from=…` of {}", any.iter().map(|one| format!("`{one}`")).collect::<Vec<_>>().join(" or "));
    let facet = |key: &str, actual: String| Facet::compared("takes", key == "right", key, expected.clone(), actual);
    let last = file.last();
    let mut found = facet("nothing", "the last stage copies nothing of it from an earlier stage".to_owned());
    for step in last {
        let Step::Copy { from: Some(from), sources } = step else { continue };
        let Some(index) = file.stage(from) else {
            let known: Vec<&String> = file.stages.iter().filter_map(|stage| stage.name.as_ref()).collect();
            let stages = if known.is_empty() { "no stage has a name".to_owned() } else { listed(&known) };
            found = facet("no-stage", format!("`--from={from}` names no stage of this file; there is: {stages}"));
            continue;
        };
        let workdir = file
            .chain(index)
            .into_iter()
            .rev()
            .find_map(|step| if let Step::Workdir(dir) = step { Some(cleaned(dir)) } else { None });
        for source in sources {
            let path = cleaned(source);
            if any.iter().any(|one| path == cleaned(one) || path.ends_with(&format!("/{}", cleaned(one)))) {
                return facet("right", "it does".to_owned());
            }
            if path.is_empty() || Some(&path) == workdir.as_ref() {
                found = facet("everything", format!("`COPY --from={from} {source}` takes the whole folder"));
            }
        }
    }
    found
}

fn user(file: &Dockerfile) -> Facet {
    let last = file
        .last()
        .into_iter()
        .rev()
        .find_map(|step| if let Step::User(user) = step { Some(user.clone()) } else { None });
    // Some images are made to run as somebody else.
    let mut base = file.stages.last().map(|stage| &stage.base);
    while let Some(Base::Stage(index)) = base {
        base = file.stages.get(*index).map(|stage| &stage.base);
    }
    let nonroot =
        matches!(base, Some(Base::Image(image, _)) if image.tag.as_deref().is_some_and(|tag| tag.contains("nonroot")));
    let name = last.as_deref().map(|user| user.split(':').next().unwrap_or_default().trim());
    let (key, actual) = match name {
        None if nonroot => ("right", "its base image does not".to_owned()),
        None => ("missing", "no `USER`, so it runs as root".to_owned()),
        Some("root" | "0" | "") => ("root", format!("`USER {}`", last.unwrap_or_default())),
        Some(name) => ("right", format!("`USER {name}`")),
    };
    Facet::compared("user", key == "right", key, "a `USER` other than root in the last stage", actual)
}

/// What the image starts: the last `ENTRYPOINT` and the last `CMD` after it.
fn start(file: &Dockerfile) -> (Option<Start>, Option<Start>) {
    let (mut entry, mut cmd) = (None, None);
    for step in file.last() {
        let Step::Start(start) = step else { continue };
        let place = if start.word == "ENTRYPOINT" { &mut entry } else { &mut cmd };
        *place = Some(start.clone());
    }
    (entry, cmd)
}

fn exec_form(file: &Dockerfile) -> Facet {
    let (entry, cmd) = start(file);
    let expected = "`CMD` or `ENTRYPOINT` in exec form: a list in double quotes";
    let facet = |key: &str, actual: String| Facet::compared("exec_form", key == "right", key, expected, actual);
    for start in entry.iter().chain(&cmd) {
        let word = start.word;
        if !start.exec && start.typed.starts_with('[') {
            let why = "is no list: only double quotes make one, so a shell gets the brackets";
            return facet("no-list", format!("`{word} {}` {why}", start.typed));
        }
        if !start.exec {
            return facet("shell", format!("`{word} {}`", start.typed));
        }
        let is_shell = start
            .words
            .first()
            .is_some_and(|first| ["sh", "bash", "ash"].contains(&first.rsplit('/').next().unwrap_or_default()));
        if is_shell && start.words.iter().any(|word| word.starts_with('-') && word.ends_with('c')) {
            return facet("shell-in-list", format!("`{word}` starts a shell, which starts the program"));
        }
    }
    if entry.is_none() && cmd.is_none() {
        return facet("missing", "the last stage has neither".to_owned());
    }
    facet("right", "it is".to_owned())
}

fn starts(file: &Dockerfile, words: &[String]) -> Facet {
    let (entry, cmd) = start(file);
    let shown = |start: &Start| start.words.join(" ");
    let parts: Vec<&Start> = entry.iter().chain(&cmd).collect();
    let all: Vec<String> = parts.iter().flat_map(|start| start.words.clone()).collect();
    let typed: Vec<String> = shell::exec(&all).into_iter().flat_map(|command| command.words).collect();
    // Options may stand in between: what counts is the program and what it is given.
    let has = |given: &[String]| {
        let mut rest = given.iter();
        words.iter().all(|word| rest.any(|given| given == word || given.rsplit('/').next() == Some(word)))
    };
    let held = has(&all) || has(&typed);
    let key = typed.iter().take(2).cloned().collect::<Vec<_>>().join(" ");
    let actual = match parts.as_slice() {
        [] => "nothing: the last stage has no `CMD`".to_owned(),
        parts => format!("`{}`", parts.iter().map(|part| shown(part)).collect::<Vec<_>>().join(" ")),
    };
    Facet::compared("starts", held, key, format!("`{}`", words.join(" ")), actual)
}

fn exposes(file: &Dockerfile, port: u16) -> Facet {
    let ports: Vec<&String> = file
        .last()
        .into_iter()
        .flat_map(|step| if let Step::Expose(ports) = step { ports.as_slice() } else { &[] })
        .collect();
    let is = |typed: &&String| {
        let bare = typed.strip_suffix("/tcp").unwrap_or(typed);
        let (low, high) = bare.split_once('-').unwrap_or((bare, bare));
        low.parse::<u16>().is_ok_and(|low| low <= port) && high.parse::<u16>().is_ok_and(|high| port <= high)
    };
    let held = ports.iter().any(is);
    let (key, actual) = match ports.first() {
        _ if held => ("right", "it is".to_owned()),
        None => ("missing", "the last stage has no `EXPOSE`".to_owned()),
        Some(other) => ("other", format!("`EXPOSE {other}`")),
    };
    Facet::compared("exposes", held, key, format!("`EXPOSE {port}`"), actual)
}

fn no_secrets(file: &Dockerfile) -> Facet {
    let expected = "no secret in `ENV`, `ARG` or a copied file";
    let wrong = |key: String, actual: String| Facet::new("no_secrets", false, key, expected, actual);
    let is_secret = |name: &str, value: &str| {
        let password = secret::url(value).and_then(|url| url.password);
        let set = |value: &str| !value.is_empty() && !secret::is_fill_in(value);
        secret::is_name(name) && set(value) || password.is_some_and(set) || secret::is_random(value)
    };
    for (name, value) in &file.globals {
        if is_secret(name, value) {
            return wrong(format!("ARG {name}"), format!("`ARG {name}` has a value"));
        }
    }
    for step in file.stages.iter().flat_map(|stage| &stage.steps) {
        match step {
            Step::Variable { word, name, value: Some(value) } if is_secret(name, value) => {
                return wrong(format!("{word} {name}"), format!("`{word} {name}` has a value"));
            }
            Step::Copy { from: None, sources } => {
                let found = sources.iter().find(|source| is_file_of_secrets(&cleaned(source)));
                if let Some(found) = found {
                    return wrong(format!("COPY {}", cleaned(found)), format!("`COPY {found}`"));
                }
            }
            Step::Copy { .. }
            | Step::Variable { .. }
            | Step::Run { .. }
            | Step::User(_)
            | Step::Start(_)
            | Step::Expose(_)
            | Step::Healthcheck(_)
            | Step::Workdir(_)
            | Step::Other => {}
        }
    }
    Facet::new("no_secrets", true, "right", expected, "there is none")
}

fn is_file_of_secrets(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    let example = ["example", "sample", "template"].iter().any(|word| name.contains(word));
    (name == ".env" || name.starts_with(".env.") || name.starts_with(".env*") || name == ".npmrc") && !example
}
