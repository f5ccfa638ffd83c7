//! What is done with files that are damaged: set aside whole, and what can be read is saved.

use super::*;

/// Opens a folder whose file was damaged; gives back the store and how many events were saved.
fn open_damaged(folder: &Path, damaged: &[u8]) -> (Store, usize) {
    let (store, opened) = Store::open(folder).unwrap();
    let Opened::SetAside { file, saved } = opened.clone() else { panic!("{opened:?}") };
    assert!(file.file_name().unwrap().to_str().unwrap().starts_with("progress.corrupt-"), "{}", file.display());
    assert!(fs::read(&file).unwrap() == damaged, "the damaged file is kept as it was");
    assert!(opened.notice().unwrap().contains(file.to_str().unwrap()));
    (store, saved)
}

#[test]
fn garbage_is_set_aside_and_a_new_file_begun() {
    let dir = tempfile::tempdir().unwrap();
    for garbage in [b"not a database at all".to_vec(), vec![0xA5; 100_000], b"SQLite format 3\0".repeat(300)] {
        fs::write(dir.path().join(FILE), &garbage).unwrap();
        let (mut store, saved) = open_damaged(dir.path(), &garbage);
        assert_eq!(saved, 0);
        store.append(&attempt(1), Some(&files("x"))).unwrap();
        assert_eq!(store.events().unwrap(), [attempt(1)]);
    }
    assert_eq!(names(dir.path()).iter().filter(|name| name.starts_with("progress.corrupt-")).count(), 3);
}

#[test]
fn of_a_file_that_lost_its_end_what_is_left_is_saved() {
    let dir = tempfile::tempdir().unwrap();
    let file = filled(dir.path(), 100);
    let whole = fs::read(&file).unwrap();
    for part in [9, 6, 3] {
        let cut = &whole[..whole.len() / 10 * part];
        fs::write(&file, cut).unwrap();
        let (store, saved) = open_damaged(dir.path(), cut);
        let events = store.events().unwrap();
        assert_eq!(events.len(), saved);
        assert!(saved > 0 || part < 6, "{part} tenths");
        assert!(events.is_sorted_by_key(|event| event.at));
    }
}

#[test]
fn events_around_broken_pages_are_saved_with_their_files() {
    let dir = tempfile::tempdir().unwrap();
    let file = filled(dir.path(), 100);
    let whole = fs::read(&file).unwrap();
    let (mut events_hurt, mut files_hurt) = (0, 0);
    for page in 1..whole.len() / 4096 {
        let mut broken = whole.clone();
        broken[page * 4096..(page + 1) * 4096].fill(0x5A);
        for name in names(dir.path()).iter().filter(|name| name.starts_with("progress.")) {
            fs::remove_file(dir.path().join(name)).unwrap();
        }
        fs::write(&file, &broken).unwrap();
        fs::write(dir.path().join(SUSPECT), "").unwrap();
        let (store, saved) = open_damaged(dir.path(), &broken);
        let events = store.events().unwrap();
        assert_eq!(events.len(), saved);
        events_hurt += usize::from(saved < 100);
        for event in &events {
            let second = event.at.timestamp() - 1_772_366_400;
            let found = store.snapshot(&exercise(), Track::Node, &|one| one == event).unwrap();
            files_hurt += usize::from(found.is_none());
            let text = format!("// attempt {second}\n").repeat(40);
            assert!(found.is_none_or(|found| found == files(&text)), "page {page}");
        }
    }
    assert!(events_hurt > 2 && files_hurt > 10, "{events_hurt} {files_hurt}");
}

#[test]
fn broken_events_are_noticed_at_once_and_broken_files_at_the_start_after_they_were_met() {
    let dir = tempfile::tempdir().unwrap();
    let file = filled(dir.path(), 100);
    let connection = Connection::open(&file).unwrap();
    let page_of = |table: &str| -> usize {
        connection
            .query_row("select rootpage from sqlite_schema where name = ?1", [table], |row| row.get::<_, i64>(0))
            .unwrap()
            .try_into()
            .unwrap()
    };
    let (event, blob) = (page_of("event"), page_of("blob"));
    drop(connection);
    let whole = fs::read(&file).unwrap();
    let breaking = |page: usize| {
        let mut broken = whole.clone();
        broken[(page - 1) * 4096..page * 4096].fill(0x5A);
        fs::write(&file, &broken).unwrap();
        broken
    };
    drop(open_damaged(dir.path(), &breaking(event)));

    let broken = breaking(blob);
    let mut store = open(dir.path());
    let error = store.append(&attempt(100), Some(&files("new"))).unwrap_err();
    assert!(matches!(error, StoreError::Damaged { .. }), "{error}");
    drop(store);
    let (mut store, saved) = open_damaged(dir.path(), &broken);
    assert_eq!(saved, 100);
    store.append(&attempt(100), Some(&files("new"))).unwrap();
    drop(store);
    assert_eq!(open(dir.path()).events().unwrap().len(), 101);
}

#[test]
fn the_log_of_a_damaged_file_is_set_aside_with_it_and_read() {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path().join("data");
    let live = dir.path().join("live");
    let mut store = open(&live);
    store.append(&attempt(1), None).unwrap();
    store.connection.execute_batch("pragma wal_checkpoint(truncate)").unwrap();
    store.append(&attempt(2), None).unwrap();
    fs::create_dir(&folder).unwrap();
    for part in ["", "-wal"] {
        fs::copy(live.join(format!("{FILE}{part}")), folder.join(format!("{FILE}{part}"))).unwrap();
    }
    let mut broken = fs::read(folder.join(FILE)).unwrap();
    let end = broken.len() - 4096;
    broken[end..].fill(0x5A);
    fs::write(folder.join(FILE), &broken).unwrap();
    let log = fs::read(folder.join(format!("{FILE}-wal"))).unwrap();
    let (store, saved) = open_damaged(&folder, &broken);
    assert_eq!((saved, store.events().unwrap().last()), (2, Some(&attempt(2))));
    let is_log = |name: &String| name.contains("corrupt") && name.ends_with(".sqlite3-wal");
    let aside = names(&folder).into_iter().find(is_log).unwrap();
    assert!(fs::read(folder.join(aside)).unwrap() == log);
}

#[test]
fn events_that_stand_in_the_log_alone_are_saved_when_the_file_is_empty_or_gone() {
    let dir = tempfile::tempdir().unwrap();
    let live = dir.path().join("live");
    let mut store = open(&live);
    for second in 0..5 {
        store.append(&attempt(second), Some(&files("x"))).unwrap();
    }
    for gone in [false, true] {
        let folder = dir.path().join(format!("gone {gone}"));
        fs::create_dir(&folder).unwrap();
        fs::copy(live.join(LOG), folder.join(LOG)).unwrap();
        if !gone {
            fs::write(folder.join(FILE), "").unwrap();
        }
        let (store, opened) = Store::open(&folder).unwrap();
        assert!(matches!(opened, Opened::SetAside { saved: 5, .. }), "{opened:?}");
        assert_eq!(store.events().unwrap().len(), 5);
        assert_eq!(store.snapshot(&exercise(), Track::Node, &|_| true).unwrap(), Some(files("x")));
    }
}

#[test]
fn a_database_of_something_else_is_set_aside() {
    let dir = tempfile::tempdir().unwrap();
    for sql in ["create table x (y); pragma user_version = 1", "create table event (y)", "pragma user_version = -5"] {
        let file = dir.path().join(FILE);
        let _ = fs::remove_file(&file);
        Connection::open(&file).unwrap().execute_batch(sql).unwrap();
        let bytes = fs::read(&file).unwrap();
        drop(open_damaged(dir.path(), &bytes));
    }
}

#[test]
fn a_damaged_file_is_left_alone_while_another_process_uses_it() {
    let dir = tempfile::tempdir().unwrap();
    let file = filled(dir.path(), 3);
    let using = lock::in_use(dir.path()).unwrap();
    fs::write(&file, "garbage").unwrap();
    let error = Store::open(dir.path()).unwrap_err();
    assert!(matches!(error, StoreError::Damaged { .. }), "{error}");
    assert_eq!(fs::read(&file).unwrap(), b"garbage");
    drop(using);
    open_damaged(dir.path(), b"garbage");
}
