//! Tests of `sql` checks: what may be written, and what comes of learners' queries on a real PostgreSQL.
