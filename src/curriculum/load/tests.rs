//! Tests of loading.

use rayon::prelude::*;

use crate::check::{Content, Role};
use crate::curriculum::testing::Course;
use crate::curriculum::{Curriculum, Item, Library, lint};
use crate::id::Track;

const ROADMAP: &str = "curriculum/roadmap.toml";

fn valid() -> Curriculum {
    let (curriculum, problems) = Course::new().load();
    assert_eq!(problems.render(false), "");
    curriculum.unwrap()
}

fn ids(curriculum: &Curriculum) -> Vec<&str> {
    curriculum.items().map(|(_, item)| item.id()).collect()
}

#[test]
fn a_valid_course_is_loaded_with_all_that_it_holds() {
    let course = valid();
    assert_eq!(course.title, "A small course");
    assert_eq!(course.tracks.iter().map(|info| info.track).collect::<Vec<_>>(), Track::ALL);
    let weeks: Vec<_> = course.weeks().map(|week| (week.id.as_str(), week.number, week.items.len())).collect();
    assert_eq!(weeks, [("orientation", None, 0), ("first-steps", Some(1), 4), ("second-steps", Some(2), 0)]);
    assert_eq!(ids(&course), ["hello", "say-hello", "guess", "first-quiz"]);
    let lesson = course.lessons.values().next().unwrap();
    assert!(lesson.source.text.get(lesson.body..).unwrap().starts_with("Read this"));
    let quiz = course.quizzes.values().next().unwrap();
    assert_eq!((quiz.minutes, quiz.enough, quiz.questions.len()), (10, 1, 1));
    let exercise = course.exercises.values().find(|one| one.id.as_str() == "say-hello").unwrap();
    assert_eq!(exercise.hints.python[1], "Text stands in quotes.");
    assert_eq!(exercise.spec.wrong[1].say.python, "Python sees a small letter in `{actual}`.");
}

#[test]
fn variants_have_the_names_that_a_learner_would_have() {
    let course = valid();
    let spec = |id: &str| &course.exercises.values().find(|one| one.id.as_str() == id).unwrap().spec;
    let files = |id: &str, track, role: &Role| match &spec(id).variant(track, role).unwrap().content {
        Content::Files(files) => files.keys().map(String::as_str).collect::<Vec<_>>().join(" "),
        Content::Steps(_) => "steps".to_owned(),
    };
    assert_eq!(files("say-hello", Track::Node, &Role::Solution), "main.js");
    assert_eq!(files("say-hello", Track::Python, &Role::Starter), "main.py notes.txt");
    assert_eq!(files("guess", Track::Node, &Role::Solution), "answers.toml");
    assert_eq!(files("guess", Track::Python, &Role::Solution), "answers.toml");
    assert!(spec("guess").shared && !spec("say-hello").shared);
    let roles: Vec<_> = spec("say-hello").variants.python.iter().map(|variant| variant.role.to_string()).collect();
    assert_eq!(roles, ["starter", "solution", "alternate-write", "wrong-no-comma", "wrong-small-letter"]);
}

#[test]
fn a_task_names_functions_in_the_style_of_the_path() {
    let task = ("task = \"Print `Hello, backend!`\"", "task = \"Write `say_hello`, not `say_bye`.\"");
    let check = ("program = { stdout = \"Hello, backend!\\n\" }", "function = { name = \"say_hello\", returns = 1 }");
    let course = Course::new();
    let file = "exercises/say-hello/exercise.toml";
    let course =
        [task, check].iter().fold(course, |course, (from, to)| course.change(file, from, to)).load().0.unwrap();
    let exercise = course.exercises.values().find(|one| one.id.as_str() == "say-hello").unwrap();
    let restyled = |track| exercise.restyle(exercise.task.get(track), track);
    assert_eq!(restyled(Track::Node), "Write `sayHello`, not `say_bye`.");
    assert_eq!(restyled(Track::Python), "Write `say_hello`, not `say_bye`.");
}

#[test]
fn steps_build_a_repository_on_both_paths() {
    let steps = "step = [{ write = { \"a/b.txt\" = \"x\" } }, { git = [\"init\"] }]";
    let (course, problems) = Course::new().with("exercises/say-hello/shared/alternate-s.steps.toml", steps).load();
    assert_eq!(problems.render(false), "");
    let course = course.unwrap();
    let exercise = course.exercises.values().find(|one| one.id.as_str() == "say-hello").unwrap();
    for track in Track::ALL {
        let content = &exercise.spec.variant(track, &Role::Alternate("s".into())).unwrap().content;
        assert!(matches!(content, Content::Steps(steps) if steps.len() == 2));
    }
}

#[test]
fn what_is_given_is_there_before_the_first_step_and_stays_as_it_is() {
    let steps = "step = [{ write = { \"own.txt\" = \"x\" } }, { git = [\"init\"] }]";
    let course = Course::new()
        .with("exercises/say-hello/shared/alternate-s.steps.toml", steps)
        .with("exercises/say-hello/shared/given/store.txt", "given");
    let curriculum = course.load().0.unwrap();
    let spec = &curriculum.exercises.get(&"say-hello".parse().unwrap()).unwrap().spec;
    let content = &spec.variant(Track::Node, &Role::Alternate("s".into())).unwrap().content;
    assert_eq!(content.written().keys().collect::<Vec<_>>(), ["own.txt", "store.txt"]);
    assert!(matches!(content, Content::Steps(steps) if steps.len() == 3));
    assert_eq!(spec.untouchable(Track::Node).keys().collect::<Vec<_>>(), ["store.txt"]);
}

#[test]
fn a_record_is_read_and_a_broken_one_leaves_the_exercise() {
    let record = |text: &str| {
        let (course, problems) = Course::new().with("exercises/guess/record.toml", text).load();
        let course = course.unwrap();
        let exercise = course.exercises.get(&"guess".parse().unwrap()).unwrap();
        (exercise.spec.record.is_some(), problems.render(false))
    };
    assert_eq!(record("fingerprint = \"x\"\n"), (true, String::new()));
    let (read, told) = record("fingerprint = 1\n");
    assert!(!read && told.starts_with("error[broken-record]"), "{told}");
}

#[test]
fn what_is_broken_is_left_out_and_the_rest_works() {
    for (file, left) in [
        ("curriculum/first-steps/hello.md", vec!["say-hello", "guess", "first-quiz"]),
        ("curriculum/first-steps/first-quiz.toml", vec!["hello", "say-hello", "guess"]),
        ("exercises/say-hello/exercise.toml", vec!["hello", "guess", "first-quiz"]),
        ("curriculum/first-steps/week.toml", vec![]),
    ] {
        for bytes in [&b"\x00\xff\x89PNG"[..], b"x = ", b""] {
            let (course, problems) = Course::new().with(file, bytes).load();
            assert_eq!(ids(&course.unwrap()), left, "{file}");
            assert!(problems.errors() > 0 && problems.iter().all(|one| one.span.is_some()), "{file}");
        }
    }
}

#[test]
fn what_is_opened_is_the_same_as_what_is_loaded() {
    let (loaded, opened) = (Curriculum::load(&Library::embedded()).0.unwrap(), Curriculum::open(None).0.unwrap());
    assert_eq!(ids(&opened), ids(&loaded));
    for project in loaded.projects.values() {
        assert_eq!(opened.projects.get(&project.id).unwrap().milestones, project.milestones);
    }
    let lessons = |one: &Curriculum| one.lessons.values().map(|lesson| format!("{lesson:?}")).collect::<Vec<_>>();
    assert_eq!(lessons(&opened), lessons(&loaded));
    let quizzes = |one: &Curriculum| one.quizzes.values().map(|quiz| format!("{quiz:?}")).collect::<Vec<_>>();
    assert_eq!(quizzes(&opened), quizzes(&loaded));
    let exercises = |one: &Curriculum| {
        let all = one.exercises.values();
        all.map(|one| (one.id.clone(), one.title.clone(), one.spec.fingerprint())).collect::<Vec<_>>()
    };
    assert_eq!(exercises(&opened), exercises(&loaded));
    assert!(opened.exercises.ids().eq(loaded.exercises.ids()) && loaded.exercises.ids().count() > 50);
}

#[test]
fn what_is_broken_is_found_when_it_is_opened() {
    for (file, id) in [
        ("curriculum/first-steps/hello.md", "hello"),
        ("curriculum/first-steps/first-quiz.toml", "first-quiz"),
        ("exercises/say-hello/exercise.toml", "say-hello"),
    ] {
        let (course, problems) = Course::new().with(file, b"x = ").open();
        let course = course.unwrap();
        assert_eq!(problems.errors(), 0);
        assert_eq!(ids(&course), ["hello", "say-hello", "guess", "first-quiz"]);
        let item = course.find(id).unwrap();
        assert_eq!(course.title(&item), id, "it has no title of its own");
        let whole = course.lessons.iter().count() + course.quizzes.iter().count() + course.exercises.iter().count();
        assert_eq!(whole, 3, "{file}");
    }
    let (course, problems) = Course::new().without("exercises/guess").open();
    let exercises = course.unwrap().exercises;
    assert!(problems.errors() == 0 && exercises.contains(&"guess".parse().unwrap()));
    assert_eq!(exercises.values().map(|one| one.id.as_str()).collect::<Vec<_>>(), ["say-hello"]);
    let (course, problems) = Course::new().with("curriculum/first-steps/week.toml", b"x = ").open();
    assert!(course.is_some() && problems.errors() > 0, "the weeks are read at once");
    assert!(Course::new().without("curriculum").open().0.is_none());
}

#[test]
fn without_a_readable_roadmap_there_is_no_curriculum() {
    for bytes in [&b"\xff"[..], b"title = "] {
        let (course, problems) = Course::new().with(ROADMAP, bytes).load();
        assert!(course.is_none() && problems.errors() == 1);
    }
    assert!(Course::new().with_folder(ROADMAP).load().0.is_none());
    let (course, problems) = Course::new().without("curriculum").load();
    assert!(course.is_none());
    assert!(problems.render(false).contains("`curriculum/roadmap.toml` is not there"));
}

#[test]
fn a_broken_week_leaves_the_others_and_their_numbers() {
    let broken = Course::new().change(ROADMAP, "id = \"first-steps\"", "id = \"First steps\"");
    let course = broken.load().0.unwrap();
    let weeks: Vec<_> = course.weeks().map(|week| (week.id.as_str(), week.number)).collect();
    assert_eq!(weeks, [("orientation", None), ("second-steps", Some(2))]);
}

#[test]
fn byte_order_marks_and_windows_line_ends_are_read() {
    let windows = |bytes: Vec<u8>| {
        let text = String::from_utf8(bytes).unwrap();
        format!("\u{feff}{}", text.replace('\n', "\r\n")).into_bytes()
    };
    let course = Course::new().map(windows);
    assert_eq!(course.lint(), "");
    assert_eq!(ids(&course.load().0.unwrap()), ids(&valid()));
}

#[test]
fn ids_are_found_and_suggested() {
    let course = valid();
    assert_eq!(course.find("say-hello").map(|item| item.kind()), Some("exercise"));
    assert_eq!(course.find("first-quiz").map(|item| item.kind()), Some("quiz"));
    assert_eq!(course.find("say"), None);
    assert_eq!(course.nearest("say").as_deref(), Some("say-hello"));
    assert_eq!(course.nearest("helo").as_deref(), Some("hello"));
    assert_eq!(course.nearest("zzz"), None);
}

#[test]
fn weeks_are_found_by_number_and_id() {
    let course = valid();
    for text in ["1", "week-1", "first-steps"] {
        assert_eq!(course.week(text).map(|week| week.id.as_str()), Some("first-steps"), "{text}");
    }
    assert_eq!(course.week("orientation").and_then(|week| week.number), None);
    for text in ["0", "3", "week-0", "", "-1", "first"] {
        assert!(course.week(text).is_none(), "{text}");
    }
    let item = Item::Exercise("guess".parse().unwrap());
    assert_eq!(course.week_of(&item).map(|week| week.id.as_str()), Some("first-steps"));
}

#[test]
fn the_curriculum_in_the_program_is_whole() {
    let library = Library::embedded();
    assert_eq!(lint(&library).render(false), "");
    assert!(!ids(&Curriculum::load(&library).0.unwrap()).is_empty());
}

#[test]
fn no_file_ends_the_program_when_it_is_empty_or_garbage() {
    for name in Course::new().names() {
        for bytes in [&b""[..], b"\n", b"\xff\x00", b"+++\n+++\n", b"[[check]]", b"a.b.c = {}"] {
            let course = Course::new().with(&name, bytes);
            assert!(course.load().0.is_some() || name == ROADMAP, "{name}");
            if let Some(opened) = course.open().0 {
                let read =
                    opened.lessons.iter().count() + opened.quizzes.iter().count() + opened.exercises.iter().count();
                assert!(read <= 4);
            }
            course.lint();
        }
    }
}

#[test]
fn no_change_of_a_byte_ends_the_program() {
    let telling = *b"\"'[]{}=\n+`-9\\#.\0\xff\xe2";
    (0..5_000_u64).into_par_iter().for_each(|round| {
        let mut state = (round + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let mut random = |below: usize| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            usize::try_from(state % below as u64).unwrap()
        };
        let mut course = Course::new();
        for name in ["exercises/guess/exercise.toml", "curriculum/first-steps/hello.md"] {
            let mut bytes = course.read(name).to_vec();
            for _ in 0..=random(3) {
                let at = random(bytes.len());
                match random(3) {
                    0 => bytes[at] = telling[random(telling.len())],
                    1 => bytes.insert(at, telling[random(telling.len())]),
                    _ => drop(bytes.remove(at)),
                }
            }
            course = course.with(name, bytes);
        }
        course.lint();
    });
}

const EXERCISE: &str = "exercises/say-hello/exercise.toml";

#[test]
fn a_data_set_may_include_another_and_be_handed_out() {
    let course = Course::new()
        .change(EXERCISE, "minutes = ", "hands_out = [\"shop\"]\nsetup = { database = \"shop\" }\nminutes = ")
        .with("curriculum/data/tables.sql", "CREATE TABLE t (a text);\n")
        .with("curriculum/data/shop.sql", "-- include: tables\nINSERT INTO t VALUES ('x');\n");
    let (curriculum, problems) = course.load();
    assert_eq!(problems.render(false), "");
    let curriculum = curriculum.unwrap();
    let spec = &curriculum.exercises.values().find(|one| one.id.as_str() == "say-hello").unwrap().spec;
    let whole = "CREATE TABLE t (a text);\nINSERT INTO t VALUES ('x');\n";
    assert_eq!(&*spec.data["shop"], whole);
    for role in [Role::Starter, Role::Solution] {
        assert_eq!(spec.variant(Track::Node, &role).unwrap().content.text("shop.sql"), whole);
    }
    let (_, problems) = course.with("curriculum/data/shop.sql", "-- include: table\n").load();
    let told: Vec<&str> = problems.iter().map(|problem| problem.message.as_str()).collect();
    assert_eq!(told, ["the data set `shop` includes `table`, which is not there"; 2], "at both places");
    assert_eq!(problems.iter().next().unwrap().help.as_deref(), Some("did you mean `tables`?"));
}

#[test]
fn who_looks_into_a_database_has_one() {
    let check = "program = { stdout = \"Hello, backend!\\n\" }";
    let then = "program = { then = [{ query = \"SELECT 1\", rows = [[1]] }] }";
    let course = || Course::new().change(EXERCISE, check, then);
    let told = |course: Course| course.load().1.iter().map(|one| one.message.clone()).collect::<Vec<_>>();
    assert_eq!(told(course()), ["this looks into a database, and the program gets none"]);
    assert_eq!(
        told(course().change(EXERCISE, "minutes = ", "setup = { database = \"empty\" }\nminutes = ")),
        Vec::<String>::new()
    );
}
