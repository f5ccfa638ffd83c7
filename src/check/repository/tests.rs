//! Tests of the checks of repositories.

use std::path::Path;

use super::Repository;
use crate::check::testing::{Bench, build, failed};
use crate::check::{Content, Files, GitStep, Seen, Step, Submission};
use crate::id::Track;

fn check(toml: &str) -> Repository {
    build(toml, Repository::build).unwrap()
}

fn write(files: &[(&str, &str)]) -> Step {
    Step::Write(files.iter().map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec())).collect::<Files>())
}

fn git(args: &[&str]) -> Step {
    Step::Git(GitStep::new(args.iter().map(|arg| (*arg).to_owned()).collect()).unwrap())
}

fn bench(steps: Vec<Step>) -> Bench {
    let mut bench = Bench::program(Track::Node, "");
    bench.submission = Submission::Content(Content::Steps(steps));
    bench
}

fn look(steps: Vec<Step>, checks: &[&str]) -> Vec<Seen> {
    let checks: Vec<_> = checks.iter().map(|toml| check(toml)).collect();
    let seen = bench(steps).with(|sandbox| Repository::run(&checks.iter().collect::<Vec<_>>(), sandbox)).unwrap();
    seen.into_iter().map(Option::unwrap).collect()
}

fn keys(steps: Vec<Step>, checks: &[&str]) -> Vec<String> {
    look(steps, checks).iter().map(|seen| failed(seen).join(", ")).collect()
}

const ALL: [&str; 5] = [
    "{ commits = 1 }",
    "{ tracks = '.gitignore' }",
    "{ ignores = '.env' }",
    "{ untracked = '.env' }",
    "{ ignores = 'node_modules/' }",
];

const IGNORE: (&str, &str) = (".gitignore", ".env\nnode_modules/\n");

#[test]
#[cfg_attr(not(has_git), ignore = "needs git: apt install git, or brew install git")]
fn a_good_repository_passes() {
    let steps = vec![write(&[IGNORE]), git(&["init"]), git(&["add", "-A"]), git(&["commit", "-m", "First"])];
    assert_eq!(keys(steps, &ALL), ["", "", "", "", ""]);
    // A repository without any commit is one, too.
    assert_eq!(keys(vec![git(&["init"])], &["{ commits = 0 }"]), [""]);
}

#[test]
#[cfg_attr(not(has_git), ignore = "needs git: apt install git, or brew install git")]
fn without_a_repository_every_check_fails_for_that_reason() {
    let steps = vec![write(&[IGNORE])];
    assert_eq!(keys(steps, &ALL), ["repository: no-repository"; 5]);
}

#[test]
#[cfg_attr(not(has_git), ignore = "needs git: apt install git, or brew install git")]
fn a_repository_around_the_folder_or_inside_it_does_not_count() {
    let around = bench(vec![write(&[IGNORE, ("inside/a.txt", "")]), git(&["init"])]);
    let seen = around.with(|sandbox| {
        let mut bench = Bench::program(Track::Node, "");
        bench.submission = Submission::Folder(sandbox.repository.join("inside"));
        bench.with(|inner| Repository::run(&[&check("{ commits = 0 }")], inner)).unwrap()
    });
    assert_eq!(failed(seen[0].as_ref().unwrap()), ["repository: no-repository"]);
    let inside = vec![git(&["init", "inside"])];
    assert_eq!(keys(inside, &["{ commits = 0 }"]), ["repository: no-repository"]);
}

#[test]
#[cfg_attr(not(has_git), ignore = "needs git: apt install git, or brew install git")]
fn staging_is_no_commit() {
    let steps = vec![write(&[IGNORE]), git(&["init"]), git(&["add", "-A"])];
    let seen = look(steps, &ALL[..2]);
    assert_eq!(failed(&seen[0]), ["commits: 0 of 1, staged"]);
    assert_eq!(seen[0].facets[0].actual, "no commit, but files are staged for the first one");
    assert_eq!(failed(&seen[1]), ["tracks: staged"]);
    assert_eq!(keys(vec![git(&["init"])], &ALL[..2]), ["commits: 0 of 1", "tracks: untracked"]);
}

#[test]
#[cfg_attr(not(has_git), ignore = "needs git: apt install git, or brew install git")]
fn a_committed_secret_is_found_in_the_index_and_in_the_history() {
    let commit = |message: &'static str| [git(&["add", "-A"]), git(&["commit", "-m", message])];
    let mut steps = vec![write(&[(".env", "KEY=1\n")]), git(&["init"])];
    steps.push(git(&["add", ".env"]));
    assert_eq!(keys(steps.clone(), &ALL[3..4]), ["untracked: staged"]);
    steps.extend(commit("First"));
    assert_eq!(keys(steps.clone(), &ALL[3..4]), ["untracked: tracked"]);
    steps.extend([write(&[IGNORE]), git(&["rm", "--cached", ".env"])]);
    steps.extend(commit("Second"));
    assert_eq!(keys(steps, &ALL[..4]), ["", "", "", "untracked: in-history"]);
}

#[test]
#[cfg_attr(not(has_git), ignore = "needs git: apt install git, or brew install git")]
fn an_ignored_folder_need_not_be_there() {
    let ignored = |patterns: &str| {
        let steps = vec![write(&[(".gitignore", patterns)]), git(&["init"])];
        keys(steps, &["{ ignores = 'node_modules/' }"]) == [""]
    };
    for good in ["node_modules/\n", "node_modules\n", "**/node_modules/\n", "/node_modules\r\n", "node_modules/*\n"] {
        assert!(ignored(good), "{good}");
    }
    for bad in ["", "node_modules/ # packages\n", "#node_modules/\n", "node_modules/\n!node_modules/\n", "modules/\n"] {
        assert!(!ignored(bad), "{bad}");
    }
}

#[test]
#[cfg_attr(not(has_git), ignore = "needs git: apt install git, or brew install git")]
fn a_tracked_file_can_be_ignored_all_the_same() {
    let steps = vec![write(&[(".env", ""), (".gitignore", ".env\n")]), git(&["init"]), git(&["add", "-f", ".env"])];
    assert_eq!(keys(steps, &ALL[2..4]), ["", "untracked: staged"]);
}

#[test]
#[cfg_attr(not(has_git), ignore = "needs git: apt install git, or brew install git")]
fn looking_changes_nothing_and_runs_nothing_of_the_repository() {
    let steps = vec![write(&[IGNORE, ("a.txt", "")]), git(&["init"]), git(&["add", "-A"]), git(&["commit", "-m", "1"])];
    bench(steps).with(|sandbox| {
        let config = sandbox.repository.join(".git/config");
        let trap = sandbox.beside().join("trap");
        let run = format!("touch '{}'", trap.display());
        let text = std::fs::read_to_string(&config).unwrap();
        let text = format!(
            "{text}[core]\n\tfsmonitor = {run}\n\tpager = {run}\n\thooksPath = hooks\n\
             [log]\n\tshowSignature = true\n[gpg]\n\tprogram = {run}\n[alias]\n\tls-files = !{run}\n"
        );
        std::fs::write(&config, text).unwrap();
        let index = std::fs::read(sandbox.repository.join(".git/index")).unwrap();
        let before = listing(&sandbox.repository.join(".git"));
        let checks: Vec<_> = ALL.iter().map(|toml| check(toml)).collect();
        let seen = Repository::run(&checks.iter().collect::<Vec<_>>(), sandbox).unwrap();
        assert!(seen.iter().all(|seen| seen.as_ref().unwrap().passed()), "{seen:?}");
        assert!(!trap.exists());
        assert_eq!(listing(&sandbox.repository.join(".git")), before);
        assert_eq!(std::fs::read(sandbox.repository.join(".git/index")).unwrap(), index);
    });
}

fn listing(dir: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        std::fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
#[cfg_attr(not(has_git), ignore = "needs git: apt install git, or brew install git")]
fn a_repository_that_git_cannot_read_is_not_taken_for_none() {
    bench(vec![git(&["init"])]).with(|sandbox| {
        std::fs::write(sandbox.repository.join(".git/config"), "[broken").unwrap();
        let seen = Repository::run(&[&check("{ commits = 0 }")], sandbox).unwrap();
        let seen = seen[0].as_ref().unwrap();
        assert_eq!(failed(seen), ["repository: unreadable"]);
        assert!(seen.facets[0].actual.contains("config"), "{}", seen.facets[0].actual);
    });
    // What is in there is gone, or is not what it should be: the learner's doing, and no reason not to judge.
    for broken in ["objects", "HEAD"] {
        let steps = vec![write(&[IGNORE]), git(&["init"]), git(&["add", "-A"]), git(&["commit", "-m", "1"])];
        bench(steps).with(|sandbox| {
            let place = sandbox.repository.join(".git").join(broken);
            std::fs::remove_dir_all(&place).or_else(|_| std::fs::remove_file(&place)).unwrap();
            if broken == "objects" {
                std::fs::create_dir(&place).unwrap();
            }
            let checks: Vec<_> = ALL.iter().map(|toml| check(toml)).collect();
            let seen = Repository::run(&checks.iter().collect::<Vec<_>>(), sandbox).unwrap();
            assert!(!seen[1].as_ref().unwrap().passed(), "{broken}: {seen:?}");
        });
    }
    assert_eq!(keys(vec![git(&["init", "--bare", "."])], &["{ commits = 0 }"]), ["repository: bare"]);
}

#[test]
fn checks_that_cannot_be_meant_are_refused() {
    for (toml, problem) in [
        ("{}", "nothing is asked"),
        ("{ ignores = '../x' }", "no path in the repository"),
        ("{ tracks = '/etc/passwd' }", "no path in the repository"),
        ("{ untracked = '' }", "no path in the repository"),
        ("{ untracked = 'a\\b' }", "no path in the repository"),
        ("{ untracked = '.git/config' }", "no path in the repository"),
    ] {
        let found = build(toml, Repository::build).unwrap_err();
        assert!(found.iter().any(|message| message.contains(problem)), "{toml}: {found:?}");
    }
}

#[test]
fn a_check_is_described() {
    assert_eq!(check(ALL[2]).describe(Track::Node), ".gitignore ignores .env");
    assert_eq!(check("{ commits = 0 }").describe(Track::Node), "the folder is a git repository");
}

#[test]
#[cfg_attr(not(has_git), ignore = "needs git: apt install git, or brew install git")]
fn all_is_committed_and_a_version_has_its_tag() {
    let checks = ["{ clean = true }", "{ tag = 'v1.0.0' }"];
    let commit = |more: Vec<Step>| {
        let first = vec![
            write(&[IGNORE, ("a.txt", "a")]),
            git(&["init"]),
            git(&["add", "-A"]),
            git(&["commit", "-m", "First"]),
        ];
        first.into_iter().chain(more).collect::<Vec<_>>()
    };
    assert_eq!(keys(commit(vec![git(&["tag", "v1.0.0"]), write(&[(".env", "x")])]), &checks), ["", ""]);
    assert_eq!(keys(commit(vec![write(&[("a.txt", "b")])]), &checks), ["clean: left", "tag: missing"]);
    let later = vec![git(&["tag", "v1.0.0"]), git(&["commit", "--allow-empty", "-m", "Second"])];
    assert_eq!(keys(commit(later), &checks), ["", "tag: elsewhere"]);
    let annotated = vec![git(&["tag", "-a", "v1.0.0", "-m", "The first version"])];
    assert_eq!(keys(commit(annotated), &checks), ["", ""]);
    let seen = look(commit(vec![write(&[("new.txt", "b")])]), &checks);
    assert_eq!(seen[0].facets[0].actual, "`new.txt` is not committed as it is");
}
