//! Tests of the meaning of compose files.

use super::super::tests::key;

const GOOD: &str = r#"
services:
  api:
    build: .
    ports: ["3000:3000"]
    env_file: .env
    environment:
      DATABASE_URL: postgres://app:${DB_PASSWORD:?set DB_PASSWORD in .env}@db:5432/app
      REDIS_URL: redis://cache:6379
      JWT_SECRET: ${JWT_SECRET:?set JWT_SECRET in .env}
    depends_on:
      db: { condition: service_healthy }
      cache: { condition: service_healthy }
  db:
    image: postgres:18-alpine
    environment:
      - POSTGRES_USER=app
      - POSTGRES_PASSWORD=${DB_PASSWORD:?set DB_PASSWORD in .env}
    volumes:
      - db_data:/var/lib/postgresql
    healthcheck:
      test: ["CMD-SHELL", "pg_isready -U app"]
  cache:
    image: redis:8-alpine
    healthcheck:
      test: redis-cli ping
volumes:
  db_data:
"#;

const KEEPS: &str = "{ compose = { keeps = { service = 'db', at = '/var/lib/postgresql/data', since = { 18 = '/var/lib/postgresql' } } } }";

const ALL: [&str; 11] = [
    "{ compose = { published = { api = 3000 } } }",
    "{ compose = { unpublished = ['db', 'cache'] } }",
    "{ compose = { healthcheck = ['db', 'cache'] } }",
    "{ compose = { waits = { api = ['db', 'cache'] } } }",
    KEEPS,
    "{ compose = { shows = { api = '/app/dist' } } }",
    "{ compose = { required = ['JWT_SECRET', 'DB_PASSWORD'] } }",
    "{ compose = { reaches = { service = 'api', variable = 'DATABASE_URL', host = 'db' } } }",
    "{ compose = { no_secrets = true } }",
    "{ compose = { pinned = true } }",
    "{ compose = { outdated = ['postgres:12', 'redis:5'] } }",
];

#[test]
fn a_good_file_passes_every_check() {
    for toml in ALL {
        assert_eq!(key(GOOD, toml), "", "{toml}");
    }
}

#[test]
fn the_first_attempt_of_many_is_told_fault_by_fault() {
    let text = "services:\n  api:\n    build: .\n    ports: ['8080:80']\n    environment:\n      - \
                DATABASE_URL=postgres://user:pass@localhost:5432/app\n      - JWT_SECRET=${JWT_SECRET}\n    depends_on:\n      \
                - db\n      - cache\n    volumes:\n      - .:/app\n      - /app/node_modules\n  db:\n    image: postgres\n    \
                ports: ['5432:5432']\n    environment:\n      POSTGRES_PASSWORD: pass\n    volumes:\n      - \
                db_data:/var/lib/postgresql/data\n  cache:\n    image: redis:latest\nvolumes:\n  db_data:\n";
    for (toml, told) in ALL.iter().zip([
        "published: other",
        "unpublished: db: published",
        "healthcheck: db: missing",
        "waits: db: list",
        "",
        "shows: hidden",
        "required: JWT_SECRET: may-be-empty",
        "reaches: localhost",
        "no_secrets: api.DATABASE_URL: literal",
        "pinned: untagged",
        "",
    ]) {
        assert_eq!(key(text, toml), told, "{toml}");
    }
}

fn db(lines: &str) -> String {
    format!("services:\n  db:\n    {}\nvolumes:\n  data:\n", lines.replace('\n', "\n    "))
}

#[test]
fn where_a_database_keeps_its_data_follows_from_its_version() {
    for (lines, told) in [
        ("image: postgres:17\nvolumes: ['data:/var/lib/postgresql/data']", ""),
        ("image: postgres:17\nvolumes: ['data:/var/lib/postgresql']", "keeps: at /var/lib/postgresql"),
        ("image: postgres:18\nvolumes: ['data:/var/lib/postgresql/data']", "keeps: at /var/lib/postgresql/data"),
        ("image: postgres:18.1-alpine\nvolumes: [{ type: volume, source: data, target: /var/lib/postgresql/ }]", ""),
        ("image: postgres:18\nvolumes: ['data:/db']\nenvironment: { PGDATA: /db/pg }", ""),
        ("image: postgres:17\nvolumes: ['other:/var/lib/postgresql/data']", "keeps: undeclared"),
        ("image: postgres:17\nvolumes: ['./data:/var/lib/postgresql/data']", "keeps: bind"),
        ("image: postgres:17\nvolumes: ['/var/lib/postgresql/data']", "keeps: anonymous"),
        ("image: postgres:17", "keeps: missing"),
    ] {
        assert_eq!(key(&db(lines), KEEPS), told, "{lines}");
    }
    assert_eq!(key("services: {}\n", KEEPS), "keeps: no-service");
}

#[test]
fn health_checks_must_test_something() {
    let toml = "{ compose = { healthcheck = ['db'] } }";
    for (lines, told) in [
        ("healthcheck: { test: pg_isready }", ""),
        ("healthcheck: { test: [CMD, pg_isready] }", ""),
        ("healthcheck: { test: [pg_isready] }", "healthcheck: db: bad-test"),
        ("healthcheck: { test: [NONE] }", "healthcheck: db: disabled"),
        ("healthcheck: { disable: true }", "healthcheck: db: disabled"),
        ("healthcheck: { interval: 5s }", "healthcheck: db: no-test"),
    ] {
        assert_eq!(key(&db(lines), toml), told, "{lines}");
    }
}

#[test]
fn ways_to_ask_for_a_variable_are_told_apart() {
    let toml = "{ compose = { required = ['KEY'] } }";
    for (value, told) in [
        ("${KEY:?set it}", ""),
        ("a-${KEY:?}-b", ""),
        ("${KEY}", "required: KEY: may-be-empty"),
        ("$KEY", "required: KEY: may-be-empty"),
        ("${KEY?set it}", "required: KEY: empty-accepted"),
        ("${KEY:-dev}", "required: KEY: default"),
        ("$$KEY", "required: KEY: unused"),
    ] {
        assert_eq!(key(&db(&format!("environment: {{ KEY: '{value}' }}")), toml), told, "{value}");
    }
    assert_eq!(key(&db("environment: [KEY]"), toml), "required: KEY: passed-on");
}

#[test]
fn secrets_may_come_from_outside_only() {
    let toml = "{ compose = { no_secrets = true } }";
    for (lines, told) in [
        ("environment: { JWT_SECRET: '${JWT_SECRET:?}' }", ""),
        ("environment: { JWT_SECRET: '${JWT_SECRET:-dev}' }", "no_secrets: db.JWT_SECRET: default"),
        ("environment: [POSTGRES_PASSWORD=x]", "no_secrets: db.POSTGRES_PASSWORD: literal"),
        ("environment: [POSTGRES_PASSWORD]", ""),
        ("environment: { POSTGRES_PASSWORD_FILE: /run/secrets/db }", ""),
        ("environment: { U: 'postgres://a:b@db/x' }", "no_secrets: db.U: literal"),
    ] {
        assert_eq!(key(&db(lines), toml), told, "{lines}");
    }
}

#[test]
fn a_mount_within_another_shows_what_it_holds() {
    let toml = "{ compose = { shows = { db = '/app/dist' } } }";
    for (lines, told) in [
        ("volumes: ['.:/app']", "shows: hidden"),
        ("volumes: [{ type: bind, source: ., target: /app }]", "shows: hidden"),
        ("volumes: ['.:/app', '/app/dist']", ""),
        ("volumes: ['./src:/app/src']", ""),
    ] {
        assert_eq!(key(&db(lines), toml), told, "{lines}");
    }
}
