//! Passwords and names that nobody can guess.

use std::hash::{BuildHasher, RandomState};

/// 32 hexadecimal digits, different each time.
pub(super) fn secret() -> String {
    // The keys of a hash map come from the system's source of randomness.
    let one = || RandomState::new().hash_one(std::process::id());
    let mut hash = blake3::Hasher::new();
    for _ in 0..4 {
        hash.update(&one().to_le_bytes());
    }
    hash.update(format!("{:?}", std::time::SystemTime::now()).as_bytes());
    hash.finalize().to_hex().chars().take(32).collect()
}
