//! `readme` checks as they are typed in TOML, and what cannot be meant by them.

use crate::diagnostic::Spanned;
use schemars::JsonSchema;
use serde::Deserialize;

use super::Readme;
use super::examples::Examples;
use super::rule::Rule;
use super::run::Works;
use crate::check::document::{on, one, path, some};
use crate::check::http::Probe;
use crate::diagnostic::FileProblems;

/// A `readme` check as typed.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawReadme {
    path: Option<Spanned<String>>,
    sections: Option<Spanned<Vec<String>>>,
    no_template: Option<Spanned<Vec<String>>>,
    links: Option<Spanned<bool>>,
    commands: Option<Spanned<String>>,
    works: Option<Spanned<RawWorks>>,
    examples: Option<Spanned<RawExamples>>,
    licence: Option<Spanned<String>>,
}

/// What comes of following the commands, as typed.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct RawWorks {
    section: String,
    port: u16,
    request: Spanned<String>,
    status: u16,
}

/// Examples as typed.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct RawExamples {
    section: String,
    at_least: Spanned<usize>,
}

impl Readme {
    /// What was meant; problems go to `problems`, and then there may be no meaning.
    pub fn build(raw: Spanned<RawReadme>, problems: &mut FileProblems<'_>) -> Option<Readme> {
        let place = raw.span();
        let before = problems.errors();
        let raw = raw.into_inner();
        let path = path(raw.path.as_ref(), problems);
        let mut rules = Vec::new();
        rules.extend(raw.sections.filter(|list| some(list, problems)).map(|list| Rule::Sections(list.into_inner())));
        rules.extend(
            raw.no_template.filter(|list| some(list, problems)).map(|list| Rule::NoTemplate(list.into_inner())),
        );
        rules.extend(on(raw.links.as_ref(), "links", problems).then_some(Rule::Links));
        rules.extend(raw.commands.map(|section| Rule::Commands(section.into_inner())));
        rules.extend(raw.licence.map(|name| Rule::Licence(name.into_inner())));
        if let Some(works) = raw.works {
            let RawWorks { section, port, request, status } = works.into_inner();
            match request.get_ref().parse::<Probe>() {
                Ok(probe) => rules.push(Rule::Works(Works { section, port, probe, status })),
                Err(how) => {
                    problems.error("document-rule", request.span(), format!("`{request}` is no request")).help(how);
                }
            }
        }
        if let Some(examples) = raw.examples {
            let RawExamples { section, at_least } = examples.into_inner();
            if *at_least.get_ref() == 0 {
                problems
                    .error("document-rule", at_least.span(), "no examples at all always come out as written")
                    .help("write how many there must be: `at_least = 3`");
            }
            rules.push(Rule::Examples(Examples { section, at_least: at_least.into_inner() }));
        }
        if problems.errors() > before {
            return None;
        }
        let words = "`sections`, `no_template`, `links`, `commands`, `works`, `examples` and `licence`";
        let rule = one("README", place, rules, words, problems)?;
        path.ok().map(|path| Readme { path, rule })
    }
}
