//! Tests of the rules: the valid course with one thing broken.

use super::super::testing::Course;

const ROADMAP: &str = "curriculum/roadmap.toml";
const WEEK: &str = "curriculum/first-steps/week.toml";
const LESSON: &str = "curriculum/first-steps/hello.md";
const QUIZ: &str = "curriculum/first-steps/first-quiz.toml";
const EXERCISE: &str = "exercises/say-hello/exercise.toml";
const GUESS: &str = "exercises/guess/exercise.toml";

fn show(name: &str, course: Course) {
    println!("=== {name}\n{}", course.lint());
}

#[test]
fn scratch() {
    let new = Course::new;
    show("valid", new());
    show("syntax", new().change(ROADMAP, "title = \"A small course\"", "title = A small course"));
    show(
        "syntax2",
        new().change(EXERCISE, "difficulty = 1", "difficulty = ").change(
            EXERCISE,
            "needs = [\"hello\"]",
            "needs = [\"hello\"",
        ),
    );
    show("lesson syntax", new().change(LESSON, "minutes = 20", "minutes 20"));
    show("no front", new().with(LESSON, "# Hello\n"));
    show("empty lesson", new().with(LESSON, ""));
    show("empty body", new().with(LESSON, "+++\ntitle = \"Hello\"\nminutes = 20\noutcome = \"x\"\n+++\n\n"));
    show("unknown key", new().change(EXERCISE, "difficulty", "dificulty"));
    show("unknown key in check", new().change(EXERCISE, "[[check]]", "[[check]]\nlable = \"x\"\npats = []"));
    show("unknown kind", new().change(EXERCISE, "program =", "progam ="));
    show("unknown item", new().change(WEEK, "{ lesson = \"hello\" }", "{ leson = \"hello\" }"));
    show("two items", new().change(WEEK, "{ lesson = \"hello\" }", "{ lesson = \"hello\", quiz = \"x\" }, {}"));
    show("unknown mode", new().change(EXERCISE, "mode = \"write\"", "mode = \"wirte\""));
    show(
        "wrong types",
        new()
            .change(EXERCISE, "minutes = 15", "minutes = \"15\"")
            .change(EXERCISE, "hints = [", "hints = [3, ")
            .change(EXERCISE, "title = \"Say hello\"", "title = 1"),
    );
    show("missing", new().change(EXERCISE, "minutes = 15\n", "").change(EXERCISE, "task = ", "idea = "));
    show("bad id", new().change(WEEK, "\"hello\"", "\"Hello World\""));
    show("bad wrong id", new().change(EXERCISE, "\"no-comma\"", "\"no comma\""));
    show(
        "bad folder",
        new()
            .with("exercises/Bad_Name/exercise.toml", new().read(GUESS).replace("two-and-two", "another"))
            .with("exercises/Bad_Name/shared/starter.toml", "")
            .with("exercises/Bad_Name/shared/solution.toml", ""),
    );
    show("bad path", new().change(ROADMAP, "id = \"python\"", "id = \"ruby\""));
    show("dup question", new().change(QUIZ, "what-is-printed", "two-and-two"));
    show("dup lesson/exercise", new().change(QUIZ, "what-is-printed", "hello"));
    show("dup item", new().change(WEEK, "{ quiz", "{ exercise = \"say-hello\" },\n  { quiz"));
    show("dup wrong", new().change(EXERCISE, "small-letter", "no-comma"));
    show("dup week", new().change(ROADMAP, "second-steps", "first-steps"));
    show("dup variant", new().with("exercises/say-hello/node/solution/main.js", "x"));
    show("dead item", new().change(WEEK, "\"say-hello\"", "\"say-helo\""));
    show("dead item elsewhere", new().with("curriculum/orientation/week.toml", "items = [{ lesson = \"hello\" }]"));
    show("dead need", new().change(EXERCISE, "needs = [\"hello\"]", "needs = [\"helo\", \"guess\"]"));
    show("dead question.lesson", new().change(QUIZ, "lesson = \"hello\"", "lesson = \"say-hello\""));
    show("dead link", new().change(LESSON, "exercise:say-hello", "lesson:say-hello"));
    show("dead link in task", new().change(EXERCISE, "Print `Hello", "See [this](exercise:gess). Print `Hello"));
    show(
        "missing starter",
        new().without("exercises/say-hello/python/starter").without("exercises/guess/shared/solution.toml"),
    );
    show(
        "missing wrong",
        new()
            .without("exercises/say-hello/python/wrong-no-comma.py")
            .without("exercises/say-hello/node/wrong-no-comma.js"),
    );
    show("missing entry", new().with("exercises/say-hello/node/wrong-other.js", ""));
    show("missing week.toml", new().without(WEEK));
    show("missing exercise.toml", new().without(EXERCISE));
    show(
        "wrong ending",
        new()
            .with("exercises/say-hello/node/alternate-x.py", "")
            .with("exercises/say-hello/node/alternate-y.toml", "")
            .with("exercises/say-hello/shared/alternate-z.js", "")
            .with("exercises/guess/node/wrong-a.js", ""),
    );
    show(
        "unused",
        new()
            .with("curriculum/first-steps/old.md", "")
            .with("curriculum/frist-steps/a.md", "")
            .with("exercises/say-hello/node/startr.js", "")
            .with("exercises/say-hello/notes.txt", "")
            .with("exercises/todo.txt", ""),
    );
    show("unused ex", new().change(WEEK, "  { exercise = \"guess\" },\n", ""));
    show(
        "empty",
        new()
            .change(EXERCISE, "`{actual}` lacks the comma.", "  ")
            .change(EXERCISE, "\"Read the lesson again.\"", "\"\"")
            .change(ROADMAP, "outcome = \"greet\"", "outcome = \"\"")
            .change(QUIZ, "What does the lesson print?", ""),
    );
    show("hints", new().change(EXERCISE, "\"Text stands in quotes.\", ", ""));
    show(
        "md",
        new()
            .change(LESSON, "Read this", "Read <b>this</b>")
            .change(EXERCISE, "Print `Hello", "# Task\\n\\nPrint `Hello")
            .change(EXERCISE, "Text stands in quotes.", "Text <i>stands</i>."),
    );
    show("nothing", new().change(EXERCISE, "[[check]]\nprogram", "[[check]]\npaths = [\"node\"]\nprogram"));
    show("nothing at all", new().change(EXERCISE, "[[check]]\nprogram = { stdout = \"Hello, backend!\\n\" }\n", ""));
    show("no questions", new().with(QUIZ, "title = \"First quiz\"\nminutes = 10\nenough = 1\n"));
    show("few wrong", new().without("exercises/say-hello/node/wrong-no-comma.js"));
    show(
        "hint holds",
        new().change(EXERCISE, "Call the function that prints.", "Write `console.log(\\\"Hello, backend!\\\");` now."),
    );
    show("hours", new().change(ROADMAP, "hours = 2.5", "hours = 0.5"));
    show("hours nan", new().change(ROADMAP, "hours = 2.5", "hours = nan"));
    show(
        "shadow",
        new().change(LESSON, "run=hello.py", "run=json.py").with("exercises/say-hello/python/starter/random.py", ""),
    );
    show("difficulty", new().change(EXERCISE, "difficulty = 1", "difficulty = 6"));
    show("minutes", new().change(EXERCISE, "minutes = 15", "minutes = 0"));
    show(
        "limits",
        new().change(
            EXERCISE,
            "minutes = 15",
            "minutes = 15\nlimits = { seconds = 0, memory_mb = 99999, secnds = 1 }\nenough = 1",
        ),
    );
    show("enough", new().change(GUESS, "enough = 1", "enough = 2").change(QUIZ, "enough = 1", "enough = 0"));
    show("placeholder", new().change(EXERCISE, "{actual}", "{acutal}"));
    show("order", new().change(EXERCISE, "needs = [\"hello\"]", "needs = [\"guess\"]"));
    show("garbage", new().with(LESSON, b"\x89PNG\r\n\x1a\n\0\0\xff"));
    show("folder", new().with_folder(LESSON));
}
