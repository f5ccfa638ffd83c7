//! Tests of the checks of READMEs.

use super::Readme;
use crate::check::Seen;
use crate::check::testing::{Bench, build, failed, files};
use crate::id::Track;

fn look(track: Track, folder: &[(&str, &str)], toml: &str) -> Seen {
    let check = build(toml, Readme::build).unwrap();
    let mut bench = Bench::file(track, "README.md", "");
    bench.submission = files(folder);
    bench.with(|sandbox| Readme::run(&[&check], sandbox)).unwrap().remove(0).unwrap()
}

fn key(text: &str, toml: &str) -> String {
    failed(&look(Track::Node, &[("README.md", text)], toml)).join(", ")
}

#[test]
fn sections_are_there_in_order_and_filled() {
    let toml = "{ sections = ['Features', 'Getting started', 'License'] }";
    for (text, told) in [
        ("# A\n## Features\n- x\n## 🚀 Getting Started\n### Run\ntext\n## Tests\nx\n## License\nMIT\n", ""),
        ("# A\n## Features\n- x\n## License\nMIT\n", "sections: no Getting started"),
        ("## Getting started\nx\n## Features\n- x\n## License\nMIT\n", "sections: order Getting started"),
        ("## Features\n- \n## Getting started\nx\n## License\nMIT\n", "sections: empty Features"),
        ("## Features\nx\n## Getting started\n### Run\n## License\nTODO\n", "sections: empty Getting started"),
        ("## Features\nx\n## Getting started\nx\n## License\nTODO.\n", "sections: empty License"),
    ] {
        assert_eq!(key(text, toml), told, "{text}");
    }
}

#[test]
fn what_is_left_of_the_template_is_found_wherever_it_stands() {
    let toml = "{ no_template = ['Feature 1', 'yourusername', 'Link to API docs'] }";
    assert_eq!(key("# A\n- sends messages\n", toml), "");
    assert_eq!(key("# A\n- Feature 1\n", toml), "no_template: Feature 1");
    assert_eq!(
        key("# A\n```bash\ngit clone https://example.org/yourusername/x\n```\n", toml),
        "no_template: yourusername"
    );
    assert_eq!(key("[docs](https://example.org/yourusername)\n", toml), "no_template: yourusername");
}

#[test]
fn links_within_the_repository_lead_somewhere() {
    let look = |text: &str| look(Track::Node, &[("README.md", text), ("docs/api.md", "x")], "{ links = true }");
    for (text, told) in [
        ("[a](docs/api.md) [b](./docs/) [c](#how-it-works)\n## How it works?\n", ""),
        ("[a](docs/none.md)", "links: dead"),
        ("[a]()", "links: empty"),
        ("[a](#nothing)\n## Something\n", "links: anchor"),
    ] {
        assert_eq!(failed(&look(text)).join(", "), told, "{text}");
    }
    let seen = look("[a](https://example.org) [b](mailto:a@example.org)");
    assert!(seen.passed());
    assert_eq!(seen.notes, ["2 links to the web: not followed."]);
}

#[test]
fn commands_name_scripts_and_files_that_are_there() {
    let package = ("package.json", "{\"scripts\": {\"start\": \"node server.js\"}}");
    let look = |text: &str| {
        let folder = [("README.md", text), package, ("server.js", ""), ("requirements.txt", "")];
        failed(&look(Track::Node, &folder, "{ commands = 'Start' }")).join(", ")
    };
    for (text, told) in [
        ("## Start\n```bash\nnpm ci && npm start\n```\n", ""),
        ("## Start\n```sh\n$ npm run start\nlistening\n$ node server.js\n```\n", ""),
        ("## Start\n```bash\nnpm run dev\n```\n", "commands: no-script"),
        ("## Start\n```bash\nnpm test\n```\n", "commands: no-script"),
        ("## Start\n```bash\nnode index.js\n```\n", "commands: no-file"),
        ("## Start\n```bash\npip install -r requirements.txt\npython main.py\n```\n", "commands: no-file"),
        ("## Start\n```js\nx\n```\n", "commands: no-block"),
        ("## Start\n\\`\\`\\`bash\nnpm ci\n\\`\\`\\`\n", "commands: escaped"),
        ("## Begin\n", "commands: no-section"),
    ] {
        assert_eq!(look(text), told, "{text}");
    }
}

#[test]
fn a_licence_is_a_file_with_its_text() {
    let text = "## License\nMIT\n";
    let licence = format!("MIT License\n{}", "word ".repeat(60));
    let look = |folder: &[(&str, &str)]| failed(&look(Track::Node, folder, "{ licence = 'MIT' }")).join(", ");
    assert_eq!(look(&[("README.md", text), ("LICENSE", &licence)]), "");
    assert_eq!(look(&[("README.md", text)]), "licence: no-file");
    assert_eq!(look(&[("README.md", text), ("LICENSE", "MIT\n")]), "licence: no-text");
    assert_eq!(look(&[("README.md", text), ("LICENSE", &licence.replace("MIT", "GPL"))]), "licence: other");
    assert_eq!(look(&[("README.md", "## License\n"), ("LICENSE", &licence)]), "licence: not-named");
}

const NODE: &str = "const http = require('node:http');\nhttp.createServer((req, res) => { res.statusCode = req.url === '/health' ? \
                    200 : 404; res.end(); }).listen(process.env.PORT || 3000);\n";
const PACKAGE: (&str, &str) = (
    "package.json",
    "{\"name\": \"x\", \"version\": \"1.0.0\", \"scripts\": {\"start\": \"node server.js\", \"bad\": \"node none.js\"}}",
);

fn follow(track: Track, commands: &str, more: &[(&str, &str)]) -> Seen {
    let text = format!("## Start\n```bash\n{commands}\n```\n");
    let mut folder = vec![("README.md", text.as_str())];
    folder.extend(more);
    look(track, &folder, "{ works = { section = 'Start', port = 3000, request = 'GET /health', status = 200 } }")
}

#[test]
#[cfg_attr(not(has_node), ignore = "needs Node.js: apt install nodejs, or brew install node")]
fn whoever_follows_the_commands_gets_a_server_that_answers() {
    let server = [("server.js", NODE), (".env.example", "A=1\n")];
    for (commands, told) in [
        (
            "git clone https://example.org/x.git\ncd x\ncp .env.example .env\nPORT_X=1 node server.js\ncurl -i http://localhost:3000/health",
            "",
        ),
        ("node server.js\ncurl http://localhost:3000/none", "works: curl-status"),
        ("node server.js\ncurl http://localhost:4000/health", "works: other-address"),
        ("curl http://localhost:3000/health", "works: curl-silent"),
        ("cd nowhere", "works: no-folder"),
        ("cp .env.sample .env", "works: no-file"),
        ("node none.js", "works: failed"),
        ("node -e 0", "works: no-server"),
    ] {
        let seen = follow(Track::Node, commands, &server);
        assert_eq!(failed(&seen).join(", "), told, "{commands}: {seen:?}");
    }
    let seen = follow(Track::Node, "docker compose up -d\nnode server.js", &server);
    assert!(seen.passed(), "{seen:?}");
    assert_eq!(seen.notes, ["`docker compose up -d` was not run here: `docker` is none of the programs that are."]);
}

#[test]
#[cfg_attr(not(has_node), ignore = "needs Node.js: apt install nodejs, or brew install node")]
fn scripts_of_npm_are_really_run() {
    let folder = [("server.js", NODE), PACKAGE];
    let seen = follow(Track::Node, "npm install\nnpm start", &folder);
    assert_eq!(failed(&seen).join(", "), "", "{seen:?}");
    let seen = follow(Track::Node, "npm run bad", &folder);
    assert_eq!(failed(&seen).join(", "), "works: failed", "{seen:?}");
}

#[test]
#[cfg_attr(not(has_python), ignore = "needs Python: apt install python3, or brew install python")]
fn a_virtual_environment_is_made_and_used() {
    let server = "import http.server, os, sys\nassert sys.prefix != sys.base_prefix\nclass H(http.server.BaseHTTPRequestHandler):\n    \
                  def do_GET(self):\n        self.send_response(200)\n        self.end_headers()\n\
                  http.server.HTTPServer(('127.0.0.1', int(os.environ['PORT'])), H).serve_forever()\n";
    let folder = [("server.py", server), ("requirements.txt", "")];
    let commands = "python3 -m venv .venv\n. .venv/bin/activate\npip install -r requirements.txt\npython server.py";
    let seen = follow(Track::Python, commands, &folder);
    assert_eq!(failed(&seen).join(", "), "", "{seen:?}");
    let seen = follow(Track::Python, "source .venv/bin/activate\npython server.py", &folder);
    assert_eq!(failed(&seen).join(", "), "works: no-venv", "{seen:?}");
}

#[test]
fn checks_that_cannot_be_meant_are_refused() {
    for (toml, problem) in [
        ("{ }", "nothing is asked of this README"),
        ("{ links = true, licence = 'MIT' }", "asks 2 things"),
        ("{ sections = [] }", "an empty list"),
        ("{ works = { section = 'x', port = 1, request = 'health', status = 200 } }", "no request"),
    ] {
        let found = build(toml, Readme::build).unwrap_err();
        assert!(found.iter().any(|message| message.contains(problem)), "{toml}: {found:?}");
    }
}

#[test]
#[cfg_attr(not(has_node), ignore = "needs Node.js 20+: apt install nodejs, or brew install node")]
#[cfg_attr(all(has_node, not(has_python)), ignore = "needs Python 3.11+: apt install python3, or brew install python")]
fn examples_come_out_as_they_are_written() {
    let toml = "{ path = 'README.md', examples = { section = 'Usage', at_least = 2 } }";
    let node = "const [a, b] = process.argv.slice(2);\nconsole.log(b ? Number(a) + Number(b) : `${a}\\tAnn`);\n";
    let python = "import sys\n_, a, *b = sys.argv\nprint(int(a) + int(b[0]) if b else f'{a}\\tAnn')\n";
    for (track, runtime, main, code) in
        [(Track::Node, "node", "main.js", node), (Track::Python, "python3", "main.py", python)]
    {
        let told = |usage: &str| {
            let usage = usage.replace("RUN", &format!("{runtime} {main}"));
            let readme = format!("## Usage\n```console\n{usage}\n```\n");
            let mut bench = Bench::file(track, main, "");
            bench.submission = files(&[("README.md", &readme), (main, code)]);
            let check = build(toml, Readme::build).unwrap();
            let seen = bench.with(|sandbox| Readme::run(&[&check], sandbox)).unwrap().remove(0).unwrap();
            (failed(&seen).join(", "), seen.facets[0].actual.clone())
        };
        assert_eq!(told("$ RUN 2 3\n5\n\n$ RUN '1' 1\n2").0, "");
        assert_eq!(told("$ RUN 1\n1\tAnn\n$ RUN 2\n2       Ann").0, "", "a tab is as wide as the terminal says");
        assert_eq!(told("$ RUN 2 3\n5").0, "examples: too few");
        let (key, actual) = told("$ RUN 2 3\n6\n$ RUN 1 1\n2");
        assert_eq!(
            (key.as_str(), actual.ends_with("the README says 6, and the program 5")),
            ("examples: differs", true)
        );
        let (key, actual) = told("$ RUN 2 3\n5\n$ calc 1 1\n2");
        let begins =
            format!("`$ calc 1 1` cannot be followed: it does not begin with `{runtime}` and a file that is here");
        assert_eq!((key.as_str(), actual), ("examples: not-run", begins.replace("$ ", "")));
        assert_eq!(told("$ RUN 2 3\n5\n$ RUN 2 * 3\n6").0, "examples: pattern");
        assert_eq!(
            told("$ RUN 2 3\n5\n$ RUN '*' # (a *)\n*\tAnn").0,
            "",
            "quotes keep the star, and a comment is none"
        );
        assert_eq!(told("$ RUN 2 3\n5\n$ echo 2 | RUN\n2").0, "examples: shell");
    }
}
