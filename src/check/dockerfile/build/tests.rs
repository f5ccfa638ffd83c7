//! Tests of the proof of an image, with a client that only says what Docker would.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use super::super::Dockerfile;
use crate::check::Seen;
use crate::check::sandbox::{Machine, Sandbox, Setting};
use crate::check::testing::{build, failed, files, services};
use crate::id::Track;
use crate::process::Cancel;
use crate::toolchain::Toolchain;

const FILE: &str = "FROM node:24\nEXPOSE 3000\nCMD [\"node\", \"x.js\"]\n";
const CHECK: &str =
    "{ exposes = 3000, build = { port = 3000, request = 'GET /health', status = 200, env = { A = 'b c' } } }";

/// A client that writes down what it is asked, and answers with these lines of a shell's `case`.
fn client(folder: &Path, answers: &str) -> Toolchain {
    let log = folder.join("log");
    let script =
        format!("#!/bin/sh\necho \"$*\" >> {}\ncase $1 in\ninfo) echo 28.2.2;;\n{answers}\nesac\n", log.display());
    let program = folder.join("docker");
    std::fs::write(&program, script).unwrap();
    std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o755)).unwrap();
    Toolchain::new(None).with_docker(program)
}

fn look(toolchain: &Toolchain) -> Seen {
    let (cancel, done) = (Cancel::new(), || ());
    let machine = Machine { toolchain, services: services(), cancel: &cancel };
    let setting = Setting { main: "Dockerfile".to_owned(), ..Setting::bare(Track::Node) };
    let sandbox = Sandbox::open(&files(&[("Dockerfile", FILE)]), setting, machine, &done).unwrap();
    let check = build(CHECK, Dockerfile::build).unwrap();
    Dockerfile::run(&[&check], &sandbox).unwrap().remove(0).unwrap()
}

/// A server that answers each request with this status.
fn serve(status: &'static str) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let mut begun = [0; 1024];
            assert!(stream.read(&mut begun).unwrap() > 0);
            write!(stream, "HTTP/1.1 {status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n").unwrap();
        }
    });
    port
}

#[test]
fn an_image_is_built_run_asked_and_removed() {
    let folder = tempfile::tempdir().unwrap();
    let port = serve("200 OK");
    let toolchain = client(folder.path(), &format!("port) echo 127.0.0.1:{port};;\ninspect) echo true 0;;"));
    let seen = look(&toolchain);
    assert!(seen.passed(), "{seen:?}");
    assert!(seen.notes.is_empty());
    let log = std::fs::read_to_string(folder.path().join("log")).unwrap();
    let asked: Vec<&str> = log.lines().map(|line| line.split(' ').next().unwrap()).collect();
    assert_eq!(asked, ["info", "build", "run", "port", "rm", "rmi"]);
    assert!(log.contains("--env A=b c") && log.contains("--publish 127.0.0.1::3000"), "{log}");
}

#[test]
fn what_an_image_does_wrong_is_told_and_it_is_removed_all_the_same() {
    for (answers, told, says) in [
        ("build) echo 'x' >&2; echo 'RUN npm ci: exit code 1' >&2; exit 1;;", "build: failed", "exit code 1"),
        ("run) echo 'port is already allocated' >&2; exit 125;;", "run: failed", "already allocated"),
        ("inspect) echo false 1;;\nlogs) echo 'no such module' >&2;;", "image: exit 1", "no such module"),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let seen = look(&client(folder.path(), answers));
        assert_eq!(failed(&seen), [told], "{answers}");
        assert!(seen.facets.iter().any(|facet| facet.actual.contains(says)), "{seen:?}");
        let log = std::fs::read_to_string(folder.path().join("log")).unwrap();
        assert!(log.lines().last().unwrap().starts_with("rmi --force roadmap-check-"), "{log}");
    }
}

#[test]
fn what_docker_cannot_reach_is_nobodys_mistake() {
    let folder = tempfile::tempdir().unwrap();
    let seen = look(&client(folder.path(), "build) echo 'dial tcp: lookup registry: no such host' >&2; exit 1;;"));
    assert!(seen.passed(), "{seen:?}");
    assert_eq!(seen.notes, ["The image could not be built here: dial tcp: lookup registry: no such host"]);
}

#[test]
fn a_client_without_a_daemon_builds_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let program = folder.path().join("docker");
    std::fs::write(&program, "#!/bin/sh\nexit 1\n").unwrap();
    std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o755)).unwrap();
    let seen = look(&Toolchain::new(None).with_docker(program));
    assert!(seen.passed());
    assert_eq!(seen.notes, ["The image was not built and run here: no Docker daemon answers. The file was read."]);
}
