//! `zufolge corpus agree`: two annotations of the same texts, compared; `zufolge corpus bare`: texts for a second one.

use anyhow::{Context, bail};
use std::collections::HashMap;
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;
use zufolge_corpus::agreement::Agreement;
use zufolge_corpus::layers::Layers;
use zufolge_corpus::zuf::Article;
use zufolge_corpus::{Collection, Tokeniser};
use zufolge_lexicon::GERMAN;

/// Compare two annotations of the same articles, layer by layer
///
/// Attributions are paired so that their contents overlap best. For roles every token counts, in attributions without a partner too; labels
/// are compared where contents overlap by half or more. Articles that stand in only one of the folders are passed over.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The first annotation
    #[arg(value_name = "DIR_A")]
    one: PathBuf,
    /// The second one; it may hold some of the articles only
    #[arg(value_name = "DIR_B")]
    other: PathBuf,
}

pub(crate) fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let (one, other) = (Collection::open_sound(&args.one)?, Collection::open_sound(&args.other)?);
    let by_id: HashMap<&str, &Article> = one.articles.iter().map(|article| (article.head.id.as_str(), article)).collect();
    let tokeniser = Tokeniser::new(&GERMAN);
    let mut agreement = Agreement::default();
    for second in &other.articles {
        let Some(first) = by_id.get(second.head.id.as_str()) else { continue };
        let (a, b) = (Layers::of_article(&tokeniser, first), Layers::of_article(&tokeniser, second));
        if agreement.add(&a, &b).is_none() {
            let same = a.sample.text.chars().zip(b.sample.text.chars()).take_while(|(a, b)| a == b).count();
            let rest: String = b.sample.text.chars().skip(same).take(40).collect();
            let (path, there) = (second.path.display(), first.path.display());
            bail!("{path}: the text differs from that of {there} from “{rest}” on; both must be of the same text");
        }
    }
    if agreement.articles() == 0 {
        bail!("no article stands in both folders; the second one must have the ids of the first");
    }
    let mut out = anstream::stdout().lock();
    writeln!(out, "{} articles in both\n", agreement.articles())?;
    writeln!(out, "{:32} {:>8} {:>10} {:>9} {:>7}", "layer", "compared", "measure", "agreement", "kappa")?;
    for row in agreement.rows() {
        let kappa = row.kappa.map_or_else(|| "-".to_owned(), |kappa| format!("{kappa:.3}"));
        writeln!(out, "{:32} {:8} {:>10} {:9.3} {kappa:>7}", row.name, row.count, row.measure, row.agreement)?;
    }
    Ok(ExitCode::SUCCESS)
}

/// Write articles without their labels, for a second annotation by somebody who has not seen the first
#[derive(Debug, clap::Args)]
pub(crate) struct BareArgs {
    /// The folder of all articles
    #[arg(value_name = "DIR")]
    root: PathBuf,
    /// Which articles [default: all]
    #[arg(value_name = "ID")]
    ids: Vec<String>,
    /// The folder to write them to, in the same folders as in DIR
    #[arg(long, value_name = "DIR2")]
    out: PathBuf,
}

pub(crate) fn bare(args: &BareArgs) -> anyhow::Result<ExitCode> {
    let collection = Collection::open_sound(&args.root)?;
    let wanted = |article: &&Article| args.ids.is_empty() || args.ids.contains(&article.head.id);
    if let Some(id) = args.ids.iter().find(|id| collection.articles.iter().all(|article| article.head.id != **id)) {
        bail!("{}: no article has the id “{id}”", args.root.display());
    }
    let mut count = 0;
    for article in collection.articles.iter().filter(wanted) {
        let path = args.out.join(article.path.strip_prefix(&args.root).unwrap_or(&article.path));
        if path.exists() {
            bail!("{}: is there already; choose an empty folder", path.display());
        }
        let folder = path.parent().unwrap_or(&args.out);
        let write = std::fs::create_dir_all(folder).and_then(|()| std::fs::write(&path, article.bare()));
        write.with_context(|| format!("{}: choose a folder that can be written to", path.display()))?;
        count += 1;
    }
    writeln!(anstream::stdout(), "{count} articles in {}", args.out.display())?;
    Ok(ExitCode::SUCCESS)
}
