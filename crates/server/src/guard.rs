//! What every request passes before anything is done for it: is the host ours, does the client ask too often, who is it, and does a
//! change come from our own pages.

use crate::access::{self, Role, Visitor};
use crate::problem::Problem;
use crate::state::AppState;
use axum::extract::{ConnectInfo, Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use governor::clock::{Clock, DefaultClock};
use governor::state::keyed::HashMapStateStore;
use governor::{Quota, RateLimiter};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::num::NonZeroU32;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Nothing from elsewhere, nothing inline: what an article brings along can never run.
pub(crate) const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; \
     connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// Seconds of requests that may come at once.
const BURST: u32 = 4;
/// After so many requests, clients that have been silent are forgotten.
const SWEEP: usize = 4096;

/// How often each client may ask.
pub(crate) struct Rate {
    limiter: RateLimiter<IpAddr, HashMapStateStore<IpAddr>, DefaultClock>,
    asked: AtomicUsize,
}

impl Rate {
    pub(crate) fn new(per_second: NonZeroU32) -> Self {
        let quota = Quota::per_second(per_second).allow_burst(per_second.saturating_mul(NonZeroU32::MIN.saturating_add(BURST - 1)));
        Rate { limiter: RateLimiter::hashmap(quota), asked: AtomicUsize::new(0) }
    }

    fn check(&self, client: IpAddr) -> Result<(), Problem> {
        if self.asked.fetch_add(1, Ordering::Relaxed) % SWEEP == SWEEP - 1 {
            self.limiter.retain_recent();
            self.limiter.shrink_to_fit();
        }
        self.limiter.check_key(&network(client)).map_err(|until| {
            let seconds = until.wait_time_from(DefaultClock::default().now()).as_secs() as u32 + 1;
            let problem = Problem::new(StatusCode::TOO_MANY_REQUESTS, "too-many-requests", "this address asks too often; ask more slowly");
            Problem { retry_after: Some(seconds), ..problem }
        })
    }
}

/// Of IPv6, where a household has a whole network, the first half.
fn network(client: IpAddr) -> IpAddr {
    match client.to_canonical() {
        IpAddr::V6(v6) => {
            let [a, b, c, d, ..] = v6.segments();
            IpAddr::V6(Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0))
        }
        v4 @ IpAddr::V4(_) => v4,
    }
}

/// Lets a request through, with its [`Visitor`] in its extensions, or says why not.
pub(crate) async fn guard(State(state): State<AppState>, mut request: Request, next: Next) -> Response {
    let public = is_public(request.uri().path());
    match check(&state, &request) {
        Ok(visitor) => {
            request.extensions_mut().insert(visitor);
            next.run(request).await
        }
        Err(problem) if problem.status == StatusCode::UNAUTHORIZED && public => next.run(request).await,
        Err(problem) if problem.status == StatusCode::UNAUTHORIZED && wants_page(&request) => Redirect::to("/login").into_response(),
        Err(problem) => problem.into_response(),
    }
}

/// What whoever watches the service, and whoever is about to log in, must get at.
fn is_public(path: &str) -> bool {
    path == "/healthz" || path == "/login" || path.starts_with("/assets/")
}

fn wants_page(request: &Request) -> bool {
    let path = request.uri().path();
    *request.method() == Method::GET && !path.starts_with("/api/") && path != "/metrics"
}

fn check(state: &AppState, request: &Request) -> Result<Visitor, Problem> {
    let settings = &state.settings;
    let headers = request.headers();
    check_host(state, request)?;
    if let Some(rate) = &state.rate {
        rate.check(client(request, settings.trust_proxy))?;
    }
    if !matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS) {
        check_origin(headers, settings.trust_proxy)?;
    }
    let Some(tokens) = &settings.tokens else { return Ok(Visitor { role: Role::Write, name: None }) };
    let visitor = access::token(headers).and_then(|token| tokens.visitor(token));
    visitor.ok_or_else(|| {
        let detail = "a token is needed; send it as `Authorization: Bearer TOKEN`, or log in at /login";
        Problem::new(StatusCode::UNAUTHORIZED, "no-token", detail)
    })
}

/// Whoever asks; behind a proxy, the last address that it added, for the ones before it are the client's own words.
fn client(request: &Request, trust_proxy: bool) -> IpAddr {
    let forwarded = || {
        let last = request.headers().get_all("x-forwarded-for").iter().next_back()?.to_str().ok()?;
        last.rsplit(',').next()?.trim().parse().ok()
    };
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip());
    trust_proxy.then(forwarded).flatten().or(peer).unwrap_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED))
}

/// Refuses host names that are not ours: a page elsewhere may point its own name at this machine and would count as ours then (DNS
/// rebinding). Addresses cannot be pointed anywhere.
fn check_host(state: &AppState, request: &Request) -> Result<(), Problem> {
    let settings = &state.settings;
    if settings.trust_proxy || request.uri().path() == "/healthz" {
        return Ok(());
    }
    let host = request.headers().get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    let name = host_name(host);
    let ours = name.eq_ignore_ascii_case("localhost")
        || name.parse::<IpAddr>().is_ok()
        || settings.hosts.iter().any(|known| known.eq_ignore_ascii_case(name));
    if ours {
        return Ok(());
    }
    Err(Problem::new(StatusCode::MISDIRECTED_REQUEST, "other-host", "nothing is served under this host name; allow it with --host NAME"))
}

/// `[::1]:7070` → `::1`, `localhost:7070` → `localhost`.
fn host_name(host: &str) -> &str {
    match host.strip_prefix('[') {
        Some(rest) => rest.split(']').next().unwrap_or_default(),
        None => host.rsplit_once(':').map_or(host, |(name, _)| name),
    }
}

/// Refuses what a page of another origin makes a browser send. Programs send neither header.
fn check_origin(headers: &HeaderMap, trust_proxy: bool) -> Result<(), Problem> {
    let refused = || Err(Problem::new(StatusCode::FORBIDDEN, "cross-site", "this came from a page of another site; use our own pages"));
    if let Some(site) = headers.get("sec-fetch-site") {
        return if matches!(site.as_bytes(), b"same-origin" | b"none") { Ok(()) } else { refused() };
    }
    let Some(origin) = headers.get(header::ORIGIN) else { return Ok(()) };
    let forwarded = trust_proxy.then(|| headers.get("x-forwarded-host")).flatten();
    let host = forwarded.or_else(|| headers.get(header::HOST)).and_then(|host| host.to_str().ok());
    let own = origin.to_str().ok().and_then(|origin| origin.split_once("://")).map(|(_, host)| host);
    if own.is_some() && own == host { Ok(()) } else { refused() }
}

/// Lets only those through who may write.
pub(crate) async fn writers_only(request: Request, next: Next) -> Response {
    match request.extensions().get::<Visitor>() {
        Some(visitor) if visitor.role == Role::Write => next.run(request).await,
        _ => Problem::new(StatusCode::FORBIDDEN, "read-only", "this token may only read; ask for one that may write").into_response(),
    }
}

/// Headers that every answer carries.
pub(crate) async fn headers(request: Request, next: Next) -> Response {
    let mut answer = next.run(request).await;
    let headers = answer.headers_mut();
    for (name, value) in [
        (header::CONTENT_SECURITY_POLICY, CONTENT_SECURITY_POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::X_FRAME_OPTIONS, "DENY"),
        // Not `no-referrer`, which would hide the origin of our own forms from `check_origin` too.
        (header::REFERRER_POLICY, "same-origin"),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
        (HeaderName::from_static("permissions-policy"), "camera=(), geolocation=(), microphone=()"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("private, no-cache"));
    answer
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn host_names_lose_their_port() {
        for (host, name) in [("localhost:7070", "localhost"), ("[::1]:7070", "::1"), ("127.0.0.1", "127.0.0.1"), ("", "")] {
            assert_eq!(host_name(host), name);
        }
    }

    #[test]
    fn a_household_of_ipv6_is_one_client() {
        let of = |address: &str| network(address.parse().expect("an address"));
        assert_eq!(of("2a00:1:2:3:4:5:6:7"), of("2a00:1:2:3::1"));
        assert_ne!(of("2a00:1:2:3::1"), of("2a00:1:2:4::1"));
        assert_eq!(of("::ffff:8.8.8.8"), of("8.8.8.8"));
        assert_ne!(of("8.8.8.8"), of("8.8.8.9"));
    }

    #[test]
    fn changes_from_other_sites_are_refused() {
        let check = |pairs: &[(&'static str, &'static str)]| {
            let mut headers = HeaderMap::new();
            for (name, value) in pairs {
                headers.insert(*name, HeaderValue::from_static(value));
            }
            check_origin(&headers, false).is_ok()
        };
        assert!(check(&[]));
        assert!(check(&[("sec-fetch-site", "same-origin")]));
        assert!(!check(&[("sec-fetch-site", "cross-site")]));
        assert!(!check(&[("sec-fetch-site", "same-site")]));
        assert!(check(&[("origin", "http://localhost:7070"), ("host", "localhost:7070")]));
        assert!(!check(&[("origin", "http://localhost:8080"), ("host", "localhost:7070")]));
        assert!(!check(&[("origin", "null"), ("host", "localhost:7070")]));
        assert!(!check(&[("origin", "http://evil.example"), ("host", "localhost:7070"), ("x-forwarded-host", "evil.example")]));
    }
}
