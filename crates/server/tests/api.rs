//! The API: reports as the contract has them, problems as RFC 9457 has them.

mod common;

use axum::body::Body;
use axum::http::StatusCode;
use common::{ARTICLE, app, app_with, ask, get, post, request};
use serde_json::{Value, json};
use zufolge_server::Settings;

const JSON: &str = "application/json";

fn assert_problem(answer: &common::Answer, status: StatusCode, code: &str) {
    assert_eq!(answer.status, status, "{}", answer.text());
    assert_eq!(answer.header("content-type"), "application/problem+json");
    assert_eq!(answer.json()["type"], format!("urn:zufolge:problem:{code}"));
    assert_eq!(answer.json()["status"], status.as_u16());
    assert!(answer.json()["detail"].as_str().is_some_and(|detail| !detail.is_empty()));
}

#[tokio::test]
async fn a_report_is_as_the_contract_has_it() {
    let body = json!({"text": ARTICLE, "id": "hafen-1", "outlet": "Nordkurier", "published": "2025-11-04"});
    let answer = post(&app(), "/api/v1/read", JSON, body.to_string()).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
    let report = answer.json();
    let schema: Value = serde_json::from_str(include_str!("../../../docs/report.schema.json")).expect("a schema");
    jsonschema::validate(&schema, &report).expect("a valid report");
    assert_eq!(report["article"]["id"], "hafen-1");
    assert_eq!(report["article"]["outlet"], "Nordkurier");
    assert!(report["attributions"].as_array().is_some_and(|list| list.len() >= 3));
}

#[tokio::test]
async fn documents_of_any_format_are_read() {
    let html = "<!doctype html><html lang=de><head><title>Hafen</title></head><body><article><h1>Hafenbahn kommt später</h1>\
        <p>Die Bahn komme erst 2027, sagte Senatorin Lena Brandt. Das habe der Senat am Montag so beschlossen und bekannt gemacht.</p>\
        <p>Der Betreiber wollte sich dazu nicht äußern. Er verwies auf die laufenden Gespräche mit der Stadt.</p></article></body></html>";
    for (kind, body) in [("text/plain", ARTICLE.to_owned()), ("text/html", html.to_owned()), ("application/octet-stream", html.to_owned())]
    {
        let answer = post(&app(), "/api/v1/read", kind, body).await;
        assert_eq!(answer.status, StatusCode::OK, "{kind}: {}", answer.text());
        assert!(answer.json()["attributions"].as_array().is_some_and(|list| !list.is_empty()), "{kind}");
    }
    let answer = post(&app(), "/api/v1/read", JSON, json!({"html": html}).to_string()).await;
    assert!(!answer.json()["text"].as_str().expect("a text").contains('<'));
}

#[tokio::test]
async fn requests_that_cannot_be_read_say_why() {
    let app = app();
    let read = async |body: &str| post(&app, "/api/v1/read", JSON, body.to_owned()).await;
    assert_problem(&read("{").await, StatusCode::BAD_REQUEST, "bad-request");
    assert_problem(&read("{\"txt\": \"Guten Tag.\"}").await, StatusCode::BAD_REQUEST, "bad-request");
    assert_problem(&read("{}").await, StatusCode::UNPROCESSABLE_ENTITY, "no-text");
    assert_problem(&read("{\"text\": \"a\", \"html\": \"b\"}").await, StatusCode::UNPROCESSABLE_ENTITY, "no-text");
    assert_problem(&read("{\"text\": \"  \"}").await, StatusCode::UNPROCESSABLE_ENTITY, "no-text");
    assert_problem(&read("{\"text\": \"Ja.\", \"published\": \"gestern\"}").await, StatusCode::UNPROCESSABLE_ENTITY, "no-date");
    assert_problem(&read("{\"url\": \"file:///etc/passwd\"}").await, StatusCode::UNPROCESSABLE_ENTITY, "no-address");
    assert_problem(&post(&app, "/api/v1/read?language=fr", JSON, "{}").await, StatusCode::BAD_REQUEST, "bad-request");
    assert_problem(&get(&app, "/api/v1/nothing").await, StatusCode::NOT_FOUND, "not-found");
    assert_problem(&get(&app, "/api/v1/read").await, StatusCode::METHOD_NOT_ALLOWED, "method-not-allowed");
}

#[tokio::test]
async fn another_language_is_refused_unless_asked_for() {
    let english = "The harbour railway will open next year, the senator said on Monday. She added that the work had gone well and \
        that nobody would have to wait for the trains any longer than they had been waiting for them already, which is a long time.";
    let body = json!({"text": english}).to_string();
    assert_problem(&post(&app(), "/api/v1/read", JSON, body.clone()).await, StatusCode::UNPROCESSABLE_ENTITY, "not-german");
    assert_eq!(post(&app(), "/api/v1/read?language=de", JSON, body).await.status, StatusCode::OK);
}

#[tokio::test]
async fn private_addresses_are_not_fetched() {
    for url in ["http://127.0.0.1:7070/healthz", "http://[::1]/", "http://169.254.169.254/latest/meta-data/", "http://localhost:7070/"] {
        let answer = post(&app(), "/api/v1/read", JSON, json!({"url": url}).to_string()).await;
        assert_problem(&answer, StatusCode::UNPROCESSABLE_ENTITY, "not-fetched");
        assert!(answer.text().contains("private"), "{url}: {}", answer.text());
    }
}

#[tokio::test]
async fn bodies_have_a_limit() {
    let app = app_with(Settings { max_body: 1000, ..Settings::default() });
    let answer = post(&app, "/api/v1/read", "text/plain", "Ja. ".repeat(300)).await;
    assert_problem(&answer, StatusCode::PAYLOAD_TOO_LARGE, "too-large");
    // Also where nobody says how long the body is.
    let pieces = futures_util::stream::iter((0..300).map(|_| Ok::<_, std::io::Error>("Ja. ")));
    let answer = post(&app, "/api/v1/read", "text/plain", Body::from_stream(pieces)).await;
    assert_problem(&answer, StatusCode::PAYLOAD_TOO_LARGE, "too-large");
}

#[tokio::test]
async fn bulk_answers_a_line_for_each_line_in_order() {
    let lines = [
        json!({"id": "a", "text": ARTICLE}).to_string(),
        String::new(),
        "no json".to_owned(),
        json!({"id": "b", "text": "Laut Polizei gab es keine Verletzten."}).to_string(),
        json!({"text": ""}).to_string(),
    ];
    let answer = post(&app(), "/api/v1/read/bulk", "application/jsonl", lines.join("\n")).await;
    assert_eq!(answer.status, StatusCode::OK);
    let read: Vec<Value> = answer.text().lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(read.len(), 4);
    assert_eq!(read[0]["article"]["id"], "a");
    assert_eq!((&read[1]["line"], &read[1]["type"]), (&json!(3), &json!("urn:zufolge:problem:bad-request")));
    assert_eq!(read[2]["article"]["id"], "b");
    assert_eq!((&read[3]["line"], &read[3]["type"]), (&json!(5), &json!("urn:zufolge:problem:no-text")));
}

#[tokio::test]
async fn bulk_answers_while_the_request_still_comes() {
    let (sender, lines) = tokio::sync::mpsc::channel::<String>(1);
    let body = futures_util::stream::unfold(lines, |mut lines| async {
        let line = lines.recv().await?;
        Some((Ok::<_, std::io::Error>(line), lines))
    });
    let request = request("POST", "/api/v1/read/bulk").header("content-type", "application/jsonl").body(Body::from_stream(body));
    let answer = tower::ServiceExt::oneshot(app(), request.expect("a request")).await.expect("an answer");
    let mut answered = answer.into_body().into_data_stream();
    for id in ["a", "b"] {
        sender.send(format!("{}\n", json!({"id": id, "text": ARTICLE}))).await.expect("the request is open");
        let wait = tokio::time::timeout(std::time::Duration::from_secs(20), futures_util::StreamExt::next(&mut answered));
        let line = wait.await.expect("an answer before the next line is sent").expect("a line").expect("no fault");
        assert_eq!(serde_json::from_slice::<Value>(&line).expect("JSON")["article"]["id"], id);
    }
    drop(sender);
    assert!(futures_util::StreamExt::next(&mut answered).await.is_none());
}

#[tokio::test]
async fn bulk_ends_at_a_line_without_end() {
    let app = app_with(Settings { max_body: 1000, ..Settings::default() });
    let pieces = futures_util::stream::iter((0..).map(|_| Ok::<_, std::io::Error>("x".repeat(100))));
    let answer = post(&app, "/api/v1/read/bulk", "application/jsonl", Body::from_stream(pieces)).await;
    assert_eq!(serde_json::from_str::<Value>(answer.text()).expect("one line")["type"], "urn:zufolge:problem:too-large");
}

#[tokio::test]
async fn the_description_names_every_route_and_the_contract() {
    let answer = get(&app(), "/api/v1/openapi.json").await;
    let description = answer.json();
    assert!(description["openapi"].as_str().is_some_and(|version| version.starts_with("3.1")), "{}", description["openapi"]);
    let report = &description["components"]["schemas"]["Report"];
    assert_eq!(report["properties"]["sentences"]["items"]["$ref"], "#/components/schemas/report-span");
    // Every reference leads somewhere.
    let text = answer.text();
    for target in text.split("\"$ref\":\"#").skip(1).filter_map(|rest| rest.split('"').next()) {
        assert!(description.pointer(target).is_some(), "{target}");
    }
    for path in description["paths"].as_object().expect("paths").keys() {
        let request = request("OPTIONS", path).body(Body::empty()).expect("a request");
        assert_ne!(ask(&app(), request).await.status, StatusCode::NOT_FOUND, "{path}");
    }
}
