//! How fast articles are read, stage by stage, over `fixtures/articles/` put one behind the other.
//!
//! ```text
//! cargo bench -p zufolge --bench read
//! ```
//!
//! Throughput counts bytes of input. What a whole run of the program takes is measured by `benches/run.sh`.
#![allow(clippy::unwrap_used, reason = "a missing article leaves nothing to measure")]
#![allow(missing_docs, reason = "made by a macro")]

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use std::hint::black_box;
use std::path::Path;
use zufolge::attribution::rules::AttributionRules;
use zufolge::document::Orthography;
use zufolge::text::CleanText;
use zufolge::{Article, Engine, Pipeline};
use zufolge_lexicon::GERMAN;

fn articles() -> Vec<Article> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/articles");
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let article = |path: &std::path::PathBuf| Article { text: std::fs::read_to_string(path).unwrap(), ..Article::default() };
    paths.iter().map(article).collect()
}

fn stages(criterion: &mut Criterion) {
    let articles = articles();
    let bytes: usize = articles.iter().map(|article| article.text.len()).sum();
    let orthography = Orthography::new(&GERMAN);
    let rules = AttributionRules::new(&GERMAN);
    let pipeline = Pipeline::new(&GERMAN, Box::new(AttributionRules::new(&GERMAN)));

    let mut group = criterion.benchmark_group("read");
    group.throughput(Throughput::Bytes(bytes as u64));
    group.bench_function("text", |bench| {
        bench.iter(|| articles.iter().map(|article| CleanText::new(black_box(&article.text)).as_str().len()).sum::<usize>());
    });
    let clean: Vec<CleanText> = articles.iter().map(|article| CleanText::new(&article.text)).collect();
    group.bench_function("document", |bench| {
        let read = |clean: Vec<CleanText>| clean.into_iter().map(|text| orthography.read(text).tokens.len()).sum::<usize>();
        bench.iter_batched(|| clean.clone(), read, BatchSize::SmallInput);
    });
    let docs: Vec<_> = clean.iter().map(|text| orthography.read(text.clone())).collect();
    group.bench_function("rules", |bench| {
        bench.iter(|| docs.iter().map(|doc| rules.attributions(black_box(doc)).len()).sum::<usize>());
    });
    group.bench_function("whole, to JSON", |bench| {
        let json = |article| serde_json::to_vec(&pipeline.read(black_box(article))).unwrap().len();
        bench.iter(|| articles.iter().map(json).sum::<usize>());
    });
    // The same articles as one long one: what grows faster than the text shows here.
    let long =
        Article { text: articles.iter().map(|article| article.text.repeat(8)).collect::<Vec<_>>().join("\n\n"), ..Article::default() };
    group.throughput(Throughput::Bytes(long.text.len() as u64));
    group.bench_function("whole, one long article", |bench| {
        bench.iter(|| serde_json::to_vec(&pipeline.read(black_box(&long))).unwrap().len());
    });
    group.finish();
}

fn start(criterion: &mut Criterion) {
    criterion.bench_function("start: word lists compiled", |bench| {
        bench.iter(|| Pipeline::new(black_box(&GERMAN), Box::new(AttributionRules::new(&GERMAN))));
    });
}

criterion_group!(benches, stages, start);
criterion_main!(benches);
