//! Finds answers in a folder: in the layout of a workspace, or each in a folder that bears the exercise's id.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::check::{Role, Spec};
use crate::curriculum::{Curriculum, Exercise, Item, Project, Quiz};
use crate::id::{ExerciseId, ProjectId, QuizId, Track};

/// The folders of a workspace, with the paths that they are for; last the folder itself.
const HOMES: [(&str, Option<Track>); 4] =
    [("node", Some(Track::Node)), ("python", Some(Track::Python)), ("shared", None), ("", None)];

/// An answer to be judged.
#[derive(Debug, Clone)]
pub struct Handin {
    /// What it answers.
    pub item: Item,
    /// The path; `Err` says why it is not known.
    pub track: Result<Track, String>,
    /// Its folder, from the one that is graded; none when nothing was handed in.
    pub folder: Option<String>,
}

/// What is to be graded; everything when nothing is named.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    /// Only these. None means all.
    pub only: Option<Vec<Item>>,
    /// These must be there.
    pub must: Vec<Item>,
}

/// What was found in a folder.
#[derive(Debug, Clone, Default)]
pub struct Search {
    /// The answers, in the order of the curriculum.
    pub handins: Vec<Handin>,
    /// What was found where, and what was left alone.
    pub notes: Vec<String>,
}

/// Looks for answers in a folder. With `path`, only for those of that path.
pub fn find(curriculum: &Curriculum, root: &Path, wanted: &Wanted, path: Option<Track>) -> Search {
    let mut search = Search::default();
    let homes: Vec<Home> = HOMES
        .into_iter()
        .filter(|(_, track)| path.is_none() || track.is_none() || *track == path)
        .map(|(name, track)| Home::open(root, name, track))
        .collect();
    let order: BTreeMap<&Item, usize> =
        curriculum.items().enumerate().map(|(position, (_, item))| (item, position)).collect();
    for home in &homes {
        let mut count = 0;
        for (name, is_link) in &home.folders {
            let found = answers(curriculum, root, home, name, path, wanted);
            if found.is_empty() {
                search.notes.extend(home.unknown(curriculum, name));
                continue;
            }
            if *is_link {
                search.notes.push(format!("`{}` is a link, which is not followed", home.path(name)));
                continue;
            }
            count += 1;
            let only = |handin: &Handin| wanted.only.as_ref().is_none_or(|only| only.contains(&handin.item));
            search.handins.extend(found.into_iter().filter(only));
        }
        if count > 0 {
            let folders = if count == 1 { "folder" } else { "folders" };
            let place = if home.name.is_empty() { "of exercises".to_owned() } else { format!("in `{}/`", home.name) };
            search.notes.push(format!("found {count} {folders} {place}"));
        }
    }
    for item in &wanted.must {
        if !search.handins.iter().any(|handin| handin.item == *item) {
            let track = Ok(path.unwrap_or(Track::Node));
            search.handins.push(Handin { item: item.clone(), track, folder: None });
        }
    }
    search.handins.sort_by_key(|handin| order.get(&handin.item).copied().unwrap_or(usize::MAX));
    search
}

/// A folder in which answers may lie.
struct Home {
    name: &'static str,
    track: Option<Track>,
    /// The folders in it, and whether each is a link.
    folders: BTreeMap<String, bool>,
}

impl Home {
    fn open(root: &Path, name: &'static str, track: Option<Track>) -> Self {
        let entries = fs::read_dir(root.join(name)).into_iter().flatten().flatten();
        let folder = |entry: fs::DirEntry| {
            let kind = entry.file_type().ok()?;
            let name = entry.file_name().into_string().ok()?;
            let hidden = name.starts_with('.') || HOMES.iter().any(|(home, _)| *home == name);
            (!hidden && (kind.is_dir() || kind.is_symlink() && entry.path().is_dir()))
                .then_some((name, kind.is_symlink()))
        };
        Home { name, track, folders: entries.filter_map(folder).collect() }
    }

    fn path(&self, name: &str) -> String {
        if self.name.is_empty() { name.to_owned() } else { format!("{}/{name}", self.name) }
    }

    /// What to say about a folder that is no answer. A repository may hold any other folders beside those of exercises.
    fn unknown(&self, curriculum: &Curriculum, name: &str) -> Option<String> {
        let known = curriculum.find(name).is_some() || curriculum.project(name).is_some();
        if known {
            return None;
        }
        let near = curriculum.nearest(name).map_or(String::new(), |near| format!("; is `{near}` meant?"));
        (!self.name.is_empty() || !near.is_empty())
            .then(|| format!("`{}` is no exercise of this curriculum: left alone{near}", self.path(name)))
    }
}

/// What a folder with this name answers: an exercise, a quiz, or the milestones of a project.
fn answers(
    curriculum: &Curriculum,
    root: &Path,
    home: &Home,
    name: &str,
    path: Option<Track>,
    wanted: &Wanted,
) -> Vec<Handin> {
    let folder = home.path(name);
    let place = root.join(&folder);
    let handins = |item: Item, tracks: Vec<Result<Track, String>>| {
        let handin = |track| Handin { item: item.clone(), track, folder: Some(folder.clone()) };
        tracks.into_iter().map(handin).collect::<Vec<_>>()
    };
    let project = name.parse().ok().and_then(|id: ProjectId| curriculum.projects.get(&id));
    if let Some(project) = project {
        let milestones = begun(curriculum, project, &place, home.track.or(path), wanted);
        let of = |(id, exercise): (ExerciseId, &Exercise)| {
            handins(Item::Exercise(id), tracks_of(&exercise.spec, &place, home.track, path))
        };
        return milestones.into_iter().flat_map(of).collect();
    }
    let exercise = name.parse().ok().and_then(|id: ExerciseId| curriculum.exercises.get(&id));
    if let Some(exercise) = exercise.filter(|exercise| exercise.spec.milestone.is_none()) {
        let tracks = tracks_of(&exercise.spec, &place, home.track, path);
        return handins(Item::Exercise(exercise.id.clone()), tracks);
    }
    let quiz = name.parse().ok().and_then(|id: QuizId| curriculum.quizzes.get(&id));
    let track = |quiz: &Quiz| quiz_track(quiz, home.track.or(path));
    quiz.map(|quiz| handins(Item::Quiz(quiz.id.clone()), vec![track(quiz)])).unwrap_or_default()
}

/// The milestones up to the furthest one of which a file of its own is there, and those that are asked for by name.
fn begun<'c>(
    curriculum: &'c Curriculum,
    project: &Project,
    folder: &Path,
    asked: Option<Track>,
    wanted: &Wanted,
) -> Vec<(ExerciseId, &'c Exercise)> {
    let milestones: Vec<(ExerciseId, &Exercise)> = project
        .milestones
        .iter()
        .filter_map(|id: &ExerciseId| Some((id.clone(), curriculum.exercises.get(id)?)))
        .collect();
    let tracks = asked.map_or_else(|| Track::ALL.to_vec(), |track| vec![track]);
    let is_begun = |exercise: &Exercise, before: &[(ExerciseId, &Exercise)]| {
        tracks.iter().any(|track| {
            let old = |name: &String| before.iter().any(|(_, one)| has_own(one, *track, name));
            let own = exercise.spec.own(*track).into_iter().flat_map(|own| own.keys());
            own.filter(|name| !old(name)).any(|name| folder.join(name).symlink_metadata().is_ok())
        })
    };
    let furthest = milestones
        .iter()
        .enumerate()
        .rfind(|(index, (_, exercise))| milestones.get(..*index).is_some_and(|before| is_begun(exercise, before)));
    let furthest = furthest.map_or(0, |(index, _)| index);
    let named = |id: &ExerciseId| wanted.must.contains(&Item::Exercise(id.clone()));
    let chosen = milestones.into_iter().enumerate().filter(|(index, (id, _))| *index <= furthest || named(id));
    chosen.map(|(_, milestone)| milestone).collect()
}

fn has_own(exercise: &Exercise, track: Track, name: &str) -> bool {
    exercise.spec.own(track).is_some_and(|own| own.contains_key(name))
}

/// The paths that an answer is for: told by its place or by its files, and asked for. `Err` says why that is not known; none
/// when it is for another path than the one that was asked for.
fn tracks_of(spec: &Spec, folder: &Path, home: Option<Track>, path: Option<Track>) -> Vec<Result<Track, String>> {
    if let Some(track) = home {
        return vec![Ok(track)];
    }
    if spec.shared {
        return vec![Ok(path.unwrap_or(Track::Node))];
    }
    let mut tracks: Vec<Track> =
        Track::ALL.into_iter().filter(|track| spec.checks_for(*track).next().is_some()).collect();
    let [node, python] = Track::ALL.map(|track| spec.main_file(track));
    let has_main = |track: &Track| folder.join(spec.main_file(*track)).symlink_metadata().is_ok();
    if node != python && tracks.iter().any(has_main) {
        tracks.retain(has_main);
    } else if tracks.len() > 1 {
        // Nothing in the folder tells which path it is.
        return match path {
            Some(path) => vec![Ok(path)],
            None if node == python && is_alike(spec) => vec![Ok(Track::Node)],
            None => vec![Err(unclear())],
        };
    }
    tracks.into_iter().filter(|track| path.is_none_or(|path| path == *track)).map(Ok).collect()
}

/// Whether both paths hand out and check the same.
fn is_alike(spec: &Spec) -> bool {
    let starter = |track| spec.variant(track, &Role::Starter).map(|starter| &starter.content);
    spec.checks.iter().all(|entry| entry.tracks.len() == Track::ALL.len())
        && starter(Track::Node) == starter(Track::Python)
}

fn quiz_track(quiz: &Quiz, asked: Option<Track>) -> Result<Track, String> {
    let alike = quiz.questions.iter().all(|question| question.tracks.len() == Track::ALL.len());
    asked.or(alike.then_some(Track::Node)).ok_or_else(unclear)
}

fn unclear() -> String {
    "which path is it for? Put it into `node/` or `python/`, or say --path node or --path python".to_owned()
}
