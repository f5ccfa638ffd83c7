//! Shell lines as commands: what is run, in order, with quotes, operators and a few habits resolved.

use std::collections::BTreeMap;
use std::str::FromStr;

/// A simple command.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(in crate::check) struct Command {
    /// The program and its arguments, without quotes.
    pub(in crate::check) words: Vec<String>,
    /// Whether its failure is hidden: `|| true`.
    pub(in crate::check) forgiven: bool,
}

/// Words of the shell that stand before a command.
const BEFORE: [&str; 12] = ["!", "do", "elif", "else", "env", "exec", "if", "sudo", "then", "time", "while", "{"];

#[derive(Debug, PartialEq, Eq)]
enum Token {
    Word(String),
    Operator(&'static str),
}

/// The commands of a text in the order in which they stand.
pub(in crate::check) fn commands(text: &str) -> Vec<Command> {
    let mut all = Vec::new();
    let mut words: Vec<String> = Vec::new();
    let mut after_or = false;
    let mut skip = false;
    for token in tokens(text).into_iter().chain([Token::Operator(";")]) {
        match token {
            Token::Operator(">" | "<") => skip = true,
            Token::Operator(operator) => {
                let mut command = command(std::mem::take(&mut words));
                skip = false;
                if after_or && ["true", ":"].contains(&command.words.first().map_or("", String::as_str)) {
                    all.last_mut().into_iter().for_each(|before: &mut Command| before.forgiven = true);
                    command.words.clear();
                }
                if !command.words.is_empty() {
                    all.extend(inner(&command.words).unwrap_or_else(|| vec![command]));
                }
                after_or = operator == "||";
            }
            Token::Word(_) if skip => skip = false,
            Token::Word(word) => words.push(word),
        }
    }
    all
}

/// The commands of an exec form: `["sh", "-c", "…"]` runs what the shell would.
pub(in crate::check) fn exec(words: &[String]) -> Vec<Command> {
    inner(words).unwrap_or_else(|| vec![command(words.to_vec())])
}

/// What `sh -c "…"` runs.
fn inner(words: &[String]) -> Option<Vec<Command>> {
    let [shell, flags @ .., script] = words else { return None };
    let is_shell = ["sh", "bash", "ash", "dash"].contains(&basename(shell));
    (is_shell && flags.last().is_some_and(|flag| flag.starts_with('-') && flag.ends_with('c')))
        .then(|| commands(script))
}

/// The words of each command as they are typed, with quotes resolved and redirections left out.
pub(in crate::check) fn lines(text: &str) -> Vec<Vec<String>> {
    let mut all = vec![Vec::new()];
    let mut skip = false;
    for token in tokens(text) {
        match token {
            Token::Operator(">" | "<") => skip = true,
            Token::Operator(_) => {
                skip = false;
                all.push(Vec::new());
            }
            Token::Word(_) if skip => skip = false,
            Token::Word(word) => all.last_mut().into_iter().for_each(|words| words.push(word.clone())),
        }
    }
    all.retain(|words| !words.is_empty());
    all
}

/// The words of a text, with quotes resolved; operators are words here.
pub(in crate::check) fn words(text: &str) -> Vec<String> {
    let word = |token| match token {
        Token::Word(word) => Some(word),
        Token::Operator("\n") => None,
        Token::Operator(operator) => Some(operator.to_owned()),
    };
    tokens(text).into_iter().filter_map(word).collect()
}

/// What of a line stands neither in quotes nor behind a backslash, without its comment: what means something to the shell.
pub(in crate::check) fn bare(line: &str) -> String {
    let mut bare = String::new();
    let mut rest = line;
    while let Some(next) = rest.chars().next() {
        let after = rest.get(next.len_utf8()..).unwrap_or_default();
        rest = match next {
            '\\' => after.get(after.chars().next().map_or(0, char::len_utf8)..).unwrap_or_default(),
            '\'' | '"' => quoted(after, next).1,
            '#' if bare.ends_with(char::is_whitespace) => break,
            other => {
                bare.push(other);
                after
            }
        };
    }
    bare
}

fn tokens(text: &str) -> Vec<Token> {
    const OPERATORS: [&str; 11] = ["&&", "||", ";;", ">>", ";", "|", "&", "\n", "(", ")", ">"];
    let mut tokens = Vec::new();
    let mut word: Option<String> = None;
    let mut rest = text;
    while let Some(next) = rest.chars().next() {
        let operator = OPERATORS.into_iter().chain(["<"]).find(|operator| rest.starts_with(operator));
        if let Some(after) = rest.strip_prefix("${{") {
            // An expression of a workflow is one thing, whatever stands in it.
            let end = after.find("}}").map_or(rest.len(), |at| at + 5);
            let (expression, left) = rest.split_at_checked(end).unwrap_or((rest, ""));
            word.get_or_insert_default().push_str(expression);
            rest = left;
        } else if let Some(after) = rest.strip_prefix("\\\r\n").or_else(|| rest.strip_prefix("\\\n")) {
            rest = after;
        } else if let Some(after) = rest.strip_prefix('\\') {
            let mut left = after.chars();
            word.get_or_insert_default().extend(left.next());
            rest = left.as_str();
        } else if next == '\'' || next == '"' {
            let (quoted, left) = quoted(rest.get(1..).unwrap_or_default(), next);
            word.get_or_insert_default().push_str(&quoted);
            rest = left;
        } else if next == '#' && word.is_none() {
            rest = rest.find('\n').and_then(|end| rest.get(end..)).unwrap_or("");
        } else if let Some(operator) = operator {
            // `2>&1`: the number and what follows belong to the redirection.
            let number = word.as_ref().is_some_and(|word| word.chars().all(|c| c.is_ascii_digit()));
            let redirects = operator.starts_with(['>', '<']);
            if let Some(word) = word.take().filter(|_| !(redirects && number)) {
                tokens.push(Token::Word(word));
            }
            rest = rest.strip_prefix(operator).unwrap_or_default();
            if redirects {
                rest = rest.strip_prefix('&').unwrap_or(rest);
            }
            tokens.push(Token::Operator(match operator {
                ">>" => ">",
                operator => operator,
            }));
        } else {
            if next.is_whitespace() {
                tokens.extend(word.take().map(Token::Word));
            } else {
                word.get_or_insert_default().push(next);
            }
            rest = rest.get(next.len_utf8()..).unwrap_or_default();
        }
    }
    tokens.extend(word.map(Token::Word));
    tokens
}

/// What stands before the closing quote, and what follows it.
fn quoted(text: &str, quote: char) -> (String, &str) {
    let mut inside = String::new();
    let mut chars = text.chars();
    while let Some(next) = chars.next() {
        match next {
            _ if next == quote => break,
            '\\' if quote == '"' => match chars.next() {
                Some('\n') | None => {}
                Some(escaped @ ('"' | '\\' | '$' | '`')) => inside.push(escaped),
                Some(other) => inside.extend(['\\', other]),
            },
            other => inside.push(other),
        }
    }
    (inside, chars.as_str())
}

fn basename(word: &str) -> &str {
    word.rsplit('/').next().unwrap_or(word)
}

/// One way of writing for what is written in several: `python3 -m pip`, `pip3` and `/opt/venv/bin/pip` are `pip`.
fn command(mut words: Vec<String>) -> Command {
    let mut production = false;
    loop {
        match words.first() {
            Some(word) if BEFORE.contains(&word.as_str()) => {}
            Some(word) if is_assignment(word) => production |= word == "NODE_ENV=production",
            Some(_) | None => break,
        }
        words.remove(0);
    }
    if let Some(first) = words.first_mut() {
        *first = basename(first).to_owned();
        if *first == "pip3" || first.starts_with("pip3.") {
            "pip".clone_into(first);
        }
    }
    let is_python = words.first().is_some_and(|word| is_python(word));
    if is_python && words.get(1).is_some_and(|word| word == "-m") && words.len() > 2 {
        words.drain(..2);
    } else if is_python && let Some(first) = words.first_mut() {
        "python".clone_into(first);
    }
    let program = words.first().cloned().unwrap_or_default();
    if program == "npm" {
        let long = |word: &str| match word {
            "i" | "add" => Some("install"),
            "clean-install" | "ic" => Some("ci"),
            "t" | "tst" => Some("test"),
            "run-script" => Some("run"),
            _ => None,
        };
        if let Some(verb) = words.iter_mut().skip(1).find(|word| !word.starts_with('-')) {
            *verb = long(verb).unwrap_or(verb).to_owned();
        }
        // `npm run test` is `npm test`, and so on.
        let run = words.iter().position(|word| word == "run");
        let is_short = |word: &String| ["start", "stop", "test"].contains(&word.as_str());
        if let Some(run) = run.filter(|at| words.get(at + 1).is_some_and(is_short)) {
            words.remove(run);
        }
        if production {
            words.push("--omit=dev".to_owned());
        }
    }
    let mut whole: Vec<String> = Vec::with_capacity(words.len());
    for word in words {
        match whole.last_mut() {
            Some(last) if last == "--omit" => *last = format!("--omit={word}"),
            Some(_) | None if word == "--requirement" => whole.push("-r".to_owned()),
            Some(_) | None => whole.push(word),
        }
    }
    Command { words: whole, forgiven: false }
}

fn is_python(word: &str) -> bool {
    let rest = word.strip_prefix("python");
    rest.is_some_and(|rest| rest.chars().all(|c| c.is_ascii_digit() || c == '.'))
}

fn is_assignment(word: &str) -> bool {
    let name = word.split_once('=').map_or("", |(name, _)| name);
    !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
}

/// A command that is looked for: `npm ci`, with an option `pip install -r`, without one `npm ci !--omit=dev`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::check) struct Wanted {
    typed: String,
    words: Vec<String>,
    with: Vec<String>,
    without: Vec<String>,
}

impl FromStr for Wanted {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut wanted = Wanted { typed: text.to_owned(), words: Vec::new(), with: Vec::new(), without: Vec::new() };
        for word in text.split_whitespace() {
            match word.strip_prefix('!') {
                Some(option) if option.starts_with('-') => wanted.without.push(option.to_owned()),
                Some(_) => return Err("only an option can be left out: `npm ci !--omit=dev`"),
                None if word.starts_with('-') => wanted.with.push(word.to_owned()),
                None => wanted.words.push(word.to_owned()),
            }
        }
        if wanted.words.is_empty() { Err("name the program first: `npm ci`") } else { Ok(wanted) }
    }
}

impl std::fmt::Display for Wanted {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let shown: Vec<&str> = self.typed.split_whitespace().filter(|word| !word.starts_with('!')).collect();
        f.write_str(&shown.join(" "))
    }
}

impl Wanted {
    /// Whether a command is this one; options may stand anywhere.
    pub(in crate::check) fn is(&self, command: &Command) -> bool {
        let mut plain = command.words.iter().filter(|word| !word.starts_with('-'));
        let has = |option: &String| command.words.contains(option);
        self.words.iter().all(|word| plain.next() == Some(word))
            && self.with.iter().all(has)
            && !self.without.iter().any(has)
    }
}

/// Fills in `$NAME`, `${NAME}`, `${NAME:-default}` and `${NAME:+other}`; what is not known stays as it is.
pub(in crate::check) fn fill(text: &str, known: &BTreeMap<String, String>) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('$') {
        out.push_str(before);
        let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_';
        let braces = after.strip_prefix('{').and_then(|inside| inside.split_once('}')).map(|(inside, _)| inside);
        let inside = braces.unwrap_or(after);
        let end = inside.find(|c| !is_name(c)).unwrap_or(inside.len());
        let (name, operator) = inside.split_at_checked(end).unwrap_or((inside, ""));
        // Without braces what follows the name is no part of it.
        let (whole, operator) = braces.map_or((end, ""), |inside| (inside.len() + 2, operator));
        let value = known.get(name).filter(|value| !value.is_empty());
        let filled = match (value, operator.strip_prefix(":-"), operator.strip_prefix(":+")) {
            (Some(_), _, Some(other)) => Some(other.to_owned()),
            (None, Some(default), _) => Some(default.to_owned()),
            (Some(value), ..) => Some(value.clone()),
            (None, None, Some(_)) => Some(String::new()),
            (None, None, None) => None,
        };
        if let Some(value) = filled.filter(|_| !name.is_empty()) {
            out.push_str(&value);
        } else {
            out.push('$');
            out.push_str(after.get(..whole).unwrap_or_default());
        }
        rest = after.get(whole..).unwrap_or_default();
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests;
