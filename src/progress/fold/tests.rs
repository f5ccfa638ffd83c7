//! What the fold makes of events, by example and for random sequences.

use super::*;
use crate::progress::What;

fn event(minute: i64, what: What) -> Event {
    Event { at: DateTime::from_timestamp(minute * 60, 0).unwrap(), what }
}

fn fold(whats: impl IntoIterator<Item = What>) -> Progress {
    Progress::of(whats.into_iter().zip(0..).map(|(what, minute)| event(minute, what)))
}

fn exercise(id: &str) -> ExerciseId {
    id.parse().unwrap()
}

fn quiz() -> QuizId {
    "values-quiz".parse().unwrap()
}

fn question(id: &str) -> QuestionId {
    id.parse().unwrap()
}

fn checked(id: &str, track: Track, shared: bool, passed: bool) -> What {
    let wrong = (!passed).then(|| "precedence".parse().unwrap());
    What::Checked { exercise: exercise(id), track, shared, passed, wrong }
}

fn went(item: &Item, at: usize) -> What {
    What::Went { place: Place { item: item.clone(), at } }
}

fn answered(id: &str, answer: &str, right: bool) -> What {
    What::Answered { quiz: quiz(), question: question(id), track: Track::Node, answer: answer.to_owned(), right }
}

#[test]
fn nothing_happened_yet() {
    let progress = Progress::default();
    let item = Item::Exercise(exercise("a"));
    assert_eq!(progress.state(&item, Track::Node), State::New);
    assert_eq!((progress.track(), progress.workspace(), progress.hours(), progress.place()), (None, None, None, None));
    assert_eq!((progress.place_in(&item), progress.first_activity(), progress.last_activity()), (0, None, None));
    assert!(!progress.can_undo(&exercise("a"), Track::Node));
}

#[test]
fn a_lesson_is_seen_when_opened_and_passed_when_read_on_both_tracks() {
    let lesson: LessonId = "your-workshop".parse().unwrap();
    let item = Item::Lesson(lesson.clone());
    let mut progress = fold([What::Chose { track: Track::Node }, went(&item, 120)]);
    for track in Track::ALL {
        assert_eq!(progress.state(&item, track), State::Seen);
    }
    progress.apply(&event(9, What::Read { lesson }));
    progress.apply(&event(10, went(&item, 0)));
    for track in Track::ALL {
        assert_eq!(progress.state(&item, track), State::Passed);
    }
}

#[test]
fn an_exercise_goes_from_seen_to_tried_to_passed_and_stays_passed() {
    let item = Item::Exercise(exercise("a"));
    let mut progress = fold([What::Chose { track: Track::Python }]);
    let mut states = Vec::new();
    for what in [
        went(&item, 0),
        checked("a", Track::Python, false, false),
        checked("a", Track::Python, false, true),
        checked("a", Track::Python, false, false),
        went(&item, 0),
    ] {
        progress.apply(&event(1, what));
        states.push(progress.state(&item, Track::Python));
    }
    assert_eq!(states, [State::Seen, State::Tried, State::Passed, State::Passed, State::Passed]);
    assert_eq!(progress.state(&item, Track::Node), State::New);
    assert_eq!(progress.attempts(&exercise("a"), Track::Python), 3);
}

#[test]
fn a_shared_exercise_counts_for_both_tracks() {
    let progress = fold([checked("a", Track::Node, true, true)]);
    for track in Track::ALL {
        assert_eq!(progress.state(&Item::Exercise(exercise("a")), track), State::Passed);
        assert_eq!(progress.attempts(&exercise("a"), track), 1);
    }
}

#[test]
fn the_recognised_wrong_answer_is_that_of_the_newest_check() {
    let mut progress = fold([checked("a", Track::Node, false, false)]);
    let wrong = |progress: &Progress| progress.last_check(&exercise("a"), Track::Node).unwrap().wrong.clone();
    assert_eq!(wrong(&progress), Some("precedence".parse().unwrap()));
    progress.apply(&event(3, checked("a", Track::Node, false, true)));
    assert_eq!(wrong(&progress), None);
}

#[test]
fn hints_open_upwards_and_never_close() {
    let hint = |rung| What::Hint { exercise: exercise("a"), track: Track::Node, rung };
    let progress = fold([hint(1), hint(3), hint(2), What::Reset { exercise: exercise("a"), track: Track::Node }]);
    assert_eq!(progress.hints(&exercise("a"), Track::Node), 3);
    assert_eq!(progress.hints(&exercise("a"), Track::Python), 0);
}

#[test]
fn as_many_resets_can_be_undone_as_there_were() {
    let reset = || What::Reset { exercise: exercise("a"), track: Track::Node };
    let undone = || What::Undone { exercise: exercise("a"), track: Track::Node };
    let can = |whats: Vec<What>| fold(whats).can_undo(&exercise("a"), Track::Node);
    assert!(can(vec![reset()]));
    assert!(!can(vec![reset(), undone()]));
    assert!(can(vec![reset(), reset(), undone()]));
    assert!(can(vec![undone(), reset()]));
}

#[test]
fn a_half_done_quiz_resumes_with_the_answers_as_given() {
    let progress = fold([answered("q1", "a", false), answered("q2", "51", true), answered("q1", "b", true)]);
    let under_way: Vec<_> =
        progress.answers(&quiz(), Track::Node).map(|(id, one)| (id.as_str(), &*one.given)).collect();
    assert_eq!(under_way, [("q1", "b"), ("q2", "51")]);
    assert_eq!(progress.state(&Item::Quiz(quiz()), Track::Node), State::Tried);
    assert_eq!(progress.answers(&quiz(), Track::Python).count(), 0);
}

#[test]
fn a_finished_quiz_starts_afresh_and_remembers_the_last_answers_and_score() {
    let finished = |right, passed| What::Finished { quiz: quiz(), track: Track::Node, right, of: 2, passed };
    let mut progress = fold([answered("q1", "a", false), finished(0, false)]);
    assert_eq!(progress.state(&Item::Quiz(quiz()), Track::Node), State::Tried);
    assert_eq!(progress.answers(&quiz(), Track::Node).count(), 0);
    assert!(!progress.last_answer(&quiz(), &question("q1"), Track::Node).unwrap().right);
    progress.apply(&event(1, finished(2, true)));
    progress.apply(&event(2, finished(1, false)));
    assert_eq!(progress.state(&Item::Quiz(quiz()), Track::Node), State::Passed);
    assert_eq!(progress.score(&quiz(), Track::Node), Some(Score { right: 1, of: 2, passed: false }));
}

#[test]
fn the_last_place_is_known_for_all_and_for_each_item() {
    let (one, two) = (Item::Exercise(exercise("a")), Item::Quiz(quiz()));
    let progress = fold([went(&one, 0), went(&two, 4), went(&one, 7)]);
    assert_eq!(progress.place(), Some(&Place { item: one.clone(), at: 7 }));
    assert_eq!((progress.place_in(&one), progress.place_in(&two)), (7, 4));
}

#[test]
fn a_clock_that_was_set_back_does_not_shorten_the_time_of_activity() {
    let chose = || What::Chose { track: Track::Node };
    let progress = Progress::of([event(50, chose()), event(10, chose()), event(20, chose())]);
    assert_eq!(progress.first_activity(), Some(event(10, chose()).at));
    assert_eq!(progress.last_activity(), Some(event(50, chose()).at));
}

/// A small xorshift generator: the same numbers on every machine.
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % end as u64).unwrap()
    }

    fn event(&mut self) -> Event {
        let id = ["a", "b", "c"][self.below(3)];
        let track = Track::ALL[self.below(2)];
        let (shared, passed) = (self.below(4) == 0, self.below(2) == 0);
        let what = match self.below(11) {
            0 => What::Chose { track },
            1 => What::Settled { workspace: id.into(), hours: 20 },
            2 => went(&Item::Exercise(exercise(id)), self.below(99)),
            3 => went(&Item::Lesson(id.parse().unwrap()), self.below(99)),
            4 => What::Read { lesson: id.parse().unwrap() },
            5 => checked(id, track, shared, passed),
            6 => answered(id, "a", passed),
            7 => What::Finished { quiz: quiz(), track, right: self.below(9), of: 9, passed },
            8 => What::Hint { exercise: exercise(id), track, rung: self.below(4) },
            9 => What::Reset { exercise: exercise(id), track },
            _ => What::Undone { exercise: exercise(id), track },
        };
        event(i64::try_from(self.below(10_000)).unwrap(), what)
    }
}

#[test]
fn events_come_to_the_same_at_once_one_by_one_or_read_back_and_unknown_ones_change_nothing() {
    let mut random = Random(0x2545_F491_4F6C_DD1D);
    for _ in 0..200 {
        let events: Vec<Event> = (0..random.below(60)).map(|_| random.event()).collect();
        let at_once = Progress::of(events.clone());

        let split = random.below(events.len() + 1);
        let mut one_by_one = Progress::of(events[..split].to_vec());
        for event in &events[split..] {
            let before = one_by_one.clone();
            one_by_one.apply(&Event { at: Utc::now(), what: What::Unknown });
            assert_eq!(one_by_one, before);
            one_by_one.apply(event);
        }
        assert_eq!(at_once, one_by_one);

        let text = serde_json::to_string(&events).unwrap();
        assert_eq!(at_once, Progress::of(serde_json::from_str::<Vec<Event>>(&text).unwrap()));
    }
}

#[test]
fn an_item_never_goes_back_to_an_earlier_state() {
    let mut random = Random(77);
    let items = ["a", "b", "c"].map(|id| Item::Exercise(exercise(id)));
    let mut progress = Progress::default();
    for _ in 0..2_000 {
        let states =
            |progress: &Progress| items.each_ref().map(|item| Track::ALL.map(|track| progress.state(item, track)));
        let before = states(&progress);
        progress.apply(&random.event());
        for (then, now) in before.iter().flatten().zip(states(&progress).iter().flatten()) {
            assert!(then <= now);
        }
    }
}
