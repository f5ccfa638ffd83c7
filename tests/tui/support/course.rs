//! A curriculum with everything that the screens show: long and short titles, empty weeks, a lesson with every element.

use std::collections::BTreeMap;

use roadmap::check::{Content, Role, Variant};
use roadmap::curriculum::{Curriculum, Exercise, Item, Lesson, Mode, Month, Quiz, Shelf, TrackInfo, Week};
use roadmap::id::{ByTrack, Track};
use roadmap::progress::{Place, What};

use super::{choice, exercise, lesson};

/// A lesson with every element; three samples, the last of them far below.
pub const TOUR: &str = "\
A name means a value. **Bold**, *slanted*, ~~gone~~, `code`, and [a link](https://example.org/names).

## Names

- `let` makes a name
- `const` makes one that keeps its value
  1. nested

```js run=visits.js
// Counts the visits of one day.
const step = 1;
let visits = 41;
console.log(`Visit ${visits + step}`);
```

```output
Visit 42
```

| Name | 意味 |
|---|---|
| `let` | 変数 🎈 |
| `const` | stays |

> [!NOTE]
> A name is not a box.

> [!WARNING]
> `=` is an order, not a claim. It reads from right to left, and that surprises everybody once.

### Good names

Say what a value *means*, see [Numbers](lesson:numbers) and [the exercise](exercise:celsius).

```js run=two.js
console.log(\"one\");
console.log(\"two\");
```

> A quotation of somebody.

> [!TIP]
> Run it.

> [!IMPORTANT]
> What comes first?

> [!CAUTION]
> This deletes files.

## The end

One paragraph, long enough to fill several rows of any terminal: a name that says what its value means saves the next
reader a question, and the next reader is most often yourself. Good names are cheap, and bad ones cost for years.

```js run=three.js
function three() {
  return 3;
}
```

That is all.
";

pub const STARTER: &str = "\
// Nine fifths of the Celsius value, plus 32.
function toFahrenheit(celsius) {
  return celsius;
}

module.exports = { toFahrenheit };
";

const SOLUTION: &str = "\
// Nine fifths of the Celsius value, plus 32.
function toFahrenheit(celsius) {
  return celsius * 9 / 5 + 32;
}

module.exports = { toFahrenheit };
";

/// An exercise to write a program.
fn celsius() -> Exercise {
    let mut exercise = exercise("celsius", Vec::new());
    exercise.title = "Celsius to Fahrenheit".to_owned();
    exercise.mode = Mode::Write;
    exercise.minutes = 25;
    exercise.task = ByTrack::both(
        "Complete the function `toFahrenheit(celsius)`: it gives back nine fifths of the Celsius value, plus 32.\n\n\
         Hand back a number, with its fraction, and print nothing."
            .to_owned(),
    );
    exercise.hints = ByTrack::both(vec![
        "The first sentence of the task is the whole formula. Say it aloud.".to_owned(),
        "Multiplication and division come before addition.".to_owned(),
        "The line begins with `return celsius * 9`.".to_owned(),
    ]);
    let variant = |role, text: &str| {
        let files = BTreeMap::from([("main.js".to_owned(), text.as_bytes().to_vec())]);
        Variant { role, content: Content::Files(files) }
    };
    exercise.spec.variants.node = vec![variant(Role::Starter, STARTER), variant(Role::Solution, SOLUTION)];
    exercise
}

fn track(track: Track, title: &str, at_least: &str, choose_if: [&str; 4]) -> TrackInfo {
    let choose_if = choose_if.map(str::to_owned).to_vec();
    TrackInfo { track, title: title.to_owned(), at_least: at_least.to_owned(), choose_if }
}

fn week(id: &str, number: Option<u32>, title: &str, outcome: &str, items: Vec<Item>) -> Week {
    let (title, outcome) = (title.to_owned(), outcome.to_owned());
    Week { id: id.parse().unwrap(), number, title, outcome, hours: 20.0, items }
}

pub fn item(id: &str) -> Item {
    match id {
        "celsius" => Item::Exercise(id.parse().unwrap()),
        "first-quiz" => Item::Quiz(id.parse().unwrap()),
        _ => Item::Lesson(id.parse().unwrap()),
    }
}

/// Two months: an orientation, a week with one item of each kind, two weeks that are not written.
pub fn course() -> Curriculum {
    let lessons: [Lesson; 3] = [
        lesson("opportunity", "The opportunity", "Backend developers are *wanted*.\n"),
        lesson("tour", "Names for values", TOUR),
        lesson("numbers", "Numbers, text, booleans", "A number has no quotes.\n"),
    ];
    let questions = vec![choice("which", "Which one?", false, &["this", "+that"])];
    let (id, title) = ("first-quiz".parse().unwrap(), "First quiz".to_owned());
    let quiz = Quiz { id, title, minutes: 10, enough: 1, questions };
    let celsius = celsius();
    let first = ["tour", "numbers", "first-quiz", "celsius"].map(item).to_vec();
    let month = |title: &str, weeks| Month { title: title.to_owned(), weeks };
    Curriculum {
        title: "Backend Developer Roadmap".to_owned(),
        about: String::new(),
        kits: std::collections::BTreeMap::new(),
        tracks: vec![
            track(
                Track::Node,
                "Node.js",
                "20",
                [
                    "You already know JavaScript",
                    "You want to build real-time apps, such as chat or games",
                    "You like the idea of one language for browser and server",
                    "You prefer to work in a startup",
                ],
            ),
            track(
                Track::Python,
                "Python",
                "3.11",
                [
                    "You want to work in AI or machine learning",
                    "Data science interests you",
                    "You come from science or engineering and calculate a lot",
                    "You aim at large companies and roles that are mostly backend",
                ],
            ),
        ],
        months: vec![
            month(
                "Start here",
                vec![week("orientation", None, "Orientation", "choose your path", vec![item("opportunity")])],
            ),
            month(
                "Programming fundamentals",
                vec![
                    week("first", Some(1), "Setup, values and variables", "store text and numbers in variables", first),
                    week("second", Some(2), "Operators, conversion and the calculator", "combine values", Vec::new()),
                    week(
                        "tenth",
                        Some(10),
                        "Everything that a title can hold before it is far too long for any terminal, 日本語 too",
                        "read a long sentence to its end, however many words stand in it, and keep your patience, \
                         because outcomes are sometimes written by people who could not leave anything out",
                        Vec::new(),
                    ),
                ],
            ),
        ],
        lessons: lessons.into_iter().map(|lesson| (lesson.id.clone(), lesson)).collect(),
        quizzes: Shelf::from_iter([(quiz.id.clone(), quiz)]),
        exercises: Shelf::from_iter([(celsius.id.clone(), celsius)]),
        projects: BTreeMap::new(),
    }
}

/// The path was chosen.
pub fn chose() -> What {
    What::Chose { track: Track::Node }
}

/// The learner was here.
pub fn went(id: &str, at: usize) -> What {
    What::Went { place: Place { item: item(id), at } }
}

/// A lesson was read.
pub fn read(id: &str) -> What {
    What::Read { lesson: id.parse().unwrap() }
}

/// An exercise was checked.
pub fn checked(id: &str, passed: bool) -> What {
    What::Checked { exercise: id.parse().unwrap(), track: Track::Node, shared: false, passed, wrong: None }
}
