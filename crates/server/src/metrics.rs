//! Counters for Prometheus.

use axum::extract::{MatchedPath, Request, State};
use axum::middleware::Next;
use axum::response::Response;
use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::Registry;
use std::time::Instant;

use crate::problem::Problem;
use crate::state::AppState;

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Answer {
    /// The route's pattern, so that there are only as many series as routes.
    route: String,
    method: &'static str,
    status: u16,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Route {
    route: String,
}

pub(crate) struct Metrics {
    registry: Registry,
    answers: Family<Answer, Counter>,
    seconds: Family<Route, Histogram>,
    in_flight: Gauge,
    waiting: Gauge,
    articles: Counter,
}

impl Metrics {
    pub(crate) fn new() -> Self {
        const BOUNDS: [f64; 11] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 5.0];
        let mut registry = Registry::with_prefix("zufolge");
        let answers = Family::default();
        let seconds: Family<Route, Histogram> = Family::new_with_constructor(|| Histogram::new(BOUNDS));
        let (in_flight, waiting, articles) = (Gauge::default(), Gauge::default(), Counter::default());
        registry.register("requests", "Requests answered", answers.clone());
        registry.register("request_seconds", "Time until the answer began", seconds.clone());
        registry.register("requests_in_flight", "Requests under way", in_flight.clone());
        registry.register("articles_waiting", "Articles that wait to be read", waiting.clone());
        registry.register("articles_read", "Articles read", articles.clone());
        Metrics { registry, answers, seconds, in_flight, waiting, articles }
    }

    /// Counts articles read.
    pub(crate) fn read(&self, articles: usize) {
        self.articles.inc_by(articles as u64);
    }
}

/// Counts a request, by route and status.
pub(crate) async fn count(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let matched = request.extensions().get::<MatchedPath>();
    let route = matched.map_or("other", MatchedPath::as_str).to_owned();
    // Any word may come as a method, and each would be a series of its own.
    let method = match request.method().as_str() {
        "GET" => "GET",
        "HEAD" => "HEAD",
        "POST" => "POST",
        "PUT" => "PUT",
        "DELETE" => "DELETE",
        _ => "other",
    };
    let (metrics, start) = (&state.metrics, Instant::now());
    metrics.in_flight.inc();
    let leaving = Leaving(&metrics.in_flight);
    let answer = next.run(request).await;
    drop(leaving);
    metrics.seconds.get_or_create(&Route { route: route.clone() }).observe(start.elapsed().as_secs_f64());
    metrics.answers.get_or_create(&Answer { route, method, status: answer.status().as_u16() }).inc();
    answer
}

/// Counts down also where the client goes away and the request is dropped.
struct Leaving<'a>(&'a Gauge);

impl Drop for Leaving<'_> {
    fn drop(&mut self) {
        self.0.dec();
    }
}

/// `GET /metrics`
pub(crate) async fn metrics(State(state): State<AppState>) -> Result<([(&'static str, &'static str); 1], String), Problem> {
    let metrics = &state.metrics;
    metrics.waiting.set(state.readers.waiting() as i64);
    let mut text = String::new();
    encode(&mut text, &metrics.registry).map_err(|error| Problem::internal(&error))?;
    Ok(([("content-type", "application/openmetrics-text; version=1.0.0; charset=utf-8")], text))
}
