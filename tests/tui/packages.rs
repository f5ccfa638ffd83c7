//! Packages: what an exercise lacks is told, and they are installed while other things are done.

use roadmap::check::{Lack, PACKAGES};
use roadmap::progress::What;
use roadmap::toolchain::Missing;
use roadmap::tui::{Done, Effect, Msg, Task, Trouble};

use crate::support::*;

const USUAL: (u16, u16) = (80, 24);

fn open() -> Tui {
    let mut tui = Tui::open(course(), item("celsius"), Vec::<What>::new(), USUAL);
    tui.hand_out("celsius", STARTER);
    tui.done();
    tui
}

fn lack(what: &'static str, name: &'static str, problem: &str, install: &str) -> Lack {
    Lack { what, missing: Missing { name, problem: problem.to_owned(), install: install.to_owned() } }
}

fn tell(tui: &mut Tui, lacks: Vec<Lack>) {
    tui.tell(&Msg::Lacking { exercise: "celsius".parse().unwrap(), lacks });
}

/// Begins an installation and gives back its number.
fn install(tui: &mut Tui) -> u64 {
    tui.done();
    tui.keys("i");
    let job = |effect: &Effect| match effect {
        Effect::Start(job, Task::Install { .. }) => Some(*job),
        _ => None,
    };
    tui.effects().iter().find_map(job).unwrap()
}

fn end(tui: &mut Tui, job: u64, installed: Result<&str, Trouble>) {
    tui.done();
    let done = Done::Installed { installed: installed.map(str::to_owned) };
    tui.tell(&Msg::Done { job, done: Box::new(done) });
}

fn bottom(tui: &Tui) -> String {
    tui.screen().lines().last().unwrap().to_owned()
}

#[test]
fn what_an_exercise_lacks_stands_above_its_task_until_it_is_there() {
    let mut tui = open();
    let problem = "needs the package `pg`, which is not installed";
    let install = "Run `roadmap setup --path node`, which installs it";
    let packages = lack(PACKAGES, "This exercise", problem, install);
    tell(&mut tui, vec![packages, lack("PostgreSQL", "PostgreSQL", "is not installed", "Get it with `roadmap setup`")]);
    insta::assert_snapshot!(tui.screen().lines().take(10).collect::<Vec<_>>().join("\n"), @r"
    Celsius to Fahrenheit (seen)                                           Node.js
     ── Task ────────────────────────────────────────────────────────────────────
     ┃ Watch out
     ┃ This exercise needs the package pg, which is not installed. Run roadmap
     ┃ setup --path node, which installs it. Here, press i.

     ┃ Watch out
     ┃ PostgreSQL is not installed. Get it with roadmap setup.

     Complete the function toFahrenheit(celsius): it gives back nine fifths of
    ");
    tell(&mut tui, Vec::new());
    assert!(!tui.screen().contains("Watch out"), "{}", tui.screen());
}

#[test]
fn what_another_exercise_lacks_is_not_told_here() {
    let mut tui = open();
    let lacks = vec![lack(PACKAGES, "This exercise", "needs much", "Get it")];
    tui.tell(&Msg::Lacking { exercise: "another".parse().unwrap(), lacks });
    assert!(!tui.screen().contains("needs much"), "{}", tui.screen());
}

#[test]
fn an_installation_goes_on_while_other_things_are_done() {
    let mut tui = open();
    let job = install(&mut tui);
    tui.tell(&Msg::Progressed { job, done: 30, of: 60 });
    assert!(bottom(&tui).contains("installing packages 50%"), "{}", bottom(&tui));
    tui.done();
    tui.keys("cqjj");
    assert_eq!(tui.done(), ["check celsius", "cancel"], "only the check is stopped");
    assert!(bottom(&tui).contains("installing packages 50%"), "{}", bottom(&tui));
    end(&mut tui, job, Ok("Installed (packages: 60)."));
    assert_eq!(bottom(&tui), " Installed (packages: 60).");
}

#[test]
fn when_packages_are_installed_the_open_exercise_is_looked_at_again() {
    let mut tui = open();
    let job = install(&mut tui);
    end(&mut tui, job, Ok("Installed."));
    assert!(tui.effects().iter().any(|effect| matches!(effect, Effect::Look(id, _) if id.as_str() == "celsius")));
}

#[test]
fn the_same_key_stops_an_installation_and_what_comes_late_is_not_told() {
    let mut tui = open();
    let job = install(&mut tui);
    tui.keys("i");
    assert!(tui.effects().iter().any(|effect| matches!(effect, Effect::Cancel(one) if *one == job)));
    assert_eq!(bottom(&tui), " Stopped installing packages. i begins again.");
    end(&mut tui, job, Err(Trouble::Cancelled));
    assert_eq!(bottom(&tui), " Stopped installing packages. i begins again.");
}

#[test]
fn what_went_wrong_is_told() {
    let mut tui = open();
    let job = install(&mut tui);
    end(&mut tui, job, Err(Trouble::CouldNotLook("npm cannot reach the package registry".to_owned())));
    assert_eq!(bottom(&tui), " ! npm cannot reach the package registry");
}
