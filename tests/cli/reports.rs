//! Reports of `verify` and `grade`: formats, parts, and what differs.

use insta::assert_snapshot;
use serde_json::Value;

use crate::project::Project;
use crate::support::{course, fits, settled};

/// The course with a right and a wrong answer, which need no runtime to be judged.
fn with_answers() -> Project {
    let project = course();
    project.write("answers/copy-out/note.txt", "Ada\n");
    project.write("answers/copy-out/names.txt", "Eve\n");
    project.write("answers/first-quiz/answers.toml", "one-call = \"b\"\njoined-digits = \"6\"\n");
    project
}

#[test]
fn the_schema_of_reports_is_printed_and_reports_fit_it() {
    let project = with_answers();
    let schema = project.run("report schema");
    assert_eq!(schema.stdout, include_str!("../../curriculum/ci/report.schema.json"));
    let schema: Value = schema.json();
    for line in ["verify copy-out --json", "verify --shard 1/2 --json", "grade answers --json"] {
        let report = project.run(line).json();
        fits(&report, &schema, &schema).unwrap_or_else(|why| panic!("{line}: {why}"));
    }
    let mut report = project.run("verify copy-out --json").json();
    report["items"][0]["status"] = "fine".into();
    assert!(fits(&report, &schema, &schema).is_err());
}

#[test]
fn json_is_the_short_form_of_a_format() {
    let project = course();
    let [short, long] = ["verify copy-out --json", "verify copy-out --format json"].map(|line| project.run(line));
    assert_eq!(settled(&short.stdout), settled(&long.stdout));
    assert_eq!(project.run("verify --json --format junit").exit, Some(2));
}

#[test]
#[expect(clippy::too_many_lines, reason = "the same report, once in each format")]
fn a_grade_is_told_in_every_format() {
    let project = with_answers();
    assert_snapshot!(project.run("grade answers copy-out"), @r#"
    $ roadmap grade answers copy-out
    found 2 folders of exercises
    ✓ exercise copy-out (node): answers/copy-out/note.txt
        edited: names.txt (the curriculum's own was used)
    1 passed, 0 failed, 0 could not be looked at, 0 skipped
    --- exit code 0
    "#);
    for (format, snapshot) in [("json", "json"), ("junit", "junit"), ("github", "github"), ("sarif", "sarif")] {
        let done = project.run(&format!("grade answers copy-out --format {format}"));
        assert_eq!((done.exit, done.stderr.as_str()), (Some(0), ""), "{done}");
        let text = settled(&done.stdout);
        match snapshot {
            "json" => assert_snapshot!(text, @r#"
            {
              "schema": 1,
              "command": "grade",
              "tool": "roadmap 0.1.0",
              "result": "passed",
              "digest": "966489cd8eb0436c63851569e8e15e97",
              "paths": [
                "node",
                "python"
              ],
              "whole": {
                "found": 1,
                "chosen": 1,
                "changed_since": null,
                "digest": "2ded17be600dc57cee9b8047513cd626"
              },
              "shard": null,
              "counts": {
                "passed": 1,
                "failed": 0,
                "could_not_look": 0,
                "skipped": 0
              },
              "notes": [
                "found 2 folders of exercises"
              ],
              "items": [
                {
                  "position": 0,
                  "id": "copy-out",
                  "kind": "exercise",
                  "path": "node",
                  "status": "passed",
                  "digest": "53629f69c95846d855c9e8327314d0c7",
                  "judged": 1,
                  "milliseconds": [TIME],
                  "cached": false,
                  "file": "answers/copy-out/note.txt",
                  "problems": [],
                  "warnings": [
                    "edited: names.txt (the curriculum's own was used)"
                  ],
                  "reasons": [],
                  "answer": {
                    "folder": "copy-out",
                    "verdict": "passed",
                    "wrong": null,
                    "say": null,
                    "edited": [
                      "names.txt"
                    ],
                    "ignored": [],
                    "feedback": [
                      "✓ Passed: 2 of 2 checks.",
                      "",
                      "✓ note.txt has the line `Ada`",
                      "✓ names.txt has the line `Ada`"
                    ],
                    "checks": [
                      {
                        "label": "note.txt has the line `Ada`",
                        "passed": true,
                        "reached": true,
                        "seen": [
                          [
                            "line Ada",
                            "there"
                          ]
                        ]
                      },
                      {
                        "label": "names.txt has the line `Ada`",
                        "passed": true,
                        "reached": true,
                        "seen": [
                          [
                            "line Ada",
                            "there"
                          ]
                        ]
                      }
                    ]
                  }
                }
              ]
            }
            "#),
            "junit" => assert_snapshot!(text, @r#"
            <?xml version="1.0" encoding="UTF-8"?>
            <testsuites name="roadmap grade" tests="1" failures="0" errors="0" time="[TIME]">
              <testsuite name="node" tests="1" failures="0" errors="0" skipped="0" time="[TIME]">
                <testcase name="copy-out" classname="node.exercise" file="answers/copy-out/note.txt" time="[TIME]">
                  <system-out>edited: names.txt (the curriculum's own was used)</system-out>
                </testcase>
              </testsuite>
            </testsuites>
            "#),
            "github" => assert_snapshot!(text, @r#"
            ::warning file=answers/copy-out/note.txt,line=1,title=exercise copy-out (node)::edited: names.txt (the curriculum's own was used)
            ::notice title=roadmap grade::1 passed, 0 failed, 0 could not be looked at, 0 skipped
            "#),
            _ => assert!(text.contains("\"version\": \"2.1.0\""), "{text}"),
        }
    }
}

#[test]
fn parts_are_joined_to_the_report_of_the_whole() {
    let project = course();
    let whole = project.run("verify --json");
    assert_eq!(whole.json()["result"], "failed", "there are no runtimes here, and no record of `copy-out`");
    project.write("whole.json", &whole.stdout);
    for of in [1, 2, 3, 5] {
        let names: Vec<String> = (1..=of).map(|index| format!("{index}.json")).collect();
        for (index, name) in (1..=of).zip(&names) {
            project.write(name, &project.run(&format!("verify --shard {index}/{of} --json")).stdout);
        }
        let merged = project.run(&format!("report merge {} --format json", names.join(" ")));
        assert_eq!(merged.exit, whole.exit);
        assert_eq!(settled(&merged.stdout), settled(&whole.stdout), "{of} parts");
        project.write("merged.json", &merged.stdout);
        let same = project.run("report diff merged.json whole.json");
        assert!(same.exit == Some(0) && same.stdout.starts_with("the same verdicts: "), "{same}");
    }
}

#[test]
fn missing_and_doubled_parts_are_told() {
    let project = course();
    for part in [1, 3] {
        project
            .write(&format!("{part}.json"), &project.run(&format!("verify copy-out --shard {part}/3 --json")).stdout);
    }
    assert_snapshot!(project.run("report merge 1.json 3.json 1.json"), @r#"
    $ roadmap report merge 1.json 3.json 1.json
    --- stderr
    error: these reports do not make one whole:
      part 1/3 is there twice: `1.json` and `1.json`
      missing: part 2/3
    --- exit code 3
    "#);
    project.write("no.json", "{}");
    assert_snapshot!(project.run("report merge 1.json no.json"), @r#"
    $ roadmap report merge 1.json no.json
    --- stderr
    error: `no.json` is no report of `--format json`: missing field `schema` at line 1 column 2
    --- exit code 2
    "#);
    assert_snapshot!(project.run("report merge 1.json gone.json"), @r#"
    $ roadmap report merge 1.json gone.json
    --- stderr
    error: cannot read `gone.json`: [SYSTEM]
    --- exit code 2
    "#);
    assert_eq!(project.run("verify --shard 4/3").exit, Some(2));
}

#[test]
fn reports_that_differ_say_in_what() {
    let project = with_answers();
    project.write("right.json", &project.run("grade answers --json --path node").stdout);
    project.write("answers/copy-out/note.txt", "\n");
    project.write("answers/first-quiz/answers.toml", "one-call = \"a\"\njoined-digits = \"6\"\n");
    project.write("wrong.json", &project.run("grade answers --json --path node").stdout);
    assert_snapshot!(project.run("report diff right.json wrong.json"), @r#"
    $ roadmap report diff right.json wrong.json
    exercise copy-out (node): passed in the first, failed in the second
    exercise copy-out (node): the verdict is passed in the first, differs in the second
    exercise copy-out (node): recognised as nothing known in the first, empty in the second
    exercise copy-out (node): check 1 (note.txt has the line `Ada`): saw line Ada there in the first, line Ada missing in the second
    --- exit code 1
    "#);
    assert_eq!(project.run("report diff right.json right.json").exit, Some(0));
}

#[test]
fn a_broken_course_gives_no_report() {
    let project = course();
    project.write("course/exercises/copy-out/exercise.toml", "title = [");
    for line in ["verify --json", "grade course --format junit"] {
        let done = project.run(line);
        assert_eq!((done.exit, done.stdout.as_str()), (Some(3), ""), "{done}");
        assert!(done.stderr.contains("exercises/copy-out/exercise.toml:1:10"), "{done}");
    }
}
