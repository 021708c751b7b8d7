//! Who is let in, and what an article brings along can never do.

mod common;

use axum::body::Body;
use axum::http::{StatusCode, header};
use common::{ARTICLE, READ, WRITE, app, app_with, ask, form, get, post, post_form, request};
use dom_query::Document;
use std::num::NonZeroU32;
use std::time::Duration;
use zufolge_server::{Settings, Tokens};

fn guarded() -> axum::Router {
    let tokens = Tokens::parse(&format!("read wand {READ}\nwrite lena {WRITE}")).expect("tokens");
    app_with(Settings { tokens: Some(tokens), ..Settings::default() })
}

/// Articles that try to break out of the page they are shown on.
const HOSTILE: [&str; 8] = [
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "'-alert(1)-'",
    "</textarea><script>alert(1)</script>",
    "</title><svg onload=alert(1)>",
    "{{ 7 * 7 }}{% raw %}",
    "javascript:alert(1)",
    "&lt;script&gt;alert(1)&lt;/script&gt;<!--",
];

#[tokio::test]
async fn hostile_articles_are_shown_as_text() {
    for hostile in HOSTILE {
        // In every place that an article's words come to: text, source, cue, title, outlet, quotation.
        let text = format!(
            "{hostile}\n\n„Das {hostile} stimmt“, sagte {hostile} Brandt {hostile}. Laut {hostile} Polizei gab es {hostile} keine Verletzten.\n"
        );
        for fields in [
            vec![("text", text.as_str()), ("outlet", hostile)],
            vec![("text", ARTICLE), ("outlet", hostile), ("published", hostile)],
            vec![("url", hostile), ("outlet", hostile)],
        ] {
            let answer = post_form(&app(), "/read", &fields).await;
            let page = Document::from(answer.text());
            let scripts = page.select("script");
            assert_eq!(scripts.length(), 1, "{hostile}");
            assert!(scripts.attr("src").is_some_and(|src| src.starts_with("/assets/zufolge.js?v=")), "{hostile}");
            assert_eq!(page.select("img, iframe, object, embed, style, base, svg svg, svg:not(.bar)").length(), 0, "{hostile}");
            for node in page.select("*").nodes() {
                for attribute in node.attrs() {
                    let (name, value) = (attribute.name.local.to_string(), attribute.value.trim().to_lowercase());
                    assert!(!name.starts_with("on") && name != "style" && name != "srcdoc", "{hostile}: {name}");
                    let leads = matches!(name.as_str(), "href" | "src" | "action" | "formaction");
                    assert!(!leads || value.starts_with(['/', '#']), "{hostile}: {name}={value}");
                }
            }
        }
    }
}

#[tokio::test]
async fn every_answer_forbids_what_is_not_ours() {
    let app = app();
    for path in ["/", "/read", "/api", "/login", "/healthz", "/metrics", "/api/v1/openapi.json", "/nothing", "/assets/zufolge.js"] {
        let answer = get(&app, path).await;
        let policy = answer.header("content-security-policy");
        assert!(policy.starts_with("default-src 'none'; script-src 'self'; style-src 'self'"), "{path}: {policy}");
        assert!(!policy.contains("unsafe"), "{path}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
    }
}

#[tokio::test]
async fn pages_hold_no_inline_script_or_style() {
    let page = post_form(&app(), "/read", &[("text", ARTICLE)]).await;
    for page in [page, get(&app(), "/read").await, get(&app(), "/api").await, get(&app(), "/login").await] {
        let text = page.text();
        assert!(!text.contains("<style") && !text.contains(" style=") && !text.contains(" onclick="));
        assert_eq!(text.matches("<script").count(), 1);
        assert!(text.contains("<script type=\"module\" src=\"/assets/zufolge.js?v="));
    }
}

#[tokio::test]
async fn other_sites_cannot_make_a_browser_send() {
    let (kind, body) = form(&[("text", ARTICLE)]);
    for (name, value, status) in [
        ("sec-fetch-site", "cross-site", StatusCode::FORBIDDEN),
        ("sec-fetch-site", "same-site", StatusCode::FORBIDDEN),
        ("sec-fetch-site", "same-origin", StatusCode::OK),
        ("origin", "http://evil.example", StatusCode::FORBIDDEN),
        ("origin", "null", StatusCode::FORBIDDEN),
        ("origin", "http://localhost:7070", StatusCode::OK),
    ] {
        let request = request("POST", "/read").header("content-type", &kind).header(name, value).body(Body::from(body.clone()));
        assert_eq!(ask(&app(), request.expect("a request")).await.status, status, "{name}: {value}");
    }
}

#[tokio::test]
async fn names_pointed_at_this_machine_are_refused() {
    let of = async |host: &str| {
        let request = axum::http::Request::builder().uri("/read").header(header::HOST, host).body(Body::empty());
        ask(&app_with(Settings { hosts: vec!["desk.example".into()], ..Settings::default() }), request.expect("a request")).await.status
    };
    assert_eq!(of("evil.example").await, StatusCode::MISDIRECTED_REQUEST);
    assert_eq!(of("127.0.0.1.evil.example:7070").await, StatusCode::MISDIRECTED_REQUEST);
    for host in ["localhost", "127.0.0.1:7070", "[::1]:7070", "desk.example"] {
        assert_eq!(of(host).await, StatusCode::OK, "{host}");
    }
}

#[tokio::test]
async fn without_a_token_nothing_is_read() {
    let app = guarded();
    assert_eq!(get(&app, "/read").await.header("location"), "/login");
    let answer = post(&app, "/api/v1/read", "text/plain", ARTICLE).await;
    assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
    assert_eq!(answer.header("content-type"), "application/problem+json");
    assert!(answer.header("www-authenticate").starts_with("Bearer"));
    assert_eq!(get(&app, "/metrics").await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(get(&app, "/healthz").await.status, StatusCode::OK);
    assert_eq!(get(&app, "/login").await.status, StatusCode::OK);
}

#[tokio::test]
async fn tokens_let_programs_and_browsers_in() {
    let app = guarded();
    for (name, value, status) in [
        ("authorization", format!("Bearer {READ}"), StatusCode::OK),
        ("authorization", format!("Bearer {READ}x"), StatusCode::UNAUTHORIZED),
        ("authorization", format!("Basic {READ}"), StatusCode::UNAUTHORIZED),
        ("cookie", format!("zufolge_token={WRITE}"), StatusCode::OK),
        ("cookie", "zufolge_token=".to_owned(), StatusCode::UNAUTHORIZED),
    ] {
        let request = request("POST", "/api/v1/read").header("content-type", "text/plain").header(name, &value).body(Body::from(ARTICLE));
        assert_eq!(ask(&app, request.expect("a request")).await.status, status, "{value}");
    }
}

#[tokio::test]
async fn logging_in_keeps_the_token_from_scripts_and_other_sites() {
    let app = guarded();
    let wrong = post(&app, "/login", "application/x-www-form-urlencoded", "token=wrong").await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(wrong.header("set-cookie"), "");
    let right = post(&app, "/login", "application/x-www-form-urlencoded", format!("token={READ}")).await;
    assert_eq!(right.status, StatusCode::SEE_OTHER);
    let cookie = right.header("set-cookie");
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"), "{cookie}");
}

#[tokio::test]
async fn who_asks_too_often_is_told_when_to_come_back() {
    let app = app_with(Settings { rate: NonZeroU32::new(1), ..Settings::default() });
    let mut last = None;
    for _ in 0..20 {
        last = Some(get(&app, "/read").await);
    }
    let last = last.expect("an answer");
    assert_eq!(last.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(last.header("retry-after").parse::<u32>().is_ok_and(|seconds| (1..=5).contains(&seconds)));
}

#[tokio::test]
async fn behind_a_proxy_each_client_has_its_own_share_whatever_it_says_of_itself() {
    let app = app_with(Settings { rate: NonZeroU32::new(1), trust_proxy: true, ..Settings::default() });
    let ask_as = async |forwarded: &str| {
        let request = request("GET", "/read").header("x-forwarded-for", forwarded).body(Body::empty());
        ask(&app, request.expect("a request")).await.status
    };
    let mut last = StatusCode::OK;
    for number in 0..20 {
        // The proxy adds the true address behind what the client made up.
        last = ask_as(&format!("203.0.113.{number}, 198.51.100.7")).await;
    }
    assert_eq!(last, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(ask_as("198.51.100.8").await, StatusCode::OK, "somebody else");
    // Where no proxy is trusted, the header says nothing.
    let app = app_with(Settings { rate: NonZeroU32::new(1), ..Settings::default() });
    let mut last = StatusCode::OK;
    for number in 0..20 {
        let request = request("GET", "/read").header("x-forwarded-for", format!("203.0.113.{number}")).body(Body::empty());
        last = ask(&app, request.expect("a request")).await.status;
    }
    assert_eq!(last, StatusCode::TOO_MANY_REQUESTS);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_crowd_is_refused_instead_of_piling_up() {
    let app = app_with(Settings { readers: 1, waiting: 2, ..Settings::default() });
    let long = ARTICLE.repeat(200);
    let many = (0..12).map(|_| {
        let (app, long) = (app.clone(), long.clone());
        tokio::spawn(async move { post(&app, "/api/v1/read", "text/plain", long).await })
    });
    let answers = futures_util::future::join_all(many.collect::<Vec<_>>()).await;
    let statuses: Vec<StatusCode> = answers.into_iter().map(|answer| answer.expect("no panic").status).collect();
    assert!(statuses.contains(&StatusCode::OK), "{statuses:?}");
    assert!(statuses.contains(&StatusCode::SERVICE_UNAVAILABLE), "{statuses:?}");
    assert!(statuses.iter().all(|status| matches!(*status, StatusCode::OK | StatusCode::SERVICE_UNAVAILABLE)), "{statuses:?}");
}

#[tokio::test]
async fn a_body_that_stops_coming_is_given_up() {
    let app = app_with(Settings { timeout: Duration::from_millis(100), ..Settings::default() });
    let stalled = futures_util::stream::pending::<Result<&str, std::io::Error>>();
    let answer = post(&app, "/api/v1/read", "text/plain", Body::from_stream(stalled)).await;
    assert!(answer.status.is_client_error() || answer.status == StatusCode::SERVICE_UNAVAILABLE, "{}", answer.status);
}
