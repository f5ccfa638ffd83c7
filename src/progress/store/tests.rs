//! What the store keeps, and what it does with files that are not as they should be.

use std::collections::BTreeSet;

use super::*;
use crate::curriculum::Item;
use crate::progress::{Progress, State};

const SOON: Duration = Duration::from_millis(20);

fn open(folder: &Path) -> Store {
    let (store, opened) = Store::open(folder).unwrap();
    assert_eq!(opened, Opened::Ready);
    store
}

fn exercise() -> ExerciseId {
    "visit-counter".parse().unwrap()
}

fn checked(second: i64, track: Track, shared: bool, passed: bool) -> Event {
    let what = What::Checked { exercise: exercise(), track, shared, passed, wrong: None };
    Event { at: DateTime::from_timestamp(1_772_366_400 + second, 123_456_789).unwrap(), what }
}

fn attempt(second: i64) -> Event {
    checked(second, Track::Node, false, false)
}

fn files(text: &str) -> Files {
    Files::from([("main.js".to_owned(), text.as_bytes().to_vec())])
}

fn names(folder: &Path) -> BTreeSet<String> {
    fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

/// A closed store with this many attempts, as one file.
fn filled(folder: &Path, attempts: i64) -> PathBuf {
    let mut store = open(folder);
    for second in 0..attempts {
        store.append(&attempt(second), Some(&files(&format!("// attempt {second}\n").repeat(40)))).unwrap();
    }
    folder.join(FILE)
}

#[test]
fn events_come_back_as_they_were_in_the_order_of_appending() {
    let dir = tempfile::tempdir().unwrap();
    let events = [attempt(5), attempt(1), Event { what: What::Chose { track: Track::Python }, ..attempt(9) }];
    let mut store = open(dir.path());
    for event in &events {
        store.append(event, None).unwrap();
    }
    assert_eq!(store.events().unwrap(), events);
    drop(store);
    assert_eq!(open(dir.path()).events().unwrap(), events);
    assert_eq!(Store::peek(dir.path()).unwrap(), events);
}

#[test]
fn a_missing_folder_is_made_for_this_user_alone() {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path().join("mine räume/日本/roadmap");
    drop(open(&folder));
    assert!(folder.join(FILE).is_file());
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(fs::metadata(&folder).unwrap().permissions().mode() & 0o777, 0o700);
    }
}

#[test]
fn a_folder_name_that_looks_like_a_uri_is_a_folder_name() {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path().join("file:x?mode=memory#%20");
    filled(&folder, 1);
    assert_eq!(open(&folder).events().unwrap().len(), 1);
}

#[test]
fn the_newest_wanted_snapshot_is_found() {
    let dir = tempfile::tempdir().unwrap();
    let mut store = open(dir.path());
    store.append(&checked(1, Track::Node, false, true), Some(&files("right"))).unwrap();
    store.append(&checked(2, Track::Node, false, false), Some(&files("wrong"))).unwrap();
    store.append(&checked(3, Track::Python, false, true), Some(&files("other"))).unwrap();
    let find =
        |store: &Store, track, wanted: &dyn Fn(&Event) -> bool| store.snapshot(&exercise(), track, wanted).unwrap();
    assert_eq!(find(&store, Track::Node, &|_| true), Some(files("wrong")));
    let passed = |event: &Event| matches!(event.what, What::Checked { passed: true, .. });
    assert_eq!(find(&store, Track::Node, &passed), Some(files("right")));
    assert_eq!(find(&store, Track::Node, &|_| false), None);
    store.append(&checked(4, Track::Python, true, true), Some(&files("shared"))).unwrap();
    assert_eq!(find(&store, Track::Node, &passed), Some(files("shared")));
}

#[test]
fn equal_files_are_kept_once() {
    let dir = tempfile::tempdir().unwrap();
    let mut store = open(dir.path());
    for second in 0..5 {
        store.append(&attempt(second), Some(&files("the same"))).unwrap();
    }
    let count: i64 = store.connection.query_row("select count(*) from blob", [], |row| row.get(0)).unwrap();
    assert_eq!(count, 1);
}

#[test]
fn nothing_that_was_kept_can_be_changed_deleted_or_replaced() {
    let dir = tempfile::tempdir().unwrap();
    filled(dir.path(), 2);
    let store = open(dir.path());
    for sql in [
        "update event set body = '{}'",
        "delete from event",
        "insert or replace into event (id, at, body) values (1, '', '{}')",
        "update blob set bytes = x'00'",
        "delete from blob",
        "update snapshot set name = 'x'",
        "delete from snapshot",
    ] {
        let error = store.connection.execute(sql, []).unwrap_err().to_string();
        assert!(error.contains("are never"), "{sql}: {error}");
    }
    assert_eq!(store.events().unwrap(), [attempt(0), attempt(1)]);
}

#[test]
fn events_of_a_newer_version_are_unknown_and_stay() {
    let dir = tempfile::tempdir().unwrap();
    let mut store = open(dir.path());
    for body in [r#"{"what":"reviewed","card":[1]}"#, r#"{"what":"chose","track":"rust"}"#, "[]"] {
        let sql = "insert into event (at, body) values ('2026-03-01T12:00:00Z', ?1)";
        store.connection.execute(sql, [body]).unwrap();
    }
    store.append(&attempt(1), None).unwrap();
    let events = store.events().unwrap();
    assert_eq!(events.iter().filter(|event| event.what == What::Unknown).count(), 3);
    let progress = Progress::of(events);
    assert_eq!(progress.state(&Item::Exercise(exercise()), Track::Node), State::Tried);
}

#[test]
fn a_running_tutor_learns_what_others_appended_and_not_what_it_did_itself() {
    let dir = tempfile::tempdir().unwrap();
    let (mut one, mut two) = (open(dir.path()), open(dir.path()));
    one.append(&attempt(1), None).unwrap();
    assert_eq!(two.events().unwrap(), [attempt(1)]);
    assert_eq!(two.news().unwrap(), []);
    one.append(&attempt(2), None).unwrap();
    two.append(&attempt(3), None).unwrap();
    one.append(&attempt(4), None).unwrap();
    assert_eq!(two.news().unwrap(), [attempt(2), attempt(4)]);
    assert_eq!(two.news().unwrap(), []);
    assert_eq!(one.events().unwrap().len(), 4);
}

#[test]
fn a_newer_format_is_left_alone_to_the_last_byte() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join(FILE);
    let newer = Connection::open(&file).unwrap();
    newer.execute_batch("create table event (id integer primary key); pragma user_version = 7").unwrap();
    drop(newer);
    let before = fs::read(&file).unwrap();
    let error = Store::open(dir.path()).unwrap_err();
    assert!(matches!(error, StoreError::Newer { found: 7, known: schema::FORMAT, .. }), "{error}");
    assert!(error.to_string().contains("update roadmap"), "{error}");
    assert!(fs::read(&file).unwrap() == before);
}

#[test]
fn a_newer_format_that_stands_in_the_log_alone_is_left_alone_too() {
    let dir = tempfile::tempdir().unwrap();
    let (live, copy) = (dir.path().join("live.sqlite3"), dir.path().join("copy"));
    let newer = Connection::open(&live).unwrap();
    newer.execute_batch("pragma journal_mode = wal; create table t (x); pragma user_version = 7").unwrap();
    fs::create_dir(&copy).unwrap();
    for part in ["", "-wal"] {
        fs::copy(dir.path().join(format!("live.sqlite3{part}")), copy.join(format!("{FILE}{part}"))).unwrap();
    }
    let bytes = || ["", "-wal"].map(|part| fs::read(copy.join(format!("{FILE}{part}"))).unwrap());
    let before = bytes();
    assert!(matches!(Store::open(&copy), Err(StoreError::Newer { found: 7, .. })));
    assert!(bytes() == before);
}

#[test]
fn an_empty_file_is_a_new_one() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join(FILE), "").unwrap();
    assert_eq!(open(dir.path()).events().unwrap(), []);
}

#[test]
fn what_stands_in_the_way_is_named_and_left_alone() {
    let dir = tempfile::tempdir().unwrap();
    fs::create_dir_all(dir.path().join("a").join(FILE).join("precious")).unwrap();
    let error = Store::open(&dir.path().join("a")).unwrap_err().to_string();
    assert!(error.contains(FILE) && error.contains("--data"), "{error}");
    assert!(dir.path().join("a").join(FILE).join("precious").is_dir());

    fs::write(dir.path().join("b"), "precious").unwrap();
    for folder in ["b", "b/c"] {
        let error = Store::open(&dir.path().join(folder)).unwrap_err().to_string();
        assert!(error.starts_with("cannot create "), "{error}");
    }
    assert_eq!(fs::read(dir.path().join("b")).unwrap(), b"precious");
}

#[cfg(target_os = "linux")]
#[test]
fn a_folder_that_cannot_be_written_is_an_error_that_says_what_to_do() {
    let error = Store::open(Path::new("/proc/self")).unwrap_err().to_string();
    assert!(error.contains("/proc/self") && error.contains("--data"), "{error}");
    assert_eq!(Store::peek(Path::new("/proc/self")).unwrap(), []);
}

#[test]
fn a_stuck_process_is_waited_for_and_then_named() {
    let dir = tempfile::tempdir().unwrap();
    let (mut store, _) = Store::open_within(dir.path(), SOON).unwrap();
    let stuck = Connection::open(dir.path().join(FILE)).unwrap();
    stuck.execute_batch("begin immediate").unwrap();
    let error = store.append(&attempt(1), None).unwrap_err();
    assert!(matches!(error, StoreError::Locked { .. }), "{error}");
    stuck.execute_batch("rollback").unwrap();
    store.append(&attempt(1), None).unwrap();
    assert_eq!(store.events().unwrap(), [attempt(1)]);

    let opening = lock::opening(dir.path(), SOON).unwrap();
    assert!(matches!(Store::open_within(dir.path(), SOON), Err(StoreError::Locked { .. })));
    drop(opening);
    assert!(Store::open_within(dir.path(), SOON).is_ok());
}

#[test]
fn a_full_disk_is_an_error_and_what_was_kept_is_safe() {
    let dir = tempfile::tempdir().unwrap();
    let mut store = open(dir.path());
    store.append(&attempt(1), Some(&files("one"))).unwrap();
    let pages: i64 = store.connection.query_row("pragma page_count", [], |row| row.get(0)).unwrap();
    store.connection.query_row(&format!("pragma max_page_count = {pages}"), [], |_| Ok(())).unwrap();
    let error = store.append(&attempt(2), Some(&files(&"x".repeat(100_000)))).unwrap_err();
    assert!(matches!(error, StoreError::Full { .. }), "{error}");
    assert_eq!(store.events().unwrap(), [attempt(1)]);
    store.connection.query_row("pragma max_page_count = 100000", [], |_| Ok(())).unwrap();
    store.append(&attempt(3), None).unwrap();
    drop(store);
    assert_eq!(open(dir.path()).events().unwrap(), [attempt(1), attempt(3)]);
}

#[cfg(unix)]
#[test]
fn a_name_that_is_not_unicode_is_an_error_and_no_panic() {
    use std::os::unix::ffi::OsStrExt;
    let dir = tempfile::tempdir().unwrap();
    let name = std::ffi::OsStr::from_bytes(b"r\xe4ume");
    let mut store = open(&dir.path().join(name));
    let workspace = Path::new("roadmap").join(name);
    let what = What::Settled { workspace, hours: 20 };
    assert!(matches!(store.append(&Event { what, ..attempt(1) }, None), Err(StoreError::Event(_))));
    assert_eq!(store.events().unwrap(), []);
}

#[test]
fn a_kept_file_that_changed_is_not_handed_out() {
    let dir = tempfile::tempdir().unwrap();
    filled(dir.path(), 1);
    let store = open(dir.path());
    store.connection.execute_batch("drop trigger blob_stays; update blob set bytes = x'00'").unwrap();
    assert_eq!(store.snapshot(&exercise(), Track::Node, &|_| true).unwrap(), None);
}

#[test]
fn many_openers_of_one_new_file_lose_nothing() {
    for round in 0..10 {
        let dir = tempfile::tempdir().unwrap();
        std::thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| {
                    let (mut store, _) = Store::open_within(dir.path(), Duration::from_mins(1)).unwrap();
                    for second in 0..20 {
                        store.append(&attempt(second), Some(&files("x"))).unwrap();
                    }
                });
            }
        });
        assert_eq!(open(dir.path()).events().unwrap().len(), 160, "round {round}");
    }
}

mod damage;
