//! `zufolge serve` as a process: who may reach it, and how it ends.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

const TEXT: &str = "Die Reederei wies den Vorwurf zurück. Das Schiff sei sicher, sagte Kapitänin Lena Brandt der Zeitung.";

fn zufolge() -> Command {
    Command::new(env!("CARGO_BIN_EXE_zufolge"))
}

/// A server on a free port, and its address.
fn serve(ledger: &Path) -> (Child, String) {
    let mut child = zufolge()
        .args(["serve", "--engine", "rules", "--bind", "127.0.0.1:0", "--db"])
        .arg(ledger)
        .stderr(Stdio::piped())
        .stdin(Stdio::null())
        .spawn()
        .unwrap();
    let mut said = String::new();
    BufReader::new(child.stderr.take().unwrap()).read_line(&mut said).unwrap();
    let address = said.split("http://").nth(1).unwrap_or_else(|| panic!("no address in {said}"));
    let address = address.chars().take_while(|c| c.is_ascii_digit() || matches!(c, '.' | ':')).collect();
    (child, address)
}

fn head(path: &str, length: usize) -> String {
    format!(
        "POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n"
    )
}

/// Status and body.
fn answer(mut stream: TcpStream) -> (u16, Value) {
    let mut text = String::new();
    stream.read_to_string(&mut text).unwrap();
    let (head, body) = text.split_once("\r\n\r\n").unwrap();
    (head[9..12].parse().unwrap(), serde_json::from_str(body).unwrap_or(Value::Null))
}

fn post(address: &str, path: &str, body: &Value) -> (u16, Value) {
    let body = body.to_string();
    let mut stream = TcpStream::connect(address).unwrap();
    stream.write_all((head(path, body.len()) + &body).as_bytes()).unwrap();
    answer(stream)
}

fn terminate(child: &Child) {
    assert!(Command::new("kill").arg(child.id().to_string()).status().unwrap().success());
}

#[test]
fn other_machines_are_not_served_without_a_word_on_who_may_ask() {
    let output = zufolge().args(["serve", "--bind", "0.0.0.0:0"]).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(!output.status.success());
    assert!(said.contains("--token-file") && said.contains("--trust-proxy"), "{said}");
}

#[test]
fn a_write_under_way_is_finished_and_kept_when_the_server_is_told_to_end() {
    let folder = tempfile::tempdir().unwrap();
    let ledger = folder.path().join("ledger.db");
    let (mut child, address) = serve(&ledger);
    let body = json!({"id": "late", "text": TEXT, "outlet": "Nordkurier"}).to_string();
    let (first, rest) = body.split_at(body.len() / 2);
    let mut stream = TcpStream::connect(&address).unwrap();
    stream.write_all((head("/api/v1/articles?language=de", body.len()) + first).as_bytes()).unwrap();
    thread::sleep(Duration::from_millis(300));
    terminate(&child);
    // Nobody new is let in, once it knows.
    let closed = (0..100).any(|_| {
        thread::sleep(Duration::from_millis(20));
        TcpStream::connect(&address).is_err()
    });
    assert!(closed, "connections are still accepted");
    stream.write_all(rest.as_bytes()).unwrap();
    let (status, kept) = answer(stream);
    assert_eq!(status, 201, "{kept}");
    assert!(child.wait().unwrap().success());
    let listed = zufolge().args(["ledger", "articles", "--format", "json", "--db"]).arg(&ledger).output().unwrap();
    assert!(String::from_utf8_lossy(&listed.stdout).contains("\"late\""), "{listed:?}");
}

#[test]
fn what_an_editor_corrected_is_exported_to_train_on() {
    let folder = tempfile::tempdir().unwrap();
    let ledger = folder.path().join("ledger.db");
    let (mut child, address) = serve(&ledger);
    let (status, kept) = post(&address, "/api/v1/articles?language=de", &json!({"id": "urn:x:1", "urn": "urn:x:1", "text": TEXT}));
    assert_eq!(status, 201, "{kept}");
    let change = json!({"kind": "stance", "stance": ["threatens"]});
    let correction = json!({"article": "urn:x:1", "version": 1, "attribution": "a1", "change": change, "by": "lena"});
    let (status, said) = post(&address, "/api/v1/corrections", &correction);
    assert!(status < 300, "{status} {said}");
    terminate(&child);
    assert!(child.wait().unwrap().success());
    let exported = zufolge().args(["ledger", "export", "--format", "corrected", "--db"]).arg(&ledger).output().unwrap();
    let report: Value = serde_json::from_slice(&exported.stdout).unwrap();
    assert_eq!(report["attributions"][0]["stance"], json!(["threatens"]), "{report}");
    assert_eq!(report["text"].as_str().map(str::trim), Some(TEXT));
}
