//! What all requests share.

use crate::access::Tokens;
use crate::answers::{Answers, Lines};
use crate::guard::Rate;
use crate::kept::Kept;
use crate::metrics::Metrics;
use crate::problem::Problem;
use crate::reading::Readers;
use crate::store::Store;
use std::fmt;
use std::num::NonZeroU32;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;
use zufolge::Pipeline;
use zufolge_ledger::ask::{Claim, EntityRow, Stats};
use zufolge_ledger::{Ledger, LedgerError};

/// What the operator chooses; the default suits a machine of one's own.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Who may read and who may write; without tokens everybody who reaches the port may do both.
    pub tokens: Option<Tokens>,
    /// Take the client's address, host and scheme from `X-Forwarded-*`, and any host name. Only behind a reverse proxy that sets them.
    pub trust_proxy: bool,
    /// Host names, besides those of the machine itself, under which the pages may be asked for.
    pub hosts: Vec<String>,
    /// Bytes of a request's body, and of one line of a bulk read.
    pub max_body: usize,
    /// How long an answer may take, and how long a client may keep silent while it sends.
    pub timeout: Duration,
    /// Articles read at once.
    pub readers: usize,
    /// Articles that may wait to be read; more are refused with 503.
    pub waiting: usize,
    /// Requests under way; more are refused with 503.
    pub in_flight: usize,
    /// Connections open; more wait to be accepted.
    pub connections: usize,
    /// Requests a second from one address (of IPv6, one /64); `None`: as many as it likes.
    pub rate: Option<NonZeroU32>,
    /// Fetch URLs on private, loopback and link-local addresses too.
    pub allow_private: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Settings {
            tokens: None,
            trust_proxy: false,
            hosts: Vec::new(),
            max_body: 4 << 20,
            timeout: Duration::from_secs(30),
            readers: std::thread::available_parallelism().map_or(1, usize::from),
            waiting: 256,
            in_flight: 512,
            connections: 1024,
            rate: None,
            allow_private: false,
        }
    }
}

/// What all requests share: the pipeline, the settings, the counters. Cheap to clone.
#[derive(Clone)]
pub struct AppState {
    shared: Arc<Shared>,
}

/// What [`AppState`] points to.
pub struct Shared {
    pub(crate) pipeline: Arc<Pipeline>,
    pub(crate) settings: Settings,
    pub(crate) readers: Readers,
    /// URLs fetched at once; waiting for the network must not hold up reading.
    pub(crate) fetchers: Readers,
    pub(crate) metrics: Metrics,
    pub(crate) rate: Option<Rate>,
    /// The ledger, where there is one.
    pub(crate) store: Option<Store>,
    /// Figures over the ledger.
    pub(crate) stats: Arc<Kept<Stats>>,
    /// Claims, those that are spread most first.
    pub(crate) claims: Arc<Kept<Vec<Claim>>>,
    /// Everybody who is named, those in most articles first.
    pub(crate) everybody: Arc<Kept<Vec<EntityRow>>>,
    /// Whole answers about the ledger.
    pub(crate) answers: Answers,
    /// Claims in one line.
    pub(crate) lines: Arc<Lines>,
    /// The API's description, made once.
    pub(crate) openapi: String,
}

impl AppState {
    /// The state of a server that reads with `pipeline` and keeps nothing.
    #[must_use]
    pub fn new(pipeline: Arc<Pipeline>, settings: Settings) -> Self {
        AppState::with(pipeline, settings, None)
    }

    /// As [`AppState::new`], over a ledger, which is made if there is none.
    ///
    /// # Errors
    /// If it cannot be opened for writing.
    pub fn with_ledger(pipeline: Arc<Pipeline>, settings: Settings, ledger: &Path) -> Result<Self, LedgerError> {
        let state = AppState::with(pipeline, settings, Some(Store::open(ledger)?));
        state.get_ready();
        Ok(state)
    }

    /// Works out what the overview and the list of sources show before the first one asks for it.
    fn get_ready(&self) {
        let (stats, claims, everybody) = (Arc::clone(&self.stats), Arc::clone(&self.claims), Arc::clone(&self.everybody));
        if let Some(store) = &self.store {
            store.prepare(move |ledger| {
                let (for_claims, for_stats, for_everybody) = crate::pages::usual_filters();
                let done = claims
                    .answer(ledger, &for_claims, Ledger::claims)
                    .and_then(|_| stats.answer(ledger, &for_stats, Ledger::stats))
                    .and_then(|_| everybody.answer(ledger, &for_everybody, Ledger::entities));
                if let Err(error) = done {
                    tracing::warn!(%error, "overview and sources could not be got ready");
                }
            });
        }
    }

    fn with(pipeline: Arc<Pipeline>, settings: Settings, store: Option<Store>) -> Self {
        let shared = Shared {
            pipeline,
            store,
            readers: Readers::new(settings.readers, settings.waiting),
            fetchers: Readers::new(FETCHERS, FETCHERS * 4),
            metrics: Metrics::new(),
            rate: settings.rate.map(Rate::new),
            openapi: crate::api::openapi(),
            stats: Arc::new(Kept::counts()),
            claims: Arc::new(Kept::exact()),
            everybody: Arc::new(Kept::counts()),
            answers: Answers::default(),
            lines: Arc::default(),
            settings,
        };
        AppState { shared: Arc::new(shared) }
    }
}

impl Shared {
    /// The ledger, or that there is none.
    pub(crate) fn store(&self) -> Result<&Store, Problem> {
        let none =
            || Problem::new(axum::http::StatusCode::NOT_FOUND, "no-ledger", "this service runs without a ledger; start it with --db FILE");
        self.store.as_ref().ok_or_else(none)
    }
}

/// URLs fetched at once.
const FETCHERS: usize = 8;

impl std::ops::Deref for AppState {
    type Target = Shared;

    fn deref(&self) -> &Shared {
        &self.shared
    }
}

impl fmt::Debug for AppState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AppState").field("pipeline", &self.pipeline).field("settings", &self.settings).finish_non_exhaustive()
    }
}
