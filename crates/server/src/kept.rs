//! Answers that take long, kept as long as they hold.
//!
//! The figures over a large ledger take seconds, and are asked for with every view of the overview. An answer holds until the ledger
//! changes. One that took long is given for a while after that too, so that a ledger that somebody writes to all day is not counted all day.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError, TryLockError};
use std::time::{Duration, Instant};
use zufolge_ledger::ask::Filter;
use zufolge_ledger::{Ledger, LedgerError, Standing};

/// Questions whose answers are kept; when there are more, all are forgotten.
const MOST: usize = 64;
/// What is answered faster than this is never answered from an older state of the ledger.
const FAST: Duration = Duration::from_millis(200);
/// An answer may be out of date for this many times as long as it takes to give it anew.
const PATIENCE: u32 = 20;

/// Answers to one kind of question, by what was looked at.
pub(crate) struct Kept<T> {
    answers: Mutex<HashMap<String, Arc<Slot<T>>>>,
}

struct Slot<T> {
    answer: Mutex<Option<Answer<T>>>,
    /// Held by whoever works the answer out.
    working: Mutex<()>,
}

struct Answer<T> {
    value: Arc<T>,
    of: Standing,
    begun: Instant,
    took: Duration,
}

impl<T> Default for Kept<T> {
    fn default() -> Self {
        Kept { answers: Mutex::default() }
    }
}

impl<T> Kept<T> {
    /// The answer to `question`, which is asked only if no answer that is kept will do. While somebody works it out again, others get what
    /// was there before, and wait if nothing was.
    pub(crate) fn answer(
        &self,
        ledger: &Ledger,
        filter: &Filter,
        question: impl FnOnce(&Ledger, &Filter) -> Result<T, LedgerError>,
    ) -> Result<Arc<T>, LedgerError> {
        let slot = self.slot(filter);
        let now = ledger.standing()?;
        let old = match slot.kept(now) {
            (Some(value), true) => return Ok(value),
            (old, _) => old,
        };
        let _working = match (slot.working.try_lock(), old) {
            (Ok(guard), _) => guard,
            (Err(TryLockError::Poisoned(guard)), _) => guard.into_inner(),
            (Err(TryLockError::WouldBlock), Some(old)) => return Ok(old),
            (Err(TryLockError::WouldBlock), None) => {
                let guard = slot.working.lock().unwrap_or_else(PoisonError::into_inner);
                if let (Some(value), true) = slot.kept(now) {
                    return Ok(value);
                }
                guard
            }
        };
        let begun = Instant::now();
        let value = Arc::new(question(ledger, filter)?);
        let answer = Answer { value: Arc::clone(&value), of: now, begun, took: begun.elapsed() };
        *slot.answer.lock().unwrap_or_else(PoisonError::into_inner) = Some(answer);
        Ok(value)
    }

    fn slot(&self, filter: &Filter) -> Arc<Slot<T>> {
        let mut answers = self.answers.lock().unwrap_or_else(PoisonError::into_inner);
        let key = format!("{filter:?}");
        if answers.len() >= MOST && !answers.contains_key(&key) {
            answers.clear();
        }
        Arc::clone(answers.entry(key).or_insert_with(|| Arc::new(Slot { answer: Mutex::new(None), working: Mutex::new(()) })))
    }
}

impl<T> Slot<T> {
    /// The answer that is kept, and whether it will still do.
    fn kept(&self, now: Standing) -> (Option<Arc<T>>, bool) {
        let answer = self.answer.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(answer) = answer.as_ref() else { return (None, false) };
        let holds = answer.of == now || answer.took > FAST && answer.begun.elapsed() < answer.took * PATIENCE;
        (Some(Arc::clone(&answer.value)), holds)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use zufolge_ledger::Record;
    use zufolge_ledger::record::Alias;

    #[test]
    fn an_answer_is_kept_until_the_ledger_changes() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut ledger = Ledger::create(&folder.path().join("ledger.db")).expect("a ledger");
        let kept = Kept::<i32>::default();
        let all = Filter::default();
        let never = |_: &Ledger, _: &Filter| -> Result<i32, LedgerError> { panic!("it is kept") };
        assert_eq!(*kept.answer(&ledger, &all, |_, _| Ok(1)).expect("an answer"), 1);
        assert_eq!(*kept.answer(&ledger, &all, never).expect("an answer"), 1);
        let few = Filter { limit: Some(3), ..Filter::default() };
        assert_eq!(*kept.answer(&ledger, &few, |_, _| Ok(2)).expect("an answer"), 2, "another question");
        ledger.note(&[Record::Alias(Alias { line: "Lena Brandt = Magdalena Brandt".to_owned() })]).expect("noted");
        assert_eq!(*kept.answer(&ledger, &all, |_, _| Ok(3)).expect("an answer"), 3);
        ledger.rebuild(&mut |_, _| {}).expect("rebuilt");
        assert_eq!(*kept.answer(&ledger, &all, |_, _| Ok(4)).expect("an answer"), 4);
    }

    #[test]
    fn what_takes_long_is_given_again_though_the_ledger_has_changed() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut ledger = Ledger::create(&folder.path().join("ledger.db")).expect("a ledger");
        let kept = Kept::<i32>::default();
        let slow = |_: &Ledger, _: &Filter| {
            std::thread::sleep(2 * FAST);
            Ok(1)
        };
        assert_eq!(*kept.answer(&ledger, &Filter::default(), slow).expect("an answer"), 1);
        ledger.note(&[Record::Alias(Alias { line: "Lena Brandt = Magdalena Brandt".to_owned() })]).expect("noted");
        assert_eq!(*kept.answer(&ledger, &Filter::default(), |_, _| Ok(2)).expect("an answer"), 1);
    }
}
