//! `roadmap lint`: every problem of a curriculum at once, and the rules that find them.

use super::args::{ALL_RULES, LintArgs, Options};
use super::places::library;
use super::print::Out;
use super::show::WIDTH;
use super::{Exit, Stop};
use crate::curriculum::{RULES, Rule, links, lint};
use crate::diagnostic::{Diagnostic, did_you_mean};
use crate::markdown;

pub(super) fn run(options: &Options, args: &LintArgs, out: &mut Out) -> Result<Exit, Stop> {
    if let Some(name) = &args.rules {
        rules(name, out)?;
        return Ok(Exit::Ok);
    }
    if args.links {
        for link in links(&library(options)) {
            out.line(&link)?;
        }
        return Ok(Exit::Ok);
    }
    let problems = lint(&library(options));
    if args.json {
        out.json(&problems.iter().map(Diagnostic::shown).collect::<Vec<_>>())?;
    } else if problems.is_empty() {
        out.line("no problems")?;
    } else {
        out.raw(&problems.render(out.has_colour()))?;
    }
    Ok(if problems.errors() > 0 { Exit::Wrong } else { Exit::Ok })
}

/// All rules in a line each, or the page of the author's guide about one.
fn rules(name: &str, out: &mut Out) -> Result<(), Stop> {
    if name == ALL_RULES {
        let widest = Rule::names().map(str::len).max().unwrap_or_default();
        for Rule { name, severity, finds, .. } in RULES {
            out.line(&format!("{name:widest$}  {:<7}  {finds}", severity.as_str()))?;
        }
        return Ok(());
    }
    let Some(page) = Rule::find(name).and_then(Rule::page) else {
        let near = did_you_mean(name, Rule::names()).unwrap_or_else(|| "`roadmap lint --rules` lists all".to_owned());
        return Err(Stop::usage(format!("there is no rule `{name}`; {near}")));
    };
    let (document, _) = markdown::parse(&page, 0, None);
    out.raw(&markdown::plain(&markdown::layout(&document, WIDTH)))?;
    Ok(())
}
