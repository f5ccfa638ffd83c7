//! Free TCP ports for servers.

use std::io::{Error, ErrorKind};
use std::net::{Ipv4Addr, TcpListener};
use std::ops::Range;
use std::sync::atomic::{AtomicU32, Ordering};

/// Ports that no system gives to connections by itself: nothing takes one by chance before the server listens on it.
const PORTS: Range<u16> = 20_000..32_000;

/// A port on which nobody listens, and that was not given to another server just before.
pub fn free_port() -> Result<u16, Error> {
    static CHOSEN: AtomicU32 = AtomicU32::new(0);
    let width = u32::from(PORTS.end - PORTS.start);
    // Tutors that run at the same time begin at different places.
    let begin = std::process::id().wrapping_mul(7919);
    let found = (0..width).find_map(|_| {
        let place = begin.wrapping_add(CHOSEN.fetch_add(1, Ordering::Relaxed)) % width;
        let port = PORTS.start + u16::try_from(place).ok()?;
        is_free(port).then_some(port)
    });
    found.ok_or_else(|| ErrorKind::AddrInUse.into())
}

/// Whether a server could listen on a port.
pub fn is_free(port: u16) -> bool {
    TcpListener::bind((Ipv4Addr::UNSPECIFIED, port)).is_ok()
}
