//! Projects: milestones together on the home screen, and what an exercise says of the earlier ones.

use roadmap::check::{EarlierReport, Failure, Milestone, Misconception, Reason, Verdict};
use roadmap::curriculum::{Curriculum, Item, Project};
use roadmap::id::{ByTrack, ExerciseId};
use roadmap::progress::What;
use roadmap::tui::Tone;

use crate::support::*;

const SMALL: (u16, u16) = (40, 15);
const USUAL: (u16, u16) = (80, 24);
const WIDE: (u16, u16) = (120, 40);

fn id(id: &str) -> ExerciseId {
    id.parse().unwrap()
}

/// The course with a project of three milestones in its first week.
fn blog() -> Curriculum {
    let mut course = course();
    let project = Project {
        id: "blog".parse().unwrap(),
        title: "Blog database".to_owned(),
        about: "A database for a *blog*, built in three steps that share one folder.".to_owned(),
        milestones: ["blog-users", "blog-posts", "blog-comments"].map(id).to_vec(),
    };
    let celsius = course.exercises.get(&id("celsius")).unwrap().clone();
    let mut exercises = vec![(celsius.id.clone(), celsius.clone())];
    for (number, (name, title)) in (1..).zip(project.milestones.iter().zip(["Users", "Posts", "Comments"])) {
        let mut exercise = celsius.clone();
        exercise.id = name.clone();
        exercise.title = title.to_owned();
        let own = [("steps/1.sql".to_owned(), Vec::new())].into();
        let (project, title) = (project.id.clone(), project.title.clone());
        let own = ByTrack::both(own);
        exercise.spec.milestone = Some(Milestone { project, title, number, of: 3, own, earlier: Vec::new() });
        course.months[1].weeks[0].items.push(Item::Exercise(name.clone()));
        exercises.push((name.clone(), exercise));
    }
    course.exercises = exercises.into_iter().collect();
    course.projects.insert(project.id.clone(), project);
    course
}

fn begun() -> Vec<What> {
    vec![chose(), checked("blog-users", true), went("tour", 0)]
}

fn home(size: (u16, u16)) -> String {
    let mut tui = Tui::begin(session(Tone::Dark, blog(), begun(), size));
    tui.keys("jjjjjjj");
    tui.screen()
}

#[test]
fn home_keeps_the_milestones_together() {
    insta::assert_snapshot!(home(USUAL), @"
    Backend Developer Roadmap                                              Node.js
    ▶ Continue: Names for values
    Start here
     ▸ Orientation                                                   ░░░░░░░░ 0/1
    Programming fundamentals
     ▾  1  Setup, values and variables                               █░░░░░░░ 1/7
         ○ Names for values                                           lesson seen
         · Numbers, text, booleans                                     lesson new
         · First quiz                                                    quiz new
         · Celsius to Fahrenheit                                     exercise new
         ▾ Blog database                                              project 1/3
          ✓  1 · Users                                                     passed
          ·  2 · Posts                                                        new
          ·  3 · Comments                                                     new
     ▸  2  Operators, conversion and the calculator               not written yet
     ▸ 10  Everything that a title can hold before it is far too… not written yet


     Blog database
     a project, 1 of 3 milestones passed
     A database for a blog, built in three steps that share one folder.


    Enter open  c continue  p path & settings  q quit  ↑ up  ↓ down  ? help
    ");
    insta::assert_snapshot!(home(SMALL), @"
    Backend Developer Roadmap      Node.js
    ▶ Continue: Names for values          █
    Start here                            █
     ▸ Orientation                        █
    Programming fundamentals              █
     ▾  1  Setup, values and variables    █
         ○ Names for values               █
         · Numbers, text, booleans        █
         · First quiz                     █
         · Celsius to Fahrenheit          █
         ▾ Blog database                  █
          ✓  1 · Users                    █
          ·  2 · Posts                    █
          ·  3 · Comments                 ║
    Enter open  c continue  ? help
    ");
    insta::assert_snapshot!(home(WIDE), @"
     Backend Developer Roadmap                                                                                      Node.js
     ▶ Continue: Names for values
     Start here                                                               Blog database
      ▸ Orientation                                           ░░░░░░░░ 0/1    a project, 1 of 3 milestones passed
     Programming fundamentals                                                 A database for a blog, built in three steps
      ▾  1  Setup, values and variables                       █░░░░░░░ 1/7    that share one folder.
          ○ Names for values                                   lesson seen
          · Numbers, text, booleans                             lesson new
          · First quiz                                            quiz new
          · Celsius to Fahrenheit                             exercise new
          ▾ Blog database                                      project 1/3
           ✓  1 · Users                                             passed
           ·  2 · Posts                                                new
           ·  3 · Comments                                             new
      ▸  2  Operators, conversion and the calculator       not written yet
      ▸ 10  Everything that a title can hold before it is… not written yet
    ⋮
     Enter open  c continue  p path & settings  q quit  ↑ up  ↓ down  ? help
    ");
}

#[test]
fn enter_on_a_project_goes_on_with_its_next_milestone() {
    let mut tui = Tui::begin(session(Tone::Dark, blog(), begun(), USUAL));
    tui.keys("jjjjjjj<enter>");
    assert_eq!(tui.done().last().unwrap(), "hand out blog-posts");
    assert!(tui.screen().contains("Blog database · 2 of 3 · Posts (seen)"), "{}", tui.screen());
}

#[test]
fn left_on_a_project_folds_its_week() {
    let mut tui = Tui::begin(session(Tone::Dark, blog(), begun(), USUAL));
    tui.keys("jjjjjjjh");
    assert!(!tui.screen().contains("Comments"), "{}", tui.screen());
}

#[test]
fn the_title_says_which_milestone_it_is() {
    let tui = |size| Tui::open(blog(), Item::Exercise(id("blog-comments")), Vec::new(), size);
    assert!(tui(USUAL).screen().starts_with(" Blog database · 3 of 3 · Comments (seen)"), "{}", tui(USUAL).screen());
    assert!(tui(SMALL).screen().starts_with(" Blog database · 3 of 3 · Comm"), "{}", tui(SMALL).screen());
}

/// Milestone 3 is checked; milestone 1 does not pass any more.
fn broken(size: (u16, u16)) -> String {
    let mut tui = Tui::open(blog(), Item::Exercise(id("blog-comments")), Vec::new(), size);
    tui.hand_out("blog-comments", "CREATE TABLE comments ();\n");
    let mut own =
        report(vec![("a reply to a comment of another post → 23503", seen(true, "refused", ("23503", "23503"), ""))]);
    let email = report(vec![("an email in capitals → 23505", seen(false, "refused", ("23505", "accepted"), ""))]);
    let say = "ANN@x.test was accepted beside ann@x.test: compare without capitals.";
    let misconception = Some(Misconception { id: Some("capitals".parse().unwrap()), say: say.to_owned(), check: None });
    let verdict = Verdict::Failed(Failure { reason: Reason::Differs, misconception: misconception.clone() });
    let title = "Users".to_owned();
    own.earlier = vec![EarlierReport { id: id("blog-users"), number: 1, title, checks: email.checks, verdict }];
    own.verdict = Verdict::Failed(Failure { reason: Reason::Earlier(id("blog-users")), misconception });
    tui.keys("c");
    tui.checked(Ok(own));
    assert!(tui.done().last().unwrap().contains(r#""passed":false,"wrong":null"#), "it is no wrong answer of this one");
    tui.screen()
}

#[test]
fn an_earlier_milestone_that_no_longer_passes_is_named_first() {
    insta::assert_snapshot!(broken(USUAL), @"
    Blog database · 3 of 3 · Comments (tried)                              Node.js
     ── Task ────────────────────────────────────────────────────────────────────
     Complete the function toFahrenheit(celsius): it gives back nine fifths of
     the Celsius value, plus 32.

     Hand back a number, with its fraction, and print nothing.
     ── main.js ─────────────────────────────────────────────────────────────────
     work/node/blog-comments/main.js
       1 CREATE TABLE comments ();
     ── Result ──────────────────────────────────────────────────────────────────
     ✗ Milestone 1 · Users does not pass: an email in capitals → 23505

     ▌ ANN@x.test was accepted beside ann@x.test: compare without capitals.

       refused
         expected  23505
         got       accepted

     This milestone itself: 1 of 1 checks passed.

     ✓ a reply to a comment of another post → 23503


    c check  e edit  H hint  n next  Tab other pane  q home  ? help
    ");
    insta::assert_snapshot!(broken(SMALL), @"
    Blog database · 3 of 3 · Comm… Node.js
     ── Task ────────────────────────────
     Complete the function                █
     toFahrenheit(celsius): it gives back █
     nine fifths of the Celsius value,    ║
     ── main.js ─────────────────────────
     work/node/blog-comments/main.js
       1 CREATE TABLE comments ();
     ── Result ──────────────────────────
     ✗ Milestone 1 · Users does not       █
     pass: an email in capitals → 23505   █
                                          ║
     ▌ ANN@x.test was accepted beside     ║
     ▌ ann@x.test: compare without        ║
    c check  e edit  H hint  ? help
    ");
    insta::assert_snapshot!(broken(WIDE), @"
     Blog database · 3 of 3 · Comments (tried)                                                                      Node.js
      ── Task ────────────────────────────────────────────────    ── Result ──────────────────────────────────────────────
      Complete the function toFahrenheit(celsius): it gives       ✗ Milestone 1 · Users does not pass: an email in
      back nine fifths of the Celsius value, plus 32.             capitals → 23505

      Hand back a number, with its fraction, and print            ▌ ANN@x.test was accepted beside ann@x.test: compare
      nothing.                                                    ▌ without capitals.
      ── main.js ─────────────────────────────────────────────
      work/node/blog-comments/main.js                               refused
        1 CREATE TABLE comments ();                                   expected  23505
                                                                      got       accepted

                                                                  This milestone itself: 1 of 1 checks passed.

                                                                  ✓ a reply to a comment of another post → 23503
    ⋮
     c check  e edit  H hint  n next  Tab other pane  q home  ? help
    ");
}

#[test]
fn a_reset_asks_about_the_milestones_own_files() {
    let mut tui = Tui::open(blog(), Item::Exercise(id("blog-users")), Vec::new(), USUAL);
    tui.keys("R");
    assert!(tui.screen().contains("Set steps/1.sql back to the starter?"), "{}", tui.screen());
}
