//! An answer while it is being made: chosen options, a prediction, or lines in order.

use std::collections::BTreeSet;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::field::Field;
use crate::check::answer::letter;
use crate::check::{Form, Given, Question};

/// An answer being made, in the question's form.
#[derive(Debug, Clone)]
pub(super) enum Draft {
    /// Options.
    Choice(Choice),
    /// A prediction.
    Predict(Field),
    /// Lines in order.
    Order(Order),
}

/// Chosen options.
#[derive(Debug, Clone)]
pub(super) struct Choice {
    several: bool,
    count: usize,
    /// The option that keys are for; at first none, so that nothing is answered by an Enter too many.
    pub(super) at: Option<usize>,
    /// The chosen ones.
    pub(super) chosen: BTreeSet<usize>,
}

/// Lines in order.
#[derive(Debug, Clone)]
pub(super) struct Order {
    count: usize,
    /// The line that keys are for, from 0.
    pub(super) at: usize,
    /// The program so far: numbers of lines, from 1.
    pub(super) program: Vec<usize>,
    /// The numbers that are being typed.
    pub(super) typed: String,
}

impl Draft {
    /// Nothing yet.
    pub(super) fn new(question: &Question) -> Self {
        match &question.form {
            Form::Choice { several, options } => {
                Draft::Choice(Choice { several: *several, count: options.len(), at: None, chosen: BTreeSet::new() })
            }
            Form::Predict { .. } => Draft::Predict(Field::default()),
            Form::Order { lines, .. } => {
                Draft::Order(Order { count: lines.len(), at: 0, program: Vec::new(), typed: String::new() })
            }
        }
    }

    /// Takes over an answer that was given before, as far as it is one in this form.
    pub(super) fn fill(&mut self, given: &Given) {
        match self {
            Draft::Choice(choice) => {
                choice.chosen = given.chosen(choice.count).unwrap_or_default();
                choice.at = choice.chosen.first().copied();
            }
            Draft::Predict(field) => *field = Field::new(given.text().unwrap_or_default()),
            Draft::Order(order) => {
                order.typed.clear();
                order.program = given.numbers().unwrap_or_default();
            }
        }
    }

    /// The answer; none while there is nothing to judge.
    pub(super) fn given(&self) -> Option<Given> {
        let given = match self {
            Draft::Choice(choice) => {
                let mut letters = choice.chosen.iter().map(|index| letter(*index).to_string());
                if choice.several { Given::Choices(letters.collect()) } else { Given::Text(letters.next()?) }
            }
            Draft::Predict(field) => Given::Text(field.text()),
            Draft::Order(order) => Given::Order(order.program.clone()),
        };
        (!given.is_empty()).then_some(given)
    }

    /// Why the answer cannot be judged yet.
    pub(super) fn missing(&self) -> Option<String> {
        match self {
            Draft::Order(order) => order.mistyped().or_else(|| {
                let empty = order.program.is_empty();
                empty.then(|| "Add lines with Space first, or type their numbers.".to_owned())
            }),
            Draft::Choice(choice) if choice.chosen.is_empty() => {
                Some("Choose first: an option's letter, or ↑ and ↓.".to_owned())
            }
            Draft::Predict(field) if field.text().trim().is_empty() => {
                Some("Write what you expect first; a guess is fine.".to_owned())
            }
            Draft::Choice(_) | Draft::Predict(_) => None,
        }
    }

    /// Moves to another option or line.
    pub(super) fn go(&mut self, down: bool) {
        let step =
            |at: usize, count: usize| if down { (at + 1).min(count.saturating_sub(1)) } else { at.saturating_sub(1) };
        match self {
            Draft::Choice(choice) => {
                let at = choice
                    .at
                    .map_or(if down { 0 } else { choice.count.saturating_sub(1) }, |at| step(at, choice.count));
                choice.to(at);
            }
            Draft::Order(order) => {
                order.typed.clear();
                order.at = step(order.at, order.count);
            }
            Draft::Predict(_) => {}
        }
    }

    /// Chooses the option or adds the line that keys are for, or takes it back.
    pub(super) fn toggle(&mut self) {
        match self {
            Draft::Choice(choice) => {
                if let Some(at) = choice.at {
                    choice.toggle(at);
                }
            }
            Draft::Order(order) => order.toggle(),
            Draft::Predict(_) => {}
        }
    }

    /// Moves the line that keys are for within the program.
    pub(super) fn shift(&mut self, later: bool) {
        let Draft::Order(order) = self else { return };
        order.typed.clear();
        let place = order.program.iter().position(|number| *number == order.at + 1);
        let other = place.and_then(|place| if later { place.checked_add(1) } else { place.checked_sub(1) });
        if let (Some(place), Some(other)) = (place, other)
            && other < order.program.len()
        {
            order.program.swap(place, other);
        }
    }

    /// Takes in a key that is part of the answer: an option's letter, a digit. False if it is none.
    pub(super) fn takes(&mut self, key: KeyEvent) -> bool {
        if key.modifiers != KeyModifiers::NONE {
            return false;
        }
        match (self, key.code) {
            (Draft::Choice(choice), KeyCode::Char(c)) => {
                let Some(at) = (0..choice.count).find(|index| letter(*index) == c) else { return false };
                choice.at = Some(at);
                choice.toggle(at);
                true
            }
            (Draft::Order(order), KeyCode::Char(c)) => order.types(c),
            (Draft::Order(order), KeyCode::Backspace) => {
                order.rub_out();
                true
            }
            (Draft::Choice(_) | Draft::Order(_) | Draft::Predict(_), _) => false,
        }
    }
}

impl Choice {
    fn to(&mut self, at: usize) {
        self.at = Some(at);
        if !self.several {
            self.chosen = BTreeSet::from([at]);
        }
    }

    fn toggle(&mut self, at: usize) {
        if !self.several {
            self.to(at);
        } else if !self.chosen.remove(&at) {
            self.chosen.insert(at);
        }
    }

    /// Whether more than one may be chosen.
    pub(super) fn several(&self) -> bool {
        self.several
    }
}

impl Order {
    fn toggle(&mut self) {
        self.typed.clear();
        let number = self.at + 1;
        if self.program.contains(&number) {
            self.program.retain(|one| *one != number);
        } else {
            self.program.push(number);
        }
    }

    fn types(&mut self, c: char) -> bool {
        let separates = (c == ' ' || c == ',') && !self.typed.is_empty();
        if separates || c.is_ascii_digit() {
            self.typed.push(c);
            self.read();
        }
        separates || c.is_ascii_digit()
    }

    fn rub_out(&mut self) {
        if self.typed.pop().is_some() {
            self.read();
        } else {
            self.program.pop();
        }
    }

    /// The program is what is typed.
    fn read(&mut self) {
        self.program.clear();
        for number in self.numbers() {
            if (1..=self.count).contains(&number) && !self.program.contains(&number) {
                self.program.push(number);
            }
        }
    }

    /// What is typed, as numbers. With fewer than ten lines each digit is one, so nothing need stand between them.
    fn numbers(&self) -> Vec<usize> {
        let digits = |c: char| c.to_digit(10).and_then(|digit| usize::try_from(digit).ok());
        if self.count < 10 {
            self.typed.chars().filter_map(digits).collect()
        } else {
            // A number with too many digits is no line's number.
            let words = self.typed.split([' ', ',']).filter(|word| !word.is_empty());
            words.map(|word| word.parse().unwrap_or(usize::MAX)).collect()
        }
    }

    fn mistyped(&self) -> Option<String> {
        let numbers = self.numbers();
        if numbers.iter().any(|number| !(1..=self.count).contains(number)) {
            Some(format!("The lines are numbered from 1 to {}.", self.count))
        } else if numbers.len() > self.program.len() {
            Some("Each line can be used once.".to_owned())
        } else {
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::keys::parse_keys;

    fn order(count: usize) -> Draft {
        Draft::Order(Order { count, at: 0, program: Vec::new(), typed: String::new() })
    }

    fn options(several: bool) -> Draft {
        Draft::Choice(Choice { several, count: 4, at: None, chosen: BTreeSet::new() })
    }

    fn typed(mut draft: Draft, keys: &str) -> Draft {
        for key in parse_keys(keys) {
            draft.takes(key);
        }
        draft
    }

    #[test]
    fn numbers_of_few_lines_need_nothing_between_them() {
        for keys in ["314", "3 1 4", "3,1,4", "3 1 9<bs>4"] {
            assert_eq!(typed(order(6), keys).given(), Some(Given::Order(vec![3, 1, 4])), "{keys}");
        }
        assert_eq!(typed(order(12), "12 3").given(), Some(Given::Order(vec![12, 3])));
    }

    #[test]
    fn numbers_that_cannot_be_meant_are_told() {
        assert_eq!(typed(order(6), "37").missing().as_deref(), Some("The lines are numbered from 1 to 6."));
        assert_eq!(typed(order(6), "33").missing().as_deref(), Some("Each line can be used once."));
        let too_long = typed(order(12), "99999999999999999999999 1");
        assert_eq!(too_long.missing().as_deref(), Some("The lines are numbered from 1 to 12."));
        assert!(typed(order(6), "").missing().is_some());
    }

    #[test]
    fn a_line_is_added_moved_and_taken_away() {
        let mut draft = typed(order(6), "314");
        draft.go(true);
        draft.toggle();
        assert_eq!(draft.given(), Some(Given::Order(vec![3, 1, 4, 2])));
        draft.shift(false);
        draft.shift(false);
        draft.shift(true);
        assert_eq!(draft.given(), Some(Given::Order(vec![3, 1, 2, 4])));
        draft.toggle();
        draft.shift(true);
        assert_eq!(draft.given(), Some(Given::Order(vec![3, 1, 4])));
    }

    #[test]
    fn at_first_nothing_is_chosen() {
        assert_eq!(options(false).given(), None);
        assert_eq!(options(true).given(), None);
    }

    #[test]
    fn one_option_takes_the_place_of_another_unless_several_may_be_chosen() {
        assert_eq!(typed(options(false), "ac").given(), Some(Given::Text("c".to_owned())));
        let letters = |letters: &[&str]| Some(Given::Choices(letters.iter().map(ToString::to_string).collect()));
        assert_eq!(typed(options(true), "ca").given(), letters(&["a", "c"]));
        assert_eq!(typed(options(true), "cac").given(), letters(&["a"]));
    }

    #[test]
    fn an_answer_given_before_is_taken_over() {
        for given in [Given::Choices(vec!["b".to_owned(), "d".to_owned()]), Given::Text("b, d".to_owned())] {
            let mut draft = options(true);
            draft.fill(&given);
            assert_eq!(draft.given(), Some(Given::Choices(vec!["b".to_owned(), "d".to_owned()])));
        }
        let mut draft = options(false);
        draft.fill(&Given::Text("none of them".to_owned()));
        assert_eq!(draft.given(), None);
    }
}
