//! What nobody sends by accident: each must give an error or a diagnostic, soon and in little memory.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

use flate2::Compression;
use flate2::write::GzEncoder;
use std::io::{self, BufReader, Cursor, Read, Write};
use std::ops::ControlFlow;
use std::time::{Duration, Instant};
use zufolge_wire::{Error, Fault, Format, Item, Limits, MAX_ARCHIVES, Options, read_all, stream};

/// No single case may take longer, on a busy machine and without optimisation.
const SOON: Duration = Duration::from_secs(20);

fn small() -> Options {
    Options { limits: Limits { max_size: 1 << 20, ..Limits::default() }, ..Options::default() }
}

#[track_caller]
fn reads(bytes: &[u8], options: &Options) -> Vec<Result<Item, Error>> {
    let start = Instant::now();
    let items = read_all("böse", bytes, options);
    assert!(start.elapsed() < SOON, "took {:?}", start.elapsed());
    items
}

#[track_caller]
fn fault(bytes: &[u8]) -> Fault {
    let items = reads(bytes, &small());
    assert_eq!(items.len(), 1, "{items:?}");
    items.into_iter().next().unwrap().unwrap_err().fault
}

fn codes(result: &Result<Item, Error>) -> Vec<&'static str> {
    result.as_ref().unwrap().diagnostics.iter().map(|remark| remark.code).collect()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn zip(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in members {
        writer.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn tar(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = tar::Builder::new(Vec::new());
    for (name, bytes) in members {
        let mut header = tar::Header::new_ustar();
        header.set_size(bytes.len() as u64);
        header.set_cksum();
        writer.append_data(&mut header, name, *bytes).unwrap();
    }
    writer.into_inner().unwrap()
}

/// As many bytes of one kind as asked for, without holding them.
struct Endless(u8, u64);

impl Read for Endless {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = (buffer.len() as u64).min(self.1) as usize;
        buffer[..count].fill(self.0);
        self.1 -= count as u64;
        Ok(count)
    }
}

/// The faults that a long stream gives.
fn faults_of(reader: impl Read, options: &Options) -> Vec<Fault> {
    let mut faults = Vec::new();
    let _ = stream("lang", &mut BufReader::new(reader), options, &mut |raw| {
        faults.extend(raw.err().map(|error| error.fault));
        ControlFlow::Continue(())
    });
    faults
}

#[test]
fn a_gigabyte_of_one_line_is_too_large() {
    assert_eq!(faults_of(Endless(b'a', 1 << 30), &Options::default()), [Fault::TooLarge(64 << 20)]);
}

#[test]
fn an_endless_row_costs_itself_only() {
    let options = Options { from: Some(Format::Jsonl), ..small() };
    let long = b"{\"text\": \"a\"}\n".chain(Endless(b'b', 100 << 20)).chain(&b"\n{\"text\": \"c\"}\n"[..]);
    assert_eq!(faults_of(long, &options), [Fault::TooLarge(1 << 20)]);
    let quoted = b"id,text\n1,\"".chain(Endless(b'b', 100 << 20));
    assert_eq!(faults_of(quoted, &small()), [Fault::TooLarge(1 << 20)]);
}

#[test]
fn gzip_bombs_are_too_large_or_told_as_bombs() {
    let bomb = gzip(&vec![b' '; 20 << 20]);
    assert_eq!(fault(&bomb), Fault::TooLarge(1 << 20));
    let mut line = vec![b' '; 1 << 20];
    line[(1 << 20) - 1] = b'\n';
    let lines = gzip(&line).repeat(300);
    let options = Options { from: Some(Format::Jsonl), ..small() };
    assert_eq!(faults_of(&lines[..], &options), [Fault::Bomb(200)]);
}

#[test]
fn zip_bombs_are_stopped() {
    let zeros = vec![b'a'; 3 << 20];
    let members: Vec<(String, &[u8])> = (0..100).map(|number| (format!("{number}.txt"), &zeros[..])).collect();
    let members: Vec<(&str, &[u8])> = members.iter().map(|(name, bytes)| (name.as_str(), *bytes)).collect();
    let items = reads(&zip(&members), &small());
    assert!(items.iter().all(|item| matches!(item, Err(error) if error.fault == Fault::TooLarge(1 << 20))), "{items:?}");
}

#[test]
fn archives_in_archives_have_an_end() {
    let mut nested = b"Die Bahn kommt.".to_vec();
    for _ in 0..=MAX_ARCHIVES {
        nested = gzip(&nested);
    }
    assert_eq!(fault(&nested), Fault::NestedArchives(MAX_ARCHIVES));
    let within = gzip(&tar(&[("a.txt", b"Die Bahn kommt."), ("b/.versteckt.txt", b"x"), ("c.png", b"\x89PNG\r\n\x1a\n\0\0")]));
    let items = reads(&within, &small());
    assert_eq!(items.len(), 1);
    let article = &items[0].as_ref().unwrap().article;
    assert_eq!((article.id.as_str(), article.text.as_str()), ("böse/a.txt", "Die Bahn kommt."));
}

#[test]
fn what_is_cut_off_is_told() {
    let whole = gzip("Die Bahn kommt im Mai. ".repeat(500).as_bytes());
    assert!(matches!(fault(&whole[..whole.len() / 2]), Fault::DamagedArchive(_)));
    let archive = zip(&[("a.txt", b"Die Bahn kommt.")]);
    assert!(matches!(fault(&archive[..archive.len() - 30]), Fault::DamagedArchive(_)));
    let archive = tar(&[("a.txt", &b"Die Bahn kommt.".repeat(100)), ("b.txt", &b"Sie kommt nicht.".repeat(100))]);
    let items = reads(&archive[..2600], &small());
    assert!(items[0].is_ok() && matches!(items.last(), Some(Err(error)) if matches!(error.fault, Fault::DamagedArchive(_))), "{items:?}");
}

#[test]
fn deep_nesting_is_refused_whatever_the_format() {
    assert_eq!(fault(format!("<!doctype html>{}", "<div><b>".repeat(100_000)).as_bytes()), Fault::TooDeep(256));
    assert_eq!(fault(format!("<rss>{}", "<a>".repeat(100_000)).as_bytes()), Fault::TooDeep(256));
    assert!(
        matches!(fault(format!("{{\"a\":{}", "[".repeat(100_000)).as_bytes()), Fault::Malformed(_, said) if said.contains("recursion limit"))
    );
    let html = "<div>".repeat(5000);
    let dpa = format!("{{\"format\": \"digitalwires@1\", \"article_html\": \"{html}\"}}");
    assert_eq!(fault(dpa.as_bytes()), Fault::TooDeep(256));
}

#[test]
fn laughing_entities_and_outside_ones_stay_where_they_are() {
    let lol = "<!DOCTYPE rss [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;\"><!ENTITY c SYSTEM \"file:///etc/passwd\">]>";
    let items = reads(
        format!("{lol}<rss><channel><item><title>Titel &b; &c;</title><description>Text.</description></item></channel></rss>").as_bytes(),
        &small(),
    );
    assert_eq!(items[0].as_ref().unwrap().article.title.as_deref(), Some("Titel"));
    assert_eq!(codes(&items[0]), ["damaged-xml", "summary-only"]);
}

#[test]
fn awkward_html_is_read_in_time() {
    let mut pages: Vec<(&str, String)> = vec![
        ("many tables", "<table><tr><td>a".repeat(200)),
        ("misnested formatting", "<p><b><i><a href=x>".repeat(60)),
        ("closing tags", "</p>".repeat(200_000)),
        ("attributes", format!("<p {}>", "a=b ".repeat(200_000))),
        ("comments", "<!-- ".repeat(100_000)),
        ("words without end", format!("<p>{}", "wort ".repeat(150_000))),
        ("paragraphs", format!("<article>{}</article>", "<p>Ein Satz, der lang genug ist, um zu zählen.</p>".repeat(10_000))),
        ("boxes", format!("<div class='related list'>{}</div>", "<div class='list'><a href=x>Ein Verweis</a>".repeat(120))),
        ("lists", "<ul><li><a href=x>Ein Verweis</a>".repeat(120)),
    ];
    pages.push(("entities", "&amp;&lt;&#x1F600;".repeat(50_000)));
    for (name, page) in pages {
        let start = Instant::now();
        let _ = reads(format!("<!doctype html><body>{page}").as_bytes(), &small());
        assert!(start.elapsed() < SOON, "{name}: {:?}", start.elapsed());
    }
}

fn record(kind: &str, length: usize, block: &str) -> String {
    format!(
        "WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Target-URI: https://x.example/\r\nContent-Type: application/http\r\nContent-Length: {length}\r\n\r\n{block}\r\n\r\n"
    )
}

fn response(text: &str) -> String {
    format!(
        "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<!doctype html><h1>Titel</h1><article><p>{text}</p></article>"
    )
}

#[test]
fn bad_records_cost_themselves_only() {
    let good = |text: &str| record("response", response(text).len(), &response(text));
    let text = "Die Bahn kommt, sagte die Senatorin, und zwar noch in diesem Jahr. ".repeat(4);
    // One that says it is shorter than it is, one that is no record, one without a length, one that is longer than the file.
    let short = record("response", 60, &response(&text));
    let lying = record("response", 1 << 40, &response(&text)).replace("response\r\nWARC-Target", "metadata\r\nWARC-Target");
    let no_length = good(&text).replace("Content-Length", "Content-Size");
    let archive = [good(&text), short, good(&text), "Unsinn\r\n\r\n".to_owned(), good(&text), no_length, good(&text), lying].concat();
    let items = reads(archive.as_bytes(), &small());
    let read = items.iter().filter(|item| item.as_ref().is_ok_and(|item| item.article.text.contains("Die Bahn kommt"))).count();
    assert_eq!(read, 4, "{items:#?}");
    assert!(matches!(items.last(), Some(Err(error)) if matches!(error.fault, Fault::DamagedArchive(_))), "{items:#?}");

    let mut members: Vec<Vec<u8>> = (0..5).map(|number| gzip(good(&format!("{number} {text}")).as_bytes())).collect();
    let middle = members[2].len() / 2;
    members[2][middle..middle + 20].fill(0xFF);
    members[3].truncate(40);
    let items = reads(&members.concat(), &small());
    let read: Vec<char> = items.iter().filter_map(|item| item.as_ref().ok()?.article.text.lines().last()?.chars().next()).collect();
    assert_eq!(read, ['0', '1', '4'], "{items:#?}");
    assert!(items.iter().any(Result::is_err));
}

#[test]
fn nuls_are_no_text_but_single_ones_in_markup_go() {
    assert_eq!(fault(b"Die\0Bahn\0kommt."), Fault::Binary);
    let page = format!("<!doctype html><p>{}\0</p>", "Die Bahn kommt. ".repeat(40));
    assert!(codes(&reads(page.as_bytes(), &small())[0]).contains(&"nul-characters"));
}

/// A Brotli stream of one stored block, as long as a multiple of 16 bytes so that it is no UTF-8.
fn brotli(text: &str) -> Vec<u8> {
    let text = format!("{text}{}", " ".repeat(16 - text.len() % 16));
    let header = ((text.len() as u32 - 1) << 4) | 1 << 20;
    [&header.to_le_bytes()[..3], text.as_bytes(), &[3]].concat()
}

fn packed_record(coding: &str, body: &[u8]) -> Vec<u8> {
    let head = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Encoding: {coding}\r\n\r\n");
    let block = [head.as_bytes(), body].concat();
    let [before, after] = ["response", "\r\n\r\n"];
    let head = record(before, block.len(), "");
    [head.strip_suffix(after).unwrap().as_bytes(), &block, after.as_bytes()].concat()
}

#[test]
fn pages_packed_with_brotli_are_read() {
    let page = format!("<!doctype html><article><p>{}</p></article>", "Die Bahn kommt, sagte die Senatorin. ".repeat(8));
    let packed = brotli(&page);
    assert!(std::str::from_utf8(&packed).is_err());
    let good = packed_record("br", &packed);
    let items = reads(
        &[good.clone(), packed_record("br", &packed[..packed.len() / 2]), packed_record("br", page.as_bytes()), good].concat(),
        &small(),
    );
    let read: Vec<bool> = items.iter().map(|item| item.as_ref().is_ok_and(|item| item.article.text.contains("Die Bahn kommt"))).collect();
    assert_eq!(read, [true, false, true, true], "{items:#?}");
    let bomb = brotli(&"x".repeat(60_000));
    let tiny = Options { limits: Limits { max_size: 70_000, ..Limits::default() }, ..Options::default() };
    assert!(reads(&packed_record("br", &bomb), &tiny).len() == 1);
    // Many stored blocks, or one run repeated, are bounded by what comes out.
    let run = Options { limits: Limits { max_size: 50_000, ..Limits::default() }, ..Options::default() };
    let too_large = reads(&packed_record("br", &bomb), &run);
    assert!(matches!(&too_large[..], [Err(Error { fault: Fault::TooLarge(50_000), .. })]), "{too_large:#?}");
}

#[test]
fn the_elder_newsml_is_told_by_its_name() {
    let said =
        fault(b"<?xml version='1.0'?><!DOCTYPE NewsML SYSTEM 'NewsML_1.2.dtd'><NewsML Version='1.2'><NewsItem/></NewsML>").to_string();
    assert!(said.contains("NewsML 1") && said.contains("NewsML-G2"), "{said}");
}

#[test]
fn inline_data_in_base64_is_read_and_other_codings_are_told() {
    let item = |encoding: &str, data: &str| {
        let xml = format!(
            "<newsItem guid='urn:x' version='1'><contentSet><inlineData contenttype='text/plain' encoding='{encoding}'>{data}</inlineData></contentSet></newsItem>"
        );
        reads(xml.as_bytes(), &small()).remove(0)
    };
    // "Die Bahn kommt, sagte die Senatorin Größe."
    let packed = "RGllIEJhaG4ga29tbXQsIHNhZ3RlIGRp\n  ZSBTZW5hdG9yaW4gR3LDtsOfZS4=";
    assert_eq!(
        item("http://cv.iptc.org/newscodes/dataencodings/base64", packed).unwrap().article.text,
        "Die Bahn kommt, sagte die Senatorin Größe."
    );
    for (encoding, data) in [("base64", "kein Base64!"), ("base64", "/////w=="), ("uuencode", "begin 644")] {
        assert!(codes(&item(encoding, data)).contains(&"unread-content"), "{encoding} {data}");
    }
}
