//! The pages, as a browser without JavaScript gets them.

mod common;

use axum::body::Body;
use axum::http::{StatusCode, header};
use common::{ARTICLE, app, ask, get, post, post_form, request};

#[tokio::test]
async fn a_pasted_text_comes_back_marked() {
    let answer = post_form(&app(), "/read", &[("text", ARTICLE), ("outlet", "Nordkurier"), ("published", "2025-11-04")]).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
    let page = answer.text();
    for part in [
        "<h2 class=\"headline\">Hafenbahn kommt später</h2>",
        "<a class=\"number",
        "class=\"said direct",
        "<b class=\"source\">",
        "<strong class=\"who\" lang=\"de\">Lena Brandt</strong>",
        "class=\"stance against\"",
        "Nordkurier",
    ] {
        assert!(page.contains(part), "{part} is missing in {page}");
    }
    // Every number leads to a card, and every card back to a number.
    for link in page.split("href=\"#").skip(1).filter_map(|rest| rest.split('"').next()) {
        assert!(page.contains(&format!("id=\"{link}\"")), "#{link} leads nowhere");
    }
}

#[tokio::test]
async fn a_stance_that_is_in_doubt_is_shown_so() {
    // What the weights make of these is no matter here: the page marks those that the report is in doubt of.
    let text = format!(
        "{ARTICLE}\n„Die Planung ist seit Jahren bekannt“, sagte Brandt. „Unsere Akten sind vollständig.“ „Wir brauchen jetzt einen langen Atem“, sagte Brandt. Man werde sehen, sagte sie.\n"
    );
    let report = post(&app(), "/api/v1/read", "text/plain", text.clone()).await.json();
    let attributions = report["attributions"].as_array().expect("statements");
    let doubtful = |attr: &&serde_json::Value| {
        attr["stance"] != serde_json::json!(["states"]) && attr["stance_confidence"].as_f64().expect("a number") < 0.5
    };
    let expected = attributions.iter().filter(doubtful).count();
    assert!(expected > 0 && expected < attributions.len(), "some and not all: {attributions:?}");
    let page = post_form(&app(), "/read", &[("text", &text)]).await;
    // Each stands on its card twice, folded and open.
    assert_eq!(page.text().matches("<abbr title=").count(), 2 * expected, "{}", page.text());
}

#[tokio::test]
async fn the_whole_text_stands_on_the_page() {
    let page = post_form(&app(), "/read", &[("text", ARTICLE)]).await;
    let text = page.text();
    let start = text.find("<h2 class=\"headline\"").expect("the article");
    let article = &text[start..text.find("<p class=\"legend\"").expect("its end")];
    let mut plain = String::new();
    let mut rest = article;
    while let Some((before, after)) = rest.split_once('<') {
        plain.push_str(before);
        let (tag, after) = after.split_once('>').expect("a whole tag");
        // The numbers are no part of the text.
        rest = if tag.starts_with("a class=\"number") { after.split_once("</a>").expect("its end").1 } else { after };
    }
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert_eq!(words(&plain), words(ARTICLE));
}

#[tokio::test]
async fn a_file_goes_before_the_text() {
    let body = format!(
        "--limit\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\nVergessen.\r\n--limit\r\nContent-Disposition: form-data; \
         name=\"file\"; filename=\"a.txt\"\r\nContent-Type: text/plain\r\n\r\n{ARTICLE}\r\n--limit--\r\n"
    );
    let answer = post(&app(), "/read", "multipart/form-data; boundary=limit", body).await;
    assert!(answer.text().contains("Hafenbahn kommt später</h2>"));
}

#[tokio::test]
async fn what_cannot_be_read_is_said_on_the_form() {
    for fields in [vec![], vec![("text", "  ")], vec![("text", ARTICLE), ("published", "gestern")], vec![("url", "ftp://host/")]] {
        let answer = post_form(&app(), "/read", &fields).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.text().contains("role=\"alert\"") && answer.text().contains("<textarea"), "{}", answer.text());
    }
    // What was typed is not lost.
    let answer = post_form(&app(), "/read", &[("text", ARTICLE), ("published", "gestern")]).await;
    assert!(answer.text().contains("Das stimmt nicht"));
}

#[tokio::test]
async fn why_a_document_is_not_read_is_told_in_german() {
    let file = |name: &str, content: &str| {
        format!(
            "--limit\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\nContent-Type: application/octet-stream\r\n\r\n\
             {content}\r\n--limit--\r\n"
        )
    };
    for (name, content, told) in [
        ("bild.txt", "\0\0\0\u{1}\0\u{2}\0\0bild", "bild.txt: ist keine Textdatei. Bitte"),
        ("zeilen.csv", "id,text\n1,Es regnet.\n", "zeilen.csv: ist eine Tabelle oder ein Webarchiv."),
        ("paket.zip", "PK\u{3}\u{4}\0\0artikel.txt", "paket.zip: ist ein gepacktes Archiv. Bitte auspacken"),
        ("brief.docx", "PK\u{3}\u{4}\0\0[Content_Types].xml", "brief.docx: ist ein Office-Dokument (.docx, .xlsx, .pptx). Bitte"),
    ] {
        let answer = post(&app(), "/read", "multipart/form-data; boundary=limit", file(name, content)).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}");
        let page = dom_query::Document::from(answer.text());
        let said = page.select(".fault").text().to_string();
        assert!(said.contains(told), "{name}: {said}");
        assert_eq!(page.select(".fault [lang=en], .fault[lang=en]").length(), 0, "{name}: {said}");
    }
    let answer = post_form(&app(), "/read", &[("url", "http://127.0.0.1:9/")]).await;
    let page = dom_query::Document::from(answer.text());
    assert!(page.select(".fault").text().contains("Die Adresse liegt in einem privaten Netz"), "{}", answer.text());
    assert_eq!(page.select(".fault [lang=en]").length(), 0);
}

#[tokio::test]
async fn remarks_on_an_article_speak_the_language_of_the_page() {
    let answer = post_form(&app(), "/read", &[("text", "Es regnet. „Das ist schlecht, sagte Lena Brandt.\n\nSo ist es.")]).await;
    let page = dom_query::Document::from(answer.text());
    let remarks = page.select(".remarks li").text().to_string();
    assert!(remarks.contains("Nichts schließt dieses Anführungszeichen") && !remarks.contains("„„"), "{remarks}");
}

#[tokio::test]
async fn where_no_token_is_asked_for_the_page_for_one_says_so() {
    let page = get(&app(), "/login").await;
    assert!(page.text().contains("verlangt kein Token") && !page.text().contains("<input id=\"token\""), "{}", page.text());
}

#[tokio::test]
async fn pages_speak_the_language_asked_for() {
    let app = app();
    let answer = get(&app, "/read?lang=en").await;
    assert!(answer.text().contains("<html lang=\"en\">"));
    assert!(answer.header("set-cookie").starts_with("lang=en;"));
    let with = async |name: &str, value: &str| {
        ask(&app, request("GET", "/read").header(name, value).body(Body::empty()).expect("a request")).await.text().to_owned()
    };
    assert!(with("cookie", "lang=en").await.contains("<html lang=\"en\">"));
    assert!(with("accept-language", "en-GB,de;q=0.5").await.contains("<html lang=\"en\">"));
    assert!(with("accept-language", "fr").await.contains("<html lang=\"de\">"));
}

#[tokio::test]
async fn a_problem_is_a_page_where_a_page_was_asked_for() {
    let asked = request("GET", "/nichts").header(header::ACCEPT, "text/html,*/*").body(Body::empty()).expect("a request");
    let answer = ask(&app(), asked).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    assert!(answer.text().contains("Diese Seite gibt es nicht."), "{}", answer.text());
    assert_eq!(get(&app(), "/nichts").await.header("content-type"), "application/problem+json");
}

#[tokio::test]
async fn assets_are_kept_by_browsers_until_they_change() {
    let answer = get(&app(), "/assets/zufolge.css").await;
    assert_eq!(answer.status, StatusCode::OK);
    let asked = request("GET", "/assets/zufolge.css").header(header::IF_NONE_MATCH, answer.header("etag")).body(Body::empty());
    assert_eq!(ask(&app(), asked.expect("a request")).await.status, StatusCode::NOT_MODIFIED);
    for path in ["/assets/../Cargo.toml", "/assets/..%2fCargo.toml", "/assets/%2e%2e%2fsrc%2flib.rs", "/assets/none.js"] {
        assert_eq!(get(&app(), path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
}

#[tokio::test]
async fn whoever_watches_gets_health_and_figures() {
    let app = app();
    assert_eq!(get(&app, "/healthz").await.text(), "ok\n");
    post_form(&app, "/read", &[("text", ARTICLE)]).await;
    let metrics = get(&app, "/metrics").await;
    assert!(metrics.text().contains("zufolge_requests_total{route=\"/read\",method=\"POST\",status=\"200\"} 1"), "{}", metrics.text());
    assert!(metrics.text().contains("zufolge_articles_read_total 1"));
}
