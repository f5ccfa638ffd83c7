//! Projects: milestones over one folder, handed out, checked together, set back one by one.

use insta::assert_snapshot;

use crate::project::Project;

/// A course with a diary of eight days: each day is a file of its own, and the last goes on without a starter.
pub fn diary() -> Project {
    let project = Project::new();
    let days: Vec<u32> = (1..=8).collect();
    let ids: Vec<String> = days.iter().map(|day| format!("\"diary-day-{day}\"")).collect();
    let toml = format!("title = \"Diary\"\nabout = \"Write *every* day.\"\nmilestones = [{}]\n", ids.join(", "));
    project.write("course/curriculum/projects/diary.toml", &toml);
    let items: Vec<String> = ids.iter().map(|id| format!("  {{ exercise = {id} }},\n")).collect();
    project.edit("course/curriculum/first-steps/week.toml", "\n]", &format!("\n{}]", items.concat()));
    for day in days {
        let folder = format!("course/exercises/diary-day-{day}");
        project.write(
            &format!("{folder}/exercise.toml"),
            &format!(
                "title = \"Day {day}\"\nconcepts = [\"functions\"]\nmode = \"write\"\ndifficulty = 1\nminutes = 5\n\
                 file = \"days/{day}.txt\"\ntask = \"Write `day {day}`.\"\nhints = [\"Read.\", \"Think.\", \"Write.\"]\n\
                 \n[[check]]\nfile = {{ path = \"days/{day}.txt\", lines = [\"day {day}\"] }}\n\
                 \n[[check]]\nfile = {{ path = \"days/{day}.txt\", lines = [\"sun\"] }}\n\
                 \n[[wrong]]\nid = \"night\"\nsay = \"Day {day} is no night.\"\n\
                 \n[[wrong]]\nid = \"rain\"\nsay = \"The sun shone on day {day}.\"\n"
            ),
        );
        project.write(&format!("{folder}/shared/solution.txt"), &format!("day {day}\nsun\n"));
        project.write(&format!("{folder}/shared/wrong-night.txt"), &format!("night {day}\nsun\n"));
        project.write(&format!("{folder}/shared/wrong-rain.txt"), &format!("day {day}\nrain\n"));
        if day < 8 {
            project.write(&format!("{folder}/shared/starter.txt"), "dear diary\n");
        }
    }
    project
}

fn write_day(project: &Project, day: u32, text: &str) {
    project.write(&format!("work/shared/diary/days/{day}.txt"), text);
}

/// Days that are done.
fn with_days(project: &Project, days: std::ops::RangeInclusive<u32>) {
    for day in days {
        write_day(project, day, &format!("day {day}\nsun\n"));
    }
}

#[test]
fn the_course_is_sound_and_each_variant_is_judged_upon_the_earlier_solutions() {
    let project = diary();
    assert_snapshot!(project.run("lint"), @r"
    $ roadmap lint
    no problems
    --- exit code 0
    ");
    let done = project.run("verify diary --accept --course course");
    assert_eq!(done.exit, Some(0), "{done}");
    assert!(done.stdout.contains("exercise diary-day-8 (python): 4 judged"), "{done}");
}

#[test]
fn a_variant_that_spoils_an_earlier_milestone_is_a_fault() {
    let project = diary();
    let folder = "course/exercises/diary-day-3/shared/wrong-rain";
    std::fs::remove_file(project.at(&format!("{folder}.txt"))).unwrap();
    project.write(&format!("{folder}/days/3.txt"), "day 3\nrain\n");
    project.write(&format!("{folder}/days/1.txt"), "crossed out\n");
    let done = project.run("verify diary-day-3 --accept --course course --path node");
    assert_eq!(done.exit, Some(2), "both paths are kept at once: {done}");
    let done = project.run("verify diary-day-3 --accept --course course");
    assert_eq!(done.exit, Some(1), "{done}");
    assert!(done.stdout.contains("wrong-rain breaks milestone 1 · Day 1: days/1.txt has the line `day 1`"), "{done}");
    assert!(!project.at("course/exercises/diary-day-3/record.toml").exists(), "what is wrong is not accepted");
}

#[test]
fn milestones_share_a_folder_and_hand_out_only_what_is_not_there() {
    let project = diary();
    assert_snapshot!(project.run("start diary-day-1 --path node"), @r"
    $ roadmap start diary-day-1 --path node
    [DIR]/work/shared/diary/days/1.txt
    --- exit code 0
    ");
    with_days(&project, 1..=1);
    assert_snapshot!(project.run("start diary-day-2 --path node"), @r"
    $ roadmap start diary-day-2 --path node
    [DIR]/work/shared/diary/days/2.txt
    --- stderr
    note: milestone 1 · Day 1 has not passed yet, and is checked with this one: `roadmap check diary-day-1`
    --- exit code 0
    ");
    assert_eq!(project.read("work/shared/diary/days/1.txt"), "day 1\nsun\n");
    write_day(&project, 2, "mine\n");
    assert_snapshot!(project.run("start diary-day-2 --path node"), @r"
    $ roadmap start diary-day-2 --path node
    [DIR]/work/shared/diary/days/2.txt
    --- stderr
    note: these are your own files from before; `roadmap reset` brings the starter back
    note: milestone 1 · Day 1 has not passed yet, and is checked with this one: `roadmap check diary-day-1`
    --- exit code 0
    ");
    assert_eq!(project.read("work/shared/diary/days/2.txt"), "mine\n");
    assert!(!project.at("work/shared/diary/days/3.txt").exists());
}

#[test]
fn the_projects_own_id_starts_the_next_milestone_and_checks_the_furthest() {
    let project = diary();
    assert!(project.run("start diary --path node").stdout.contains("days/1.txt"));
    with_days(&project, 1..=1);
    let done = project.run("check diary --path node");
    assert_eq!(done.exit, Some(0), "{done}");
    assert!(done.stdout.starts_with("Diary · 1 of 8 · Day 1\n"), "{done}");
    let json = project.run("start diary --path node --json").json();
    assert_eq!((&json["project"], &json["milestone"], &json["new"]), (&"diary".into(), &2.into(), &true.into()));
    with_days(&project, 2..=2);
    assert!(project.run("check diary --path node").stdout.starts_with("Diary · 2 of 8 · Day 2\n"));
    assert_snapshot!(project.run("hint diary --path node"), @"
    $ roadmap hint diary --path node
    --- stderr
    error: `diary` is a project: name one of its milestones, such as `diary-day-1`; `roadmap show diary` shows them
    --- exit code 2
    ");
}

#[test]
fn a_project_that_nobody_began_says_how_to_begin() {
    assert_snapshot!(diary().run("check diary --path node"), @"
    $ roadmap check diary --path node
    --- stderr
    error: there is nothing of `diary-day-1` to look at: run `roadmap start diary-day-1`, which hands out what is missing
    --- exit code 3
    ");
}

#[test]
fn a_milestone_without_files_of_its_own_says_where_to_begin() {
    let why = "days/8.txt` is not there: `diary-day-8` goes on with the files of the milestones before it and hands out \
               none. Write it, or begin with `roadmap start diary`";
    let project = diary();
    let started = project.run("start diary-day-8 --path node");
    assert!(started.exit == Some(0) && started.stderr.contains(why), "{started}");
    let checked = project.run("check diary-day-8 --path node");
    assert!(checked.exit == Some(3) && checked.stderr.contains(why), "{checked}");
    write_day(&project, 8, "dear diary\n");
    assert!(!project.run("start diary-day-8 --path node").stderr.contains("is not there"));
}

#[test]
fn milestone_1_broken_in_milestone_8_is_named() {
    let project = diary();
    with_days(&project, 1..=8);
    let done = project.run("check diary-day-8 --path node");
    assert_eq!(done.exit, Some(0));
    assert!(done.stdout.contains("✓ Passed: 2 of 2 checks, and the 7 milestones before it still pass."), "{done}");
    write_day(&project, 1, "day 1\nsnow\n");
    write_day(&project, 8, "day 8\n");
    assert_snapshot!(project.run("check diary-day-8 --path node"), @"
    $ roadmap check diary-day-8 --path node
    Diary · 8 of 8 · Day 8
    ✗ Milestone 1 · Day 1 does not pass: days/1.txt has the line `sun`

      The sun shone on day 1.

      line sun
        expected  the line `sun`
        got       it is missing

    This milestone itself: 1 of 2 checks passed.

    ✗ days/8.txt has the line `sun`
      line sun
        expected  the line `sun`
        got       it is missing

    ✓ days/8.txt has the line `day 8`
    --- exit code 1
    ");
    let state = |json: &serde_json::Value| json["weeks"][0]["items"][10]["state"].clone();
    assert_eq!(state(&project.run("list --path node --json").json()), "passed", "what was passed stays passed");
}

#[test]
fn a_broken_earlier_milestone_that_nobody_can_explain_hides_no_explanation() {
    let project = diary();
    with_days(&project, 1..=3);
    write_day(&project, 1, "");
    write_day(&project, 3, "day 3\n");
    let done = project.run("check diary-day-3 --path node");
    let (earlier, itself) = done.stdout.split_once("This milestone itself: 1 of 2 checks passed.").unwrap();
    assert!(earlier.contains("✗ Milestone 1 · Day 1 does not pass") && !earlier.contains("The sun shone"), "{done}");
    assert!(itself.contains("The sun shone on day 3."), "{done}");
}

#[test]
fn a_known_wrong_answer_explains_a_broken_earlier_milestone() {
    let project = diary();
    with_days(&project, 1..=3);
    write_day(&project, 1, "night 1\nsun\n");
    write_day(&project, 2, "");
    assert_snapshot!(project.run("check diary-day-3 --path node"), @"
    $ roadmap check diary-day-3 --path node
    Diary · 3 of 8 · Day 3
    ✗ Milestone 1 · Day 1 does not pass: days/1.txt has the line `day 1`

      Day 1 is no night.

      line day 1
        expected  the line `day 1`
        got       it is missing

    Not passing either: 2 · Day 2.

    This milestone itself: 2 of 2 checks passed.

    ✓ days/3.txt has the line `day 3`
    ✓ days/3.txt has the line `sun`
    --- exit code 1
    ");
    let state = |json: &serde_json::Value| json["weeks"][0]["items"][5]["state"].clone();
    assert_eq!(state(&project.run("list --path node --json").json()), "tried", "it counts only with all before it");
}

#[test]
fn a_check_as_json_names_project_milestone_and_the_earlier_ones() {
    let project = diary();
    with_days(&project, 1..=3);
    write_day(&project, 2, "dear diary\n");
    let done = project.run("check diary-day-3 --path node --json");
    let json = done.json();
    assert_eq!((&json["project"], &json["milestone"], &json["milestones"]), (&"diary".into(), &3.into(), &8.into()));
    assert_eq!((&json["verdict"], &json["reason"]), (&"failed".into(), &"earlier-milestone".into()), "{done}");
    assert_eq!(json["checks"][1]["passed"], true, "its own checks are there too");
    let [first, second] = json["earlier"].as_array().unwrap().as_slice() else { panic!("{done}") };
    let passed = serde_json::json!({ "id": "diary-day-1", "number": 1, "title": "Day 1", "verdict": "passed" });
    assert_eq!(*first, passed);
    assert_eq!((&second["verdict"], &second["reason"]), (&"failed".into(), &"untouched".into()));
    assert_eq!(second["checks"][0]["facets"][0]["actual"], "it is missing");
}

#[test]
fn an_earlier_milestone_that_is_not_done_is_told_as_such() {
    let project = diary();
    project.run("start diary-day-1 --path node");
    with_days(&project, 2..=2);
    let done = project.run("check diary-day-2 --path node");
    assert!(done.stdout.contains("✗ Milestone 1 · Day 1 is not done yet: its files are still the starter."), "{done}");
    std::fs::remove_file(project.at("work/shared/diary/days/1.txt")).unwrap();
    let done = project.run("check diary-day-2 --path node");
    assert!(done.stdout.contains("✗ Milestone 1 · Day 1 does not pass:"), "{done}");
    assert!(done.stdout.contains("got       there is no such file"), "{done}");
}

#[test]
fn the_starter_of_a_milestone_is_known_beside_the_learners_own_earlier_files() {
    let project = diary();
    write_day(&project, 1, "day 1\nand more\nsun\n");
    project.run("start diary-day-2 --path node");
    let done = project.run("check diary-day-2 --path node");
    assert!(done.stdout.contains("This is still the starter"), "{done}");
}

#[test]
fn a_reset_sets_back_the_milestones_own_files_and_keeps_the_others() {
    let project = diary();
    with_days(&project, 1..=2);
    project.write("work/shared/diary/notes.txt", "mine\n");
    assert_snapshot!(project.run("reset diary-day-2 --path node"), @"
    $ roadmap reset diary-day-2 --path node
    Back to the starter: days/2.txt. All other files of the project stay as they are. What you had is kept: `roadmap undo diary-day-2` brings it back.
    --- exit code 0
    ");
    assert_eq!(project.read("work/shared/diary/days/2.txt"), "dear diary\n");
    assert_eq!(project.read("work/shared/diary/days/1.txt"), "day 1\nsun\n");
    assert_eq!(project.read("work/shared/diary/notes.txt"), "mine\n");
    assert_eq!(project.run("undo diary-day-1 --path node").exit, Some(3), "each milestone has its own resets");
    assert_eq!(project.run("undo diary-day-2 --path node").exit, Some(0));
    assert_eq!(project.read("work/shared/diary/days/2.txt"), "day 2\nsun\n");
    assert_eq!(project.run("undo diary-day-2 --path node").exit, Some(3));
    assert_snapshot!(project.run("reset diary-day-8 --path node"), @"
    $ roadmap reset diary-day-8 --path node
    --- stderr
    error: `diary-day-8` hands out no files of its own: it goes on with those of the earlier milestones, so there is nothing to set back
    --- exit code 3
    ");
}

#[test]
fn list_and_show_keep_milestones_together() {
    let project = diary();
    with_days(&project, 1..=1);
    project.run("check diary-day-1 --path node");
    assert_snapshot!(project.run("list --path node"), @"
    $ roadmap list --path node
    Week 1: First steps
      new    lesson   first-words                        First words
      new    quiz     first-quiz                         First quiz
      new    exercise double-it                          Double it
      1/8    project  diary                              Diary
      passed exercise diary-day-1                         1 · Day 1
      new    exercise diary-day-2                         2 · Day 2
      new    exercise diary-day-3                         3 · Day 3
      new    exercise diary-day-4                         4 · Day 4
      new    exercise diary-day-5                         5 · Day 5
      new    exercise diary-day-6                         6 · Day 6
      new    exercise diary-day-7                         7 · Day 7
      new    exercise diary-day-8                         8 · Day 8
    Week 2: Later (not written yet)
    --- exit code 0
    ");
    assert_snapshot!(project.run("show diary --path node"), @"
    $ roadmap show diary --path node
    Diary (1 of 8 passed)

    Write every day.

       1  passed diary-day-1                        Day 1
       2  new    diary-day-2                        Day 2
       3  new    diary-day-3                        Day 3
       4  new    diary-day-4                        Day 4
       5  new    diary-day-5                        Day 5
       6  new    diary-day-6                        Day 6
       7  new    diary-day-7                        Day 7
       8  new    diary-day-8                        Day 8

    roadmap start diary hands out the next milestone, roadmap check diary checks how far you are.
    --- exit code 0
    ");
    assert!(project.run("show diary-day-2").stdout.starts_with("Diary · 2 of 8 · Day 2\n"));
    let json = project.run("list --path node --json").json();
    assert_eq!(json["projects"][0]["passed"], 1);
    assert_eq!(json["weeks"][0]["items"][3]["project"], "diary");
    assert_eq!(json["weeks"][0]["items"][3]["milestone"], 1);
    assert!(json["weeks"][0]["items"][0].get("project").is_none());
}
