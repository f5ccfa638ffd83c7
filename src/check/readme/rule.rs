//! What can be asked of a README, and how each is looked at.

use std::path::Path;

use serde_json::Value;

use super::command::{commands, has_escaped_fence};
use super::examples::Examples;
use super::run::Works;
use crate::check::document::listed;
use crate::check::document::markdown::{Kind, Markdown, Section, plain};
use crate::check::sandbox::Sandbox;
use crate::check::{CheckError, Facet, Seen};

/// What is asked.
#[derive(Debug, Clone)]
pub(super) enum Rule {
    /// These sections are there in this order, and none is empty.
    Sections(Vec<String>),
    /// None of these words of the template is left.
    NoTemplate(Vec<String>),
    /// Links within the folder lead somewhere.
    Links,
    /// A section has commands, and what they name is there.
    Commands(String),
    /// Whoever follows the commands of a section gets a program that answers.
    Works(Works),
    /// What a section says of its commands is what comes of them.
    Examples(Examples),
    /// There is a file with the licence, and the README names it.
    Licence(String),
}

/// Names of the file with the licence.
const LICENCES: [&str; 8] =
    ["LICENSE", "LICENSE.md", "LICENSE.txt", "LICENCE", "LICENCE.md", "LICENCE.txt", "license", "COPYING"];

impl Rule {
    pub(super) fn describe(&self) -> String {
        match self {
            Rule::Sections(titles) => format!("the sections {} are there and filled", listed(titles)),
            Rule::NoTemplate(_) => "nothing of the template is left".to_owned(),
            Rule::Links => "every link within the repository leads somewhere".to_owned(),
            Rule::Commands(section) => format!("the commands of `{section}` name what is there"),
            Rule::Works(works) => format!("following `{}` leads to a program that answers", works.section),
            Rule::Examples(examples) => format!("the examples in `{}` come out as written", examples.section),
            Rule::Licence(name) => format!("there is a licence: {name}"),
        }
    }

    pub(super) fn look(&self, name: &str, file: &Markdown, sandbox: &Sandbox<'_>) -> Result<Seen, CheckError> {
        Ok(match self {
            Rule::Sections(titles) => Seen::compared(name, vec![sections(file, titles)]),
            Rule::NoTemplate(words) => Seen::compared(name, vec![no_template(file, words)]),
            Rule::Links => links(name, file, &sandbox.dir),
            Rule::Commands(title) => Seen::compared(name, vec![named(file, title, &sandbox.dir)]),
            Rule::Works(works) => works.follow(name, file, sandbox)?,
            Rule::Examples(examples) => examples.look(name, file, sandbox)?,
            Rule::Licence(licence) => Seen::compared(name, vec![has_licence(file, licence, sandbox)]),
        })
    }
}

/// Sections that must be there, in their order, and filled. Others may stand between them.
pub(in crate::check) fn sections(file: &Markdown, titles: &[String]) -> Facet {
    let expected = format!("the sections {}", listed(titles));
    let wrong = |key: String, actual: String| Facet::new("sections", false, key, expected.clone(), actual);
    let all: Vec<Section<'_>> = file.sections().collect();
    let mut after = 0;
    for title in titles {
        let Some(at) = all.iter().position(|section| plain(section.title) == plain(title)) else {
            return wrong(format!("no {title}"), format!("`{title}` is missing"));
        };
        if at < after {
            return wrong(format!("order {title}"), format!("`{title}` comes too early"));
        }
        after = at;
        let says_something = all.get(at).is_some_and(|section| {
            let is_text = |kind: &Kind| !matches!(kind, Kind::Heading { .. });
            section.blocks.iter().any(|block| is_text(&block.kind) && !is_open(&block.words()))
        });
        if !says_something {
            return wrong(format!("empty {title}"), format!("`{title}` is empty"));
        }
    }
    Facet::new("sections", true, "right", expected, "they are there")
}

/// Text that only says that something is still to be written.
pub(in crate::check) fn is_open(text: &str) -> bool {
    let bare = text.trim().trim_matches(|c: char| !c.is_alphanumeric());
    bare.is_empty() || ["todo", "tbd", "fixme", "coming soon", "wip"].contains(&bare.to_lowercase().as_str())
}

fn no_template(file: &Markdown, words: &[String]) -> Facet {
    let expected = "words of your own in every place";
    let texts = file.blocks.iter().map(|block| (block.words(), block.line));
    let links = file.links.iter().map(|(link, line)| (link.clone(), *line));
    let all: Vec<(String, usize)> = texts.chain(links).collect();
    for word in words {
        if let Some((_, line)) = all.iter().find(|(text, _)| text.contains(word.as_str())) {
            return Facet::new("no_template", false, word, expected, format!("\"{word}\", near line {line}"));
        }
    }
    Facet::new("no_template", true, "right", expected, "they are")
}

fn links(name: &str, file: &Markdown, dir: &Path) -> Seen {
    let expected = "every link leads somewhere";
    let mut to_the_web = 0;
    let mut found = Facet::new("links", true, "right", expected, "they do");
    let folder = Path::new(name).parent().unwrap_or(Path::new(""));
    for (link, line) in &file.links {
        let wrong = |key: &str, what: String| Facet::new("links", false, key, expected, format!("line {line}: {what}"));
        let scheme = link.split_once(':').is_some_and(|(scheme, _)| scheme.chars().all(char::is_alphanumeric));
        if scheme {
            to_the_web += 1;
            continue;
        }
        let (path, anchor) = link.split_once('#').map_or((link.as_str(), None), |(path, anchor)| (path, Some(anchor)));
        if path.is_empty() && anchor.is_none_or(str::is_empty) {
            found = wrong("empty", "a link that leads nowhere".to_owned());
            break;
        }
        if path.is_empty() {
            let slug = |title: &str| {
                let kept = title
                    .to_lowercase()
                    .chars()
                    .filter(|c| c.is_alphanumeric() || " -_".contains(*c))
                    .collect::<String>();
                kept.replace(' ', "-")
            };
            if !file.sections().any(|section| Some(slug(section.title).as_str()) == anchor) {
                found = wrong("anchor", format!("`{link}` is no heading of this file"));
                break;
            }
            continue;
        }
        let inside = crate::check::document::pattern::cleaned(&folder.join(path.replace("%20", " ")).to_string_lossy());
        if !dir.join(&inside).exists() {
            found = wrong("dead", format!("there is no `{path}`"));
            break;
        }
    }
    let mut seen = Seen::compared(name, vec![found]);
    if to_the_web > 0 {
        let links = if to_the_web == 1 { "1 link".to_owned() } else { format!("{to_the_web} links") };
        seen.notes.push(format!("{links} to the web: not followed."));
    }
    seen
}

/// Whether the commands of a section name scripts and files that are there.
fn named(file: &Markdown, title: &str, dir: &Path) -> Facet {
    let expected = format!("commands in `{title}` that name what is there");
    let facet = |key: &str, actual: String| Facet::compared("commands", key == "right", key, expected.clone(), actual);
    let Some(section) = file.section(title) else { return facet("no-section", format!("there is no `{title}`")) };
    let all = commands(&section);
    if all.is_empty() && has_escaped_fence(&section) {
        return facet(
            "escaped",
            "the back-ticks of its code block have backslashes, so it is no code block".to_owned(),
        );
    }
    if all.is_empty() {
        return facet("no-block", "it has no code block in `bash` or `sh`".to_owned());
    }
    let package = std::fs::read(dir.join("package.json")).ok();
    let package: Option<Value> = package.and_then(|bytes| serde_json::from_slice(&bytes).ok());
    let has_script = |name: &str| package.as_ref().is_some_and(|package| package["scripts"].get(name).is_some());
    for words in &all {
        let line = words.join(" ");
        match words.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
            ["npm", ..] if package.is_none() => {
                return facet("no-package", format!("`{line}`: there is no package.json"));
            }
            ["npm", "run" | "run-script", script, ..] if !has_script(script) => {
                return facet("no-script", format!("`{line}`: package.json has no script `{script}`"));
            }
            ["npm", script @ ("start" | "test"), ..] if !has_script(script) => {
                return facet("no-script", format!("`{line}`: package.json has no script `{script}`"));
            }
            ["node", .., file] if !file.starts_with('-') && !dir.join(file).exists() => {
                return facet("no-file", format!("`{line}`: there is no `{file}`"));
            }
            ["python" | "python3", file, ..] if !file.starts_with('-') && !dir.join(file).exists() => {
                return facet("no-file", format!("`{line}`: there is no `{file}`"));
            }
            [.., "-r" | "--requirement", file] if !dir.join(file).exists() => {
                return facet("no-file", format!("`{line}`: there is no `{file}`"));
            }
            ["cp", file, ..] if !dir.join(file).exists() => {
                return facet("no-file", format!("`{line}`: there is no `{file}`"));
            }
            _ => {}
        }
    }
    facet("right", "they do".to_owned())
}

fn has_licence(file: &Markdown, licence: &str, sandbox: &Sandbox<'_>) -> Facet {
    let expected = format!("a file `LICENSE` with the text of the {licence} licence, named in the README");
    let facet = |key: &str, actual: String| Facet::compared("licence", key == "right", key, expected.clone(), actual);
    let Some((name, text)) = LICENCES.iter().find_map(|name| Some((name, sandbox.text(name)?))) else {
        return facet("no-file", "there is no such file".to_owned());
    };
    if text.split_whitespace().count() < 50 {
        return facet("no-text", format!("`{name}` does not hold the text of a licence"));
    }
    if !text.contains(licence) {
        return facet("other", format!("`{name}` does not speak of {licence}"));
    }
    let is_named = file.blocks.iter().any(|block| block.words().contains(licence));
    if is_named {
        facet("right", "it is there".to_owned())
    } else {
        facet("not-named", format!("the README does not name {licence}"))
    }
}
