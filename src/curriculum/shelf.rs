//! Things by their ids, each of which is read when it is first asked for.

use std::collections::BTreeMap;
use std::fmt::{self, Debug, Formatter};
use std::sync::{Arc, OnceLock};

/// Reads the thing with an id, and what has to be read together with it. What is broken is not among them.
type Read<I, T> = dyn Fn(&I) -> BTreeMap<I, T> + Send + Sync;

/// Things by their ids. All ids are known from the start; a course may be large, and one learner looks at little of it.
#[derive(Clone)]
pub struct Shelf<I, T> {
    // In boxes, so that what is not read takes no room.
    slots: BTreeMap<I, OnceLock<Option<Box<T>>>>,
    read: Arc<Read<I, T>>,
}

impl<I: Ord + Clone, T> Shelf<I, T> {
    /// Things that are still to be read.
    pub fn unread(
        ids: impl IntoIterator<Item = I>,
        read: impl Fn(&I) -> BTreeMap<I, T> + Send + Sync + 'static,
    ) -> Self {
        Shelf { slots: ids.into_iter().map(|id| (id, OnceLock::new())).collect(), read: Arc::new(read) }
    }

    /// The thing with an id; none when there is none, or it is broken.
    pub fn get(&self, id: &I) -> Option<&T> {
        let slot = self.slots.get(id)?;
        if slot.get().is_none() {
            for (other, thing) in (self.read)(id) {
                // Another thread may have read the same meanwhile.
                self.slots.get(&other).map(|slot| slot.set(Some(Box::new(thing))));
            }
        }
        slot.get_or_init(|| None).as_deref()
    }

    /// Whether there is such a thing, even a broken one.
    pub fn contains(&self, id: &I) -> bool {
        self.slots.contains_key(id)
    }

    /// All ids.
    pub fn ids(&self) -> impl Iterator<Item = &I> {
        self.slots.keys()
    }

    /// Everything that is not broken, by its id.
    pub fn iter(&self) -> impl Iterator<Item = (&I, &T)> {
        self.slots.keys().filter_map(|id| Some((id, self.get(id)?)))
    }

    /// Everything that is not broken.
    pub fn values(&self) -> impl Iterator<Item = &T> {
        self.iter().map(|(_, thing)| thing)
    }
}

impl<I: Ord + Clone, T> FromIterator<(I, T)> for Shelf<I, T> {
    fn from_iter<A: IntoIterator<Item = (I, T)>>(all: A) -> Self {
        let slots = all.into_iter().map(|(id, thing)| (id, OnceLock::from(Some(Box::new(thing))))).collect();
        Shelf { slots, read: Arc::new(|_| BTreeMap::new()) }
    }
}

impl<I: Ord + Clone, T> Default for Shelf<I, T> {
    fn default() -> Self {
        Shelf::from_iter([])
    }
}

impl<I: Debug, T: Debug> Debug for Shelf<I, T> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(&self.slots).finish()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    #[test]
    fn each_thing_is_read_once_and_only_when_it_is_asked_for() {
        let reads = Arc::new(AtomicUsize::new(0));
        let counted = Arc::clone(&reads);
        let shelf = Shelf::unread([1, 2, 3, 4], move |id| {
            counted.fetch_add(1, Ordering::Relaxed);
            // 3 and 4 are read together, 2 is broken.
            match id {
                1 => BTreeMap::from([(1, "one")]),
                2 => BTreeMap::new(),
                _ => BTreeMap::from([(3, "three"), (4, "four"), (5, "not on the shelf")]),
            }
        });
        assert_eq!((shelf.ids().count(), reads.load(Ordering::Relaxed)), (4, 0));
        assert_eq!((shelf.get(&3), shelf.get(&3), shelf.get(&4)), (Some(&"three"), Some(&"three"), Some(&"four")));
        assert_eq!(reads.load(Ordering::Relaxed), 1);
        assert!(shelf.contains(&2) && !shelf.contains(&5) && shelf.get(&5).is_none());
        assert_eq!((shelf.get(&2), shelf.get(&2), reads.load(Ordering::Relaxed)), (None, None, 2));
        assert_eq!(shelf.values().copied().collect::<Vec<_>>(), ["one", "three", "four"]);
    }

    #[test]
    fn threads_that_ask_for_the_same_get_the_same() {
        let shelf = Shelf::unread([1], |_| BTreeMap::from([(1, Box::new(7))]));
        let places: Vec<usize> = std::thread::scope(|scope| {
            let ask = || std::ptr::from_ref::<i32>(shelf.get(&1).unwrap()).addr();
            let threads: Vec<_> = (0..8).map(|_| scope.spawn(ask)).collect();
            threads.into_iter().map(|thread| thread.join().unwrap()).collect()
        });
        assert!(places.iter().all(|place| *place == places[0]));
    }
}
