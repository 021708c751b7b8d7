//! Answers that take long, kept as long as they hold.
//!
//! The figures over a large ledger take seconds, and are asked for with every view of the overview. An answer holds until the ledger
//! changes. A count that took long is given for a while after that too, so that a ledger that somebody writes to all day is not counted all
//! day; it is told apart from one that holds, and whoever shows it says so. What is no count is never given when it does not hold any more.
//!
//! Pages wait for a count only [`SHORTLY`]: they show what was counted before, or that it is being counted.

use crate::problem::Problem;
use crate::state::{AppState, Shared};
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

/// How long a page waits for a count.
const SHORTLY: Duration = Duration::from_millis(100);

/// Answers to one kind of question, by what was looked at.
pub(crate) struct Kept<T> {
    answers: Mutex<HashMap<String, Arc<Slot<T>>>>,
    /// True if an answer that took long will do for a while when it does not hold any more.
    patient: bool,
}

/// An answer, as it is given.
pub(crate) struct Given<T> {
    pub(crate) value: Arc<T>,
    /// True if the ledger has not changed since.
    pub(crate) holds: bool,
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

impl<T> Kept<T> {
    /// Counts, which may lag behind.
    pub(crate) fn counts() -> Self {
        Kept { answers: Mutex::default(), patient: true }
    }

    /// What must not lag behind.
    pub(crate) fn exact() -> Self {
        Kept { answers: Mutex::default(), patient: false }
    }

    /// The answer to `question`, which is asked only if no answer that is kept will do. While somebody works a count out again, others get
    /// what was there before, and wait if nothing was.
    pub(crate) fn answer(
        &self,
        ledger: &Ledger,
        filter: &Filter,
        question: impl FnOnce(&Ledger, &Filter) -> Result<T, LedgerError>,
    ) -> Result<Given<T>, LedgerError> {
        let slot = self.slot(filter);
        let now = ledger.standing()?;
        let old = match slot.kept(now, self.patient) {
            (Some(given), true) => return Ok(given),
            (old, _) => old.filter(|_| self.patient),
        };
        let _working = match (slot.working.try_lock(), old) {
            (Ok(guard), _) => guard,
            (Err(TryLockError::Poisoned(guard)), _) => guard.into_inner(),
            (Err(TryLockError::WouldBlock), Some(old)) => return Ok(old),
            (Err(TryLockError::WouldBlock), None) => {
                let guard = slot.working.lock().unwrap_or_else(PoisonError::into_inner);
                if let (Some(given), true) = slot.kept(now, self.patient) {
                    return Ok(given);
                }
                guard
            }
        };
        let begun = Instant::now();
        let value = Arc::new(question(ledger, filter)?);
        let answer = Answer { value: Arc::clone(&value), of: now, begun, took: begun.elapsed() };
        *slot.answer.lock().unwrap_or_else(PoisonError::into_inner) = Some(answer);
        Ok(Given { value, holds: true })
    }

    /// What is kept, whatever its age, and whether it is time to work it out: if it will not do any more, and nobody is about it.
    fn glance(&self, ledger: &Ledger, filter: &Filter) -> Result<(Option<Given<T>>, bool), LedgerError> {
        let slot = self.slot(filter);
        let (given, will_do) = slot.kept(ledger.standing()?, self.patient);
        let idle = !matches!(slot.working.try_lock(), Err(TryLockError::WouldBlock));
        Ok((given, !will_do && idle))
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

/// A count for a page: a new one where it is there [`SHORTLY`], else the one before while the new one is worked out, else none yet.
pub(crate) async fn counted<T: Send + Sync + 'static>(
    state: &AppState,
    of: fn(&Shared) -> &Arc<Kept<T>>,
    filter: Filter,
    question: fn(&Ledger, &Filter) -> Result<T, LedgerError>,
) -> Result<Option<Given<T>>, Problem> {
    let (kept, asked) = (Arc::clone(of(state)), filter.clone());
    let (given, begin) = state.store()?.ask(move |ledger| kept.glance(ledger, &asked)).await?;
    if !begin {
        return Ok(given);
    }
    let (kept, state) = (Arc::clone(of(state)), state.clone());
    // On a task of its own, it goes on when nobody waits for it any more.
    let count = tokio::spawn(async move { state.store()?.ask(move |ledger| kept.answer(ledger, &filter, question)).await });
    match tokio::time::timeout(SHORTLY, count).await {
        Ok(Ok(counted)) => counted.map(Some),
        Ok(Err(error)) => Err(Problem::internal(&error)),
        Err(_) => Ok(given),
    }
}

impl<T> Slot<T> {
    /// The answer that is kept, and whether it will still do.
    fn kept(&self, now: Standing, patient: bool) -> (Option<Given<T>>, bool) {
        let answer = self.answer.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(answer) = answer.as_ref() else { return (None, false) };
        let holds = answer.of == now;
        let will_do = holds || patient && answer.took > FAST && answer.begun.elapsed() < answer.took * PATIENCE;
        (Some(Given { value: Arc::clone(&answer.value), holds }), will_do)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use zufolge_ledger::Record;
    use zufolge_ledger::record::Alias;

    fn ledger() -> (tempfile::TempDir, Ledger) {
        let folder = tempfile::tempdir().expect("a folder");
        let ledger = Ledger::create(&folder.path().join("ledger.db")).expect("a ledger");
        (folder, ledger)
    }

    fn change(ledger: &mut Ledger) {
        ledger.note(&[Record::Alias(Alias { line: "Lena Brandt = Magdalena Brandt".to_owned() })]).expect("noted");
    }

    fn give(number: i32, slowly: bool) -> impl Fn(&Ledger, &Filter) -> Result<i32, LedgerError> {
        move |_, _| {
            std::thread::sleep(if slowly { 2 * FAST } else { Duration::ZERO });
            Ok(number)
        }
    }

    #[test]
    fn an_answer_is_kept_until_the_ledger_changes() {
        let (_folder, mut ledger) = ledger();
        let kept = Kept::<i32>::counts();
        let all = Filter::default();
        let never = |_: &Ledger, _: &Filter| -> Result<i32, LedgerError> { panic!("it is kept") };
        assert_eq!(*kept.answer(&ledger, &all, give(1, false)).expect("an answer").value, 1);
        assert_eq!(*kept.answer(&ledger, &all, never).expect("an answer").value, 1);
        let few = Filter { limit: Some(3), ..Filter::default() };
        assert_eq!(*kept.answer(&ledger, &few, give(2, false)).expect("an answer").value, 2, "another question");
        change(&mut ledger);
        assert_eq!(*kept.answer(&ledger, &all, give(3, false)).expect("an answer").value, 3);
        ledger.rebuild(&mut |_, _| {}).expect("rebuilt");
        let last = kept.answer(&ledger, &all, give(4, false)).expect("an answer");
        assert!(*last.value == 4 && last.holds);
    }

    #[test]
    fn a_count_that_takes_long_is_given_again_though_the_ledger_has_changed_and_says_so() {
        let (_folder, mut ledger) = ledger();
        let kept = Kept::<i32>::counts();
        assert_eq!(*kept.answer(&ledger, &Filter::default(), give(1, true)).expect("an answer").value, 1);
        change(&mut ledger);
        let old = kept.answer(&ledger, &Filter::default(), give(2, false)).expect("an answer");
        assert!(*old.value == 1 && !old.holds);
    }

    fn slow(_: &Ledger, _: &Filter) -> Result<zufolge_ledger::ask::Stats, LedgerError> {
        std::thread::sleep(4 * SHORTLY);
        Err(LedgerError::Refused("slow".to_owned()))
    }

    #[tokio::test]
    async fn a_page_does_not_wait_for_a_count_that_takes_long() {
        let folder = tempfile::tempdir().expect("a folder");
        let german = &zufolge_lexicon::GERMAN;
        let engine = zufolge::attribution::rules::AttributionRules::new(german);
        let pipeline = Arc::new(zufolge::Pipeline::new(german, Box::new(engine)));
        let settings = crate::state::Settings::default();
        let state = AppState::with_ledger(pipeline, settings, &folder.path().join("ledger.db")).expect("a ledger");
        let all = || Filter { limit: Some(7), ..Filter::default() };
        let begun = Instant::now();
        let none = counted(&state, |shared| &shared.stats, all(), slow).await.expect("no fault");
        assert!(none.is_none(), "nothing was counted yet");
        let again = counted(&state, |shared| &shared.stats, all(), slow).await.expect("no fault");
        assert!(again.is_none(), "it is being counted: nobody counts it a second time");
        assert!(begun.elapsed() < 3 * SHORTLY, "{:?}", begun.elapsed());
        tokio::time::sleep(5 * SHORTLY).await;
        let fast = counted(&state, |shared| &shared.stats, all(), Ledger::stats).await.expect("no fault");
        assert!(fast.is_some_and(|given| given.holds));
    }

    #[test]
    fn what_must_not_lag_behind_does_not_however_long_it_takes() {
        let (_folder, mut ledger) = ledger();
        let kept = Kept::<i32>::exact();
        assert_eq!(*kept.answer(&ledger, &Filter::default(), give(1, true)).expect("an answer").value, 1);
        change(&mut ledger);
        let new = kept.answer(&ledger, &Filter::default(), give(2, false)).expect("an answer");
        assert!(*new.value == 2 && new.holds);
    }
}
