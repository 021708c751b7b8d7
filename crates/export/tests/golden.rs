//! Every format of one report that has all there is: what is nested, lies apart or has no words, quotation marks, emoji and `<&>`.
//!
//! The files in `fixtures/exports/` can be opened with what reads the format. What to do when one changes: CONTRIBUTING.md.
#![allow(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

mod support;

use arrow_array::RecordBatch;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use support::exported;
use zufolge::Report;
use zufolge::document::Orthography;
use zufolge_export::{
    ATTRIBUTIONS, BratExport, ConllExport, CsvExport, Export, HtmlExport, JsonLdExport, ParquetExport, TeiExport, UiLanguage,
    WebAnnotationExport, brat,
};
use zufolge_lexicon::GERMAN;

fn report() -> Report {
    serde_json::from_str(include_str!("../../../fixtures/exports/faehre.json")).unwrap()
}

/// One that has nothing of all this.
fn plain() -> Report {
    let mut report = report();
    report.article = zufolge::report::Article { id: "leer.txt".into(), language: "de".into(), ..Default::default() };
    report.text = "Nichts Neues.".into();
    report.sentences = vec![zufolge::Span::new(0, 13)];
    report.entities.clear();
    report.attributions.clear();
    report.diagnostics.clear();
    report
}

/// The file must hold these bytes. `INSTA_UPDATE=always` writes them, as with the other golden files; never in CI.
fn golden(file: &str, bytes: &[u8]) {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/exports").join(file);
    let asked = std::env::var("INSTA_UPDATE").is_ok_and(|update| update == "always") && std::env::var_os("CI").is_none();
    if asked {
        return std::fs::write(path, bytes).unwrap();
    }
    let kept = std::fs::read(&path).unwrap();
    let (kept, new) = (String::from_utf8_lossy(&kept), String::from_utf8_lossy(bytes));
    for (number, (kept, new)) in (1..).zip(kept.lines().zip(new.lines())) {
        assert_eq!(kept, new, "{file}, line {number}");
    }
    assert_eq!(kept.len(), new.len(), "{file} has another length");
}

#[test]
fn csv() {
    let bytes = exported([&report()], |out| Box::new(CsvExport::new(out).unwrap()));
    let mut table = csv::Reader::from_reader(bytes.as_slice());
    assert!(table.headers().unwrap().iter().eq(ATTRIBUTIONS.iter().map(|column| column.name)));
    let rows: Vec<csv::StringRecord> = table.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), report().attributions.len());
    let cell = |row: usize, name: &str| &rows[row][ATTRIBUTIONS.iter().position(|column| column.name == name).unwrap()];
    assert_eq!(cell(1, "content"), "„Wir haben einen Riss gefunden“ … „der uns nicht gefällt.“");
    assert_eq!(cell(8, "chain"), "Brief an die Belegschaft → Reederei Küste & Söhne → dnb → Nordhavener Nachrichten");
    golden("attributions.csv", &bytes);
}

#[test]
fn parquet() {
    let bytes = exported([&report(), &plain()], |out| Box::new(ParquetExport::new(out).unwrap()));
    let reader = ParquetRecordBatchReaderBuilder::try_new(bytes::Bytes::from(bytes)).unwrap();
    let schema: Vec<String> = reader
        .schema()
        .fields()
        .iter()
        .map(|field| format!("{}: {}{}", field.name(), field.data_type(), if field.is_nullable() { ", may be missing" } else { "" }))
        .collect();
    let batches: Vec<_> = reader.build().unwrap().map(Result::unwrap).collect();
    assert_eq!((schema.len(), batches.iter().map(RecordBatch::num_rows).sum::<usize>()), (ATTRIBUTIONS.len(), 13));
    let columns: Vec<String> = schema.iter().zip(batches[0].columns()).map(|(name, column)| format!("## {name}\n{column:?}\n")).collect();
    // Read back, the file says the same as the CSV does; its own bytes depend on the library's version.
    golden("attributions-parquet.txt", columns.join("\n").as_bytes());
}

#[test]
fn html() {
    let page = exported([&report()], |out| Box::new(HtmlExport::new(out, UiLanguage::De)));
    golden("page.html", &page);
    let page = String::from_utf8(page).unwrap();
    assert!(page.contains("<span class=\"stance unsure\">wirft vor?</span>"), "what is more likely wrong than right is marked");
    assert_eq!(page.matches("class=\"stance unsure\"").count(), 1, "and nothing else");
    let many = String::from_utf8(exported([&report(), &plain()], |out| Box::new(HtmlExport::new(out, UiLanguage::En)))).unwrap();
    assert_eq!(many.matches("<article").count(), 2);
    assert!(many.contains("<title>Who says what</title>") && many.contains("<a href=\"#d2\">without a title</a>"), "{many}");
    let none = String::from_utf8(exported([], |out| Box::new(HtmlExport::new(out, UiLanguage::De)))).unwrap();
    assert!(none.starts_with("<!DOCTYPE html>") && none.ends_with("</html>\n"));
}

#[test]
fn web_annotation() {
    golden("annotations.jsonl", &exported([&report(), &plain()], |out| Box::new(WebAnnotationExport::new(out))));
}

#[test]
fn json_ld() {
    golden("schema-org.jsonl", &exported([&report(), &plain()], |out| Box::new(JsonLdExport::new(out))));
}

#[test]
fn tei() {
    golden("article.tei.xml", &exported([&report()], |out| Box::new(TeiExport::new(out))));
    golden("corpus.tei.xml", &exported([&report(), &plain()], |out| Box::new(TeiExport::new(out))));
}

#[test]
fn conll() {
    let bytes = exported([&report(), &plain()], |out| Box::new(ConllExport::new(out, Orthography::new(&GERMAN))));
    golden("tokens.conll", &bytes);
}

#[test]
fn brat() {
    golden("standoff.ann", brat::annotations(&report()).as_bytes());
    let folder = tempfile::tempdir().unwrap();
    let mut export: Box<dyn Export> = Box::new(BratExport::new(folder.path().to_owned()).unwrap());
    for report in [report(), plain()] {
        export.report(&report).unwrap();
    }
    export.finish().unwrap();
    let mut files: Vec<String> = folder.path().read_dir().unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    files.sort();
    assert_eq!(files, ["000001-faehre.ann", "000001-faehre.txt", "000002-leer.ann", "000002-leer.txt", "annotation.conf"]);
    assert_eq!(std::fs::read_to_string(folder.path().join("000001-faehre.txt")).unwrap(), report().text);
}

#[test]
fn row_groups_are_bounded() {
    let report = report();
    let rounds = 5_100;
    let bytes = exported(std::iter::repeat_n(&report, rounds), |out| Box::new(ParquetExport::new(out).unwrap()));
    let reader = ParquetRecordBatchReaderBuilder::try_new(bytes::Bytes::from(bytes)).unwrap();
    let groups = reader.metadata().row_groups();
    assert!(groups.len() > 1, "{}", groups.len());
    assert!(groups.iter().all(|group| group.num_rows() <= 65_536));
    assert_eq!(groups.iter().map(|group| group.num_rows() as usize).sum::<usize>(), rounds * report.attributions.len());
}

#[test]
fn the_document_names_all_columns() {
    let document = include_str!("../../../docs/formats.md");
    let rows: Vec<String> =
        ATTRIBUTIONS.iter().map(|column| format!("| `{}` | {} | {} |", column.name, column.kind.name(), column.meaning)).collect();
    assert!(document.contains(&rows.join("\n")), "docs/formats.md should hold:\n{}", rows.join("\n"));
}
