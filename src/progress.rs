//! What the learner did: events, their fold, and the file that keeps them.

mod event;
mod fold;
mod store;

pub use event::{Event, Place, What};
pub use fold::{Answer, LastCheck, Progress, Score, State};
pub use store::{Opened, Store, StoreError};
