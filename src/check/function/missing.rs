//! Why there is no function to call, as exactly as can be told.

use super::drive::Instead;
use crate::check::Crash;
use crate::check::sandbox::Sandbox;
use crate::id::Track;

/// Why there is nothing to call. `name` is in `snake_case`.
pub(in crate::check) fn missing(name: &str, instead: &Instead, sandbox: &Sandbox<'_>) -> Crash {
    let (track, main) = (sandbox.track, &sandbox.main);
    let name = track.identifier(name);
    let text = sandbox.text(main).unwrap_or_default();
    let bare = |name: &str| name.replace('_', "").to_lowercase();
    let styled = instead.names.iter().find(|other| bare(other) == bare(&name));
    let alike = instead.names.iter().max_by(|one, other| likeness(one, &name).total_cmp(&likeness(other, &name)));
    let line = if let Some(value) = &instead.named {
        format!("`{name}` is {}, not a function", value.phrase(track))
    } else if track == Track::Node && instead.alone {
        format!("`module.exports` is one function: put it between braces, `module.exports = {{ {name} }};`")
    } else if track == Track::Node && defines(&text, &name) {
        format!("`{name}` is not exported: the last line of {main} must be `module.exports = {{ {name} }};`")
    } else if let Some(styled) = styled {
        format!(
            "there is `{styled}`, but it must be called `{name}`: names are written so on the {} path",
            track.title()
        )
    } else if let Some(alike) = alike.filter(|alike| likeness(alike, &name) > 0.7) {
        format!("there is `{alike}`, but it must be called `{name}`: look at each letter")
    } else {
        format!("there is no function `{name}` in {main}")
    };
    Crash { at_start: true, kind: "missing function".to_owned(), line, at: None }
}

/// Whether a text of JavaScript gives a meaning to this name.
fn defines(text: &str, name: &str) -> bool {
    ["function ", "const ", "let ", "var ", "function* "].iter().any(|word| {
        text.match_indices(&format!("{word}{name}")).any(|(at, found)| {
            let next = text.get(at + found.len()..).and_then(|rest| rest.chars().next());
            next.is_none_or(|c| !c.is_alphanumeric() && c != '_' && c != '$')
        })
    })
}

fn likeness(one: &str, other: &str) -> f32 {
    similar::TextDiff::from_chars(one, other).ratio()
}
