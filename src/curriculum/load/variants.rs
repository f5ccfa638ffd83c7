//! Finds the starters, solutions and wrong answers of an exercise in its folders.

use std::collections::BTreeMap;
use std::path::{Component, Path};

use crate::diagnostic::Spanned;
use schemars::JsonSchema;
use serde::Deserialize;

use crate::check::{Content, Files, GitStep, Mutants, Role, Step, Variant};
use crate::curriculum::files::Library;
use crate::curriculum::raw::Table;
use crate::diagnostic::{Diagnostics, FileProblems, Source, did_you_mean};
use crate::id::{ByTrack, ExerciseId, Track, WrongId};

/// The ending of a variant that builds a repository.
const STEPS: &str = "steps.toml";
/// The folder of files that all variants have.
const GIVEN: &str = "given";
/// The folder of broken versions of them, a folder for each.
const MUTANTS: &str = "mutants";

/// The variants of an exercise.
#[derive(Debug, Default)]
pub(in crate::curriculum) struct Found {
    /// Every variant that has a file or folder, readable or not.
    pub files: Vec<FoundFile>,
    /// The variants of each track, in the order of their roles.
    pub variants: ByTrack<Vec<Variant>>,
    /// The files that all variants of a track have.
    pub given: ByTrack<Files>,
    /// Broken versions of them, by their names.
    pub mutants: ByTrack<Mutants>,
    /// Whether starter and solution serve both tracks. A milestone may go on without a starter of its own.
    pub shared: bool,
}

/// A variant's file or folder.
#[derive(Debug)]
pub(in crate::curriculum) struct FoundFile {
    /// Its name within the curriculum.
    pub name: String,
    /// What it is for.
    pub role: Role,
    /// The tracks that it serves.
    pub tracks: Vec<Track>,
    /// What it is.
    pub form: Form,
}

/// How a variant is written down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::curriculum) enum Form {
    /// One file: the program, or what else the learner writes.
    Program,
    /// One file: the answers to questions.
    Answers,
    /// A folder with all files.
    Folder,
    /// Steps that build a repository.
    Steps,
}

/// A `*.steps.toml`.
#[derive(Debug, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(in crate::curriculum) struct RawSteps {
    /// What is done, in order.
    #[schemars(default, rename = "step")]
    steps: Vec<Spanned<RawStep>>,
}

/// One of the `step`s: it either writes or runs git.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct RawStep {
    /// Files and what is written into them.
    write: Option<BTreeMap<Spanned<String>, String>>,
    /// The arguments of a git command.
    git: Option<Spanned<Vec<String>>>,
}

/// The ending of the variants of a file: what follows the last point of its name; all of it when there is none.
pub(super) fn ending(file: &str) -> &str {
    let name = file.rsplit('/').next().unwrap_or(file);
    name.rsplit('.').next().unwrap_or(name)
}

/// Finds and reads all variants of an exercise's folder. `file` is the learner's file, where it is not the usual one.
pub(super) fn find(
    library: &Library,
    folder: &str,
    file: Option<&ByTrack<String>>,
    problems: &mut Diagnostics,
) -> Found {
    let given = |track: Track, problems: &mut Diagnostics| given(library, folder, track, problems);
    let given = ByTrack { node: given(Track::Node, problems), python: given(Track::Python, problems) };
    let mutants = |track: Track, problems: &mut Diagnostics| mutants(library, folder, track, problems);
    let mutants = ByTrack { node: mutants(Track::Node, problems), python: mutants(Track::Python, problems) };
    let mut found = Found { given, mutants, ..Found::default() };
    let mut shared = Vec::new();
    for (place, tracks) in [
        ("shared", &Track::ALL[..]),
        (Track::Node.as_str(), &[Track::Node]),
        (Track::Python.as_str(), &[Track::Python]),
    ] {
        let file = file.and_then(|file| Some(file.get(*tracks.first()?).as_str()));
        for (name, is_folder) in entries(library, &format!("{folder}/{place}")) {
            if is_folder && [GIVEN, MUTANTS].iter().any(|other| name.ends_with(&format!("/{other}"))) {
                continue;
            }
            let Some((role, form)) = understand(&name, is_folder, tracks, file, problems) else { continue };
            if place == "shared" {
                shared.push(role.clone());
            }
            let twin =
                found.files.iter().find(|other| other.role == role && tracks.iter().any(|t| other.tracks.contains(t)));
            if let Some(twin) = twin {
                problems
                    .file(Source::unread(&name))
                    .error("duplicate-id", 0..0, format!("`{name}` and `{}` are the same variant", twin.name))
                    .help("remove one of them");
                continue;
            }
            if let Some(content) = read(library, &name, form, tracks, file, problems) {
                for track in tracks {
                    let given = Content::Files(found.given.get(*track).clone());
                    let list = match track {
                        Track::Node => &mut found.variants.node,
                        Track::Python => &mut found.variants.python,
                    };
                    list.push(Variant { role: role.clone(), content: content.upon(&given) });
                }
            }
            found.files.push(FoundFile { name, role, tracks: tracks.to_vec(), form });
        }
    }
    found.variants.node.sort_by(|a, b| a.role.cmp(&b.role));
    found.variants.python.sort_by(|a, b| a.role.cmp(&b.role));
    let of_one_track = |role: Role| found.files.iter().any(|file| file.role == role && file.tracks.len() == 1);
    found.shared = shared.contains(&Role::Solution) && !of_one_track(Role::Starter);
    found
}

/// What lies directly in a folder: names, and whether each is a folder itself.
fn entries(library: &Library, folder: &str) -> Vec<(String, bool)> {
    let depth = folder.matches('/').count() + 1;
    let files = library.below(folder).filter(|name| name.matches('/').count() == depth);
    let folders = library.folders_in(folder).map(|name| (name.to_owned(), true));
    files.map(|name| (name.to_owned(), false)).chain(folders).collect()
}

/// What a name says about a variant; none for a name that says nothing, which is told.
fn understand(
    name: &str,
    is_folder: bool,
    tracks: &[Track],
    file: Option<&str>,
    problems: &mut Diagnostics,
) -> Option<(Role, Form)> {
    let last = name.rsplit('/').next().unwrap_or(name);
    let (stem, ending) = if is_folder { (last, "") } else { last.split_once('.').unwrap_or((last, "")) };
    let program = |track: &Track| track.extension() == ending;
    let own = file.map(self::ending);
    let form = match ending {
        _ if own == Some(ending) => Some(Form::Program),
        _ if is_folder => Some(Form::Folder),
        STEPS => Some(Form::Steps),
        "toml" => Some(Form::Answers),
        _ if tracks.len() == 1 && tracks.iter().any(program) => Some(Form::Program),
        _ => None,
    };
    let mut problems = problems.file(Source::unread(name));
    let Some(role) = role(stem) else {
        let help = did_you_mean(stem, ["starter", "solution"])
            .unwrap_or_else(|| "variants are called `starter`, `solution`, `alternate-NAME` or `wrong-ID`".to_owned());
        problems.warning("unused-file", 0..0, format!("`{name}` is no variant, and nothing uses it")).help(help);
        return None;
    };
    let Some(form) = form else {
        let endings: Vec<_> = match (tracks, own) {
            (_, Some(own)) => [own, STEPS].map(|ending| format!("`.{ending}`")).to_vec(),
            ([track], None) => [track.extension(), "toml", STEPS].map(|ending| format!("`.{ending}`")).to_vec(),
            (_, None) => ["toml", STEPS].map(|ending| format!("`.{ending}`")).to_vec(),
        };
        problems
            .error(
                "wrong-ending",
                0..0,
                format!("`{name}` cannot be used: a variant here ends in {}", endings.join(", ")),
            )
            .help("rename it, or put all files of the variant into a folder of this name");
        return None;
    };
    Some((role, form))
}

fn role(stem: &str) -> Option<Role> {
    match stem {
        "starter" => Some(Role::Starter),
        "solution" => Some(Role::Solution),
        _ => match stem.split_once('-')? {
            ("alternate", name) => name.parse::<ExerciseId>().ok().map(|name| Role::Alternate(name.to_string())),
            ("wrong", id) => id.parse::<WrongId>().ok().map(Role::Wrong),
            _ => None,
        },
    }
}

fn read(
    library: &Library,
    name: &str,
    form: Form,
    tracks: &[Track],
    file: Option<&str>,
    problems: &mut Diagnostics,
) -> Option<Content> {
    let main = match (form, file, tracks) {
        (Form::Steps, ..) => return steps(library, name, problems).map(Content::Steps),
        (Form::Folder, ..) => None,
        (Form::Program, Some(file), _) => Some(file.to_owned()),
        (Form::Program, None, [track, ..]) => Some(format!("main.{}", track.extension())),
        (Form::Program | Form::Answers, ..) => Some("answers.toml".to_owned()),
    };
    let all: Vec<(String, &str)> = match &main {
        Some(main) => vec![(main.clone(), name)],
        None => below(library, name),
    };
    files(library, all, problems).map(Content::Files)
}

/// The files below a folder: their names from there, and their whole names.
fn below<'l>(library: &'l Library, folder: &str) -> Vec<(String, &'l str)> {
    let short = |file: &'l str| Some((file.strip_prefix(folder)?.strip_prefix('/')?.to_owned(), file));
    library.below(folder).filter_map(short).collect()
}

/// The files that all variants of a track have; none when one of them cannot be read, which is told.
fn given(library: &Library, folder: &str, track: Track, problems: &mut Diagnostics) -> Files {
    let mut all = Files::new();
    for place in ["shared", track.as_str()] {
        let given = below(library, &format!("{folder}/{place}/{GIVEN}"));
        all.extend(files(library, given, problems).unwrap_or_default());
    }
    all
}

/// The broken versions of a track's given files; those of both tracks have the same names.
fn mutants(library: &Library, folder: &str, track: Track, problems: &mut Diagnostics) -> Mutants {
    let mut all = Mutants::new();
    for place in ["shared", track.as_str()] {
        let place = format!("{folder}/{place}/{MUTANTS}");
        for one in library.folders_in(&place).map(str::to_owned).collect::<Vec<_>>() {
            let name = one.rsplit('/').next().unwrap_or(&one).to_owned();
            let own = files(library, below(library, &one), problems).unwrap_or_default();
            all.entry(name).or_default().extend(own);
        }
    }
    all
}

fn files(library: &Library, all: Vec<(String, &str)>, problems: &mut Diagnostics) -> Option<Files> {
    let mut files = Files::new();
    for (short, file) in all {
        match library.read(file) {
            Ok(bytes) => {
                files.insert(short, bytes.into_owned());
            }
            Err(error) => {
                let message = format!("`{file}` {error}");
                problems.file(Source::unread(file)).error("unreadable-file", 0..0, message).help(error.help());
                return None;
            }
        }
    }
    Some(files)
}

fn steps(library: &Library, name: &str, problems: &mut Diagnostics) -> Option<Vec<Step>> {
    let source = library.text(name, problems)?;
    let before = problems.errors();
    let mut problems = problems.file(source.clone());
    let mut table = Table::parse(&source.text, &mut problems)?;
    let raw = RawSteps { steps: table.list("step", &mut problems) };
    table.finish(&mut problems);
    let steps = raw.steps.into_iter().filter_map(|step| build(step, &mut problems)).collect();
    (problems.errors() == before).then_some(steps)
}

fn build(step: Spanned<RawStep>, problems: &mut FileProblems<'_>) -> Option<Step> {
    let place = step.span();
    match step.into_inner() {
        RawStep { write: Some(files), git: None } => {
            for file in files.keys().filter(|file| !is_inside(file.get_ref())) {
                problems
                    .error(
                        "wrong-value",
                        file.span(),
                        format!("`{}` does not lie in the exercise's folder", file.get_ref()),
                    )
                    .help("write a name such as `notes/today.txt`, with `/` and without `..`");
            }
            let files = files.into_iter().map(|(name, text)| (name.into_inner(), text.into_bytes()));
            Some(Step::Write(files.collect()))
        }
        RawStep { write: None, git: Some(args) } => {
            let place = args.span();
            let step = GitStep::new(args.into_inner()).map_err(|what| {
                problems
                    .error("wrong-value", place, format!("this git command {what}"))
                    .help("a step changes the exercise's own repository, and runs nothing else");
            });
            step.ok().map(Step::Git)
        }
        RawStep { .. } => {
            problems
                .error("unknown-kind", place, "a step is one thing")
                .help("write either `write = { FILE = TEXT }` or `git = [ARGUMENT, …]`");
            None
        }
    }
}

/// Whether a name is one of a file within a folder, on every system.
fn is_inside(name: &str) -> bool {
    !name.is_empty()
        && !name.contains(['\\', ':', '\0'])
        && Path::new(name).components().all(|part| matches!(part, Component::Normal(_)))
        // What is in there decides what git runs.
        && !name.split('/').any(|part| part.eq_ignore_ascii_case(".git"))
}
