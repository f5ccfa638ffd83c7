//! Tests of kept results: whole or not there, and never another's.

use super::*;
use crate::id::Track;

fn results(folder: &Path) -> Results {
    Results::new(folder, Engine::named("engine 1"))
}

fn key(results: &Results, what: &str) -> Key {
    let mut inputs = results.engine().inputs("test", Track::Node, true).unwrap();
    inputs.add(what.as_bytes());
    inputs.key()
}

#[test]
fn a_result_is_found_under_its_own_key_alone() {
    let folder = tempfile::tempdir().unwrap();
    let results = results(folder.path());
    let key_a = key(&results, "a");
    assert_eq!(results.get::<String>(&key_a), None);
    results.put(&key_a, &"told");
    assert_eq!(results.get::<String>(&key_a).as_deref(), Some("told"));
    assert_eq!(results.get::<String>(&key(&results, "b")), None);
    let newer = Results::new(folder.path(), Engine::named("engine 2"));
    assert_eq!(newer.get::<String>(&key(&newer, "a")), None, "another engine");
    let python = results.engine().inputs("test", Track::Python, true).unwrap().key();
    assert_ne!(python, results.engine().inputs("test", Track::Node, true).unwrap().key());
}

#[test]
fn where_one_part_of_a_key_ends_counts() {
    let folder = tempfile::tempdir().unwrap();
    let results = results(folder.path());
    let key = |parts: &[&str]| {
        let mut inputs = results.engine().inputs("test", Track::Node, false).unwrap();
        parts.iter().for_each(|part| inputs.add(part.as_bytes()));
        inputs.key()
    };
    assert_ne!(key(&["ab", "c"]), key(&["a", "bc"]));
    assert_ne!(key(&["a", ""]), key(&["a"]));
}

#[test]
fn half_a_result_and_one_that_was_moved_are_as_good_as_none() {
    let folder = tempfile::tempdir().unwrap();
    let results = results(folder.path());
    let (key_a, key_b) = (key(&results, "a"), key(&results, "b"));
    results.put(&key_a, &"told");
    let text = fs::read_to_string(results.place(&key_a)).unwrap();
    for end in 0..text.len() {
        fs::write(results.place(&key_a), text.get(..end).unwrap_or_default()).unwrap();
        assert_eq!(results.get::<String>(&key_a), None, "{end} bytes");
    }
    fs::create_dir_all(results.place(&key_b).parent().unwrap()).unwrap();
    fs::write(results.place(&key_b), &text).unwrap();
    assert_eq!(results.get::<String>(&key_b), None);
    results.put(&key_a, &"told again");
    assert_eq!(results.get::<String>(&key_a).as_deref(), Some("told again"));
}

#[test]
fn several_threads_may_write_the_same_result() {
    let folder = tempfile::tempdir().unwrap();
    let results = results(folder.path());
    let key = key(&results, "a");
    let long = "x".repeat(100_000);
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                for _ in 0..50 {
                    results.put(&key, &long);
                    let found = results.get::<String>(&key);
                    assert!(found.is_none_or(|found| found == long));
                }
            });
        }
    });
    assert_eq!(results.get::<String>(&key), Some(long));
}

#[test]
fn what_nobody_asks_for_and_what_was_never_finished_is_removed_some_day() {
    let folder = tempfile::tempdir().unwrap();
    let results = results(folder.path());
    let key = (0..).map(|number| key(&results, &number.to_string())).find(|key| key.is_one_in(64)).unwrap();
    let beside = |name: &str, days: u64| {
        let place = results.place(&key).with_file_name(name);
        fs::create_dir_all(place.parent().unwrap()).unwrap();
        let time = SystemTime::now() - Duration::from_secs(days * 24 * 60 * 60);
        fs::File::create(&place).unwrap().set_modified(time).unwrap();
        place
    };
    let (old, young) = (beside("old", 61), beside("young", 59));
    let (dead, alive) = (beside(".unfinished-1", 2), beside(".unfinished-2", 0));
    results.put(&key, &1);
    assert_eq!([old, young, dead, alive].map(|file| file.exists()), [false, true, false, true]);
}

#[test]
fn a_folder_that_cannot_be_written_is_like_none() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("cache"), "a file").unwrap();
    let results = results(folder.path());
    let key = key(&results, "a");
    results.put(&key, &1);
    assert_eq!(results.get::<u32>(&key), None);
}
