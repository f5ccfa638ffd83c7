//! What stands behind the marks of a fence: its language and attributes, or that it is an output.

use std::ops::Range;

use super::Problem;
use super::highlight;
use crate::check::{Sample, is_sql_file};
use crate::id::Track;

const RULE: &str = "fence-attribute";

/// The language of samples that PostgreSQL runs; they are for both paths.
const SQL: &str = "sql";

/// A fence's first line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Info {
    /// Code; a sample (its code still empty) if it has `run=`.
    Code { language: String, sample: Option<Sample> },
    /// A file that lies beside the samples after it.
    File { language: String, name: String },
    /// What a sample prints.
    Output { fails: bool },
}

/// The track that a language is shown on, if it belongs to one.
pub(super) fn track(language: &str) -> Option<Track> {
    match language {
        "js" | "javascript" => Some(Track::Node),
        "py" | "python" => Some(Track::Python),
        _ => None,
    }
}

/// Reads `info`, which begins at `offset` of the source.
pub(super) fn read(info: &str, offset: usize, problems: &mut Vec<Problem>) -> Info {
    let mut words = words(info, offset, problems).into_iter();
    let first = words.next();
    let mut report = |range: &Range<usize>, message: String, help: &str| {
        problems.push(Problem { rule: RULE, message, range: range.clone(), help: help.to_owned() });
    };
    let (language, place) = first.map_or((String::new(), offset..offset), |word| match word.value {
        Some(_) => (String::new(), word.range),
        None => (word.name, word.range),
    });
    if language == "output" {
        let mut fails = false;
        for word in words {
            match (word.name.as_str(), &word.value) {
                ("error", None) if !fails => fails = true,
                _ => report(
                    &word.range,
                    format!("`{}` means nothing on an output", word.name),
                    "write `output` for what is printed, or `output error` for a program that must fail",
                ),
            }
        }
        return Info::Output { fails };
    }
    if !highlight::is_known(&language) {
        report(
            &place,
            format!("`{}` is no language that lessons use", super::text::clean(&language)),
            &format!("use one of {}; `text` for anything else", highlight::known()),
        );
    }
    let (mut run, mut file) = (None, None);
    let (mut args, mut stdin, mut request, mut data, mut packages) = (None, None, None, None, None);
    for word in words {
        let value = word.value.unwrap_or_default();
        if let Some((message, help)) = refusal(&word.name, &value, &language) {
            report(&word.range, message, help);
            continue;
        }
        let place = match word.name.as_str() {
            "run" => &mut run,
            "file" => &mut file,
            "data" => &mut data,
            "packages" => &mut packages,
            "args" => &mut args,
            "stdin" => &mut stdin,
            "request" => &mut request,
            other => {
                report(
                    &word.range,
                    format!("`{}` means nothing on a fence", super::text::clean(other)),
                    "a fence may have run=, args=, stdin=, request=, data= and packages=, or file=",
                );
                continue;
            }
        };
        if place.replace((value, word.range.clone())).is_some() {
            report(&word.range, format!("`{}` is given twice", word.name), "keep one of the two");
        }
    }
    if let (Some(_), Some((_, range))) = (&run, &file) {
        report(range, "a fence is a sample or a file beside samples".to_owned(), "keep run= or file=");
    }
    let Some((name, _)) = run else {
        for (_, range) in [args, stdin, request, data, packages].into_iter().flatten() {
            report(&range, "this is for samples, and the fence is none".to_owned(), "add run=FILE to the fence");
        }
        return match file {
            Some((name, _)) => Info::File { language, name },
            None => Info::Code { language, sample: None },
        };
    };
    let value = |attribute: Option<(String, Range<usize>)>| attribute.map(|(value, _)| value);
    let words = |text: String| text.split_whitespace().map(str::to_owned).collect();
    let sample = Sample {
        file: name,
        args: words(value(args).unwrap_or_default()),
        stdin: value(stdin).unwrap_or_default(),
        request: value(request),
        data: value(data),
        packages: words(value(packages).unwrap_or_default()),
        ..Sample::default()
    };
    Info::Code { language, sample: Some(sample) }
}

/// Why an attribute cannot be meant, and what to do instead.
fn refusal(name: &str, value: &str, language: &str) -> Option<(String, &'static str)> {
    let is_sql = language == SQL;
    Some(match name {
        "run" if track(language).is_none() && !is_sql => {
            (format!("`{language}` cannot be run"), "samples are in `js`, `py` or `sql`")
        }
        "run" if is_sql != is_sql_file(value) => {
            let message = format!("`{value}` is no name for a sample in `{language}`");
            (message, "files of SQL, and no others, end in `.sql`")
        }
        "run" | "file" if !is_file_name(value) => (
            format!("`{value}` is no name for a sample's file"),
            "use letters, digits, `-`, `_` and `.`, such as `run=hello.js`",
        ),
        "request" if !is_request(value) => (format!("`{value}` is no request"), "write it as `request=\"GET /hello\"`"),
        "args" | "stdin" | "request" | "packages" if is_sql => {
            (format!("`{name}` means nothing for SQL"), "SQL may have run= and data=")
        }
        _ => return None,
    })
}

fn is_file_name(name: &str) -> bool {
    name.len() <= 60
        && name.starts_with(|c: char| c.is_ascii_alphanumeric())
        && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.'))
}

fn is_request(request: &str) -> bool {
    request.split_once(' ').is_some_and(|(method, target)| {
        !method.is_empty()
            && method.chars().all(|c| c.is_ascii_uppercase())
            && target.starts_with('/')
            && target.chars().all(|c| c.is_ascii_graphic())
    })
}

/// `name` or `name=value`.
struct Word {
    name: String,
    value: Option<String>,
    range: Range<usize>,
}

fn words(info: &str, offset: usize, problems: &mut Vec<Problem>) -> Vec<Word> {
    let mut words = Vec::new();
    let mut chars = info.char_indices().peekable();
    while let Some(&(start, first)) = chars.peek() {
        if first.is_whitespace() {
            chars.next();
            continue;
        }
        let mut name = String::new();
        while let Some((_, char)) = chars.next_if(|(_, char)| !char.is_whitespace() && *char != '=') {
            name.push(char);
        }
        let mut value = None;
        if chars.next_if(|(_, char)| *char == '=').is_some() {
            let text = value.insert(String::new());
            if chars.next_if(|(_, char)| *char == '"').is_some() {
                let mut closed = false;
                while let Some((at, char)) = chars.next() {
                    match char {
                        '"' => {
                            closed = true;
                            break;
                        }
                        '\\' => match chars.next() {
                            Some((_, 'n')) => text.push('\n'),
                            Some((_, 't')) => text.push('\t'),
                            Some((_, quoted @ ('"' | '\\'))) => text.push(quoted),
                            other => {
                                let end = other.map_or(at + 1, |(next, char)| next + char.len_utf8());
                                problems.push(Problem {
                                    rule: RULE,
                                    message: "an unknown escape".to_owned(),
                                    range: offset + at..offset + end,
                                    help: r#"known are \n, \t, \" and \\"#.to_owned(),
                                });
                            }
                        },
                        other => text.push(other),
                    }
                }
                if !closed {
                    problems.push(Problem {
                        rule: RULE,
                        message: "a quote that is never closed".to_owned(),
                        range: offset + start..offset + info.trim_end().len(),
                        help: "end the value with `\"`".to_owned(),
                    });
                }
            } else {
                while let Some((_, char)) = chars.next_if(|(_, char)| !char.is_whitespace()) {
                    text.push(char);
                }
            }
        }
        let end = chars.peek().map_or(info.len(), |(end, _)| *end);
        words.push(Word { name, value, range: offset + start..offset + end });
    }
    words
}
