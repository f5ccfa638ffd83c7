//! A small valid curriculum in a temporary folder, for tests to break.

use std::fs;
use std::path::PathBuf;

use super::{Curriculum, Library, lint};
use crate::diagnostic::Diagnostics;

const FILES: &[(&str, &str)] = &[
    (
        "curriculum/roadmap.toml",
        r#"title = "A small course"
about = "Made for tests."

[[path]]
id = "node"
title = "Node.js"
at_least = "20"
choose_if = ["You know JavaScript"]

[[path]]
id = "python"
title = "Python"
at_least = "3.11"
choose_if = ["You know Python"]

[[month]]
title = "Start here"

[[month.week]]
id = "orientation"
title = "Orientation"
outcome = "begin"
hours = 1
numbered = false

[[month.week]]
id = "first-steps"
title = "First steps"
outcome = "greet"
hours = 2.5

[[month]]
title = "Later"

[[month.week]]
id = "second-steps"
title = "Second steps"
outcome = "greet more"
hours = 3
"#,
    ),
    (
        "curriculum/first-steps/week.toml",
        r#"items = [
  { lesson = "hello" },
  { exercise = "say-hello" },
  { exercise = "guess" },
  { quiz = "first-quiz" },
]
"#,
    ),
    (
        "curriculum/first-steps/hello.md",
        r#"+++
title = "Hello"
minutes = 20
concepts = ["output"]
outcome = "greet"
+++

Read this, then do [the exercise](exercise:say-hello).

```js run=hello.js
console.log("Hello");
```

```output
Hello
```

```py run=hello.py
print("Hello")
```

```output
Hello
```
"#,
    ),
    (
        "curriculum/first-steps/first-quiz.toml",
        r#"title = "First quiz"
minutes = 10
enough = 1

[[question]]
id = "what-is-printed"
lesson = "hello"
ask = "What does the lesson print?"

[question.choice]
options = [
  { text = "`Hello`", right = true, say = "Right." },
  { text = "`Bye`", say = "Look at the text in quotes." },
]
"#,
    ),
    (
        "exercises/say-hello/exercise.toml",
        r#"title = "Say hello"
concepts = ["output"]
needs = ["hello"]
mode = "write"
difficulty = 1
minutes = 15
task = "Print `Hello, backend!`"
hints = ["Read the lesson again.", "Text stands in quotes.", "Call the function that prints."]

[[check]]
program = { stdout = "Hello, backend!\n" }

[[wrong]]
id = "no-comma"
say = "`{actual}` lacks the comma."

[[wrong]]
id = "small-letter"
say = { node = "A small letter in `{actual}`.", python = "Python sees a small letter in `{actual}`." }
"#,
    ),
    ("exercises/say-hello/node/starter.js", "// Print the greeting.\n"),
    ("exercises/say-hello/node/solution.js", "console.log(\"Hello, backend!\");\n"),
    ("exercises/say-hello/node/wrong-no-comma.js", "console.log(\"Hello backend!\");\n"),
    ("exercises/say-hello/node/wrong-small-letter.js", "console.log(\"hello, backend!\");\n"),
    ("exercises/say-hello/python/starter/main.py", "# Print the greeting.\n"),
    ("exercises/say-hello/python/starter/notes.txt", "Two files.\n"),
    ("exercises/say-hello/python/solution.py", "print(\"Hello, backend!\")\n"),
    ("exercises/say-hello/python/alternate-write.py", "import sys\nsys.stdout.write(\"Hello, backend!\\n\")\n"),
    ("exercises/say-hello/python/wrong-no-comma.py", "print(\"Hello backend!\")\n"),
    ("exercises/say-hello/python/wrong-small-letter.py", "print(\"hello, backend!\")\n"),
    (
        "exercises/guess/exercise.toml",
        r#"title = "Guess"
concepts = ["output"]
mode = "predict"
difficulty = 2
minutes = 5
task = "What is printed?"
hints = ["Read.", "Think.", "Count."]
enough = 1

[[check]]
[check.answer]
id = "two-and-two"
ask = "What is printed?"

[check.answer.predict]
code = { node = "console.log(2 + 2);", python = "print(2 + 2)" }
prints = "4"
slips = [{ answer = "22", say = "These are numbers." }, { answer = "2 + 2", say = "It is worked out first." }]
"#,
    ),
    ("exercises/guess/shared/starter.toml", "two-and-two = \"\"\n"),
    ("exercises/guess/shared/solution.toml", "two-and-two = \"4\"\n"),
];

/// A course whose files are written when it is read.
pub(super) struct Course {
    folder: tempfile::TempDir,
}

impl Course {
    /// The valid one.
    pub fn new() -> Self {
        let course = Course { folder: tempfile::tempdir().unwrap() };
        FILES.iter().fold(course, |course, (name, text)| course.with(name, text))
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// With another file.
    pub fn with(self, name: &str, text: impl AsRef<[u8]>) -> Self {
        fs::create_dir_all(self.path(name).parent().unwrap()).unwrap();
        fs::write(self.path(name), text).unwrap();
        self
    }

    /// Without a file or folder.
    pub fn without(self, name: &str) -> Self {
        let path = self.path(name);
        if path.is_dir() {
            fs::remove_dir_all(path).unwrap()
        } else {
            fs::remove_file(path).unwrap()
        }
        self
    }

    /// With a folder in place of a file.
    pub fn with_folder(self, name: &str) -> Self {
        let course = self.without(name);
        fs::create_dir_all(course.path(name)).unwrap();
        course
    }

    /// With a part of a file replaced.
    pub fn change(self, name: &str, from: &str, to: &str) -> Self {
        let text = self.read(name);
        assert!(text.contains(from), "{name} does not hold {from}");
        self.with(name, text.replacen(from, to, 1))
    }

    pub fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    pub fn library(&self) -> Library {
        Library::folder(self.folder.path())
    }

    pub fn load(&self) -> (Option<Curriculum>, Diagnostics) {
        Curriculum::load(&self.library())
    }

    /// What `lint` shows.
    pub fn lint(&self) -> String {
        lint(&self.library()).render(false)
    }
}
