//! What it costs to open a lesson of 1,400 words and to resize it, beside a plain wrapping of the same text.

use std::hint::black_box;
use std::time::Instant;

use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use roadmap::id::Track;
use roadmap::markdown::{Document, highlight, layout, parse};

const COLUMNS: u16 = 80;

const SECTION: &str = "\
## Names for values

A program that can only print fixed text always says the same. A real one greets *this* user and counts **this** visit.
To do that it must remember values, and to find them again it gives each one a name, such as `user_name`. See
[the lesson before](lesson:your-workshop) for how a program is run, and read each line aloud.

| Tool | What it is for |
|---|---|
| terminal | a window in which you type commands and read the answers |
| editor | writes plain text files, for example VS Code, Vim or Notepad++ |

```js run=user.js
const userName = \"Developer\"; // a name
const permissions = [\"read\", \"write\", \"delete\"];
for (const permission of permissions) {
  if (permission === \"write\") {
    console.log(`${userName} may ${permission}`, 25 + 1);
  }
}
```

```output
Developer may write 26
```

> [!WARNING]
> A typing mistake on the *left* of `=` is not an error. It quietly makes a new name, and the old one keeps its value.

1. Read the right side first.
   - What does it mean?
   - Which kind of value is it?
2. Then let the name on the left mean the result.

";

fn open(text: &str) -> Document {
    parse(text, 0, Some(Track::Node)).0
}

fn lesson() -> String {
    let mut text = String::new();
    while open(&text).words() < 1_400 {
        text.push_str(SECTION);
    }
    text
}

#[expect(clippy::print_stderr, reason = "the first highlighting happens once, which is nothing for a sampler")]
fn bench(criterion: &mut Criterion) {
    let code: String =
        SECTION.lines().skip_while(|line| !line.starts_with("const")).take(7).collect::<Vec<_>>().join("\n");
    for language in ["js", "py"] {
        let start = Instant::now();
        black_box(highlight(&code, language));
        eprintln!("first {language} highlight: {:?}", start.elapsed());
    }

    let text = lesson();
    let quiet = text.replace("```js run=user.js", "```text").replace("```output", "```text");
    let mut group = criterion.benchmark_group("lesson");
    group.bench_function("baseline: textwrap of the same text", |bencher| {
        bencher.iter(|| textwrap::wrap(black_box(&text), usize::from(COLUMNS)));
    });
    group.bench_function("parse", |bencher| bencher.iter(|| open(black_box(&text))));
    group.bench_function("layout without highlighting", |bencher| {
        bencher.iter_batched(|| open(&quiet), |document| layout(&document, COLUMNS), BatchSize::SmallInput);
    });
    group.bench_function("layout with highlighting, on open", |bencher| {
        bencher.iter_batched(|| open(&text), |document| layout(&document, COLUMNS), BatchSize::SmallInput);
    });
    let document = open(&text);
    group.bench_function("layout with highlighting, on resize", |bencher| {
        bencher.iter(|| layout(black_box(&document), COLUMNS));
    });
    group.finish();
    criterion.bench_function("highlight 7 lines of js", |bencher| bencher.iter(|| highlight(black_box(&code), "js")));
}

criterion_group!(benches, bench);
criterion_main!(benches);
