//! `cargo xtask gate`: measured quality never falls unnoticed.

use anyhow::{Context, Result, anyhow, bail, ensure};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The file of floors, from the root.
const FLOORS: &str = "crates/corpus/floors.toml";

/// Runs `zufolge evaluate` once for every floor table and compares. Corpora are looked for in the folder given as argument, else in
/// `ZUFOLGE_DATA`, else in `../shared/data`; a corpus that is not there is told and passed over, since it cannot be given out with the
/// code.
pub(crate) fn run(root: &Path, args: &[String]) -> Result<()> {
    let data = match args.first() {
        Some(folder) => PathBuf::from(folder),
        None => std::env::var_os("ZUFOLGE_DATA").map_or_else(|| root.join("../shared/data"), PathBuf::from),
    };
    let gates = gates(&std::fs::read_to_string(root.join(FLOORS)).with_context(|| format!("reading {FLOORS}"))?)?;
    let mut failures = Vec::new();
    for gate in &gates {
        // Our own corpus is always there; a corpus of others may be missing.
        let file = if gate.split.is_some() { root.join(&gate.file) } else { data.join(&gate.file) };
        if gate.split.is_none() && !file.exists() {
            println!("gate: {} with {} not measured, no corpus at {}", gate.corpus, gate.engine, file.display());
            continue;
        }
        let file = match &gate.labels {
            Some(labels) => labelled(root, labels, &file)?,
            None => file,
        };
        let scores = evaluate(root, gate, &file)?;
        println!("gate: {} with {}", gate.corpus, gate.engine);
        for (name, floor) in &gate.floors {
            let score = score(&scores, name)?;
            println!("  {name:<14} {score:.4}  floor {floor:.4}");
            if score < *floor {
                failures.push(format!("{} with {}: {name} is {score:.4}, floor {floor:.4}", gate.corpus, gate.engine));
            }
        }
        if let Some((card, title)) = &gate.card {
            let text = std::fs::read_to_string(root.join(card)).with_context(|| format!("reading {card}"))?;
            for (name, recorded, measured) in recorded(&text, title, &scores).with_context(|| card.clone())? {
                println!("  {name:<14} {measured:.1}  recorded {recorded:.1}");
                if (recorded - measured).abs() > 0.05 {
                    failures.push(format!("{card} records {name} {recorded:.1}, measured is {measured:.1}: train the model again"));
                }
            }
        }
    }
    if failures.is_empty() { Ok(()) } else { bail!("quality fell below its floor:\n  {}", failures.join("\n  ")) }
}

/// What a card records under a title, in percent, and what is measured now, rounded alike.
fn recorded(card: &str, title: &str, scores: &Value) -> Result<Vec<(String, f64, f64)>> {
    let card: toml::Table = card.parse().context("the card is no TOML")?;
    let table = card.get("scores").and_then(|scores| scores.get(title)).and_then(toml::Value::as_table);
    let table = table.ok_or_else(|| anyhow!("the card has no scores of “{title}”"))?;
    ["messages", "roles", "joint", "form", "medium"]
        .into_iter()
        .map(|name| {
            let recorded = table.get(name).and_then(toml::Value::as_float).ok_or_else(|| anyhow!("the card records no {name}"))?;
            Ok((name.to_owned(), recorded, (score(scores, &format!("{name}.f1"))? * 1000.0).round() / 10.0))
        })
        .collect()
}

/// One `[[gate]]` table.
#[derive(Debug, PartialEq)]
struct Gate {
    corpus: String,
    engine: String,
    /// The model, where the engine is one.
    model: Option<String>,
    /// The model's card, from the root, and the title of its scores there: they must be what is measured now.
    card: Option<(String, String)>,
    /// From the data folder; from the root where a split is given.
    file: String,
    /// The part of our own corpus that is measured.
    split: Option<String>,
    /// Labels of our own, from the root, that are put on the file's texts.
    labels: Option<String>,
    /// What is taken from the corpus as it is, instead of running the engine: `--given`.
    given: Option<String>,
    /// Standoff gold, from the root.
    gold: Option<String>,
    /// Dotted name of a score → least value that passes.
    floors: BTreeMap<String, f64>,
}

fn gates(text: &str) -> Result<Vec<Gate>> {
    let table: toml::Table = text.parse().with_context(|| format!("{FLOORS} is no TOML"))?;
    let list = table.get("gate").and_then(toml::Value::as_array).ok_or_else(|| anyhow!("{FLOORS} has no [[gate]]"))?;
    let gates: Vec<Gate> = list.iter().map(gate).collect::<Result<_>>()?;
    ensure!(gates.iter().all(|gate| !gate.floors.is_empty()), "{FLOORS}: a gate without floors lets everything pass");
    Ok(gates)
}

fn gate(table: &toml::Value) -> Result<Gate> {
    let word = |key: &str| {
        let value = table.get(key).and_then(toml::Value::as_str).map(str::to_owned);
        value.ok_or_else(|| anyhow!("{FLOORS}: a gate has no {key}"))
    };
    let optional = |key: &str| table.get(key).and_then(toml::Value::as_str).map(str::to_owned);
    let floors = table.get("floors").and_then(toml::Value::as_table).ok_or_else(|| anyhow!("{FLOORS}: a gate has no floors"))?;
    let number = |(name, value): (&String, &toml::Value)| {
        let floor = value.as_float().filter(|floor| (0.0..=1.0).contains(floor));
        floor.map(|floor| (name.clone(), floor)).ok_or_else(|| anyhow!("{FLOORS}: floor of {name} is no number from 0.0 to 1.0"))
    };
    Ok(Gate {
        corpus: word("corpus")?,
        engine: word("engine")?,
        file: word("file")?,
        split: optional("split"),
        labels: optional("labels"),
        model: optional("model"),
        card: optional("card").zip(optional("scores")),
        given: optional("given"),
        gold: optional("gold"),
        floors: floors.iter().map(number).collect::<Result<_>>()?,
    })
}

/// A folder of articles with these labels on the texts of the file.
fn labelled(root: &Path, labels: &str, texts: &Path) -> Result<PathBuf> {
    let folder = root.join("target/gate").join(Path::new(labels).file_stem().unwrap_or_default());
    let filled = zufolge(root).args(["corpus", "fill", labels, "--texts"]).arg(texts).arg("--out").arg(&folder).output();
    ensure!(filled.context("starting zufolge corpus fill")?.status.success(), "zufolge corpus fill {labels} failed");
    Ok(folder)
}

/// An optimised build from this checkout, never a `zufolge` that happens to be installed.
fn zufolge(root: &Path) -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args(["run", "--quiet", "--release", "--package", "zufolge-cli", "--bin", "zufolge", "--"]);
    command.current_dir(root).stdin(Stdio::null()).stderr(Stdio::inherit());
    command
}

/// What `zufolge evaluate` measures.
fn evaluate(root: &Path, gate: &Gate, file: &Path) -> Result<Value> {
    let output = zufolge(root)
        .args(["evaluate", "--corpus", &gate.corpus, "--json"])
        .args(match &gate.given {
            Some(given) => ["--given", given.as_str()],
            None => ["--engine", gate.engine.as_str()],
        })
        .args(gate.model.iter().flat_map(|model| ["--model", model.as_str()]))
        .args(gate.gold.iter().flat_map(|gold| ["--gold", gold.as_str()]))
        .args(gate.split.iter().flat_map(|split| ["--split", split.as_str()]))
        .args(gate.labels.iter().flat_map(|_| ["--split", "all"]))
        .arg(file)
        .output()
        .context("starting zufolge evaluate")?;
    ensure!(output.status.success(), "zufolge evaluate: {}", output.status);
    serde_json::from_slice(&output.stdout).context("zufolge evaluate --json printed no JSON")
}

/// The score that a dotted name points at: `messages.f1` is `{"messages": {"f1": 0.5}}`.
fn score(scores: &Value, name: &str) -> Result<f64> {
    let value = scores.pointer(&format!("/{}", name.replace('.', "/"))).and_then(Value::as_f64);
    value.ok_or_else(|| anyhow!("zufolge evaluate --json has no number {name}"))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]
mod tests {
    use super::*;

    const GOOD: &str = "[[gate]]\ncorpus = \"c\"\nengine = \"e\"\nfile = \"f.jsonl\"\n[gate.floors]\n\"messages.f1\" = 0.5\njoint = 0.25\n";

    #[test]
    fn floors_are_read() {
        let floors = BTreeMap::from([("joint".to_owned(), 0.25), ("messages.f1".to_owned(), 0.5)]);
        let expected = Gate {
            corpus: "c".into(),
            engine: "e".into(),
            file: "f.jsonl".into(),
            model: None,
            card: None,
            split: None,
            labels: None,
            given: None,
            gold: None,
            floors,
        };
        assert_eq!(gates(GOOD).unwrap(), [expected]);
    }

    #[test]
    fn the_floors_in_force_are_well_formed() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(FLOORS);
        assert!(!gates(&std::fs::read_to_string(path).unwrap()).unwrap().is_empty());
    }

    #[test]
    fn a_gate_that_could_not_fail_is_refused() {
        for bad in ["", "[[gate]]\ncorpus = \"c\"\n", &GOOD.replace("0.5", "50.0"), &GOOD.replace("0.5", "\"0.5\"")] {
            assert!(gates(bad).is_err(), "{bad}");
        }
        assert!(gates("[[gate]]\ncorpus = \"c\"\nengine = \"e\"\nfile = \"f\"\n[gate.floors]\n").is_err());
    }

    #[test]
    fn a_card_that_records_other_scores_is_found_out() {
        let card = "[scores.\"dev\"]\nmessages = 78.4\nroles = 70.0\njoint = 75.0\nform = 79.0\nmedium = 58.0\n";
        let f1 = |value: f64| serde_json::json!({ "f1": value });
        let scores =
            serde_json::json!({"messages": f1(0.78351), "roles": f1(0.7), "joint": f1(0.76), "form": f1(0.79), "medium": f1(0.58)});
        let compared = recorded(card, "dev", &scores).unwrap();
        let off: Vec<&str> = compared.iter().filter(|(_, one, other)| (one - other).abs() > 0.05).map(|(name, ..)| name.as_str()).collect();
        assert_eq!(off, ["joint"]);
        assert!(recorded(card, "test", &scores).is_err(), "no such scores");
        assert!(recorded("[scores.dev]\n", "dev", &scores).is_err(), "nothing recorded");
    }

    #[test]
    fn scores_are_found_by_dotted_name_and_missed_aloud() {
        let scores = serde_json::json!({"messages": {"f1": 0.75}, "joint": 0.5});
        assert_eq!(score(&scores, "messages.f1").unwrap(), 0.75);
        assert_eq!(score(&scores, "joint").unwrap(), 0.5);
        assert!(score(&scores, "messages").is_err());
        assert!(score(&scores, "form").is_err());
    }
}
