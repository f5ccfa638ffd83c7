//! Tests of reports: their formats, parts of a whole, and differences.

use super::*;

fn whole(found: usize, chosen: usize) -> Whole {
    Whole { found, chosen, changed_since: None, digest: "w".to_owned() }
}

/// Items of each status, with texts that mean something in each format.
fn items() -> Vec<Item> {
    let item =
        |kind, id: &str, path, position| Item { position, judged: 1, milliseconds: 1234, ..Item::new(kind, id, path) };
    let bad = "gave <b>\"1 & 2\"</b> ]]>, 100%:\r\n::error::second line\u{1b}[2J\u{0}";
    vec![
        Item { file: Some("exercises/a/exercise.toml".into()), ..item(Kind::Exercise, "a", Track::Node, 0) },
        Item {
            status: Status::Failed,
            file: Some("my course, new/b: 1.js".into()),
            problems: vec![Problem { text: bad.to_owned(), line: Some(7) }, Problem::new("and more")],
            warnings: vec!["edited: x".to_owned()],
            ..item(Kind::Exercise, "b", Track::Node, 1)
        },
        Item {
            status: Status::CouldNotLook,
            judged: 0,
            reasons: vec!["Node.js is not installed".to_owned()],
            ..item(Kind::Quiz, "c", Track::Python, 2)
        },
        Item {
            status: Status::Skipped,
            judged: 0,
            reasons: vec!["not here".to_owned()],
            ..item(Kind::Lesson, "d", Track::Python, 3)
        },
    ]
    .into_iter()
    .map(Item::signed)
    .collect()
}

fn report() -> Report {
    Report::new(Command::Verify, Track::ALL.to_vec(), whole(4, 4), None, Vec::new(), items())
}

#[test]
fn junit_has_a_case_for_each_item_and_no_text_breaks_out_of_it() {
    insta::assert_snapshot!(report().render(Format::Junit).unwrap(), @r#"
    <?xml version="1.0" encoding="UTF-8"?>
    <testsuites name="roadmap verify" tests="4" failures="1" errors="1" time="4.936">
      <testsuite name="node" tests="2" failures="1" errors="0" skipped="0" time="2.468">
        <testcase name="a" classname="node.exercise" file="exercises/a/exercise.toml" time="1.234"/>
        <testcase name="b" classname="node.exercise" file="my course, new/b: 1.js" time="1.234">
          <failure message="gave &lt;b&gt;&quot;1 &amp; 2&quot;&lt;/b&gt; ]]&gt;, 100%:" type="failed">gave &lt;b&gt;&quot;1 &amp; 2&quot;&lt;/b&gt; ]]&gt;, 100%:
    ::error::second line�[2J�
    and more</failure>
          <system-out>edited: x</system-out>
        </testcase>
      </testsuite>
      <testsuite name="python" tests="2" failures="0" errors="1" skipped="1" time="2.468">
        <testcase name="c" classname="python.quiz" time="1.234">
          <error message="Node.js is not installed" type="could-not-look">Node.js is not installed</error>
        </testcase>
        <testcase name="d" classname="python.lesson" time="1.234">
          <skipped message="not here"/>
        </testcase>
      </testsuite>
    </testsuites>
    "#);
}

#[test]
fn annotations_are_one_line_each_and_no_text_becomes_a_command() {
    insta::assert_snapshot!(report().render(Format::Github).unwrap(), @r#"
    ::error file=my course%2C new/b%3A 1.js,line=7,title=exercise b (node)::gave <b>"1 & 2"</b> ]]>, 100%25:%0A::error::second line␀
    ::error file=my course%2C new/b%3A 1.js,line=1,title=exercise b (node)::and more
    ::warning file=my course%2C new/b%3A 1.js,line=1,title=exercise b (node)::edited: x
    ::error title=quiz c (python)::could not look: Node.js is not installed
    ::notice title=lesson d (python)::not here
    ::notice title=roadmap verify::1 passed, 1 failed, 1 could not be looked at, 1 skipped
    "#);
}

#[test]
fn sarif_has_a_result_for_each_problem() {
    let log: serde_json::Value = serde_json::from_str(&report().render(Format::Sarif).unwrap()).unwrap();
    assert_eq!((&log["version"], log["runs"].as_array().unwrap().len()), (&"2.1.0".into(), 1));
    let run = &log["runs"][0];
    let driver = &run["tool"]["driver"];
    assert_eq!(driver["name"], "roadmap");
    let results = run["results"].as_array().unwrap();
    assert_eq!(results.len(), 5);
    for result in results {
        let rule = &driver["rules"][usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap()];
        assert_eq!(rule["id"], result["ruleId"]);
        assert!(!rule["shortDescription"]["text"].as_str().unwrap().is_empty());
        assert!(["none", "note", "warning", "error"].contains(&result["level"].as_str().unwrap()));
        assert!(!result["message"]["text"].as_str().unwrap().is_empty());
        for location in result["locations"].as_array().into_iter().flatten() {
            let place = &location["physicalLocation"];
            assert!(place["region"]["startLine"].as_u64().unwrap() >= 1);
            let uri = place["artifactLocation"]["uri"].as_str().unwrap();
            assert!(uri.bytes().all(|byte| byte.is_ascii_graphic() && !b"<>\"{}|\\^`".contains(&byte)), "{uri}");
        }
    }
    insta::assert_snapshot!(serde_json::to_string_pretty(&results[0]).unwrap(), @r#"
    {
      "ruleId": "failed",
      "ruleIndex": 0,
      "level": "error",
      "message": {
        "text": "exercise b (node): gave <b>\"1 & 2\"</b> ]]>, 100%:\n::error::second line␀"
      },
      "locations": [
        {
          "physicalLocation": {
            "artifactLocation": {
              "uri": "my%20course%2C%20new/b%3A%201.js"
            },
            "region": {
              "startLine": 7
            }
          }
        }
      ]
    }
    "#);
}

#[test]
fn no_format_sends_a_control_character() {
    for format in [Format::Json, Format::Junit, Format::Github, Format::Sarif] {
        let text = report().render(format).unwrap();
        assert!(!text.contains(|c: char| c.is_control() && c != '\n'), "{format:?}: {text:?}");
    }
    assert_eq!(report().render(Format::Human), None);
}

#[test]
fn a_report_is_read_as_it_was_written() {
    let text = report().render(Format::Json).unwrap();
    assert_eq!(Report::parse(&text).unwrap(), report());
    let newer = text.replacen("\"schema\": 1", "\"schema\": 2", 1);
    assert_eq!(Report::parse(&newer).unwrap_err(), "is a report of schema 2, and this roadmap reads schema 1");
    assert!(Report::parse("[]").unwrap_err().starts_with("is no report of `--format json`: "));
}

#[test]
fn what_a_run_comes_to_is_the_worst_of_its_items() {
    let all = items();
    let result = |items: &[Item], shard| {
        Report::new(Command::Grade, vec![Track::Node], whole(4, 4), shard, Vec::new(), items.to_vec()).result
    };
    assert_eq!(result(&all, None), Outcome::Failed);
    assert_eq!(result(&all[2..], None), Outcome::CouldNotLook);
    assert_eq!(result(&all[..1], None), Outcome::Passed);
    assert_eq!(result(&all[3..], None), Outcome::Nothing, "only left out");
    assert_eq!(result(&[], None), Outcome::Nothing);
    let part = Some(Shard { index: 1, of: 2 });
    assert_eq!(result(&[], part), Outcome::Passed, "a part may have nothing to do");
    let of = |whole| Report::new(Command::Grade, Vec::new(), whole, part, Vec::new(), Vec::new()).result;
    assert_eq!(of(whole(0, 0)), Outcome::Nothing, "a part of nothing");
    let report = Report::new(Command::Verify, Vec::new(), whole(4, 0), None, Vec::new(), Vec::new());
    assert_eq!(report.result, Outcome::Passed, "nothing changed");
}

#[test]
fn a_digest_holds_verdicts_and_nothing_that_varies() {
    let first = items().remove(0);
    let other = Item {
        milliseconds: 9,
        cached: true,
        position: 7,
        file: None,
        warnings: vec!["slow".to_owned()],
        digest: String::new(),
        ..first.clone()
    };
    assert_eq!(other.signed().digest, first.digest);
    let failed = Item { status: Status::Failed, ..first.clone() }.signed();
    let trips = |trip: &str| {
        let variant =
            Variant { variant: "starter".into(), verdict: "differs".into(), told: None, trips: vec![trip.to_owned()] };
        Item { variants: vec![variant], ..first.clone() }.signed().digest
    };
    assert!(failed.digest != first.digest && trips("1 value 2") != trips("1 value 3") && trips("x") != first.digest);
}

#[test]
fn every_id_belongs_to_exactly_one_part() {
    let ids: Vec<String> = (0..500).map(|number| format!("exercise-{number}")).collect();
    for of in 1..=9 {
        let parts: Vec<Shard> = (1..=of).map(|index| Shard { index, of }).collect();
        for id in &ids {
            assert_eq!(parts.iter().filter(|part| part.has(id)).count(), 1, "{id} of {of}");
        }
        let sizes = parts.iter().map(|part| ids.iter().filter(|id| part.has(id)).count());
        let fair = ids.len() / usize::try_from(of).unwrap();
        assert!(sizes.into_iter().all(|size| size > fair / 2 && size < fair * 2), "of {of}");
    }
    // The same on every machine, in every version.
    assert_eq!((1..=5).find(|index| Shard { index: *index, of: 5 }.has("celsius-to-fahrenheit")), Some(4));
}

#[test]
fn a_part_is_written_as_one_of_many() {
    assert_eq!("2/4".parse(), Ok(Shard { index: 2, of: 4 }));
    for text in ["0/4", "5/4", "4", "a/b", "1/0", "-1/2", ""] {
        assert!(text.parse::<Shard>().is_err(), "{text}");
    }
}

/// The report of each part of a whole.
fn parts(of: u64) -> Vec<(String, Report)> {
    let part = |index| {
        let shard = Shard { index, of };
        let items = items().into_iter().filter(|item| shard.has(&item.id)).collect();
        let whole = whole(4, 4);
        let report = Report::new(Command::Verify, Track::ALL.to_vec(), whole, Some(shard), Vec::new(), items);
        (format!("{index}.json"), report)
    };
    (1..=of).map(part).collect()
}

#[test]
fn parts_make_the_whole_in_any_order() {
    for of in 1..=6 {
        let mut parts = parts(of);
        parts.reverse();
        assert_eq!(merge(parts), Ok(report()), "{of} parts");
    }
    let whole = ("all.json".to_owned(), report());
    assert_eq!(merge(vec![whole]), Ok(report()), "a whole alone is itself");
}

#[test]
fn missing_doubled_and_foreign_parts_are_told() {
    let mut parts = parts(4);
    let (_, third) = parts.remove(2);
    parts.push(("again.json".to_owned(), parts[0].1.clone()));
    assert_eq!(
        merge(parts.clone()).unwrap_err(),
        ["part 1/4 is there twice: `1.json` and `again.json`", "missing: part 3/4"]
    );
    let _ = parts.pop();
    parts.push(("other.json".to_owned(), Report { whole: whole(5, 5), ..third }));
    let told = merge(parts.clone()).unwrap_err();
    assert_eq!(told.len(), 1);
    assert!(told[0].starts_with("`other.json` is of another run than `1.json`"), "{told:?}");
    let _ = parts.pop();
    parts.push(("all.json".to_owned(), report()));
    assert_eq!(
        merge(parts).unwrap_err(),
        ["`all.json` is the report of a whole run, not of a part: merge it with no other", "missing: part 3/4"]
    );
}

#[test]
fn differences_name_what_was_seen_in_each() {
    let check = |passed, key: &str| Check {
        label: "f(1)".into(),
        passed,
        reached: true,
        seen: vec![("value".to_owned(), key.to_owned())],
    };
    let answer = |verdict: &str, wrong: Option<&str>, check: Check| Answer {
        folder: "node/a".into(),
        verdict: verdict.into(),
        wrong: wrong.map(str::to_owned),
        say: None,
        edited: Vec::new(),
        ignored: Vec::new(),
        feedback: Vec::new(),
        checks: vec![check],
    };
    let of = |status, answer| {
        let item = Item { status, answer: Some(answer), ..Item::new(Kind::Exercise, "a", Track::Node) }.signed();
        Report::new(Command::Grade, vec![Track::Node], whole(1, 1), None, Vec::new(), vec![item])
    };
    let right = of(Status::Passed, answer("passed", None, check(true, "right")));
    let wrong = of(Status::Failed, answer("differs", Some("cut-off"), check(false, "3")));
    assert_eq!(differences(&right, &right), Vec::<String>::new());
    insta::assert_snapshot!(differences(&right, &wrong).join("\n"), @r#"
    exercise a (node): passed in the first, failed in the second
    exercise a (node): the verdict is passed in the first, differs in the second
    exercise a (node): recognised as nothing known in the first, cut-off in the second
    exercise a (node): check 1 (f(1)): saw value right in the first, value 3 in the second
    "#);
    let nothing = Report { items: Vec::new(), ..right.clone() };
    assert_eq!(differences(&right, &nothing), ["exercise a (node): only in the first"]);
    assert_eq!(differences(&nothing, &right), ["exercise a (node): only in the second"]);
}
