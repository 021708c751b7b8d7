//! Tables: JSON Lines and CSV with a column that holds the text. Other columns that are named as an article's fields are taken too.

use crate::blocks::of_text;
use crate::dates::rfc3339;
use crate::error::Fault;
use crate::item::{Parts, filled};
use crate::json::text;
use crate::options::Options;
use serde_json::Value;
use zufolge::article::Details;

/// Reads an object with a text column.
pub(crate) fn json_row(value: &Value, options: &Options) -> Result<Parts, Fault> {
    let Some(fields) = value.as_object() else { return Err(Fault::Malformed("JSON", "a row is no object".to_owned())) };
    if !fields.get(&options.text_column).is_some_and(Value::is_string) {
        let names = fields.keys().take(20).map(String::as_str).collect::<Vec<_>>().join(", ");
        return Err(Fault::NoColumn(options.text_column.clone(), names, "--text-column"));
    }
    row(|name| text(value, name), options)
}

/// Reads a row of a table, given its fields by name.
pub(crate) fn row(field: impl Fn(&str) -> Option<String>, options: &Options) -> Result<Parts, Fault> {
    let Some(text) = field(&options.text_column) else { return Err(Fault::Empty) };
    let id = options.id_column.as_deref().map_or_else(|| field("id"), &field);
    let date = |name: &str| field(name).and_then(|date| rfc3339(&date));
    Ok(Parts {
        id,
        title: field("title").or_else(|| field("headline")).and_then(|title| filled(&title)),
        kicker: field("kicker"),
        byline: field("byline"),
        outlet: field("outlet"),
        agency: field("agency"),
        published: date("published"),
        updated: date("updated"),
        url: field("url"),
        urn: field("urn"),
        body: of_text(&text),
        details: Details {
            version: field("version").and_then(|version| version.parse().ok()),
            status: field("status"),
            ..Details::default()
        },
        ..Parts::default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_row_tells_its_version_and_its_status() {
        let row = json!({"id": "x", "text": "Die Fähre verkehrt wieder.", "version": 3, "status": "canceled"});
        let parts = json_row(&row, &Options::default()).expect("a row");
        assert_eq!((parts.details.version, parts.details.status.as_deref()), (Some(3), Some("canceled")));
        let parts = json_row(&json!({"text": "Die Fähre verkehrt wieder.", "version": "neu"}), &Options::default()).expect("a row");
        assert_eq!((parts.details.version, parts.details.status), (None, None));
    }
}
