//! The stories' ledgers, `gold.json`: what a reader of all articles of a story should know in the end (`corpus/README.md`, "Stories").

use crate::zuf::{Article, Fault};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use zufolge::attribution::Stance;

/// The ledger's file in a story's folder.
const NAME: &str = "gold.json";
const SHAPE: &str = "write an object with the list `claims` in the shape of `zufolge ledger claims --format json`";

pub(super) fn faults(articles: &[Article]) -> Vec<Fault> {
    let mut stories: BTreeMap<PathBuf, Vec<&Article>> = BTreeMap::new();
    for article in articles.iter().filter(|article| article.head.story.is_some()) {
        stories.entry(article.path.with_file_name(NAME)).or_default().push(article);
    }
    stories.iter().flat_map(|(path, articles)| Ledger::faults(path, articles)).collect()
}

struct Ledger<'a> {
    path: &'a Path,
    raw: String,
    articles: &'a [&'a Article],
    claims: Vec<String>,
    faults: Vec<Fault>,
}

impl<'a> Ledger<'a> {
    fn faults(path: &'a Path, articles: &'a [&'a Article]) -> Vec<Fault> {
        let raw = match std::fs::read_to_string(path) {
            Ok(raw) => raw,
            Err(cause) => return vec![Fault::new(path, 1, format!("a story has no ledger ({cause})"), SHAPE)],
        };
        let value: Value = match serde_json::from_str(&raw) {
            Ok(value) => value,
            Err(cause) => return vec![Fault::new(path, cause.line(), format!("no JSON: {cause}"), SHAPE)],
        };
        let mut ledger = Ledger { path, raw, articles, claims: Vec::new(), faults: Vec::new() };
        let claims = value.get("claims").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
        if claims.is_empty() {
            ledger.faults.push(Fault::new(path, 1, "the ledger has no claims", SHAPE));
        }
        ledger.claims = claims.iter().filter_map(|claim| claim["id"].as_str().map(str::to_owned)).collect();
        for claim in claims {
            ledger.claim(claim);
        }
        ledger.walk(&value);
        ledger.faults
    }

    fn add(&mut self, word: &str, what: String, remedy: &'static str) {
        // Where the JSON came from is lost once it is read; the first line with the odd word is near enough for people.
        let quoted = format!("\"{word}\"");
        let line = self.raw.lines().position(|line| line.contains(&quoted)).map_or(1, |at| at + 1);
        self.faults.push(Fault::new(self.path, line, what, remedy));
    }

    fn claim(&mut self, claim: &Value) {
        let Some(id) = claim["id"].as_str() else {
            self.faults.push(Fault::new(self.path, 1, "a claim has no id", SHAPE));
            return;
        };
        let strings = |value: &Value, key: &str| -> Vec<String> {
            let items = value.as_array().into_iter().flatten();
            items.filter_map(|item| if key.is_empty() { item.as_str() } else { item[key].as_str() }).map(str::to_owned).collect()
        };
        let origins = strings(&claim["origins"], "id");
        let statements = claim["statements"].as_array().map_or(&[][..], Vec::as_slice);
        if statements.is_empty() {
            self.add(id, format!("the claim {id} has no statements"), SHAPE);
        }
        for origin in strings(&claim["statements"], "origin").iter().filter(|origin| !origins.contains(origin)) {
            self.add(origin, format!("the claim {id} has no origin “{origin}”"), "list it under `origins`");
        }
        for relation in strings(&claim["statements"], "relation") {
            if !matches!(relation.as_str(), "origin" | "echo" | "independent") {
                self.add(&relation, format!("the claim {id}: no such relation: “{relation}”"), "it is origin, echo or independent");
            }
        }
        for other in strings(&claim["contradicts"], "") {
            if !self.claims.contains(&other) {
                self.add(&other, format!("the claim {id} contradicts “{other}”, which is no claim"), "use the id of another claim");
            }
        }
    }

    /// Wherever an article, an attribution in it, or a stance is named, it exists.
    fn walk(&mut self, value: &Value) {
        match value {
            Value::Array(items) => items.iter().for_each(|item| self.walk(item)),
            Value::Object(fields) => {
                let articles = self.articles;
                let article_of = |id: &str| articles.iter().find(|article| article.head.id == id);
                for id in ["article", "echo_of"].iter().filter_map(|key| fields.get(*key)?.as_str()) {
                    if article_of(id).is_none() {
                        self.add(id, format!("“{id}” is no article of this story"), "use an article's id");
                    }
                }
                if let (Some(article), Some(attr)) =
                    (fields.get("article").and_then(Value::as_str).and_then(article_of), fields.get("attribution").and_then(Value::as_str))
                    && !article.attributions.iter().any(|known| known.id == attr)
                {
                    self.add(&article.head.id, format!("{} has no attribution {attr}", article.head.id), "use the id of an attribution");
                }
                for stance in fields.get("stance").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str) {
                    if Stance::from_name(stance).is_none() {
                        self.add(stance, format!("no such stance: “{stance}”"), "use the words of the annotation guide");
                    }
                }
                fields.values().for_each(|field| self.walk(field));
            }
            _ => {}
        }
    }
}
