//! Tests of where files come from.

use super::*;

struct Folder(tempfile::TempDir);

impl Folder {
    fn new() -> Self {
        Folder(tempfile::tempdir().unwrap())
    }

    fn with(self, name: &str, text: impl AsRef<[u8]>) -> Self {
        let path = self.0.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
        self
    }

    fn library(&self) -> Library {
        Library::folder(self.0.path())
    }

    fn text(&self, name: &str) -> Result<String, String> {
        let mut problems = Diagnostics::default();
        let text = self.library().text(name, &mut problems);
        text.map(|source| source.text.clone()).ok_or_else(|| problems.render(false))
    }
}

const FILE: &str = "curriculum/roadmap.toml";

#[test]
fn a_text_has_no_byte_order_mark_and_unix_line_ends() {
    let folder = Folder::new().with(FILE, "\u{feff}a\r\nb\r\n");
    assert_eq!(folder.text(FILE).unwrap(), "a\nb\n");
}

#[test]
fn an_empty_file_is_a_text() {
    assert_eq!(Folder::new().with(FILE, "").text(FILE).unwrap(), "");
}

#[test]
fn a_file_that_is_not_there_is_told() {
    assert_eq!(
        Folder::new().text(FILE).unwrap_err(),
        "\
error[missing-file]: `curriculum/roadmap.toml` is not there
--> curriculum/roadmap.toml
 = help: write it, or correct the name

1 error
"
    );
}

#[test]
fn a_folder_in_place_of_a_file_is_told() {
    let folder = Folder::new();
    fs::create_dir_all(folder.0.path().join(FILE)).unwrap();
    let told = folder.text(FILE).unwrap_err();
    assert!(told.contains("`curriculum/roadmap.toml` is a folder, but a file is needed"), "{told}");
}

#[test]
fn bytes_that_are_no_text_are_told_with_their_place() {
    let told = Folder::new().with(FILE, b"title = \"x\"\nabout = \"\xff\xfe\"\n").text(FILE).unwrap_err();
    assert_eq!(
        told,
        "\
error[not-text]: `curriculum/roadmap.toml` is no UTF-8 text: byte 21 is 0xff
 --> curriculum/roadmap.toml:2:10
  |
2 | about = \"\u{fffd}\u{fffd}\"
  |          ^ text ends here
  |
  = help: save the file as UTF-8 text

1 error
"
    );
    let told = Folder::new().with(FILE, b"\x7fELF\0\0").text(FILE).unwrap_err();
    assert!(told.contains("byte 0 is 0x7f"), "{told}");
    let told = Folder::new().with(FILE, b"ab\0").text(FILE).unwrap_err();
    assert!(told.contains("byte 2 is 0x00"), "{told}");
}

#[test]
fn a_file_of_more_than_four_mebibytes_is_not_read() {
    let folder = Folder::new().with(FILE, vec![b'a'; 4 * 1024 * 1024 + 1]);
    assert!(folder.text(FILE).unwrap_err().contains("has more than 4 MiB"));
    let folder = Folder::new().with(FILE, vec![b'a'; 4 * 1024 * 1024]);
    assert!(folder.text(FILE).is_ok());
}

#[cfg(unix)]
#[test]
fn links_do_not_lead_out_of_the_folder() {
    use std::os::unix::fs::symlink;
    let outside = Folder::new().with("secret.toml", "key = 1");
    let folder = Folder::new().with("curriculum/a.toml", "a = 1");
    symlink(outside.0.path().join("secret.toml"), folder.0.path().join(FILE)).unwrap();
    symlink("a.toml", folder.0.path().join("curriculum/b.toml")).unwrap();
    symlink(outside.0.path(), folder.0.path().join("curriculum/week")).unwrap();
    symlink(".", folder.0.path().join("curriculum/round")).unwrap();
    symlink("gone", folder.0.path().join("curriculum/gone.toml")).unwrap();
    assert!(folder.text(FILE).unwrap_err().contains("is a link that leads out of the curriculum's folder"));
    assert_eq!(folder.text("curriculum/b.toml").unwrap(), "a = 1");
    assert!(folder.text("curriculum/gone.toml").unwrap_err().contains("cannot be read"));
    let library = folder.library();
    let told = library.problems().render(false);
    assert!(told.contains("`curriculum/week` is a link to a folder"), "{told}");
    assert!(told.contains("`curriculum/round` is a link to a folder"), "{told}");
    assert!(!library.has("curriculum/week/secret.toml"));
}

#[cfg(unix)]
#[test]
fn a_pipe_is_not_waited_for() {
    let folder = Folder::new().with("curriculum/a.toml", "");
    let dir = fs::File::open(folder.0.path().join("curriculum")).unwrap();
    rustix::fs::mkfifoat(&dir, "roadmap.toml", rustix::fs::Mode::RWXU).unwrap();
    assert!(folder.text(FILE).unwrap_err().contains("is neither a file nor a folder"));
}

#[test]
fn a_folder_that_is_not_there_is_told() {
    let folder = Folder::new().with("file", "");
    let told = Library::folder(&folder.0.path().join("gone")).problems().render(false);
    assert!(told.contains("cannot be opened") && told.contains("curriculum/` and `exercises/"), "{told}");
    let told = Library::folder(&folder.0.path().join("file")).problems().render(false);
    assert!(told.contains("is not a folder"), "{told}");
}

#[test]
fn folders_and_files_are_listed_without_litter() {
    let folder = Folder::new()
        .with("curriculum/roadmap.toml", "")
        .with("curriculum/week/a.md", "")
        .with("curriculum/week/deep/b.md", "")
        .with("curriculum/week-2/c.md", "")
        .with("curriculum/week/.DS_Store", "")
        .with("curriculum/week/a.md~", "")
        .with("exercises/x/python/__pycache__/main.pyc", "")
        .with("README.md", "");
    let library = folder.library();
    assert_eq!(library.folders_in("curriculum").collect::<Vec<_>>(), ["curriculum/week", "curriculum/week-2"]);
    assert_eq!(library.folders_in("exercises").collect::<Vec<_>>(), ["exercises/x"]);
    assert_eq!(
        library.below("curriculum/week").collect::<Vec<_>>(),
        ["curriculum/week/a.md", "curriculum/week/deep/b.md"]
    );
    assert_eq!(library.below("exercises").count(), 0);
}

#[test]
fn folders_within_folders_have_an_end() {
    let deep = format!("curriculum/{}x.md", "d/".repeat(40));
    let told = Folder::new().with(&deep, "").library().problems().render(false);
    assert!(told.contains("lies deeper than 12 folders"), "{told}");
}

#[test]
fn the_files_in_the_program_are_listed_and_read() {
    let library = Library::embedded();
    assert!(library.has("curriculum/README.md"));
    assert!(library.has_folder("curriculum"));
    assert!(library.read("curriculum/README.md").unwrap().starts_with(b"# "));
}
