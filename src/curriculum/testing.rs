//! A small valid curriculum, for tests to break.

use std::collections::BTreeMap;

use super::{Curriculum, Library, lint, load};
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
hours = 1.5

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
allow = [{ rule = "lesson-length", reason = "Made for tests." }]
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

/// A course in memory.
pub(super) struct Course {
    files: BTreeMap<String, Vec<u8>>,
}

impl Course {
    /// The valid one.
    pub fn new() -> Self {
        Course { files: FILES.iter().map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec())).collect() }
    }

    /// With another file.
    pub fn with(mut self, name: &str, text: impl AsRef<[u8]>) -> Self {
        self.files.insert(name.to_owned(), text.as_ref().to_vec());
        self
    }

    /// Without a file or folder.
    pub fn without(mut self, name: &str) -> Self {
        let before = self.files.len();
        self.files.retain(|file, _| file != name && !file.starts_with(&format!("{name}/")));
        assert!(self.files.len() < before, "there is no {name}");
        self
    }

    /// With a folder in place of a file.
    pub fn with_folder(self, name: &str) -> Self {
        self.without(name).with(&format!("{name}/README.md"), "")
    }

    /// With a part of a file replaced.
    pub fn change(self, name: &str, from: &str, to: &str) -> Self {
        let text = String::from_utf8(self.read(name).to_vec()).unwrap();
        assert!(text.contains(from), "{name} does not hold {from}");
        self.with(name, text.replacen(from, to, 1))
    }

    /// With all files changed.
    pub fn map(mut self, change: impl Fn(Vec<u8>) -> Vec<u8>) -> Self {
        self.files = self.files.into_iter().map(|(name, bytes)| (name, change(bytes))).collect();
        self
    }

    pub fn names(&self) -> Vec<String> {
        self.files.keys().cloned().collect()
    }

    pub fn read(&self, name: &str) -> &[u8] {
        &self.files[name]
    }

    pub fn library(&self) -> Library {
        Library::memory(self.files.clone())
    }

    pub fn load(&self) -> (Option<Curriculum>, Diagnostics) {
        Curriculum::load(&self.library())
    }

    /// The same, each file read when it is asked for.
    pub fn open(&self) -> (Option<Curriculum>, Diagnostics) {
        load::open(self.library().to_outline())
    }

    /// What `lint` shows.
    pub fn lint(&self) -> String {
        lint(&self.library()).render(false)
    }
}
