//! Finds the known wrong answer that behaves as a submission does, and fills in its message.

use super::function::shorten;
use super::stable::stable;
use super::{CheckReport, Facet, Misconception, Seen, Wrong};
use crate::id::{Track, WrongId};

/// Keys longer than this are kept by their beginning and their hash.
const LONG_KEY: usize = 160;

/// The place of a facet that names the part of the work which a check looks at, where there is more than one.
pub(super) const PART: &str = "part";

/// What stands in place of a facet's name for a crash.
const CRASH: &str = "crash";

/// One place where a behaviour leaves the right path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deviation {
    /// The check, counted from 0 among those of the track.
    pub check: usize,
    /// What was compared.
    pub facet: String,
    /// What came, for recognition.
    pub key: String,
}

/// A wrong answer and how it behaves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// Which one.
    pub id: WrongId,
    /// Where it leaves the right path.
    pub deviations: Vec<Deviation>,
}

/// One thing that a check saw, for recognition.
struct Trait<'a> {
    at: Deviation,
    seen: &'a Seen,
    /// None for the crash itself.
    facet: Option<&'a Facet>,
}

impl Trait<'_> {
    fn fails(&self) -> bool {
        self.facet.is_none_or(|facet| !facet.held)
    }
}

fn traits(checks: &[CheckReport]) -> Vec<Trait<'_>> {
    let seen = checks.iter().enumerate().filter_map(|(index, report)| Some((index, report.seen.as_ref()?)));
    seen.flat_map(|(check, seen)| {
        let of = move |facet: &str, key: &str| Deviation { check, facet: facet.to_owned(), key: short_key(key) };
        let facets =
            seen.facets.iter().map(move |facet| Trait { at: of(&facet.name, &facet.key), seen, facet: Some(facet) });
        let crash = seen.crash.iter().map(move |crash| Trait { at: of(CRASH, &crash.kind), seen, facet: None });
        facets.chain(crash)
    })
    .collect()
}

fn short_key(key: &str) -> String {
    if key.chars().count() <= LONG_KEY {
        return key.to_owned();
    }
    let hash = blake3::hash(key.as_bytes()).to_hex();
    format!("{} #{}", shorten(key, LONG_KEY / 2), hash.get(..12).unwrap_or_default())
}

/// Where a behaviour differs from the solution's.
pub fn deviations(solution: &[CheckReport], checks: &[CheckReport]) -> Vec<Deviation> {
    let right: Vec<Deviation> = traits(solution).into_iter().map(|one| one.at).collect();
    traits(checks).into_iter().map(|one| one.at).filter(|at| !right.contains(at)).collect()
}

/// The known wrong answer all of whose deviations are here, if no other fits as well. A crash outweighs what else was
/// seen: only a wrong answer that crashes too explains it.
pub fn recognise<'k>(known: &'k [Known], checks: &[CheckReport]) -> Option<&'k Known> {
    let traits = traits(checks);
    let has = |at: &Deviation| traits.iter().any(|one| one.at == *at);
    let fails = |at: &Deviation| traits.iter().any(|one| one.at == *at && one.fails());
    let crashed = traits.iter().any(|one| one.facet.is_none());
    let explains = |known: &Known| !crashed || known.deviations.iter().any(|at| at.facet == CRASH);
    let fitting = known
        .iter()
        .filter(|known| known.deviations.iter().all(has) && known.deviations.iter().any(fails) && explains(known))
        .map(|known| (known.deviations.len(), known));
    let most = fitting.clone().map(|(count, _)| count).max()?;
    let best: Vec<&Known> = fitting.filter(|(count, _)| *count == most).map(|(_, known)| known).collect();
    match best.as_slice() {
        [only] => Some(only),
        all => first_of_parts(all, checks),
    }
}

/// Where each wrong answer is about another part of the work, they do not contradict each other, and the first is told.
fn first_of_parts<'k>(all: &[&'k Known], checks: &[CheckReport]) -> Option<&'k Known> {
    let part_of = |at: &Deviation| {
        let facets = &checks.get(at.check)?.seen.as_ref()?.facets;
        let mut places = facets.iter().flat_map(|facet| &facet.more);
        places.find(|(place, _)| *place == PART).map(|(_, part)| part.as_str())
    };
    let mut parts = Vec::new();
    for known in all {
        let part = known.deviations.first().and_then(part_of)?;
        if parts.contains(&part) || known.deviations.iter().any(|at| part_of(at) != Some(part)) {
            return None;
        }
        parts.push(part);
    }
    all.iter().min_by_key(|known| known.deviations.iter().map(|at| at.check).min()).copied()
}

/// Whether a message is for a learner now, or kept in a record, where nothing may stand that varies from run to run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum For {
    /// Ports, ids and moments are named.
    Learner,
    /// They are placeholders.
    Record,
}

/// The message of a recognised wrong answer, with its places filled in.
pub fn told(
    known: &Known,
    wrong: &[Wrong],
    track: Track,
    checks: &[CheckReport],
    reader: For,
) -> Option<Misconception> {
    let say = wrong.iter().find(|wrong| wrong.id == known.id)?.say.get(track);
    let traits = traits(checks);
    let shown: Vec<&Trait<'_>> =
        traits.iter().filter(|one| known.deviations.contains(&one.at) && one.fails()).collect();
    let check = shown.first().map(|one| one.at.check);
    Some(Misconception { id: Some(known.id.clone()), say: fill(say, &shown, reader), check })
}

/// Fills in what is shown of a wrong answer.
fn fill(say: &str, shown: &[&Trait<'_>], reader: For) -> String {
    let Some(first) = shown.first() else { return say.to_owned() };
    let compared = first.facet.or_else(|| first.seen.facets.iter().find(|facet| !facet.held));
    let crash = first.seen.crash.as_ref().filter(|_| first.facet.is_none()).map(|crash| crash.line.as_str());
    let more = |name: &str| {
        let all = shown.iter().filter_map(|one| one.facet).flat_map(|facet| &facet.more);
        all.clone().find(|(place, _)| *place == name).map(|(_, text)| text.as_str())
    };
    let port = |name: &str, placeholder: &'static str| match reader {
        For::Learner => more(name),
        For::Record => more(name).map(|_| placeholder),
    };
    let kept = |text: &str| match reader {
        For::Learner => text.to_owned(),
        For::Record => stable(text),
    };
    let actual = crash.or(compared.map(|facet| facet.actual.as_str())).map(kept);
    let expected = compared.map(|facet| kept(&facet.expected));
    let places = [
        ("{call}", Some(first.seen.call.as_str())),
        ("{actual}", actual.as_deref()),
        ("{expected}", expected.as_deref()),
        ("{extra}", more("extra")),
        ("{missing}", more("missing")),
        ("{port}", port("port", "<port>")),
        ("{other_port}", port("other_port", "<other port>")),
    ];
    replace(say, &places)
}

/// Fills all places at once, so that what is filled in is never taken for a place.
fn replace(say: &str, places: &[(&str, Option<&str>)]) -> String {
    let mut out = String::with_capacity(say.len());
    let mut rest = say;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let found = places.iter().find_map(|(place, text)| {
            let name = place.strip_prefix('{')?;
            Some((after.strip_prefix(name)?, (*text)?))
        });
        if let Some((after, text)) = found {
            out.push_str(&one_line(text));
            rest = after;
        } else {
            out.push('{');
            rest = after;
        }
    }
    out.push_str(rest);
    out
}

/// A message is a sentence: text of several lines becomes one.
fn one_line(text: &str) -> String {
    shorten(&text.trim_end().replace('\n', " ⏎ "), 300)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::Crash;
    use crate::id::ByTrack;

    fn facet(name: &str, key: &str) -> Facet {
        Facet::new(name, key == "right", key, "212", format!("it was {key}"))
    }

    fn report(index: usize, facets: Vec<Facet>) -> CheckReport {
        let seen = Seen::compared(format!("f({index})"), facets);
        CheckReport { label: String::new(), seen: Some(seen) }
    }

    fn checks(keys: &[&str]) -> Vec<CheckReport> {
        keys.iter().enumerate().map(|(index, key)| report(index, vec![facet("value", key)])).collect()
    }

    fn known(id: &str, keys: &[&str]) -> Known {
        let right: Vec<&str> = keys.iter().map(|_| "right").collect();
        Known { id: id.parse().unwrap(), deviations: deviations(&checks(&right), &checks(keys)) }
    }

    fn found(all: &[Known], keys: &[&str]) -> Option<String> {
        recognise(all, &checks(keys)).map(|known| known.id.to_string())
    }

    #[test]
    fn a_wrong_answer_is_known_by_all_its_deviations() {
        let all = [known("floor", &["right", "97"]), known("text", &["a", "b"])];
        assert_eq!(found(&all, &["right", "97"]).as_deref(), Some("floor"));
        assert_eq!(found(&all, &["x", "97"]).as_deref(), Some("floor"), "further faults may come on top");
        assert_eq!(found(&all, &["a", "right"]), None);
        assert_eq!(found(&all, &["right", "right"]), None);
    }

    #[test]
    fn the_closest_wins_and_a_draw_is_nobodys() {
        let all = [known("one", &["a", "right"]), known("two", &["a", "b"]), known("three", &["right", "c"])];
        assert_eq!(found(&all, &["a", "b"]).as_deref(), Some("two"));
        assert_eq!(found(&all, &["a", "c"]), None);
    }

    #[test]
    fn of_two_mistakes_in_two_parts_the_first_is_told() {
        let in_parts = |keys: [&str; 2], parts: [&str; 2]| {
            let mut checks = checks(&keys);
            for (check, part) in checks.iter_mut().zip(parts) {
                check.seen.as_mut().unwrap().facets[0].more.push((PART, part.to_owned()));
            }
            checks
        };
        let all = [known("later", &["right", "c"]), known("first", &["a", "right"])];
        let found = |parts| recognise(&all, &in_parts(["a", "c"], parts)).map(|known| known.id.to_string());
        assert_eq!(found(["tea", "food"]).as_deref(), Some("first"));
        assert_eq!(found(["tea", "tea"]), None, "in one part they contradict each other");
    }

    #[test]
    fn what_is_no_fault_alone_names_nobody_but_helps_to_tell_apart() {
        let silent = |value, printed: &str| {
            let printed = Facet::new("printed", true, printed, "", "");
            vec![report(0, vec![facet("value", value), printed])]
        };
        let right = silent("right", "silent");
        let make = |id: &str, checks: &[CheckReport]| Known {
            id: WrongId::try_from(id.to_owned()).unwrap(),
            deviations: deviations(&right, checks),
        };
        let all = [
            make("prints", &silent("undefined", "printed")),
            make("no-return", &silent("undefined", "silent")),
            make("chatty", &silent("right", "printed")),
        ];
        let found = |checks: &[CheckReport]| recognise(&all, checks).map(|known| known.id.to_string());
        assert_eq!(found(&silent("undefined", "printed")).as_deref(), Some("prints"));
        assert_eq!(found(&silent("undefined", "silent")).as_deref(), Some("no-return"));
        assert_eq!(found(&silent("7", "printed")), None);
    }

    #[test]
    fn only_known_places_are_filled_and_what_is_filled_in_is_no_place() {
        let known = known("one", &["right", "{call}"]);
        let wrong =
            Wrong { id: known.id.clone(), say: ByTrack::both("`{call}` {actual} ${name} {extra} {expected}{".into()) };
        let mut checks = checks(&["right", "{call}"]);
        let say = told(&known, std::slice::from_ref(&wrong), Track::Node, &checks, For::Learner).unwrap().say;
        assert_eq!(say, "`f(1)` it was {call} ${name} {extra} 212{");
        let facet = &mut checks[1].seen.as_mut().unwrap().facets[0];
        facet.more = vec![("extra", "a\nb\n".into()), ("port", "4001".into())];
        let wrong = Wrong { say: ByTrack::both("{extra} {port} {other_port}".into()), ..wrong };
        let say = |reader| told(&known, std::slice::from_ref(&wrong), Track::Node, &checks, reader).unwrap().say;
        assert_eq!(say(For::Learner), "a ⏎ b 4001 {other_port}");
        assert_eq!(say(For::Record), "a ⏎ b <port> {other_port}");
    }

    #[test]
    fn a_crash_is_a_behaviour_too() {
        let crash =
            Crash { at_start: true, kind: "missing function".into(), line: "it is not exported".into(), at: None };
        let mut checks = vec![report(0, Vec::new())];
        checks[0].seen.as_mut().unwrap().crash = Some(crash);
        let right = vec![report(0, vec![facet("value", "right")])];
        let known = Known { id: "export".parse().unwrap(), deviations: deviations(&right, &checks) };
        let wrong = Wrong { id: known.id.clone(), say: ByTrack::both("{call}: {actual}".into()) };
        assert_eq!(recognise(std::slice::from_ref(&known), &checks), Some(&known));
        let say = told(&known, &[wrong], Track::Node, &checks, For::Learner).unwrap().say;
        assert_eq!(say, "f(0): it is not exported");
    }

    #[test]
    fn a_crash_is_explained_only_by_a_wrong_answer_that_crashes() {
        let mut crashing = checks(&["a", "b"]);
        crashing[0].seen.as_mut().unwrap().crash =
            Some(Crash { at_start: false, kind: "NameError".into(), line: "Print is not defined".into(), at: Some(4) });
        let quiet = known("quiet", &["right", "b"]);
        assert_eq!(recognise(std::slice::from_ref(&quiet), &crashing), None);
        let crashes =
            Known { id: "crashes".parse().unwrap(), deviations: deviations(&checks(&["right"; 2]), &crashing) };
        assert_eq!(recognise(&[quiet, crashes.clone()], &crashing), Some(&crashes));
    }

    #[test]
    fn a_long_key_is_kept_short_and_still_tells_apart() {
        let (one, other) = (format!("{}a", "x".repeat(500)), format!("{}b", "x".repeat(500)));
        assert!(short_key(&one).chars().count() < LONG_KEY);
        assert_ne!(short_key(&one), short_key(&other));
    }
}
