//! JSON values: which format they are of, and what fields of them hold.

use crate::error::Fault;
use crate::format::Format;
use crate::item::{Parts, filled};
use crate::options::Options;
use crate::{dpa, ninjs, table};
use serde_json::Value;

/// Reads a JSON document: one item, or a list of them.
pub(crate) fn items(json: &str, from: Option<Format>, options: &Options) -> Result<Vec<Result<Parts, Fault>>, Fault> {
    let name = from.map_or("JSON", Format::title);
    let value: Value = serde_json::from_str(json).map_err(|error| malformed(name, &error))?;
    let values = match value {
        Value::Array(values) => values,
        Value::Object(mut fields) => {
            // Answers of APIs hold the items one level down.
            let inner = ["entries", "items", "results", "articles", "newsitems"].into_iter().find(|name| {
                fields
                    .get(*name)
                    .and_then(Value::as_array)
                    .is_some_and(|list| list.first().is_some_and(|one| dpa::is_one(one) || ninjs::is_one(one)))
            });
            match inner.and_then(|name| fields.remove(name)) {
                Some(Value::Array(values)) => values,
                _ => vec![Value::Object(fields)],
            }
        }
        _ => return Err(Fault::Malformed(name, "neither an object nor a list of them".to_owned())),
    };
    if values.is_empty() {
        return Err(Fault::NoItem);
    }
    Ok(values.iter().map(|value| item(value, from, options)).collect())
}

fn item(value: &Value, from: Option<Format>, options: &Options) -> Result<Parts, Fault> {
    match from {
        Some(Format::Dpa) => dpa::item(value, &options.limits),
        Some(Format::Ninjs) => ninjs::item(value, &options.limits),
        _ if dpa::is_one(value) => dpa::item(value, &options.limits),
        _ if ninjs::is_one(value) => ninjs::item(value, &options.limits),
        _ => table::json_row(value, options),
    }
}

/// What is wrong with JSON, and where. The only line of a text needs no number: it may have another one in its file.
pub(crate) fn malformed(name: &'static str, error: &serde_json::Error) -> Fault {
    Fault::Malformed(name, error.to_string().replace(" at line 1 column ", " at column "))
}

/// A JSON Feed by its version.
pub(crate) fn is_json_feed(json: &str) -> bool {
    let head: String = json.chars().take(2048).collect();
    head.contains("jsonfeed.org/version/") || head.contains("jsonfeed.org\\/version\\/")
}

/// A field's text, trimmed; `None` where it is missing, `null`, empty or something else. A number or truth value counts as its text.
pub(crate) fn text(value: &Value, name: &str) -> Option<String> {
    match value.get(name)? {
        Value::String(text) => filled(text),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// A whole number, also one written as a string.
pub(crate) fn number(value: &Value, name: &str) -> Option<u64> {
    match value.get(name)? {
        Value::Number(number) => number.as_u64(),
        Value::String(text) => text.trim().parse().ok(),
        _ => None,
    }
}

/// A field's list; empty where it is missing or something else.
pub(crate) fn list<'a>(value: &'a Value, name: &str) -> &'a [Value] {
    value.get(name).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}
