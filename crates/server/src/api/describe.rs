//! The API's own description: OpenAPI 3.1 for programs, a page for people.

use crate::pages::{Page, html};
use crate::problem::{Problem, ProblemBody};
use crate::state::AppState;
use askama::Template;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};
use utoipa::OpenApi;

/// The contract: what a report holds.
const REPORT: &str = include_str!("../../../../docs/report.schema.json");

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Zufolge",
        description = "Reads German news: who says what, on whose word, and how firmly.",
        license(name = "Apache-2.0 OR MIT", identifier = "Apache-2.0 OR MIT")
    ),
    paths(
        super::read::read,
        super::bulk::read,
        super::ledger::articles,
        super::ledger::article,
        super::ledger::add,
        super::ledger::claims,
        super::ledger::claim,
        super::ledger::entities,
        super::ledger::entity,
        super::ledger::positions,
        super::ledger::search,
        super::ledger::stats,
        super::ledger::correct,
        super::know::corrections,
        super::know::merge,
        super::know::split
    ),
    components(schemas(ProblemBody))
)]
struct Description;

/// The description of the API, OpenAPI 3.1 as JSON. The schema of reports is the contract's own, `docs/report.schema.json`.
#[must_use]
pub fn openapi() -> String {
    let mut description = serde_json::to_value(Description::openapi()).unwrap_or_default();
    complete(&mut description);
    description.to_string()
}

/// Puts the contract's schemas in, the reports where they are answered, and what every operation may answer.
fn complete(description: &mut Value) {
    let mut report: Value = serde_json::from_str(REPORT).unwrap_or_default();
    let parts = report.as_object_mut().and_then(|report| {
        report.remove("$id");
        report.remove("$schema");
        report.remove("$defs")
    });
    let schemas = &mut description["components"]["schemas"];
    if let Some(Value::Object(parts)) = parts {
        for (name, mut part) in parts {
            point_at_components(&mut part);
            schemas[format!("report-{name}")] = part;
        }
    }
    point_at_components(&mut report);
    schemas["Report"] = report;
    for (path, method) in [("/api/v1/read", "post"), ("/api/v1/articles/{id}", "get")] {
        description["paths"][path][method]["responses"]["200"]["content"]["application/json"]["schema"] =
            json!({"$ref": "#/components/schemas/Report"});
    }
    description["components"]["securitySchemes"] = json!({"token": {"type": "http", "scheme": "bearer"}});
    // Without tokens in the settings nobody needs one.
    description["security"] = json!([{}, {"token": []}]);
    let Some(paths) = description["paths"].as_object_mut() else { return };
    for (path, methods) in paths.iter_mut() {
        let Some(methods) = methods.as_object_mut() else { continue };
        for operation in methods.values_mut() {
            let reads = path.starts_with("/api/v1/read");
            guarded(operation, reads);
        }
    }
}

/// What every operation may answer; those on the ledger also that there is none.
fn guarded(operation: &mut Value, reads: bool) {
    let none = (!reads).then_some(("404", "There is none, or the service runs without a ledger"));
    for (status, said) in EVERYWHERE.into_iter().chain(none) {
        operation["responses"][status] = json!({
            "description": said,
            "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/ProblemBody"}}},
        });
    }
}

/// What guards every operation may answer for it.
const EVERYWHERE: [(&str, &str); 6] = [
    ("401", "A token is needed"),
    ("403", "The token may not do this, or a page of another site asked"),
    ("421", "Nothing is served under this host name"),
    ("429", "This address asks too often; see Retry-After"),
    ("500", "A fault of the server"),
    ("503", "More is asked than can be done at once; see Retry-After"),
];

/// `#/$defs/span` → `#/components/schemas/report-span`.
fn point_at_components(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            for (name, field) in fields {
                match field {
                    Value::String(target) if name == "$ref" => *target = target.replace("#/$defs/", "#/components/schemas/report-"),
                    field => point_at_components(field),
                }
            }
        }
        Value::Array(values) => values.iter_mut().for_each(point_at_components),
        _ => {}
    }
}

/// `GET /api/v1/openapi.json`
pub(crate) async fn document(State(state): State<AppState>) -> Response {
    ([(header::CONTENT_TYPE, "application/json")], state.openapi.clone()).into_response()
}

#[derive(Template)]
#[template(path = "api.html")]
struct ApiPage {
    page: Page,
    operations: Vec<Operation>,
    schemas: Vec<(String, String)>,
}

struct Operation {
    id: String,
    method: String,
    path: String,
    summary: String,
    description: String,
    parameters: Vec<Parameter>,
    bodies: Vec<(String, String)>,
    answers: Vec<(String, String)>,
}

struct Parameter {
    name: String,
    place: String,
    required: bool,
    description: String,
}

/// `GET /api`: the same for people.
pub(crate) async fn page(State(state): State<AppState>, page: Page) -> Result<Response, Problem> {
    let description: Value = serde_json::from_str(&state.openapi).map_err(|error| Problem::internal(&error))?;
    let mut operations = Vec::new();
    for (path, methods) in description["paths"].as_object().into_iter().flatten() {
        for (method, operation) in methods.as_object().into_iter().flatten() {
            operations.push(self::operation(path, method, operation));
        }
    }
    let schemas = description["components"]["schemas"].as_object().into_iter().flatten();
    let schemas = schemas.map(|(name, schema)| (name.clone(), serde_json::to_string_pretty(schema).unwrap_or_default())).collect();
    html(&ApiPage { page: page.of("api"), operations, schemas })
}

fn operation(path: &str, method: &str, operation: &Value) -> Operation {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let parameters = operation["parameters"].as_array().into_iter().flatten().map(|parameter| Parameter {
        name: text(&parameter["name"]),
        place: text(&parameter["in"]),
        required: parameter["required"].as_bool().unwrap_or_default(),
        description: text(&parameter["description"]),
    });
    let bodies = operation["requestBody"]["content"].as_object().into_iter().flatten().map(|(kind, body)| {
        let example = match &body["example"] {
            Value::Null => String::new(),
            Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        (kind.clone(), example)
    });
    let answers =
        operation["responses"].as_object().into_iter().flatten().map(|(status, answer)| (status.clone(), text(&answer["description"])));
    Operation {
        id: format!("{method}{}", path.replace(['/', '{', '}'], "-")),
        method: method.to_uppercase(),
        path: path.to_owned(),
        summary: text(&operation["summary"]),
        description: text(&operation["description"]),
        parameters: parameters.collect(),
        bodies: bodies.collect(),
        answers: answers.collect(),
    }
}
