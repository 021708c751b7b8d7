//! The stories' ledgers, `gold.json`: what a reader of all articles of a story should know in the end (`corpus/README.md`, "Stories").

use crate::zuf::{Article, Fault};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use zufolge::attribution::Stance;
use zufolge::report::CodePoints;

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
            ledger.counts(claim, &superseded(&value));
        }
        ledger.rows(&value);
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

    /// What a claim repeats of its articles is what stands there; the labels may have changed since the ledger was written.
    fn counts(&mut self, claim: &Value, superseded: &[&str]) {
        let id = claim["id"].as_str().unwrap_or_default();
        let statements = claim["statements"].as_array().map_or(&[][..], Vec::as_slice);
        for statement in statements {
            self.statement(id, statement);
        }
        let in_force = |statement: &&Value| statement["article"].as_str().is_some_and(|article| !superseded.contains(&article));
        for (count, of) in [("articles", "article"), ("outlets", "outlet")] {
            let mut there: Vec<&str> = statements.iter().filter(in_force).filter_map(|statement| statement[of].as_str()).collect();
            there.sort_unstable();
            there.dedup();
            if claim[count].as_u64().is_some_and(|told| told != there.len() as u64) {
                let what = format!("the claim {id} tells of {} {count}, its statements are in {}", claim[count], there.len());
                self.add(id, what, "count those in force once each");
            }
        }
        let articles = self.articles;
        let of = |statement: &Value| articles.iter().find(|article| statement["article"] == article.head.id.as_str());
        let holds = |statement: &Value, wording: &str| {
            let text = statement["text"].as_str().is_some_and(|text| text.contains(wording));
            text || of(statement).is_some_and(|article| article.text.contains(wording))
        };
        if let Some(wording) = claim["statement"].as_str()
            && !statements.iter().any(|statement| holds(statement, wording))
        {
            self.add(id, format!("the claim {id} has a wording that none of its statements has"), "take it verbatim from one of them");
        }
    }

    fn statement(&mut self, claim: &str, statement: &Value) {
        let articles = self.articles;
        let Some(article) = articles.iter().find(|article| statement["article"] == article.head.id.as_str()) else { return };
        let Some(attr) = article.attributions.iter().find(|attr| statement["attribution"] == attr.id.as_str()) else { return };
        let points = CodePoints::new(&article.text);
        let content: Vec<[u32; 2]> = attr.content.iter().map(|span| points.of_bytes(*span)).map(|span| [span.start, span.end]).collect();
        let words = article.words(&attr.content);
        let stance: Vec<&str> = attr.stance.iter().map(|stance| stance.name()).collect();
        for (field, is) in [
            ("content", json!(content)),
            ("text", json!(words.as_str())),
            ("stance", json!(stance)),
            ("outlet", json!(article.head.outlet)),
            ("published", json!(article.head.published)),
        ] {
            // Pieces may be joined by a blank or by " … ".
            let same =
                |told: &Value| *told == is || field == "text" && told.as_str().is_some_and(|told| closed_up(told) == closed_up(&words));
            if statement.get(field).is_some_and(|told| !same(told)) {
                let what = format!("the claim {claim}: the {field} of {} {} is {is}", article.head.id, attr.id);
                self.add(claim, what, "bring the ledger in line with the article");
            }
        }
    }

    /// The list of articles, if there is one, has each of them.
    fn rows(&mut self, value: &Value) {
        let Some(rows) = value.get("articles").and_then(Value::as_array) else { return };
        let articles = self.articles;
        for article in articles {
            let id = article.head.id.as_str();
            let Some(row) = rows.iter().find(|row| row["id"] == id) else {
                self.add("articles", format!("the list of articles lacks {id}"), "list every article of the story");
                continue;
            };
            for (field, is) in [
                ("outlet", json!(article.head.outlet)),
                ("agency", json!(article.head.agency)),
                ("published", json!(article.head.published)),
                ("title", json!(article.head.headline)),
            ] {
                if row.get(field).is_some_and(|told| *told != is) {
                    self.add(id, format!("the {field} of {id} is {is}"), "bring the ledger in line with the article");
                }
            }
        }
        for id in rows.iter().filter_map(|row| row["id"].as_str()) {
            if articles.iter().all(|article| article.head.id != id) {
                self.add(id, format!("“{id}” is no article of this story"), "use an article's id");
            }
        }
        for position in value.get("positions").and_then(Value::as_array).into_iter().flatten() {
            if let Some(claim) = position["claim"].as_str().filter(|claim| !self.claims.iter().any(|known| known == claim)) {
                self.add(claim, format!("a position is on “{claim}”, which is no claim"), "use the id of a claim");
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

/// The articles that a newer version replaced.
fn superseded(value: &Value) -> Vec<&str> {
    let rows = value.get("articles").and_then(Value::as_array).into_iter().flatten();
    rows.filter(|row| row["superseded"] == true).filter_map(|row| row["id"].as_str()).collect()
}

fn closed_up(text: &str) -> String {
    text.replace(" …", "")
}
