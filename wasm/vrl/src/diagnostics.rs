//! What the compiler says, with places that JavaScript can use.

use serde_json::{Value as Json, json};
use vrl::diagnostic::{Diagnostic, DiagnosticList, Formatter, Severity, Span};

/// `!` on a call that cannot fail.
const ABORT_INFALLIBLE: usize = 620;

/// As the VRL of that age would have it.
pub fn as_of(minor: u64, list: DiagnosticList) -> DiagnosticList {
    list.into_iter()
        .map(|mut one| {
            if one.code == ABORT_INFALLIBLE && minor < 22 {
                one.severity = Severity::Error;
            }
            one
        })
        .collect::<Vec<_>>()
        .into()
}

pub fn show(source: &str, one: &Diagnostic) -> Json {
    let labels: Vec<_> = one
        .labels
        .iter()
        .map(|label| json!({ "message": label.message, "primary": label.primary, "span": span(source, label.span) }))
        .collect();
    json!({
        "severity": match one.severity {
            Severity::Bug | Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        },
        "code": one.code,
        "message": one.message,
        "labels": labels,
        "notes": one.notes.iter().map(ToString::to_string).collect::<Vec<_>>(),
        "text": Formatter::new(source, vec![one.clone()]).to_string().trim_start(),
    })
}

/// From bytes to the units of JavaScript's strings.
fn span(source: &str, span: Span) -> [usize; 2] {
    [span.start(), span.end()].map(|at| source.get(..at).unwrap_or(source).encode_utf16().count())
}
