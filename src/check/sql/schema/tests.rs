//! Tests of `schema` checks on a real PostgreSQL.
