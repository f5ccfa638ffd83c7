//! An exercise on the command line: `start`, `check`, `hint`, `reset`, `undo`.

use insta::assert_snapshot;

use crate::project::Project;

const WRONG: &str = "function doubleIt(number) {\n  return number + 2;\n}\n\nmodule.exports = { doubleIt };\n";

#[test]
fn start_hands_out_the_file_once() {
    let project = Project::new();
    assert_snapshot!(project.run("start double-it --path python"), @"");
    project.write("work/double-it/main.py", "mine\n");
    assert_snapshot!(project.run("start double-it --path python"), @"");
    assert_eq!(project.read("work/double-it/main.py"), "mine\n");
}
