//! Tests of ports: a free one for each server, and somebody else's.

use std::io::{Read, Write};
use std::net::{Ipv4Addr, TcpListener};
use std::thread;
use std::time::Duration;

use super::{NODE_GOOD, NODE_LISTEN, NOPE, PYTHON_GOOD, PYTHON_SERVE, ROOT, ask, keys, node, python};
use crate::check::testing::Bench;

/// A stranger that answers everything.
const STRANGER: &[u8] = b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";

#[test]
#[cfg_attr(not(has_node), ignore = "needs Node.js 20+: apt install nodejs, or brew install node")]
#[cfg_attr(all(has_node, not(has_python)), ignore = "needs Python 3.11+: apt install python3, or brew install python")]
fn a_server_that_ignores_port_is_told_early_and_by_its_port() {
    let taken = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let free = taken.local_addr().unwrap().port();
    drop(taken);
    for bench in [
        node(NODE_GOOD, &format!("server.listen({free});")),
        python(PYTHON_GOOD, &format!("HTTPServer(('', {free}), Handler).serve_forever()")),
    ] {
        let seen = ask(&bench, &[ROOT, NOPE]).unwrap();
        assert_eq!(keys(&seen), ["listens: other-port", "-"]);
        let more = &seen[0].as_ref().unwrap().facets[0].more;
        assert!(more.contains(&("other_port", free.to_string())), "{more:?}");
        assert!(more.iter().any(|(name, _)| *name == "port"));
    }
}

#[test]
#[cfg_attr(not(has_node), ignore = "needs Node.js 20+: apt install nodejs, or brew install node")]
#[cfg_attr(all(has_node, not(has_python)), ignore = "needs Python 3.11+: apt install python3, or brew install python")]
fn a_fixed_port_that_somebody_else_has_is_no_crash_but_the_other_port() {
    let taken = TcpListener::bind((Ipv4Addr::UNSPECIFIED, 0)).unwrap();
    let port = taken.local_addr().unwrap().port();
    let node = ask(&node(NODE_GOOD, &format!("server.listen({port}, '0.0.0.0');")), &[ROOT]).unwrap();
    assert_eq!(keys(&node), ["listens: other-port"]);
    assert!(node[0].as_ref().unwrap().facets[0].more.contains(&("other_port", port.to_string())));
    let python = ask(&python(PYTHON_GOOD, &format!("HTTPServer(('', {port}), Handler)")), &[ROOT]).unwrap();
    assert_eq!(keys(&python), ["listens: other-port"]);
    assert!(python[0].as_ref().unwrap().facets[0].more.contains(&("other_port", port.to_string())));
    let hidden = ask(&python_hidden(port), &[ROOT]).unwrap();
    assert!(hidden[0].as_ref().unwrap().facets[0].more.contains(&("other_port", "another port".to_owned())));
}

/// A server whose message does not name the port that it wants.
fn python_hidden(port: u16) -> Bench {
    python(PYTHON_GOOD, &format!("port = {port}\nHTTPServer(('', port), Handler)"))
}

#[test]
#[cfg_attr(not(has_node), ignore = "needs Node.js 20+: apt install nodejs, or brew install node")]
fn fixed_ports_do_not_disturb_each_other_when_checked_at_once() {
    let taken = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let port = taken.local_addr().unwrap().port();
    drop(taken);
    std::thread::scope(|scope| {
        let all: Vec<_> = (0..4)
            .map(|index| {
                scope.spawn(move || {
                    let bench = if index % 2 == 0 {
                        node(NODE_GOOD, &format!("server.listen({port});"))
                    } else {
                        node(NODE_GOOD, NODE_LISTEN)
                    };
                    keys(&ask(&bench, &[ROOT]).unwrap())
                })
            })
            .collect();
        for (index, one) in all.into_iter().enumerate() {
            let expected = if index % 2 == 0 { "listens: other-port" } else { "" };
            assert_eq!(one.join().unwrap(), [expected]);
        }
    });
}

#[cfg(target_os = "linux")]
#[test]
#[cfg_attr(not(has_python), ignore = "needs Python 3.11+: apt install python3, or brew install python")]
fn a_stranger_that_has_the_port_first_is_not_asked() {
    let meeting = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let meet = meeting.local_addr().unwrap().port();
    let slow = format!(
        "import socket\nmet = socket.create_connection(('127.0.0.1', {meet}))\nmet.sendall(str(port).encode())\n\
         met.shutdown(socket.SHUT_WR)\nmet.recv(1)\n{PYTHON_SERVE}"
    );
    let asked = thread::spawn(move || {
        let meet = || {
            let (mut server, mut port) = (meeting.accept().unwrap().0, String::new());
            server.read_to_string(&mut port).unwrap();
            (server, port)
        };
        let (first, port) = meet();
        let stranger = TcpListener::bind((Ipv4Addr::LOCALHOST, port.parse().unwrap())).unwrap();
        stranger.set_nonblocking(true).unwrap();
        // Long enough for a request that should not be made.
        thread::sleep(Duration::from_millis(200));
        let asked = stranger.accept().map(|(mut stream, _)| stream.write_all(STRANGER)).is_ok();
        drop(first);
        meet();
        asked
    });
    assert_eq!(keys(&ask(&python(PYTHON_GOOD, &slow), &[ROOT, NOPE]).unwrap()), ["", ""]);
    assert!(!asked.join().unwrap());
}
