//! Tests of the checks of Dockerfiles.

use super::Dockerfile;
use crate::check::Seen;
use crate::check::testing::{Bench, build, failed};
use crate::id::Track;

const GOOD: &str = r#"# syntax=docker/dockerfile:1
ARG NODE_VERSION=24
FROM node:${NODE_VERSION}-alpine AS build
WORKDIR /app
COPY package*.json ./
RUN npm ci
COPY . .
RUN npm run build && npm prune --omit=dev

FROM node:${NODE_VERSION}-alpine
ENV NODE_ENV=production PORT=3000
WORKDIR /app
COPY --from=build /app/dist ./dist
COPY --from=build --chown=node:node /app/node_modules ./node_modules
USER node
EXPOSE 3000
HEALTHCHECK CMD ["node", "health.js"]
CMD ["node", "--enable-source-maps", "dist/index.js"]
"#;

fn look(text: &str, toml: &str) -> Seen {
    let check = build(toml, Dockerfile::build).unwrap();
    let mut bench = Bench::file(Track::Node, "Dockerfile", text);
    bench.main = "Dockerfile".to_owned();
    let seen = bench.with(|sandbox| Dockerfile::run(&[&check], sandbox)).unwrap();
    seen.into_iter().next().unwrap().unwrap()
}

fn key(text: &str, toml: &str) -> String {
    failed(&look(text, toml)).join(", ")
}

const ALL: [&str; 13] = [
    "{ stages = 2 }",
    "{ pinned = true }",
    "{ outdated = ['node:20', 'node:18'] }",
    "{ order = ['COPY package-lock.json', 'RUN npm ci', 'COPY src/index.ts', 'RUN npm run build'] }",
    "{ runs = ['npm prune --omit=dev', 'npm ci --omit=dev'] }",
    "{ never_runs = ['npm install', 'yarn'] }",
    "{ takes = ['dist'] }",
    "{ user = true }",
    "{ exec_form = true }",
    "{ starts = ['node', 'dist/index.js'] }",
    "{ exposes = 3000 }",
    "{ healthcheck = true }",
    "{ no_secrets = true }",
];

#[test]
fn a_good_file_passes_every_check() {
    for toml in ALL {
        assert_eq!(key(GOOD, toml), "", "{toml}");
    }
}

#[test]
fn the_first_attempt_of_many_is_told_fault_by_fault() {
    let text = "FROM node:20-alpine\nWORKDIR /app\nCOPY . .\nENV JWT_SECRET=s3cret\nRUN npm install\nRUN npm run build\n\
                EXPOSE 8080\nCMD node dist/index.js\n";
    for (toml, told) in [
        ("{ stages = 2 }", "stages: 1 of 2"),
        ("{ outdated = ['node:20'] }", "outdated: node:20"),
        ("{ runs = ['npm ci'] }", "runs: missing"),
        ("{ never_runs = ['npm install'] }", "never_runs: npm install"),
        (
            "{ order = ['COPY package.json', 'RUN npm install', 'COPY src/a.ts'] }",
            "order: COPY src/a.ts before RUN npm install",
        ),
        ("{ order = ['COPY package.json', 'COPY src/a.ts'] }", "order: COPY src/a.ts with COPY package.json"),
        ("{ order = ['RUN npm ci', 'RUN npm run build'] }", "order: no RUN npm ci"),
        ("{ takes = ['dist'] }", "takes: nothing"),
        ("{ user = true }", "user: missing"),
        ("{ exec_form = true }", "exec_form: shell"),
        ("{ exposes = 3000 }", "exposes: other"),
        ("{ healthcheck = true }", "healthcheck: missing"),
        ("{ no_secrets = true }", "no_secrets: ENV JWT_SECRET"),
    ] {
        assert_eq!(key(text, toml), told, "{toml}");
    }
}

fn after_from(lines: &str) -> String {
    format!("FROM node:24 AS build\nWORKDIR /app\nRUN npm ci\nFROM node:24\n{lines}\n")
}

#[test]
fn what_a_stage_inherits_counts() {
    let text = "FROM python:3.14-slim AS base\nWORKDIR /app\nUSER app\nEXPOSE 8000\nFROM base AS deps\nCOPY requirements.txt .\n\
                RUN pip install -r requirements.txt\nFROM deps\nCOPY . .\nCMD [\"python\", \"-m\", \"app\"]\n";
    for toml in [
        "{ user = true }",
        "{ exposes = 8000 }",
        "{ order = ['COPY requirements.txt', 'RUN pip install -r', 'COPY app/main.py'] }",
        "{ pinned = true }",
    ] {
        assert_eq!(key(text, toml), "", "{toml}");
    }
}

#[test]
fn a_file_that_is_mounted_for_a_command_is_copied_for_it() {
    let text = "FROM node:24\nRUN --mount=type=bind,source=package.json,target=package.json \\\n  \
                --mount=type=bind,source=package-lock.json,target=package-lock.json \\\n  npm ci\nCOPY . .\n";
    assert_eq!(key(text, "{ order = ['COPY package-lock.json', 'RUN npm ci', 'COPY src/a.ts'] }"), "");
}

#[test]
fn users_are_read_as_docker_does() {
    for (lines, told) in [
        ("USER root", "user: root"),
        ("USER 0:0", "user: root"),
        ("USER node\nRUN x\nUSER root", "user: root"),
        ("ARG APP_USER=node\nUSER $APP_USER", ""),
        ("USER 1000", ""),
    ] {
        assert_eq!(key(&after_from(lines), "{ user = true }"), told, "{lines}");
    }
    let distroless = "FROM gcr.io/distroless/nodejs24-debian13:nonroot\nCMD [\"main.js\"]\n";
    assert_eq!(key(distroless, "{ user = true }"), "");
}

#[test]
fn a_list_in_single_quotes_is_no_exec_form() {
    for (lines, told) in [
        ("CMD ['node', 'x.js']", "exec_form: no-list"),
        ("CMD [\"sh\", \"-c\", \"node x.js\"]", "exec_form: shell-in-list"),
        ("ENTRYPOINT [\"tini\", \"--\"]\nCMD [\"node\", \"x.js\"]", ""),
        ("", "exec_form: missing"),
    ] {
        assert_eq!(key(&after_from(lines), "{ exec_form = true }"), told, "{lines}");
    }
    let starts = "{ starts = ['node', 'x.js'] }";
    assert_eq!(key(&after_from("ENTRYPOINT [\"tini\", \"--\"]\nCMD [\"node\", \"x.js\"]"), starts), "");
    assert_eq!(key(&after_from("CMD [\"npm\", \"start\"]"), starts), "starts: npm start");
}

#[test]
fn what_is_taken_from_a_stage_is_named() {
    for (lines, told) in [
        ("COPY --from=build /app/dist/ ./dist/", ""),
        ("COPY --from=0 /app/dist .", ""),
        ("COPY --from=builder /app/dist .", "takes: no-stage"),
        ("COPY --from=build /app .", "takes: everything"),
        ("COPY dist ./dist", "takes: nothing"),
    ] {
        assert_eq!(key(&after_from(lines), "{ takes = ['dist'] }"), told, "{lines}");
    }
}

#[test]
fn bases_without_a_version_are_told_apart() {
    for (from, told) in [
        ("node", "pinned: untagged"),
        ("node:latest", "pinned: latest"),
        ("node:lts-slim", "pinned: moving"),
        ("node:$VERSION", "pinned: unknown"),
        ("scratch", ""),
    ] {
        assert_eq!(key(&format!("FROM {from}\nRUN x\n"), "{ pinned = true }"), told, "{from}");
    }
}

#[test]
fn secrets_are_found_by_name_by_value_and_by_file() {
    for (lines, told) in [
        ("ARG NPM_TOKEN", ""),
        ("ARG NPM_TOKEN=abc", "no_secrets: ARG NPM_TOKEN"),
        ("ENV DATABASE_URL=postgres://app:pw@db/app", "no_secrets: ENV DATABASE_URL"),
        ("ENV DATABASE_URL=postgres://db/app TOKEN_TTL=60", ""),
        ("ARG S\nENV JWT_SECRET=$S", "no_secrets: ENV JWT_SECRET"),
        ("ENV JWT_SECRET abc", "no_secrets: ENV JWT_SECRET"),
        ("COPY .env .", "no_secrets: COPY .env"),
        ("COPY .env.example .", ""),
    ] {
        assert_eq!(key(&after_from(lines), "{ no_secrets = true }"), told, "{lines}");
    }
}

#[test]
fn what_docker_cannot_read_is_told_with_its_place() {
    for (text, told, place) in [
        ("FROM node:24\nWORKDIR /app\nRUNN npm ci\n", "syntax: unknown-instruction", "Dockerfile:3:1: "),
        ("COPY . .\n", "syntax: broken", "Dockerfile:1:1: "),
        ("", "syntax: broken", "Dockerfile: "),
    ] {
        let seen = look(text, "{ user = true }");
        assert_eq!(failed(&seen), [told]);
        assert!(seen.facets[0].actual.starts_with(place), "{}", seen.facets[0].actual);
    }
    let seen = look("FROM node:24\nRUNN npm ci\n", "{ user = true }");
    assert_eq!(seen.notes, ["1 | FROM node:24", "2 | RUNN npm ci", "  | ^"]);
}

#[test]
fn only_the_first_check_tells_that_the_file_is_not_there() {
    let checks = ALL.map(|toml| build(toml, Dockerfile::build).unwrap());
    let bench = Bench::file(Track::Node, "other", "");
    let mut bench = bench;
    bench.main = "Dockerfile".to_owned();
    let seen = bench.with(|sandbox| Dockerfile::run(&checks.iter().collect::<Vec<_>>(), sandbox)).unwrap();
    assert_eq!(failed(seen[0].as_ref().unwrap()), ["file: missing"]);
    assert!(seen[1..].iter().all(Option::is_none));
}

#[test]
fn what_was_not_built_is_said_and_a_wrong_file_is_not_built() {
    let toml = "{ exposes = 3000, build = { port = 3000, request = 'GET /health', status = 200 } }";
    if Bench::file(Track::Node, "Dockerfile", "").with(|sandbox| sandbox.toolchain.docker(sandbox.cancel).is_err()) {
        let seen = look(GOOD, toml);
        assert!(seen.passed());
        assert!(seen.notes[0].starts_with("The image was not built and run here: "), "{:?}", seen.notes);
    }
    assert!(look("FROM node:24\n", toml).notes.is_empty());
}

#[test]
fn checks_that_cannot_be_meant_are_refused() {
    for (toml, problem) in [
        ("{ }", "nothing is asked of this Dockerfile"),
        ("{ user = true, pinned = true }", "asks 2 things"),
        ("{ user = false }", "asks for nothing"),
        ("{ stages = 1 }", "every Dockerfile has one stage"),
        ("{ takes = [] }", "an empty list"),
        ("{ order = ['RUN npm ci'] }", "no order"),
        ("{ order = ['RUN npm ci', 'USER node'] }", "no place in a Dockerfile"),
        ("{ runs = ['--flag'] }", "names no command"),
        ("{ user = true, path = '../Dockerfile' }", "no file in the learner's folder"),
        ("{ user = true, build = { port = 1, request = 'health', status = 200 } }", "no request"),
    ] {
        let found = build(toml, Dockerfile::build).unwrap_err();
        assert!(found.iter().any(|message| message.contains(problem)), "{toml}: {found:?}");
    }
}
