//! Loads projects, and lays the variants of each milestone upon the solutions of those before it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::diagnostic::Spanned;

use super::{DATA, ExerciseDraft, Loaded, exercise, slug, text};
use crate::check::{Content, Earlier, Files, Milestone, Role, Variant};
use crate::curriculum::files::{EXERCISES, Library, stem};
use crate::curriculum::model::{Exercise, Project};
use crate::curriculum::raw::{RawProject, Table};
use crate::diagnostic::{Diagnostics, FileProblems, Source, did_you_mean};
use crate::id::{ByTrack, ExerciseId, ProjectId, Track};

/// Where projects lie.
pub(in crate::curriculum) const PROJECTS: &str = "curriculum/projects";

/// A project as it was typed.
#[derive(Debug)]
pub(in crate::curriculum) struct ProjectDraft {
    /// Its id.
    pub id: ProjectId,
    /// Its file.
    pub source: Arc<Source>,
    /// What stands in it.
    pub raw: RawProject,
}

impl ProjectDraft {
    /// The project without its milestones.
    fn project(&self) -> Project {
        Project {
            id: self.id.clone(),
            title: text(self.raw.title.clone()),
            about: text(self.raw.about.clone()),
            milestones: Vec::new(),
        }
    }
}

/// Reads the file of a project; none when it is no TOML or its name is no id, which is told.
pub(super) fn load(library: &Library, name: &str, loaded: &mut Loaded) -> Option<ProjectDraft> {
    let source = loaded.read(library, name)?;
    let mut problems = loaded.problems.file(Arc::clone(&source));
    let id = stem(name, ".toml").unwrap_or(name).parse();
    let id = id.map_err(|error: crate::id::BadId| {
        problems.whole().error("bad-id", 0..0, error.to_string()).help("rename the file");
    });
    let raw = RawProject::read(Table::parse(&source.text, &mut problems)?, &mut problems);
    if raw.milestones.is_empty() {
        let place = raw.milestones_at.clone();
        let message = "a project is made of milestones, and this one has none";
        let help = "write `milestones = [\"…\", …]` with the ids of exercises, in order";
        match place {
            Some(place) => problems.error("missing-key", place, message).help(help),
            None => problems.whole().error("missing-key", 0..0, message).help(help),
        };
    }
    Some(ProjectDraft { id: id.ok()?, source, raw })
}

/// The ids of the exercises that follow an earlier milestone.
pub(super) fn following(projects: &[ProjectDraft]) -> BTreeSet<&str> {
    projects.iter().flat_map(|draft| draft.raw.milestones.iter().skip(1)).map(|id| id.get_ref().as_str()).collect()
}

/// The projects, with all milestones that they name.
pub(super) fn named(projects: &[ProjectDraft], problems: &mut Diagnostics) -> BTreeMap<ProjectId, Project> {
    let mut taken = BTreeMap::new();
    let all = projects.iter().map(|draft| {
        let mut problems = problems.file(Arc::clone(&draft.source));
        let mut project = draft.project();
        project.milestones = milestones(draft, None, &mut taken, &mut problems).map(|(_, _, id)| id).collect();
        (draft.id.clone(), project)
    });
    all.collect()
}

/// Reads an exercise; a milestone with all others of its project. What is broken is not among them.
pub(super) fn read(library: &Library, projects: &[ProjectDraft], id: &ExerciseId) -> BTreeMap<ExerciseId, Exercise> {
    let own = projects.iter().find(|draft| draft.raw.milestones.iter().any(|name| name.get_ref() == id.as_str()));
    let following = following(projects);
    let ids = match own {
        None => vec![id.as_str()],
        Some(own) => own.raw.milestones.iter().map(|name| name.get_ref().as_str()).collect(),
    };
    let read = |id: &str| {
        let folder = format!("{EXERCISES}/{id}");
        let part = library.parts(&[&folder, DATA]);
        part.has_folder(&folder).then(|| exercise::load(&part, &folder, &following))
    };
    let mut drafts: Vec<ExerciseDraft> = ids.into_iter().filter_map(read).collect();
    let whole = drafts.iter_mut().filter_map(|draft| draft.exercise.take());
    let mut exercises = whole.map(|exercise| (exercise.id.clone(), exercise)).collect();
    join(own.map(std::slice::from_ref).unwrap_or_default(), &drafts, &mut exercises, &mut Diagnostics::default());
    exercises
}

/// Makes milestones of the exercises that the projects name, and tells which of them cannot be used.
pub(super) fn join(
    projects: &[ProjectDraft],
    drafts: &[ExerciseDraft],
    exercises: &mut BTreeMap<ExerciseId, Exercise>,
    problems: &mut Diagnostics,
) -> BTreeMap<ProjectId, Project> {
    let known: BTreeSet<&str> = drafts.iter().map(|draft| draft.id.as_str()).collect();
    let mut taken = BTreeMap::new();
    let mut joined = BTreeMap::new();
    for draft in projects {
        let mut problems = problems.file(Arc::clone(&draft.source));
        let named: Vec<_> = milestones(draft, Some(&known), &mut taken, &mut problems).collect();
        let mut chain = Chain::new(draft);
        let mut broken: Option<&str> = None;
        for (number, name, id) in &named {
            let Some(exercise) = exercises.remove(id) else {
                // What is wrong with it was told.
                broken = broken.or(Some(name.get_ref()));
                continue;
            };
            if let Some(before) = broken {
                let message = format!("the milestone `{id}` is left out, since `{before}` before it is broken");
                problems.error("broken-milestone", name.span(), message).help(format!("mend `{before}` first"));
                continue;
            }
            let given = drafts.iter().find(|draft| draft.id == id.as_str()).map(|draft| &draft.found.given);
            let exercise = chain.add(*number, exercise, given, name, &mut problems);
            exercises.insert(id.clone(), exercise);
        }
        joined.insert(draft.id.clone(), chain.project);
    }
    joined
}

/// The milestones of a project that are there, with their numbers, counted from 1, and their names in the list. Without
/// `known` exercises any of them may be there.
fn milestones<'a>(
    draft: &'a ProjectDraft,
    known: Option<&BTreeSet<&str>>,
    taken: &mut BTreeMap<ExerciseId, ProjectId>,
    problems: &mut FileProblems<'_>,
) -> impl Iterator<Item = (usize, &'a Spanned<String>, ExerciseId)> {
    draft
        .raw
        .milestones
        .iter()
        .enumerate()
        .filter_map(move |(index, name)| Some((index + 1, name, milestone(draft, name, known, taken, problems)?)))
}

/// The exercise that a name in the list means; none with a problem told.
fn milestone(
    draft: &ProjectDraft,
    name: &Spanned<String>,
    known: Option<&BTreeSet<&str>>,
    taken: &mut BTreeMap<ExerciseId, ProjectId>,
    problems: &mut FileProblems<'_>,
) -> Option<ExerciseId> {
    let id: ExerciseId = slug(name, problems)?;
    if let Some(known) = known.filter(|known| !known.contains(id.as_str())) {
        let help = did_you_mean(id.as_str(), known.iter().copied());
        let help = help.unwrap_or_else(|| format!("write `exercises/{id}/exercise.toml`, or remove it from the list"));
        problems.error("dead-link", name.span(), format!("there is no exercise `{id}`")).help(help);
        return None;
    }
    if let Some(other) = taken.get(&id) {
        let message = format!("`{id}` is a milestone of the project `{other}` already");
        problems.error("duplicate-id", name.span(), message).help("an exercise is one milestone: remove one of them");
        return None;
    }
    taken.insert(id.clone(), draft.id.clone());
    Some(id)
}

/// A project while its milestones are joined, one after the other.
struct Chain {
    project: Project,
    of: usize,
    earlier: Vec<Earlier>,
    /// The solutions so far.
    solved: ByTrack<Content>,
}

impl Chain {
    fn new(draft: &ProjectDraft) -> Self {
        Chain {
            project: draft.project(),
            of: draft.raw.milestones.len(),
            earlier: Vec::new(),
            solved: ByTrack::both(Content::Files(Files::new())),
        }
    }

    fn add(
        &mut self,
        number: usize,
        mut exercise: Exercise,
        given: Option<&ByTrack<Files>>,
        name: &Spanned<String>,
        problems: &mut FileProblems<'_>,
    ) -> Exercise {
        let spec = &mut exercise.spec;
        if let Some(first) = self.earlier.first().filter(|first| first.spec.shared != spec.shared) {
            let (shared, alone) = if spec.shared { (&exercise.id, &first.id) } else { (&first.id, &exercise.id) };
            let message = format!("`{shared}` is for both paths, and `{alone}` for one");
            problems
                .error("wrong-value", name.span(), message)
                .help("milestones share one folder: put starter and solution of all into `shared/`, or of none");
        }
        let mut own = ByTrack::<Files>::default();
        for track in Track::ALL {
            let (solved, own, variants) = match track {
                Track::Node => (&mut self.solved.node, &mut own.node, &mut spec.variants.node),
                Track::Python => (&mut self.solved.python, &mut own.python, &mut spec.variants.python),
            };
            if !variants.iter().any(|variant| variant.role == Role::Starter) {
                let content = Content::Files(given.map(|given| given.get(track).clone()).unwrap_or_default());
                variants.insert(0, Variant { role: Role::Starter, content });
            }
            for variant in variants {
                if variant.role == Role::Starter {
                    *own = variant.content.written();
                }
                variant.content = variant.content.upon(solved);
            }
            if let Some(solution) = spec.variant(track, &Role::Solution) {
                solved.clone_from(&solution.content);
            }
        }
        let (id, title) = (exercise.id.clone(), exercise.title.clone());
        spec.milestone = Some(Milestone {
            project: self.project.id.clone(),
            title: self.project.title.clone(),
            number,
            of: self.of,
            own,
            earlier: self.earlier.clone(),
        });
        self.earlier.push(Earlier { id: id.clone(), number, title, spec: Arc::new(spec.clone()) });
        self.project.milestones.push(id);
        exercise
    }
}
