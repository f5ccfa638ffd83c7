//! Programs that leave others behind, or multiply.

use super::*;

#[test]
fn a_daemon_in_a_session_of_its_own_that_holds_the_pipe_is_ended() {
    let output = sh("trap 'exit 0' USR1; setsid sh -c \"echo daemon; kill -USR1 $$; sleep 60\" & wait").run();
    assert_eq!(output.end, End::Exited(0));
    assert_eq!(output.stdout.text, "daemon\n");
    assert!(output.left_behind >= 1);
    assert!(output.took < LONG);
}

#[test]
#[cfg_attr(not(has_python), ignore = "needs Python 3.11+: apt install python3, or brew install python")]
fn a_daemon_that_closed_everything_and_forked_twice_is_ended() {
    let daemon = "
import os, time
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        os.closerange(0, 100)
        os.fork()
        time.sleep(60)
    os._exit(0)
os.wait()
";
    let output = python(daemon).run();
    assert_eq!(output.end, End::Exited(0));
    assert!((1..=2).contains(&output.left_behind), "{} or not forked yet", output.left_behind);
}

#[test]
fn a_daemon_that_threw_away_its_environment_is_ended() {
    let output = sh("sleep 0.1; setsid env -i sleep 61.25 & sleep 0.2; exit 0").run();
    assert_eq!((output.end, output.left_behind), (End::Exited(0), 1));
    let cmdlines = fs::read_dir("/proc").unwrap().flatten().filter_map(|one| fs::read(one.path().join("cmdline")).ok());
    assert_eq!(cmdlines.filter(|cmdline| cmdline.ends_with(b"61.25\0")).count(), 0);
}

/// Children of ours with this name that nobody has reaped.
fn zombies(name: &str) -> usize {
    let parent = format!("PPid:\t{}\n", std::process::id());
    let name = format!("Name:\t{name}\n");
    let all = fs::read_dir("/proc").unwrap().flatten();
    all.filter_map(|process| fs::read_to_string(process.path().join("status")).ok())
        .filter(|status| status.contains("State:\tZ") && status.contains(&parent) && status.contains(&name))
        .count()
}

#[test]
#[cfg_attr(not(has_python), ignore = "needs Python 3.11+: apt install python3, or brew install python")]
fn a_daemon_that_keeps_running_away_is_caught() {
    let fleeing = "
import os
open('/proc/self/comm', 'w').write('fleeing')
for _ in range(20_000):
    if os.fork() > 0: os._exit(0)
    os.setsid()
";
    let output = python(fleeing).run();
    assert_eq!((output.end, output.left_behind), (End::Exited(0), 1));
    assert_eq!(zombies("fleeing"), 0);
}

#[test]
#[cfg_attr(not(has_python), ignore = "needs Python 3.11+: apt install python3, or brew install python")]
fn a_daemon_that_does_not_wait_for_its_children_leaves_no_zombie() {
    let careless = "
import os, time
open('/proc/self/comm', 'w').write('careless')
if os.fork() == 0:
    os.setsid()
    for _ in range(5):
        if os.fork() == 0:
            os.setsid()
            os._exit(0)
    print('up', flush=True)
    time.sleep(60)
time.sleep(60)
";
    let case = python(careless);
    assert_eq!(case.started().stop().end, End::Cancelled);
    assert_eq!(case.left(), Vec::<String>::new());
    assert_eq!(zombies("careless"), 0);
}

#[test]
#[cfg_attr(not(has_python), ignore = "needs Python 3.11+: apt install python3, or brew install python")]
fn a_fork_bomb_is_ended() {
    let bomb = "
import os, time
for _ in range(8): os.fork()
time.sleep(60)
";
    assert_eq!(python(bomb).run().end, End::OutOfMemory);
}

#[test]
#[cfg_attr(not(has_python), ignore = "needs Python 3.11+: apt install python3, or brew install python")]
fn a_fork_bomb_of_daemons_is_ended() {
    let bomb = "
import os, time
for _ in range(7):
    os.fork()
    try: os.setsid()
    except OSError: pass
time.sleep(60)
";
    assert_eq!(python(bomb).run().end, End::OutOfMemory);
}
