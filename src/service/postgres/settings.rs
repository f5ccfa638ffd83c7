//! How our servers are configured: quick, small, alike on all machines, and closed.

use std::path::Path;

/// The name of the superuser.
pub(super) const SUPERUSER: &str = "postgres";
/// Below the data folder: what was sent to the server, statement by statement.
pub(super) const LOG: &str = "log/server.csv";

/// Nothing here is worth keeping, so that nothing is written twice or waited for. Plans must not depend on the machine,
/// nor on when somebody tidied up.
const SETTINGS: &str = "
fsync = off
full_page_writes = off
synchronous_commit = off
wal_level = minimal
max_wal_senders = 0
max_wal_size = 256MB
min_wal_size = 32MB
checkpoint_timeout = 1d
shared_buffers = 16MB
max_connections = 100
huge_pages = off
dynamic_shared_memory_type = mmap
max_parallel_workers_per_gather = 0
max_parallel_maintenance_workers = 0
jit = off
autovacuum = off
deadlock_timeout = 200ms
timezone = 'UTC'
log_timezone = 'UTC'
datestyle = 'iso, ymd'
lc_messages = 'C'
password_encryption = 'scram-sha-256'
track_activity_query_size = 4096
logging_collector = on
log_destination = 'csvlog'
log_directory = 'log'
log_filename = 'server'
log_file_mode = 0600
log_rotation_age = 0
log_rotation_size = 0
log_min_messages = log
log_min_error_statement = panic
log_checkpoints = off
";

/// The file that says who may connect.
pub(super) const HBA: &str = "pg_hba.conf";

/// Who may connect: we by a socket in a private folder, programs of learners with a password.
pub(super) const MAY_CONNECT: &str = if cfg!(windows) {
    "host all all 127.0.0.1/32 scram-sha-256\n"
} else {
    "local all all trust\nhost all postgres 127.0.0.1/32 reject\nhost all all 127.0.0.1/32 scram-sha-256\n"
};

/// The whole file of settings.
pub(super) fn settings(port: u16, sockets: &Path) -> String {
    let sockets = if cfg!(windows) { String::new() } else { sockets.display().to_string().replace('\'', "''") };
    format!("listen_addresses = '127.0.0.1'\nport = {port}\nunix_socket_directories = '{sockets}'{SETTINGS}")
}

/// What holds for a learner's role, whatever it sets itself: no statement goes on for ever or fills the disk. The last two
/// can be set by a superuser alone.
pub(super) const ROLE_SETTINGS: [(&str, &str); 6] = [
    ("statement_timeout", "30s"),
    ("lock_timeout", "10s"),
    ("idle_in_transaction_session_timeout", "60s"),
    ("search_path", "public"),
    ("temp_file_limit", "256MB"),
    ("log_statement", "all"),
];
