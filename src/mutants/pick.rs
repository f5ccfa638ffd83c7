//! Chooses so many mutants that their kinds and places are spread evenly.

use std::collections::BTreeMap;

use super::{Mutant, Mutation};

/// How many mutants of an exercise are judged on a path unless all are asked for.
pub const CAP: usize = 60;

/// At most so many of them, in their order. The kinds take turns, so that none crowds out the others, and within a kind the
/// places are spread over the files.
pub fn pick(mutants: Vec<Mutant>, most: usize) -> Vec<Mutant> {
    if mutants.len() <= most {
        return mutants;
    }
    let mut kinds: BTreeMap<Mutation, Vec<usize>> = BTreeMap::new();
    for (at, mutant) in mutants.iter().enumerate() {
        kinds.entry(mutant.mutation).or_default().push(at);
    }
    let mut shares: BTreeMap<Mutation, usize> = BTreeMap::new();
    let mut left = most;
    while left > 0 {
        for (kind, places) in &kinds {
            let share = shares.entry(*kind).or_default();
            if left > 0 && *share < places.len() {
                *share += 1;
                left -= 1;
            }
        }
    }
    let mut chosen = vec![false; mutants.len()];
    for (kind, places) in &kinds {
        let share = shares.get(kind).copied().unwrap_or_default();
        for turn in 0..share {
            if let Some(place) = places.get(turn * places.len() / share).and_then(|at| chosen.get_mut(*at)) {
                *place = true;
            }
        }
    }
    mutants.into_iter().zip(chosen).filter_map(|(mutant, chosen)| chosen.then_some(mutant)).collect()
}
