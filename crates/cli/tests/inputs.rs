//! `zufolge read` on everything but plain files: formats, archives, web pages, interruptions.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

use serde_json::Value;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::thread;

fn zufolge(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_zufolge"));
    command.current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/formats")).stdin(Stdio::null()).args(args);
    command
}

fn run(args: &[&str]) -> Output {
    zufolge(args).output().unwrap()
}

fn out(output: &Output) -> &str {
    std::str::from_utf8(&output.stdout).unwrap()
}

fn err(output: &Output) -> &str {
    std::str::from_utf8(&output.stderr).unwrap()
}

fn lines(output: &Output) -> Vec<Value> {
    out(output).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn a_file_of_several_items_gives_an_array_of_reports() {
    let output = run(&["read", "--format", "json", "newsml-g2/message.xml"]);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    let reports: Value = serde_json::from_str(out(&output)).unwrap();
    let ids: Vec<&str> = reports.as_array().unwrap().iter().map(|report| report["article"]["urn"].as_str().unwrap()).collect();
    assert_eq!(ids.iter().map(|id| id.rsplit(':').next().unwrap()).collect::<Vec<_>>(), ["pkg", "a", "b", "c"]);
    assert_eq!(reports[2]["article"]["signals"], serde_json::json!(["retraction"]));
    assert_eq!(reports[2]["diagnostics"][0]["code"], "withdrawn");
}

#[test]
fn what_a_format_says_stands_in_the_report_and_options_go_before_it() {
    let output = run(&["read", "--format", "json", "--outlet", "Elbkurier", "dpa/article.json"]);
    let report: Value = serde_json::from_str(out(&output)).unwrap();
    let article = &report["article"];
    assert_eq!((&article["version"], &article["kind"], &article["outlet"]), (&3.into(), &"article".into(), &"Elbkurier".into()));
    assert_eq!((&article["kicker"], &article["dateline"]["place"]), (&"Hafen".into(), &"Hamburg".into()));
    assert_eq!(report["diagnostics"][0]["code"], "embargoed");
    let schema: Value = serde_json::from_str(include_str!("../../../docs/report.schema.json")).unwrap();
    assert!(jsonschema::validator_for(&schema).unwrap().is_valid(&report));
}

#[test]
fn items_can_be_read_again() {
    let first = run(&["read", "--format", "items", "csv", "dpa/article.json"]);
    let mut child = zufolge(&["read", "--format", "items", "-"]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(&first.stdout).unwrap();
    let again = child.wait_with_output().unwrap();
    let ids = |output: &Output| lines(output).iter().map(|item| item["id"].clone()).collect::<Vec<_>>();
    assert_eq!(ids(&first), ["k1", "k2", "urn:newsml:dnb.example:260304-930-1"]);
    assert_eq!(ids(&first), ids(&again));
    assert!(lines(&again).iter().zip(lines(&first)).all(|(again, first)| again["text"] == first["text"]));
}

#[test]
fn a_format_can_be_named_and_faults_name_file_place_and_remedy() {
    let text = run(&["read", "--format", "items", "--from", "text", "csv/rows.csv"]);
    assert!(lines(&text)[0]["text"].as_str().unwrap().starts_with("id;text"));
    let rows = run(&["read", "--format", "jsonl", "jsonl/rows.jsonl"]);
    assert_eq!((rows.status.code(), lines(&rows).len()), (Some(1), 2));
    assert!(err(&rows).contains("jsonl/rows.jsonl, line 2: has no column “text”; name one of these with --text-column: id, text"));
    for (args, said) in [
        (&["--from", "word", "csv"][..], "newsml-g2"),
        (&["--max-size", "viel", "csv"], "64M"),
        (&["--max-depth", "0", "csv"], "--max-depth"),
        (&["--jobs", "0", "csv"], "--jobs"),
    ] {
        let output = run(&[&["read"], args].concat());
        assert!(output.status.code() == Some(2) && err(&output).contains(said), "{args:?}: {}", err(&output));
    }
    let small = run(&["read", "--max-size", "1K", "html/paper.html"]);
    assert!(err(&small).contains("html/paper.html: is larger than the 1024 bytes allowed"), "{}", err(&small));
}

/// A server that answers every request on a loopback address with what `answer` makes of its path. Returns its address.
fn server(answer: impl Fn(&str) -> String + Send + 'static) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap().to_string();
    thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let mut request = String::new();
            BufReader::new(&stream).read_line(&mut request).unwrap();
            let path = request.split(' ').nth(1).unwrap_or_default().to_owned();
            let _ = stream.write_all(answer(&path).as_bytes());
        }
    });
    address
}

#[test]
fn private_addresses_are_refused_unless_asked_for() {
    let body =
        "<!doctype html><html><body><article><h1>Pegel steigt</h1><p>Das Wasser steigt, teilte das Amt mit.</p></article></body></html>";
    let page = format!(
        "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
        body.len()
    );
    let address = server(move |path| match path {
        "/kreis" => "HTTP/1.1 302 Found\r\nLocation: /kreis\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".to_owned(),
        "/weg" => "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".to_owned(),
        _ => page.clone(),
    });
    let port = address.rsplit(':').next().unwrap();
    for host in ["127.0.0.1", "localhost", "[::ffff:127.0.0.1]", "0x7f000001"] {
        let output = run(&["read", &format!("http://{host}:{port}/")]);
        assert!(output.status.code() == Some(1) && out(&output).is_empty(), "{host}");
        assert!(
            host.starts_with("0x") || err(&output).contains("private address") && err(&output).contains("--allow-private"),
            "{host}: {}",
            err(&output)
        );
    }
    let output = run(&["read", "--format", "items", "--allow-private", &format!("http://{address}/seite")]);
    assert!(lines(&output)[0]["text"].as_str().unwrap().contains("teilte das Amt mit"), "{}", err(&output));
    let circle = run(&["read", "--allow-private", &format!("http://{address}/kreis")]);
    assert!(err(&circle).contains("leads on more than 5 times"), "{}", err(&circle));
    let gone = run(&["read", "--allow-private", &format!("http://{address}/weg")]);
    assert!(err(&gone).contains("answered 404"), "{}", err(&gone));
}

#[test]
fn order_is_kept_with_any_number_of_jobs() {
    let folder = tempfile::TempDir::new().unwrap();
    let path = folder.path().join("rows.jsonl");
    let row = |number: usize| {
        format!("{{\"id\": \"{number}\", \"text\": \"{}\"}}\n", "Das Wasser steigt, teilte das Amt mit. ".repeat(1 + 40 * (number % 5)))
    };
    std::fs::write(&path, (0..200).map(row).collect::<String>()).unwrap();
    let path = path.to_str().unwrap();
    let one = run(&["read", "--format", "jsonl", "--jobs", "1", path]);
    assert_eq!(lines(&one).len(), 200);
    assert!(lines(&one).iter().enumerate().all(|(number, report)| report["article"]["id"].as_str() == Some(&*format!("{number}"))));
    assert_eq!(run(&["read", "--format", "jsonl", "--jobs", "4", path]).stdout, one.stdout);
}

#[cfg(unix)]
#[test]
fn an_interruption_leaves_whole_lines() {
    let mut child =
        zufolge(&["read", "--format", "jsonl", "-"]).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let mut input = child.stdin.take().unwrap();
    let row = format!("{{\"text\": \"{}\"}}\n", "Das Wasser steigt, teilte das Amt mit. ".repeat(200));
    let mut output = child.stdout.take().unwrap();
    let reader = thread::spawn(move || {
        let mut all = String::new();
        output.read_to_string(&mut all).unwrap();
        all
    });
    for _ in 0..60 {
        input.write_all(row.as_bytes()).unwrap();
    }
    // Standard input stays open, as a terminal's or a pipe's does.
    let status = Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    assert!(status.success());
    assert_eq!(child.wait().unwrap().code(), Some(130));
    drop(input);
    let all = reader.join().unwrap();
    assert!(all.is_empty() || all.ends_with("}\n"));
    assert!(all.lines().all(|line| serde_json::from_str::<Value>(line).is_ok()));
}
