//! The pages and the API over a ledger: what comes in is found, and what an editor says holds.

mod common;

use axum::Router;
use axum::body::Body;
use axum::http::{StatusCode, header};
use common::{READ, WRITE, app_over, ask, get, post, request};
use serde_json::{Value, json};
use tempfile::TempDir;
use zufolge_server::{Settings, Tokens};

const FORM: &str = "application/x-www-form-urlencoded";

/// A story of our own: a paper's anonymous source, an echo, a denial.
fn story() -> Vec<Value> {
    vec![
        json!({"id": "urn:x:1", "urn": "urn:x:1", "outlet": "Nordkurier", "published": "2025-11-03T08:00:00+01:00",
            "text": "Brücke am Fluss ist marode\n\nLindau - Die Brücke am Fluss wird im Mai gesperrt, hieß es aus Kreisen der Verkehrsbehörde. \
                „Wir prüfen die Sache“, sagte Verkehrssenatorin Lena Brandt.\n"}),
        json!({"id": "urn:x:2", "urn": "urn:x:2", "outlet": "Hanseblatt", "published": "2025-11-04T09:00:00+01:00",
            "text": "Sperrung der Brücke\n\nLindau - Die Brücke am Fluss wird im Mai gesperrt, wie der „Nordkurier“ berichtet. \
                Verkehrssenatorin Lena Brandt dementierte den Bericht.\n"}),
        json!({"id": "urn:x:2", "urn": "urn:x:2", "outlet": "Hanseblatt", "published": "2025-11-04T12:00:00+01:00",
            "text": "Sperrung der Brücke\n\nLindau - Die Brücke am Fluss wird im Juni gesperrt, wie der „Nordkurier“ berichtet. \
                Verkehrssenatorin Lena Brandt dementierte den Bericht.\n"}),
    ]
}

async fn filled(settings: Settings) -> (Router, TempDir) {
    let folder = tempfile::tempdir().expect("a folder");
    let app = app_over(settings, &folder.path().join("ledger.db"));
    for article in story() {
        let request = request("POST", "/api/v1/articles").header(header::CONTENT_TYPE, "application/json");
        let request = request.header(header::AUTHORIZATION, format!("Bearer {WRITE}")).body(Body::from(article.to_string()));
        let answer = ask(&app, request.expect("a request")).await;
        assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.text());
    }
    (app, folder)
}

async fn open() -> (Router, TempDir) {
    filled(Settings::default()).await
}

/// The answers are as the API's description says.
async fn assert_described(app: &Router, path: &str, pattern: &str) -> Value {
    let answer = get(app, path).await;
    assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.text());
    let description = get(app, "/api/v1/openapi.json").await.json();
    let escaped = pattern.replace('~', "~0").replace('/', "~1");
    let place = format!("/paths/{escaped}/get/responses/200/content/application~1json/schema");
    let mut schema = description.pointer(&place).cloned().unwrap_or_else(|| panic!("{pattern} is not described"));
    schema["components"] = description["components"].clone();
    if let Err(error) = jsonschema::validate(&schema, &answer.json()) {
        panic!("{path}: {error} at {}", error.instance_path());
    }
    answer.json()
}

#[tokio::test]
async fn answers_are_as_described() {
    let (app, _folder) = open().await;
    let articles = assert_described(&app, "/api/v1/articles", "/api/v1/articles").await;
    assert_eq!(articles["items"].as_array().map(Vec::len), Some(3));
    let claims = assert_described(&app, "/api/v1/claims", "/api/v1/claims").await;
    let claim = claims["items"][0]["id"].as_str().expect("a claim").to_owned();
    assert_described(&app, &format!("/api/v1/claims/{claim}"), "/api/v1/claims/{id}").await;
    let entities = assert_described(&app, "/api/v1/entities?q=Lena%20Brandt", "/api/v1/entities").await;
    let entity = entities["items"][0]["id"].as_str().expect("an entity").to_owned();
    assert_described(&app, &format!("/api/v1/entities/{entity}"), "/api/v1/entities/{id}").await;
    assert_described(&app, &format!("/api/v1/entities/{entity}/positions"), "/api/v1/entities/{id}/positions").await;
    let hits = assert_described(&app, "/api/v1/search?q=Br%C3%BCcken", "/api/v1/search").await;
    assert!(hits["items"].as_array().is_some_and(|hits| !hits.is_empty()));
    assert_described(&app, "/api/v1/stats", "/api/v1/stats").await;
    assert_described(&app, "/api/v1/articles/urn%3Ax%3A2?version=1", "/api/v1/articles/{id}").await;
}

#[tokio::test]
async fn pages_of_a_list_follow_one_another() {
    let (app, _folder) = open().await;
    let mut seen = Vec::new();
    let mut next = Some(0);
    while let Some(offset) = next {
        let page = get(&app, &format!("/api/v1/articles?limit=2&offset={offset}")).await.json();
        seen.extend(page["items"].as_array().expect("items").iter().map(|row| (row["id"].clone(), row["version"].clone())));
        next = page["next"].as_u64();
    }
    assert_eq!(seen.len(), 3);
    for wrong in ["limit=0", "limit=201", "offset=10001", "limit=x", "since=gestern", "naming=odd", "stance=odd", "page=2"] {
        let answer = get(&app, &format!("/api/v1/articles?{wrong}")).await;
        assert!(answer.status.is_client_error(), "{wrong}");
        assert_eq!(answer.header("content-type"), "application/problem+json", "{wrong}");
    }
}

#[tokio::test]
async fn whoever_has_an_answer_is_not_sent_it_again() {
    let (app, _folder) = open().await;
    let first = get(&app, "/api/v1/claims").await;
    let again = request("GET", "/api/v1/claims").header(header::IF_NONE_MATCH, first.header("etag")).body(Body::empty());
    let again = ask(&app, again.expect("a request")).await;
    assert_eq!((again.status, again.bytes.len()), (StatusCode::NOT_MODIFIED, 0));
    post(&app, "/api/v1/articles", "application/json", json!({"text": "Laut Polizei gab es keine Verletzten.", "id": "n"}).to_string())
        .await;
    assert_ne!(get(&app, "/api/v1/claims").await.header("etag"), first.header("etag"));
}

#[tokio::test]
async fn the_same_article_again_changes_nothing() {
    let (app, _folder) = open().await;
    let answer = post(&app, "/api/v1/articles", "application/json", story()[0].to_string()).await;
    assert_eq!((answer.status, &answer.json()["outcome"]), (StatusCode::OK, &json!("known")));
    let answer = post(&app, "/api/v1/articles", "application/json", "{\"text\": \" \"}").await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn every_page_shows_what_the_ledger_holds() {
    let (app, _folder) = open().await;
    let overview = get(&app, "/").await;
    assert_eq!(overview.status, StatusCode::OK, "{}", overview.text());
    let claim = overview.text().split("href=\"/claims/").nth(1).and_then(|rest| rest.split('"').next()).expect("a claim").to_owned();
    for (path, part) in [
        (format!("/claims/{claim}"), "Alle Aussagen"),
        ("/search?q=Br%C3%BCcke".to_owned(), "Sperrung der Brücke"),
        ("/sources".to_owned(), "Lena Brandt"),
        ("/articles/urn%3Ax%3A2".to_owned(), "<ins>Juni"),
        ("/articles/urn%3Ax%3A2?version=1".to_owned(), "im Mai gesperrt"),
    ] {
        let answer = get(&app, &path).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.text());
        assert!(answer.text().contains(part), "{path}: {part} is missing in {}", answer.text());
    }
    let entity = get(&app, "/sources?q=Lena%20Brandt").await;
    let entity = entity.text().split("href=\"/sources/").nth(1).and_then(|rest| rest.split('"').next()).expect("an entity").to_owned();
    assert!(get(&app, &format!("/sources/{entity}")).await.text().contains("<h1 lang=\"de\">Lena Brandt</h1>"));
    for path in
        ["/claims/c999999", "/claims/x", "/sources/e999999", "/sources/Lena%20Brandt", "/articles/none", "/articles/urn%3Ax%3A1?version=9"]
    {
        assert_eq!(get(&app, path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
}

#[tokio::test]
async fn what_went_wrong_is_told_in_the_language_of_the_page() {
    let (app, _folder) = open().await;
    for path in
        ["/nirgends", "/articles/none", "/sources/e999999", "/sources/Lena", "/articles/urn%3Ax%3A1/correct?version=1&attribution=x"]
    {
        for (language, odd) in [("de", "the "), ("en", "Das ")] {
            let asked = request("GET", path).header(header::ACCEPT, "text/html").header(header::ACCEPT_LANGUAGE, language);
            let answer = ask(&app, asked.body(Body::empty()).expect("a request")).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
            let page = dom_query::Document::from(answer.text());
            let told = page.select("main p.small").text().to_string();
            assert!(told.starts_with("404 · ") && !told.contains(odd), "{path}, {language}: {told}");
            assert_eq!(page.select("main [lang]").length(), 0, "{path}, {language}: {told}");
        }
    }
}

#[tokio::test]
async fn a_page_without_its_parameters_says_so_in_german() {
    let (app, _folder) = open().await;
    let asked = request("GET", "/articles/urn%3Ax%3A1/correct").header(header::ACCEPT, "text/html").body(Body::empty());
    let answer = ask(&app, asked.expect("a request")).await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
    let page = dom_query::Document::from(answer.text());
    let told = page.select("main p.small").text().to_string();
    assert!(told.starts_with("400 · In der Adresse fehlt die Angabe „version“."), "{told}");
}

#[tokio::test]
async fn words_of_the_paper_stand_in_no_marks_on_the_page_of_a_source() {
    let (app, _folder) = open().await;
    let found = get(&app, "/api/v1/entities?q=Lena%20Brandt").await.json();
    let id = found["items"][0]["id"].as_str().expect("an entity").to_owned();
    let positions = get(&app, &format!("/api/v1/entities/{id}/positions")).await;
    let page = get(&app, &format!("/sources/{id}")).await;
    let page = dom_query::Document::from(page.text());
    let texts = page.select(".timeline .statement-text");
    assert!(texts.length() > 0, "{}", positions.text());
    assert_eq!(page.select(".source-page q").length(), 0);
}

#[tokio::test]
async fn an_article_is_no_page_of_the_search_and_no_two_landmarks_share_a_name() {
    let (app, _folder) = open().await;
    let article = get(&app, "/articles/urn%3Ax%3A1").await;
    assert_eq!(dom_query::Document::from(article.text()).select("nav [aria-current]").length(), 0);
    let overview = get(&app, "/").await;
    let page = dom_query::Document::from(overview.text());
    let region = page.select(".scroll[role=region]").attr("aria-label").expect("a label").to_string();
    assert!(page.select("h2").iter().all(|heading| heading.text().trim() != region), "{region}");
}

#[tokio::test]
async fn without_a_ledger_its_pages_say_so() {
    let app = common::app();
    for path in ["/search?q=a", "/sources", "/claims/c1", "/articles/a", "/api/v1/claims", "/api/v1/stats"] {
        assert_eq!(get(&app, path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    assert_eq!(get(&app, "/").await.header("location"), "/read");
}

/// The attributions of the first article, as the ledger has it now.
async fn attributions(app: &Router) -> Vec<Value> {
    let report = get(app, "/api/v1/articles/urn%3Ax%3A1").await.json();
    report["attributions"].as_array().cloned().expect("attributions")
}

#[tokio::test]
async fn what_an_editor_says_holds_and_can_be_taken_back() {
    let (app, _folder) = open().await;
    let before = attributions(&app).await;
    let id = before[0]["id"].as_str().expect("an id").to_owned();
    let path = "/articles/urn%3Ax%3A1/correct";
    let form = get(&app, &format!("{path}?version=1&attribution={id}")).await;
    assert_eq!(form.status, StatusCode::OK, "{}", form.text());
    let send = async |fields: &str| post(&app, path, FORM, format!("version=1&attribution={id}&{fields}")).await;
    let done = send("change=stance&stance=denies&note=gelesen").await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
    assert_eq!(attributions(&app).await[0]["stance"], json!(["denies"]));
    assert_eq!(send("change=source&source=Karl+Pohl&naming=named").await.status, StatusCode::SEE_OTHER);
    assert_eq!(attributions(&app).await[0]["chain"][0]["name"], "Karl Pohl");
    assert_eq!(send("change=no_attribution").await.status, StatusCode::SEE_OTHER);
    assert_eq!(attributions(&app).await.len(), before.len() - 1);
    assert_eq!(send("change=as_read").await.status, StatusCode::SEE_OTHER);
    assert_eq!(attributions(&app).await, before);
    // What is incomplete comes back with the form.
    for fields in ["", "change=odd", "change=source&source=", "change=stance&stance=odd", "change=same_claim&claim=c999999"] {
        let answer = send(fields).await;
        assert_eq!(answer.status, StatusCode::OK, "{fields}");
        assert!(answer.text().contains("role=\"alert\""), "{fields}");
    }
}

#[tokio::test]
async fn corrections_come_over_the_api_too() {
    let (app, _folder) = open().await;
    let id = attributions(&app).await[0]["id"].clone();
    let place = json!({"article": "urn:x:1", "version": 1, "attribution": id, "change": {"kind": "no_attribution"}});
    assert_eq!(post(&app, "/api/v1/corrections", "application/json", place.to_string()).await.status, StatusCode::CREATED);
    let nowhere = json!({"article": "urn:x:1", "version": 1, "attribution": "a99", "change": {"kind": "no_attribution"}});
    assert_eq!(post(&app, "/api/v1/corrections", "application/json", nowhere.to_string()).await.status, StatusCode::NOT_FOUND);
    let list = assert_described(&app, "/api/v1/corrections", "/api/v1/corrections").await;
    assert_eq!((&list["items"][0]["article"], &list["items"][0]["change"]["kind"]), (&json!("urn:x:1"), &json!("no_attribution")));
    assert_eq!(get(&app, "/api/v1/corrections?article=urn%3Ax%3A1&limit=1").await.json()["items"].as_array().map(Vec::len), Some(1));
    assert_eq!(get(&app, "/api/v1/corrections?article=urn%3Ax%3A2").await.json()["items"], json!([]));
    assert_eq!(get(&app, "/api/v1/corrections?limit=0").await.status, StatusCode::BAD_REQUEST);
    let odd = json!({"article": "urn:x:1", "change": {}});
    assert_eq!(post(&app, "/api/v1/corrections", "application/json", odd.to_string()).await.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn who_is_one_and_who_is_two_is_said_over_the_api_too() {
    let (app, _folder) = open().await;
    let named = async |name: &str| -> String {
        let found = get(&app, &format!("/api/v1/entities?q={name}")).await.json();
        found["items"][0]["id"].as_str().expect("an entity").to_owned()
    };
    let send = async |path: &str, body: Value| post(&app, path, "application/json", body.to_string()).await;
    let (brandt, paper) = (named("Lena%20Brandt").await, named("Nordkurier").await);
    let merged = send(&format!("/api/v1/entities/{brandt}/merge"), json!({"with": paper, "note": "ein Versehen"})).await;
    assert_eq!((merged.status, &merged.json()["id"]), (StatusCode::CREATED, &json!(brandt)), "{}", merged.text());
    assert_eq!(get(&app, &format!("/api/v1/entities/{paper}")).await.status, StatusCode::NOT_FOUND);
    let split = send(&format!("/api/v1/entities/{brandt}/split"), json!({"names": ["Nordkurier"]})).await;
    assert_eq!(split.status, StatusCode::CREATED, "{}", split.text());
    assert_eq!(split.json()["entity"].as_str(), Some(named("Nordkurier").await.as_str()));
    assert_eq!(get(&app, split.header("location")).await.status, StatusCode::OK);
    for (path, body, status) in [
        (format!("/api/v1/entities/{brandt}/merge"), json!({"with": brandt}), StatusCode::UNPROCESSABLE_ENTITY),
        (format!("/api/v1/entities/{brandt}/merge"), json!({"with": "Nordkurier"}), StatusCode::UNPROCESSABLE_ENTITY),
        (format!("/api/v1/entities/{brandt}/merge"), json!({"with": "e999999"}), StatusCode::NOT_FOUND),
        (format!("/api/v1/entities/{brandt}/merge"), json!({}), StatusCode::BAD_REQUEST),
        ("/api/v1/entities/e999999/merge".to_owned(), json!({"with": brandt}), StatusCode::NOT_FOUND),
        (format!("/api/v1/entities/{brandt}/split"), json!({}), StatusCode::UNPROCESSABLE_ENTITY),
        (format!("/api/v1/entities/{brandt}/split"), json!({"names": ["Lena Brandt"], "odd": 1}), StatusCode::BAD_REQUEST),
        ("/api/v1/entities/Lena/split".to_owned(), json!({"articles": ["urn:x:1"]}), StatusCode::NOT_FOUND),
    ] {
        let answer = send(&path, body.clone()).await;
        assert_eq!(answer.status, status, "{path} {body}: {}", answer.text());
        assert_eq!(answer.header("content-type"), "application/problem+json", "{path} {body}");
    }
}

#[tokio::test]
async fn only_those_who_may_write_do() {
    let tokens = Tokens::parse(&format!("read wand {READ}\nwrite lena {WRITE}")).expect("tokens");
    let (app, _folder) = filled(Settings { tokens: Some(tokens), ..Settings::default() }).await;
    let send = async |path: &str, token: &str, body: &str| {
        let kind = if path.starts_with("/api") { "application/json" } else { FORM };
        let mut request = request("POST", path).header(header::CONTENT_TYPE, kind);
        if !token.is_empty() {
            request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
        }
        ask(&app, request.body(Body::from(body.to_owned())).expect("a request")).await.status
    };
    for (path, body) in [
        ("/api/v1/articles", "{\"text\": \"Laut Polizei gab es keine Verletzten.\"}"),
        ("/api/v1/corrections", "{}"),
        ("/api/v1/entities/e1/merge", "{\"with\": \"e2\"}"),
        ("/api/v1/entities/e1/split", "{\"articles\": [\"urn:x:1\"]}"),
        ("/articles/urn%3Ax%3A1/correct", "version=1&attribution=a1&change=no_attribution"),
        ("/sources/e1/merge", "with=e2"),
        ("/sources/e1/split", "article=urn:x:1"),
    ] {
        assert_eq!(send(path, "", body).await, StatusCode::UNAUTHORIZED, "{path}");
        assert_eq!(send(path, READ, body).await, StatusCode::FORBIDDEN, "{path}");
        assert_ne!(send(path, WRITE, body).await, StatusCode::FORBIDDEN, "{path}");
    }
}

#[tokio::test]
async fn hostile_articles_stay_text_on_every_page() {
    let hostile = "</title><script>alert(1)</script><img src=x onerror=alert(1)>";
    let folder = tempfile::tempdir().expect("a folder");
    let app = app_over(Settings::default(), &folder.path().join("ledger.db"));
    let text = format!(
        "{hostile}\n\n„Das {hostile} stimmt“, sagte {hostile} Lena Brandt {hostile}. Laut {hostile} Polizei gab es keine Verletzten.\n"
    );
    let article = json!({"id": format!("urn:{hostile}"), "urn": "urn:h", "outlet": hostile, "title": hostile, "text": text});
    let added = post(&app, "/api/v1/articles?language=de", "application/json", article.to_string()).await;
    assert_eq!(added.status, StatusCode::CREATED, "{}", added.text());
    let path = added.header("location").trim_start_matches("/api/v1").to_owned();
    let mut paths =
        vec!["/".to_owned(), path, "/search?q=Verletzten".to_owned(), format!("/search?q={}", "%3Cscript%3E"), "/sources".to_owned()];
    paths.extend((1..4).flat_map(|number| [format!("/claims/c{number}"), format!("/sources/e{number}")]));
    let mut shown = 0;
    for path in paths {
        let answer = get(&app, &path).await;
        if answer.status == StatusCode::NOT_FOUND {
            continue;
        }
        assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.text());
        let page = dom_query::Document::from(answer.text());
        assert_eq!(page.select("script").length(), 1, "{path}");
        assert_eq!(page.select("img, iframe, style").length(), 0, "{path}");
        assert!(page.select("*").nodes().iter().all(|node| node.attrs().iter().all(|attr| !attr.name.local.starts_with("on"))), "{path}");
        shown += 1;
    }
    assert!(shown >= 6, "only {shown} pages were looked at");
}

/// The statement of the story's first article that nobody else makes, and the claim it belongs to.
async fn a_statement(app: &Router) -> (String, String) {
    let hits = get(app, "/api/v1/search?q=Sache").await.json();
    let said = &hits["items"][0]["statements"][0];
    let word = |name: &str| said[name].as_str().expect("a word").to_owned();
    (word("attribution"), word("claim"))
}

#[tokio::test]
async fn no_page_is_older_than_a_correction() {
    let (app, _folder) = open().await;
    let (attribution, claim) = a_statement(&app).await;
    let pages = ["/".to_owned(), format!("/claims/{claim}"), "/articles/urn%3Ax%3A1".to_owned(), "/search?q=Sache".to_owned()];
    let lists = [format!("/api/v1/claims/{claim}"), "/api/v1/articles/urn%3Ax%3A1".to_owned(), "/api/v1/corrections".to_owned()];
    // Asked twice, so that all of them are kept.
    let mut before = Vec::new();
    for _ in 0..2 {
        before.clear();
        for path in pages.iter().chain(&lists) {
            before.push(get(&app, path).await);
        }
    }
    for (stance, sign) in [("denies", "dementiert"), ("confirms", "bestätigt")] {
        let change =
            json!({"article": "urn:x:1", "version": 1, "attribution": attribution, "change": {"kind": "stance", "stance": [stance]}});
        let answer = post(&app, "/api/v1/corrections", "application/json", change.to_string()).await;
        assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.text());
        for (path, before) in pages.iter().chain(&lists).zip(&before) {
            let known = request("GET", path).header(header::IF_NONE_MATCH, before.header("etag")).body(Body::empty());
            let now = ask(&app, known.expect("a request")).await;
            assert_eq!(now.status, StatusCode::OK, "{path} is said to be the same after {stance}");
            let shown = if path.starts_with("/api") { stance } else { sign };
            assert!(now.text().contains(shown), "{path} does not show {stance}: {}", now.text());
        }
    }
}

#[tokio::test]
async fn a_page_that_is_kept_is_the_one_that_was_asked_for() {
    let tokens = Tokens::parse(&format!("read desk {READ}\nwrite chief {WRITE}")).expect("tokens");
    let (app, _folder) = filled(Settings { tokens: Some(tokens), ..Settings::default() }).await;
    let with = |path: &str, token: &str, language: &str| {
        let request = request("GET", path).header(header::AUTHORIZATION, format!("Bearer {token}"));
        ask(&app, request.header(header::ACCEPT_LANGUAGE, language).body(Body::empty()).expect("a request"))
    };
    let path = "/articles/urn%3Ax%3A1";
    for _ in 0..2 {
        let (reader, writer, english) = (with(path, READ, "de").await, with(path, WRITE, "de").await, with(path, READ, "en").await);
        assert!(!reader.text().contains("/correct?") && writer.text().contains("/correct?"));
        assert!(reader.text().contains("<html lang=\"de\">") && english.text().contains("<html lang=\"en\">"));
        let other = with(&format!("{path}?version=1&lang=en"), READ, "de").await;
        assert!(other.header("set-cookie").starts_with("lang=en"), "the language that was chosen stays");
        // Nobody without a token gets what is kept.
        assert_eq!(get(&app, path).await.status, StatusCode::SEE_OTHER);
    }
    let tag = with(path, READ, "de").await.header("etag").to_owned();
    let again = request("GET", path).header(header::AUTHORIZATION, format!("Bearer {READ}")).header(header::IF_NONE_MATCH, &tag);
    let again = ask(&app, again.header(header::ACCEPT_LANGUAGE, "de").body(Body::empty()).expect("a request")).await;
    assert_eq!((again.status, again.bytes.len()), (StatusCode::NOT_MODIFIED, 0));
    assert_eq!(again.header("vary"), "Accept-Language, Cookie");
}

#[tokio::test]
async fn the_claim_on_most_legs_comes_first_however_many_are_spread_as_far() {
    // Nothing in common, so that each is a claim of its own.
    const SAID: [&str; 34] = [
        "Mühlen mahlen langsamer",
        "Schleusen klemmen",
        "Sternwarten schließen nachts",
        "Brauereien sparen Hopfen",
        "Turnhallen schimmeln",
        "Kapellen bröckeln",
        "Gärtner pflanzen Eichen",
        "Tankstellen senken Preise",
        "Seilbahnen rosten",
        "Büchereien verleihen Geigen",
        "Kasernen stehen leer",
        "Ziegel brechen",
        "Werften stellen Schweißer ein",
        "Molkereien mischen Kakao",
        "Drucker streiken montags",
        "Saunen heizen elektrisch",
        "Gondeln schaukeln",
        "Orgeln verstimmen sich",
        "Förster zählen Käfer",
        "Kegler tragen Mützen",
        "Zisternen laufen über",
        "Fähren fahren stündlich",
        "Ritter turnieren im Burghof",
        "Briefträger radeln",
        "Schlittschuhe drücken",
        "Apotheken impfen Hunde",
        "Gießer schmelzen Glocken",
        "Sänger proben barfuß",
        "Köche salzen Suppen",
        "Rodler bremsen spät",
        "Höhlen tropfen",
        "Weber knüpfen Teppiche",
        "Imker schleudern Honig",
        "Galerien zeigen Aquarelle",
    ];
    let (app, _folder) = open().await;
    let add = async |id: String, outlet: &str, day: usize, speaker: &str, content: &str| {
        let text = format!("„{content}“, sagte {speaker} am Abend vor Gästen des Vereins.\n");
        let published = format!("2025-12-{day:02}T08:00:00+01:00");
        let article = json!({"id": id, "outlet": outlet, "published": published, "text": text});
        let answer = post(&app, "/api/v1/articles", "application/json", article.to_string()).await;
        assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.text());
    };
    for (at, said) in SAID.iter().enumerate() {
        for outlet in ["Nordkurier", "Hanseblatt"] {
            add(format!("{at}-{outlet}"), outlet, 1 + at / 2, "Lena Brandt", said).await;
        }
    }
    for (outlet, speaker) in [("Nordkurier", "Jens Ohlsen"), ("Hanseblatt", "Ilse Kern")] {
        add(format!("Deich-{outlet}"), outlet, 28, speaker, "Der Deich bricht beim nächsten Hochwasser").await;
    }
    let page = get(&app, "/?order=legs").await;
    let page = dom_query::Document::from(page.text());
    let lines = page.select("main a[href^='/claims/']");
    assert!(lines.length() >= 30, "{}", lines.length());
    let first: Vec<String> = lines.iter().take(3).map(|line| line.text().to_string()).collect();
    assert!(first.iter().any(|line| line.contains("Der Deich bricht")), "{first:?}");
}
