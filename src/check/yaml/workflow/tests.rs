//! Tests of the meaning of workflows.

use super::super::tests::key;

const GOOD: &str = r#"
name: CI
on:
  push: { branches: [main] }
  pull_request:
permissions:
  contents: read
concurrency: { group: "ci-${{ github.ref }}", cancel-in-progress: true }
jobs:
  test:
    runs-on: ubuntu-24.04
    strategy:
      matrix:
        node: [22, 24]
    services:
      postgres:
        image: postgres:18
        env: { POSTGRES_PASSWORD: postgres }
        options: >-
          --health-cmd "pg_isready -U postgres" --health-interval 5s
    env:
      DATABASE_URL: postgres://postgres:postgres@localhost:5432/postgres
    steps:
      - uses: actions/checkout@v5
      - uses: actions/setup-node@v5
        with: { node-version: "${{ matrix.node }}", cache: npm }
      - run: npm ci
      - run: npm run lint
      - run: |
          npm test
          npm run build
"#;

const ALL: [&str; 10] = [
    "{ workflow = { triggers = ['push', 'pull_request'] } }",
    "{ workflow = { read_only = true } }",
    "{ workflow = { pinned = 'version' } }",
    "{ workflow = { versions = { of = 'actions/setup-node', with = 'node-version', allowed = ['22', '24', '26'], at_least = 2 } } }",
    "{ workflow = { uses = { action = 'actions/setup-node', with = 'cache' } } }",
    "{ workflow = { healthy = ['postgres'] } }",
    "{ workflow = { runs = ['npm ci'] } }",
    "{ workflow = { order = ['npm ci', 'npm test', 'npm run build'] } }",
    "{ workflow = { fails = true } }",
    "{ workflow = { no_secrets = true } }",
];

#[test]
fn a_good_workflow_passes_every_check() {
    for toml in ALL {
        assert_eq!(key(GOOD, toml), "", "{toml}");
    }
}

#[test]
fn the_first_attempt_of_many_is_told_fault_by_fault() {
    let text = "on: push\njobs:\n  test:\n    runs-on: ubuntu-latest\n    services:\n      postgres: { image: postgres }\n    \
                env: { API_TOKEN: ghp_16C7e42F292c6912E7710c838347Ae178B4a }\n    steps:\n      - uses: actions/checkout@main\n      \
                - uses: actions/setup-node@v5\n        with: { node-version: 20 }\n      - run: npm test || true\n      - run: npm \
                install\n";
    for (toml, told) in ALL.iter().zip([
        "triggers: no pull_request",
        "permissions: missing",
        "pinned: branch",
        "versions: other 20",
        "uses: without",
        "healthy: postgres: no-health",
        "runs: missing",
        "order: no npm run build",
        "fails: or-true",
        "no_secrets: API_TOKEN: literal",
    ]) {
        assert_eq!(key(text, toml), told, "{toml}");
    }
    assert_eq!(key(text, "{ workflow = { never_runs = ['npm install'] } }"), "never_runs: npm install");
    assert_eq!(
        key(text, "{ workflow = { order = ['npm install', 'npm test'] } }"),
        "order: npm test before npm install"
    );
}

fn job(lines: &str) -> String {
    format!("on: [push]\njobs:\n  a:\n    {}\n", lines.replace('\n', "\n    "))
}

#[test]
fn a_version_without_quotes_loses_its_zero() {
    let toml = "{ workflow = { versions = { of = 'actions/setup-python', with = 'python-version', allowed = ['3.10', '3.14'] } } }";
    let with = |version: &str| {
        job(&format!("steps: [{{ uses: actions/setup-python@v6, with: {{ python-version: {version} }} }}]"))
    };
    assert_eq!(key(&with("3.10"), toml), "versions: number");
    assert_eq!(key(&with("'3.10'"), toml), "");
    assert_eq!(key(&with("3.14"), toml), "");
    assert_eq!(key(&job("steps: [{ uses: actions/setup-python@v6 }]"), toml), "versions: missing");
    assert_eq!(key(&job("steps: [{ run: x }]"), toml), "versions: no-action");
    let include = "strategy: { matrix: { include: [{ v: '3.14' }] } }\nsteps: [{ uses: actions/setup-python@v6, with: { \
                   python-version: '${{ matrix.v }}' } }]";
    assert_eq!(key(&job(include), toml), "");
}

#[test]
fn rights_of_a_job_count_where_the_workflow_has_none() {
    let toml = "{ workflow = { read_only = true } }";
    assert_eq!(key(&job("permissions: { contents: read }\nsteps: []"), toml), "");
    assert_eq!(key(&job("permissions: { contents: write }\nsteps: []"), toml), "permissions: write contents");
    assert_eq!(key(&job("permissions: write-all"), toml), "permissions: write-all");
    let packages = "{ workflow = { writes_only = ['packages'] } }";
    assert_eq!(key(&job("permissions: { packages: write }"), packages), "");
}

#[test]
fn actions_may_be_pinned_by_commit() {
    let toml = "{ workflow = { pinned = 'commit' } }";
    let with = |action: &str| job(&format!("steps: [{{ uses: {action} }}]"));
    assert_eq!(key(&with("a/b@08eba0b27e820071cde6df949e0beb9ba4906955"), toml), "");
    assert_eq!(key(&with("a/b@v4"), toml), "pinned: version");
    assert_eq!(key(&with("a/b"), toml), "pinned: nothing");
    assert_eq!(key(&with("./local"), toml), "");
}

#[test]
fn a_failure_can_be_hidden_in_several_ways() {
    let toml = "{ workflow = { fails = true } }";
    assert_eq!(key(&job("steps: [{ run: npm test, continue-on-error: true }]"), toml), "fails: continue-on-error");
    assert_eq!(key(&job("continue-on-error: true\nsteps: []"), toml), "fails: continue-on-error");
    assert_eq!(key(&job("steps: [{ run: 'npm test || echo failed' }]"), toml), "");
}

#[test]
fn a_secret_is_neither_printed_nor_written_down() {
    let toml = "{ workflow = { no_secrets = true } }";
    assert_eq!(key(&job("steps: [{ run: 'echo ${{ secrets.TOKEN }}' }]"), toml), "no_secrets: printed");
    assert_eq!(key(&job("env: { TOKEN: '${{ secrets.TOKEN }}' }\nsteps: []"), toml), "");
    assert_eq!(key(&job("env: { JWT_SECRET: test-secret }\nsteps: []"), toml), "");
    assert_eq!(key(&job("env: { JWT_SECRET: kJ8s02lQpz7Rm4Xw }\nsteps: []"), toml), "no_secrets: JWT_SECRET: literal");
}
