//! What a page says about itself: JSON-LD first, then OpenGraph and its kin, `<meta>`, `<time>`, `<link rel=canonical>`.

use crate::dates::rfc3339;
use crate::item::filled;
use dom_query::Document;
use quick_xml::escape::{resolve_html5_entity, unescape_with};
use serde_json::Value;

/// A page's own statements.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Metadata {
    pub(super) title: Option<String>,
    pub(super) teaser: Option<String>,
    pub(super) byline: Option<String>,
    pub(super) outlet: Option<String>,
    pub(super) published: Option<String>,
    pub(super) updated: Option<String>,
    pub(super) url: Option<String>,
    pub(super) language: Option<String>,
    /// `Some(false)` if the publisher says that the page is not free to read.
    pub(super) free: Option<bool>,
    /// The body as JSON-LD has it: often without paragraphs.
    pub(super) body: Option<String>,
    /// The page says that it is an article.
    pub(super) is_article: bool,
    /// Structured data that is no JSON.
    pub(super) broken: bool,
}

/// Reads a page's metadata. Must come before clutter is removed, for scripts go with it.
pub(super) fn read(doc: &Document) -> Metadata {
    let mut data = Metadata::default();
    for script in doc.select("script[type*='ld+json']").nodes() {
        let raw = script.text();
        let raw = raw.trim().trim_start_matches("<!--").trim_start_matches("//<![CDATA[").trim_end_matches("-->").trim_end_matches("//]]>");
        match serde_json::from_str::<Value>(raw.trim()) {
            Ok(value) => {
                if let Some(article) = article(&value, 0) {
                    data.json_ld(article);
                }
            }
            Err(_) => data.broken |= !raw.trim().is_empty(),
        }
    }
    let meta = |names: &[&str]| {
        names.iter().find_map(|name| {
            let found = doc.select_single(&format!("meta[property='{name}'], meta[name='{name}'], meta[itemprop='{name}']"));
            filled(&found.attr("content")?)
        })
    };
    let or = |slot: &mut Option<String>, value: &dyn Fn() -> Option<String>| {
        if slot.is_none() {
            *slot = value();
        }
    };
    let date = |names: &[&str]| names.iter().find_map(|name| rfc3339(&meta(&[name])?));
    data.is_article |= meta(&["og:type"]).as_deref() == Some("article");
    or(&mut data.title, &|| meta(&["og:title", "twitter:title", "headline", "dc.title", "DC.title", "parsely-title"]));
    or(&mut data.teaser, &|| meta(&["og:description", "description", "twitter:description", "dc.description"]));
    or(&mut data.outlet, &|| meta(&["og:site_name", "application-name", "dc.publisher", "DC.publisher", "publisher"]));
    or(&mut data.byline, &|| {
        meta(&["author", "article:author", "dc.creator", "DC.creator", "parsely-author"]).filter(|author| !author.contains("://"))
    });
    or(&mut data.published, &|| {
        date(&[
            "article:published_time",
            "datePublished",
            "date",
            "pubdate",
            "dc.date",
            "DC.date",
            "dc.date.issued",
            "DC.date.issued",
            "parsely-pub-date",
            "publish-date",
            "sailthru.date",
        ])
    });
    or(&mut data.updated, &|| date(&["article:modified_time", "og:updated_time", "dateModified", "last-modified", "dcterms.modified"]));
    let times = |select: &str| doc.select(select).nodes().iter().find_map(|time| rfc3339(&time.attr("datetime")?));
    or(&mut data.published, &|| {
        times("time[itemprop~='datePublished'], time[pubdate]")
            .or_else(|| times("article time[datetime], main time[datetime], time[datetime]"))
    });
    or(&mut data.updated, &|| times("time[itemprop~='dateModified']"));
    or(&mut data.url, &|| {
        filled(&doc.select_single("link[rel='canonical']").attr("href")?).or_else(|| meta(&["og:url"])).filter(|url| url.contains("://"))
    });
    or(&mut data.byline, &|| {
        filled(&doc.select_single("[itemprop='author'] [itemprop='name'], [rel='author'], [itemprop='author']").text())
            .map(|name| name.split_whitespace().collect::<Vec<_>>().join(" "))
            .filter(|name| name.len() < 120)
    });
    or(&mut data.language, &|| filled(&doc.select_single("html").attr("lang")?).or_else(|| meta(&["og:locale"])));
    if data.language.is_none() {
        data.language = meta(&["og:locale", "content-language", "language"]);
    }
    data.language = data.language.map(|language| language.replace('_', "-"));
    if matches!(meta(&["article:content_tier"]).as_deref(), Some("locked" | "metered")) {
        data.free = Some(false);
    }
    for text in [&mut data.title, &mut data.teaser, &mut data.byline, &mut data.outlet].into_iter().flatten() {
        *text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    }
    data
}

/// Structured data is looked through this deep.
const DEEPEST: usize = 6;

/// The first news article in structured data: at the top, in a list or in a graph.
fn article(value: &Value, depth: usize) -> Option<&Value> {
    if depth > DEEPEST {
        return None;
    }
    match value {
        Value::Array(values) => values.iter().find_map(|value| article(value, depth + 1)),
        Value::Object(fields) => {
            let types = match fields.get("@type") {
                Some(Value::String(one)) => vec![one.as_str()],
                Some(Value::Array(many)) => many.iter().filter_map(Value::as_str).collect(),
                _ => Vec::new(),
            };
            let is_one = |name: &&str| name.ends_with("Article") || matches!(*name, "BlogPosting" | "LiveBlogPosting" | "Report");
            if types.iter().any(is_one) {
                return Some(value);
            }
            ["@graph", "mainEntity", "mainEntityOfPage"].iter().find_map(|name| article(fields.get(*name)?, depth + 1))
        }
        _ => None,
    }
}

impl Metadata {
    /// What comes first in the page counts.
    fn json_ld(&mut self, article: &Value) {
        self.is_article = true;
        let text = |name: &str| plain(article.get(name)?.as_str()?);
        let take = |slot: &mut Option<String>, value: Option<String>| {
            if slot.is_none() {
                *slot = value;
            }
        };
        take(&mut self.title, text("headline").or_else(|| text("name")));
        take(&mut self.teaser, text("description"));
        take(&mut self.byline, article.get("author").and_then(names));
        take(&mut self.outlet, article.get("publisher").and_then(names));
        take(&mut self.published, text("datePublished").and_then(|date| rfc3339(&date)));
        take(&mut self.updated, text("dateModified").and_then(|date| rfc3339(&date)));
        take(&mut self.language, text("inLanguage"));
        take(&mut self.body, text("articleBody"));
        let page = article.get("mainEntityOfPage").and_then(|page| page.as_str().or_else(|| page.get("@id")?.as_str()));
        take(&mut self.url, text("url").or_else(|| plain(page?)).filter(|url| url.contains("://")));
        if self.free.is_none() {
            self.free = match article.get("isAccessibleForFree") {
                Some(Value::Bool(free)) => Some(*free),
                Some(Value::String(free)) => Some(!free.eq_ignore_ascii_case("false")),
                _ => None,
            };
        }
    }
}

/// A string without the entities that some systems leave in it.
fn plain(text: &str) -> Option<String> {
    let text = if text.contains('&') { unescape_with(text, resolve_html5_entity).map_or(text.into(), |text| text) } else { text.into() };
    filled(&text)
}

/// `"Lena Brandt"`, `{"name": "Lena Brandt"}` or a list of them.
fn names(value: &Value) -> Option<String> {
    match value {
        Value::String(name) => plain(name).filter(|name| !name.contains("://")),
        Value::Object(fields) => match fields.get("name")? {
            Value::String(name) => plain(name),
            Value::Array(several) => names(&Value::Array(several.clone())),
            _ => None,
        },
        Value::Array(several) => {
            let mut all: Vec<String> = Vec::new();
            for name in several.iter().filter(|one| !one.is_array()).filter_map(names) {
                if !all.contains(&name) {
                    all.push(name);
                }
            }
            filled(&all.join(", "))
        }
        _ => None,
    }
}
