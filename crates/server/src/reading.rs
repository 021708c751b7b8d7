//! From what a request holds to reports: off the threads that talk, so many at once, and so many waiting.

use crate::problem::Problem;
use crate::state::AppState;
use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use tokio::sync::Semaphore;
use zufolge::text::detect_language;
use zufolge::{Article, Report};
use zufolge_wire::{Error, Fault, Input, Item, Limits, Options, Raw, documents};

/// Items of one document that are read; a feed may hold thousands.
pub(crate) const MOST_ITEMS: usize = 100;
/// Characters from which on the language of a text is judged: shorter ones may be all names.
const ENOUGH_TO_JUDGE: usize = 200;

/// Threads for work that blocks: a few at once, a bounded crowd waiting in order.
pub(crate) struct Readers {
    slots: Arc<Semaphore>,
    waiting: AtomicUsize,
    most_waiting: usize,
}

impl Readers {
    pub(crate) fn new(at_once: usize, most_waiting: usize) -> Self {
        Readers { slots: Arc::new(Semaphore::new(at_once.max(1))), waiting: AtomicUsize::new(0), most_waiting }
    }

    pub(crate) fn waiting(&self) -> usize {
        self.waiting.load(Ordering::Relaxed)
    }

    /// Does `work` on a thread of its own. Whoever gives up waiting costs nothing; work once begun is finished.
    pub(crate) async fn run<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T, Problem> {
        let slot = {
            let _place = Place::take(&self.waiting, self.most_waiting).ok_or_else(Problem::busy)?;
            Arc::clone(&self.slots).acquire_owned().await.map_err(|closed| Problem::internal(&closed))?
        };
        let done = tokio::task::spawn_blocking(move || {
            let done = work();
            drop(slot);
            done
        });
        done.await.map_err(|error| Problem::internal(&error))
    }
}

/// A place in the crowd, given back when dropped.
struct Place<'a>(&'a AtomicUsize);

impl<'a> Place<'a> {
    fn take(waiting: &'a AtomicUsize, most: usize) -> Option<Self> {
        let place = Place(waiting);
        (waiting.fetch_add(1, Ordering::Relaxed) < most).then_some(place)
    }
}

impl Drop for Place<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

/// What whoever asks knows of the article; it goes before what the document says.
#[derive(Debug, Clone, Default)]
pub(crate) struct Known {
    pub(crate) article: Article,
    /// Read whatever the text looks like.
    pub(crate) any_language: bool,
}

/// An item that was read, or why it was not.
pub(crate) type Outcome = Result<Report, Problem>;

/// Reads a document of whatever format, all its items.
pub(crate) async fn read(state: &AppState, raw: Raw, known: Known) -> Result<Vec<Outcome>, Problem> {
    let inner = state.clone();
    let outcomes = state
        .readers
        .run(move || {
            let items = zufolge_wire::read(&raw, &options(&inner));
            items
                .into_iter()
                .take(MOST_ITEMS)
                .map(|item| report(&inner, item.map_err(|error| refused(&error))?, &known))
                .collect::<Vec<_>>()
        })
        .await?;
    state.metrics.read(outcomes.iter().filter(|outcome| outcome.is_ok()).count());
    Ok(outcomes)
}

/// The report of a document that holds one item.
pub(crate) fn only(mut outcomes: Vec<Outcome>) -> Outcome {
    if outcomes.len() > 1 {
        let detail = format!("the document holds {} items; send them one by one, or to /api/v1/read/bulk", outcomes.len());
        return Err(Problem::unprocessable("several-items", detail));
    }
    outcomes.pop().ok_or_else(|| Problem::unprocessable("no-text", "there is no item in it"))?
}

/// Fetches a page of the open internet. The address that was checked is the one connected to, at every redirect.
pub(crate) async fn fetch(state: &AppState, url: &str) -> Result<Raw, Problem> {
    let web = ["http://", "https://"].iter().any(|scheme| url.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme)));
    if !web || url.len() > 4096 || url.chars().any(|c| c.is_control() || c.is_whitespace()) {
        return Err(Problem::unprocessable("no-address", "is no address of a web page; write it as https://host/path"));
    }
    let (url, options) = (url.to_owned(), Options { allow_private: state.settings.allow_private, ..options(state) });
    state
        .fetchers
        .run(move || {
            let mut first = None;
            let _ = documents(&Input::Url(url), &options, &mut |raw| {
                first = Some(raw);
                ControlFlow::Break(())
            });
            first.unwrap_or_else(|| Err(Error { input: String::new(), place: None, fault: Fault::NoItem })).map_err(|error| refused(&error))
        })
        .await?
}

fn options(state: &AppState) -> Options {
    Options { limits: Limits { max_size: state.settings.max_body as u64, ..Limits::default() }, ..Options::default() }
}

fn report(state: &AppState, mut item: Item, known: &Known) -> Outcome {
    let (own, given) = (&mut item.article, &known.article);
    if !given.id.is_empty() {
        own.id.clone_from(&given.id);
    }
    for (own, given) in [
        (&mut own.title, &given.title),
        (&mut own.kicker, &given.kicker),
        (&mut own.byline, &given.byline),
        (&mut own.outlet, &given.outlet),
        (&mut own.agency, &given.agency),
        (&mut own.published, &given.published),
        (&mut own.updated, &given.updated),
        (&mut own.url, &given.url),
        (&mut own.urn, &given.urn),
    ] {
        if given.is_some() {
            own.clone_from(given);
        }
    }
    if !known.any_language {
        check_german(&item.article.text)?;
    }
    Ok(item.report(&state.pipeline))
}

/// The code that names another language than German, where the text is long enough to tell.
pub(crate) fn foreign(text: &str) -> Option<&'static str> {
    let found = detect_language(text)?;
    (found.code != "de" && found.reliable && text.chars().nth(ENOUGH_TO_JUDGE).is_some()).then_some(found.code)
}

fn check_german(text: &str) -> Result<(), Problem> {
    match foreign(text) {
        None => Ok(()),
        Some(code) => Err(Problem::unprocessable(
            "not-german",
            format!("the text looks like language “{code}”, and only German is read; if it is German all the same, ask with ?language=de"),
        )),
    }
}

/// A reader's error: what was given is too large, or cannot be read.
fn refused(error: &Error) -> Problem {
    let detail = error.fault.to_string();
    match error.fault {
        Fault::TooLarge(_) => Problem::new(axum::http::StatusCode::PAYLOAD_TOO_LARGE, "too-large", detail),
        Fault::Fetch(_) => Problem::unprocessable("not-fetched", detail),
        Fault::Empty | Fault::NoItem => Problem::unprocessable("no-text", detail),
        _ => Problem::unprocessable("unreadable", error.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;
    use std::io::ErrorKind;

    #[test]
    fn every_reason_of_a_reader_has_words_for_the_pages() {
        let owned = str::to_owned;
        let faults = [
            Fault::Unreadable(ErrorKind::Other, owned("odd")),
            Fault::NoItem,
            Fault::Empty,
            Fault::Binary,
            Fault::Undecodable,
            Fault::TooLarge(4 << 20),
            Fault::TooDeep(256),
            Fault::TooManyElements(500_000),
            Fault::Bomb(200),
            Fault::NestedArchives(3),
            Fault::DamagedArchive(owned("odd")),
            Fault::Malformed("JSON", owned("EOF at column 3")),
            Fault::NoColumn(owned("text"), owned("id, body"), "--text-column"),
        ];
        for fault in faults {
            let detail = refused(&fault.of("datei.bin")).detail;
            for (language, odd) in [(Language::De, " the "), (Language::En, "Bitte")] {
                let told = language.detail(&detail).unwrap_or_else(|| panic!("{language:?}: no words for {detail}"));
                // What helps at a command line does not help on a page.
                assert!(!told.contains(odd) && !told.contains("--"), "{language:?}: {told}");
            }
        }
    }

    #[test]
    fn every_document_that_is_not_read_has_words_for_the_pages() {
        for bytes in [
            &b"%PDF-1.4\n"[..],
            b"{\\rtf1 Text}",
            b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1",
            b"PK\x03\x04....[Content_Types].xml",
            b"PK\x03\x04....mimetypeapplication/vnd.oasis.opendocument.text",
            b"PK\x03\x04....mimetypeapplication/epub+zip",
            b"PK\x03\x04....Index/Document.iwa",
            b"PK\x03\x04....artikel.txt",
            b"From: a@example.org\nDate: heute\nSubject: Bau\n\nText",
            b"id,text\n1,Es regnet",
            b"WARC/1.1\r\n",
            b"<?xml version='1.0'?><kml/>",
            b"<NewsML Version='1.2'/>",
            b"<conceptItem/>",
            b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
        ] {
            let items = zufolge_wire::read(&Raw::new("datei", bytes.to_vec()), &Options::default());
            let error = items.into_iter().next().and_then(Result::err).expect("an error");
            let detail = refused(&error).detail;
            for language in [Language::De, Language::En] {
                assert!(language.detail(&detail).is_some(), "{language:?}: no words for {detail}");
            }
        }
    }
}
