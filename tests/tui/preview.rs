//! A preview: what the learner sees, what is broken over the last that was whole, verdicts, and how fast it follows.

use std::time::{Duration, Instant};

use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::layout::Size;

use roadmap::curriculum::{Subject, Target};
use roadmap::id::Track;
use roadmap::tui::preview::{Heard, Judged, Preview, Standing, Wish};
use roadmap::tui::{Theme, Tone, parse_keys};

const EXERCISE: &str = "title = \"Add up\"\nconcepts = [\"sums\"]\nmode = \"write\"\ndifficulty = 1\nminutes = 5\n\
    file = \"sum.txt\"\ntask = \"Write **three** into `sum.txt`.\"\nhints = [\"One.\", \"Two.\", \"Three.\"]\n\
    [[check]]\nfile = { path = \"sum.txt\", lines = [\"3\"] }\n";

struct Author {
    folder: tempfile::TempDir,
    target: Target,
    preview: Preview,
    wishes: Vec<Wish>,
    size: (u16, u16),
}

impl Author {
    fn new(file: &str, files: &[(&str, &str)], size: (u16, u16)) -> Self {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in files {
            std::fs::create_dir_all(folder.path().join(name).parent().unwrap()).unwrap();
            std::fs::write(folder.path().join(name), text).unwrap();
        }
        let target = Target::of(&folder.path().join(file)).unwrap();
        let (width, height) = size;
        let preview = Preview::new(target.name.clone(), Track::Node, Size { width, height }, Theme::new(Tone::Dark));
        let mut author = Author { folder, target, preview, wishes: Vec::new(), size };
        author.read("10:00:00");
        author
    }

    fn read(&mut self, at: &str) {
        let (subject, problems) = self.target.load();
        self.hear(Heard::Read(subject.map(Box::new), Box::new(problems), at.to_owned()));
    }

    fn hear(&mut self, heard: Heard) {
        self.wishes.extend(self.preview.update(heard));
    }

    fn edit(&mut self, file: &str, from: &str, to: &str, at: &str) {
        let path = self.folder.path().join(file);
        let text = std::fs::read_to_string(&path).unwrap();
        assert!(text.contains(from));
        std::fs::write(path, text.replace(from, to)).unwrap();
        self.read(at);
    }

    fn keys(&mut self, keys: &str) {
        for key in parse_keys(keys) {
            self.hear(Heard::Key(key));
        }
    }

    fn screen(&self) -> String {
        let (width, height) = self.size;
        let mut terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
        terminal.draw(|frame| self.preview.view(frame)).unwrap();
        let buffer = terminal.backend().buffer();
        let row = |y| (0..width).map(|x| buffer[(x, y)].symbol()).collect::<String>();
        (0..height).map(|y| row(y).trim_end().to_owned() + "\n").collect()
    }
}

fn lesson() -> String {
    let many = (1..60).fold(String::new(), |text, number| text + &format!("Line {number}.\n\n"));
    format!(
        "+++\ntitle = \"Words\"\nminutes = 5\noutcome = \"talk\"\n+++\n\n:::node\nFor node.\n:::\n\n:::python\nFor python.\n:::\n\n{many}"
    )
}

const LESSON: &str = "curriculum/first/words.md";

#[test]
fn a_lesson_is_shown_and_an_error_stands_over_the_last_that_was_whole() {
    let mut author = Author::new(LESSON, &[(LESSON, &lesson())], (60, 15));
    let screen = author.screen();
    assert!(
        screen.contains("Words · 5 min") && screen.contains("For node.") && !screen.contains("For python."),
        "{screen}"
    );
    assert!(screen.contains("read 10:00:00 · node"), "{screen}");
    author.edit(LESSON, "minutes = 5", "minutes = five", "10:00:01");
    let screen = author.screen();
    assert!(screen.contains("curriculum/first/words.md:3:11"), "{screen}");
    assert!(
        screen.contains("Words · 5 min") && screen.contains("For node.") && screen.contains("broken 10:00:01"),
        "{screen}"
    );
    author.edit(LESSON, "minutes = five", "minutes = 6", "10:00:02");
    let screen = author.screen();
    assert!(screen.contains("Words · 6 min") && !screen.contains("error"), "{screen}");
    assert!(author.wishes.is_empty());
}

#[test]
fn the_page_stays_where_it_is_over_a_save_and_the_path_can_be_changed() {
    let mut author = Author::new(LESSON, &[(LESSON, &lesson())], (60, 15));
    author.keys("    jj");
    let before = author.screen();
    author.edit(LESSON, "Line 59.", "The end.", "10:00:00");
    assert_eq!(author.screen(), before);
    author.keys("gp");
    let screen = author.screen();
    assert!(screen.contains("For python.") && !screen.contains("For node.") && screen.contains("· python"), "{screen}");
    author.keys("q");
    assert!(matches!(author.wishes.as_slice(), [Wish::Quit]));
}

#[test]
fn a_lesson_finds_the_data_sets_that_its_samples_name() {
    let lesson = format!("{}```sql run=tea.sql data=tea\nSELECT 1;\n```\n", lesson());
    let (file, data) = ("curriculum/words/say.md", "curriculum/data/tea.sql");
    let mut author = Author::new(file, &[(file, &lesson), (data, "SELECT 1;\n")], (80, 12));
    assert!(author.screen().contains("For node."), "{}", author.screen());
    assert!(author.target.folders().contains(&author.folder.path().canonicalize().unwrap().join("curriculum/data")));
    author.edit(file, "data=tea", "data=coffee", "10:00:01");
    assert!(author.screen().contains("there is no data set `coffee`"), "{}", author.screen());
}

#[test]
fn an_exercise_shows_its_task_and_how_its_variants_stand() {
    let file = "exercises/add-up/exercise.toml";
    let files = [
        (file, EXERCISE),
        ("exercises/add-up/shared/starter.txt", "?\n"),
        ("exercises/add-up/shared/solution.txt", "3\n"),
    ];
    for size in [(80, 24), (40, 15), (120, 40), (12, 4)] {
        let mut author = Author::new(file, &files, size);
        assert!(
            matches!(author.wishes.as_slice(), [Wish::Judge(exercise, Track::Node)] if exercise.id.as_str() == "add-up")
        );
        let rows = vec![
            ("starter".to_owned(), Standing::Good("fails at: x".to_owned())),
            ("solution".to_owned(), Standing::Bad("fails at: the line `3`".to_owned())),
            ("wrong-a".to_owned(), Standing::Waiting),
        ];
        author.hear(Heard::Judged(Judged { track: Track::Node, rows, took: Some(Duration::from_millis(120)) }));
        let screen = author.screen();
        if size.1 >= 15 {
            assert!(screen.contains("Add up · 5 min") && screen.contains("✗ solution  fails at"), "{screen}");
            assert!(screen.contains("✓ starter") && screen.contains("… wrong-a"), "{screen}");
        }
    }
}

#[test]
fn what_is_no_part_of_a_course_cannot_be_looked_at() {
    let author = Author::new(
        LESSON,
        &[(LESSON, &lesson()), ("curriculum/first/week.toml", "items = []"), ("curriculum/data/a.toml", "")],
        (60, 15),
    );
    for file in ["curriculum/first/week.toml", "curriculum/data/a.toml", "curriculum", "nowhere.md"] {
        assert_eq!(Target::of(&author.folder.path().join(file)), None, "{file}");
    }
}

/// Reading is a small part of the second in which an author wants to see the verdict. Printed, and not asserted.
#[test]
#[allow(clippy::print_stdout, reason = "this is what it is for")]
fn reading_one_exercise_again_is_measured() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    for file in [
        "exercises/hello-world-api",
        "exercises/blog-database-design",
        "curriculum/values-and-variables/names-for-values.md",
    ] {
        let target = Target::of(&root.join(file)).unwrap();
        let mut times: Vec<Duration> = (0..20)
            .map(|_| {
                let began = Instant::now();
                let (subject, problems) = target.load();
                assert!(
                    matches!(subject, Some(Subject::Exercise(_) | Subject::Lesson(_))),
                    "{}",
                    problems.render(false)
                );
                began.elapsed()
            })
            .collect();
        times.sort();
        println!("{file}: median {:?}, p95 {:?}", times[10], times[18]);
    }
}
