//! Looks, JSON, help and exit codes.

use insta::assert_snapshot;

use crate::project::Project;

const COMMANDS: [&str; 12] = [
    "",
    "list",
    "show first-words",
    "show first-quiz",
    "show double-it",
    "start double-it",
    "hint double-it",
    "answer first-quiz one-call b",
    "check double-it",
    "status",
    "doctor",
    "lint",
];

#[test]
fn a_pipe_gets_plain_text() {
    let project = Project::new();
    for command in COMMANDS {
        let done = project.roadmap(command).env("ROADMAP_PATH", "node").env("TERM", "xterm-256color").run();
        assert!(!format!("{done}").contains('\u{1b}'), "{done:?}");
    }
}

#[test]
fn looks_are_left_out_when_they_are_not_wanted() {
    let project = Project::new();
    let forced = |line: &str| project.roadmap(line).env("CLICOLOR_FORCE", "1").env("TERM", "xterm-256color");
    assert!(forced("list").run().stdout.contains('\u{1b}'), "there are looks to leave out");
    for command in COMMANDS {
        let line = format!("{command} --path node");
        let plain = [
            forced(&format!("{line} --plain")),
            forced(&line).env("ROADMAP_PLAIN", "1"),
            forced(&line).env("NO_COLOR", "1"),
        ];
        for roadmap in plain {
            let done = roadmap.run();
            assert!(!format!("{done}").contains('\u{1b}'), "{done:?}");
        }
    }
}

#[test]
fn help_names_every_command_and_the_exit_codes() {
    assert_snapshot!(Project::new().run("--help"), @"
    $ roadmap --help
    Learn backend development in the terminal: from the first variable to a job-ready developer in
    sixteen weeks.

    Without a command the tutor opens. Exit codes: 0 passed or done, 1 the answer is wrong or a
    curriculum has errors, 2 wrong usage, 3 could not look.

    Usage: roadmap [OPTIONS] [COMMAND]

    Commands:
      list     List weeks, lessons, quizzes and exercises with how far each is
      show     Show a lesson, a quiz, an exercise's task or a project
      start    Hand out an exercise's files and print where they are
      check    Check your answer to an exercise
      hint     Open the next hint of an exercise
      answer   Answer a question of a quiz
      reset    Set an exercise back to its starter; what was there is kept
      undo     Take back the last reset of an exercise
      status   Show your progress
      setup    Install the packages that exercises of your path use
      doctor   Show what this machine has, and how to get what is missing
      course   Add courses of other people, bring them up to date, remove them
      verify   Prove a curriculum: starters fail, solutions pass, each wrong answer gets its own message
      mutants  Try small changes of reference solutions, and show those that no check notices
      grade    Grade the answers in a folder by the checks of the curriculum
      report   Join, compare and describe the reports of `verify` and `grade`
      new      Make a new week, lesson, quiz or exercise: valid, and ready to be verified
      preview  Show a lesson, quiz or exercise as the learner will see it, and follow every save
      schema   Print the JSON Schemas of the files that authors write
      lint     Report every problem of a curriculum
      help     Print this message or the help of the given subcommand(s)

    Options:
          --path <PATH>
              The path to learn: node or python

              [env: ROADMAP_PATH]

          --course <NAME|DIR>
              The course: the name of one that was added, or a folder with `curriculum/` and
              `exercises/`

              [env: ROADMAP_COURSE]

          --workspace <DIR>
              Where exercise files live

              [env: ROADMAP_WORKSPACE]

          --data <DIR>
              Where progress is kept

              [env: ROADMAP_DATA]

          --plain
              Plain text: no colours, no control sequences

              [env: ROADMAP_PLAIN]

      -h, --help
              Print help (see a summary with '-h')

      -V, --version
              Print version
    --- exit code 0
    ");
}

#[test]
fn the_version_is_printed() {
    let done = Project::new().run("--version");
    assert_eq!(done.stdout, format!("roadmap {}\n", env!("CARGO_PKG_VERSION")));
    assert_eq!(done.exit, Some(0));
}

#[test]
fn exit_codes_tell_what_happened() {
    let project = Project::new();
    for (line, code) in [
        ("list", 0),
        ("answer first-quiz one-call a --path node", 0),
        ("answer first-quiz one-call b --path node", 1),
        ("show nothing", 2),
        ("check", 2),
        ("--nonsense", 2),
        ("frobnicate", 2),
        ("list --path ruby", 2),
        ("check double-it", 2),
        ("answer first-quiz joined-digits 51 --path node", 3),
        ("list --course nowhere", 3),
        ("doctor", 3),
    ] {
        let done = project.run(line);
        assert_eq!(done.exit, Some(code), "{done}");
        assert!(code == 0 || !done.stdout.is_empty() || !done.stderr.is_empty(), "{line} says why");
    }
}

#[test]
fn wrong_usage_says_what_was_meant() {
    assert_snapshot!(Project::new().run("chek double-it"), @"
    $ roadmap chek double-it
    --- stderr
    error: unrecognized subcommand 'chek'

      tip: some similar subcommands exist: 'schema', 'check'

    Usage: roadmap [OPTIONS] [COMMAND]

    For more information, try '--help'.
    --- exit code 2
    ");
}

#[test]
fn an_exercise_in_the_place_of_a_command_says_how_to_see_it() {
    assert_snapshot!(Project::new().run("double-it"), @"
    $ roadmap double-it
    --- stderr
    error: unrecognized subcommand 'double-it'

      tip: a lesson, quiz or exercise comes after a command: `roadmap show double-it`

    Usage: roadmap [OPTIONS] [COMMAND]

    For more information, try '--help'.
    --- exit code 2
    ");
}

#[test]
fn options_are_also_variables() {
    let project = Project::new();
    let done = project
        .roadmap("status --json")
        .env("ROADMAP_WORKSPACE", project.at("elsewhere"))
        .env("ROADMAP_PATH", "python")
        .run();
    assert_eq!(done.json()["workspace"], "[DIR]/elsewhere");
    assert_eq!(done.json()["path"], "python");
}

#[test]
fn without_options_progress_and_files_live_below_the_home_folder() {
    let project = Project::new();
    let done = project.roadmap("doctor --json").without("ROADMAP_DATA").without("ROADMAP_WORKSPACE").run();
    assert_eq!(done.json()["files"], "[DIR]/home/roadmap");
    #[cfg(target_os = "linux")]
    assert_eq!(done.json()["progress"]["folder"], "[DIR]/home/.local/share/roadmap");
}
