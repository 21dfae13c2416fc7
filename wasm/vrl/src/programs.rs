//! Compiled programs and their runs.

use std::cell::RefCell;
use std::collections::HashMap;

use serde_json::{Value as Json, json};
use vrl::compiler::runtime::{Runtime, Terminate};
use vrl::compiler::{CompileConfig, Program, TargetValue, TimeZone, TypeState, compile_with_state};
use vrl::diagnostic::{Diagnostic, DiagnosticList};
use vrl::owned_value_path;
use vrl::path::OwnedTargetPath;
use vrl::value::{Secrets, Value};

use crate::functions::{self, Meanings, Tables, host};
use crate::{diagnostics, wire};

#[derive(Default)]
struct Programs {
    last: u64,
    held: HashMap<u64, Program>,
}

thread_local! {
    static PROGRAMS: RefCell<Programs> = RefCell::default();
}

/// `{ program, vrl, condition?, tables? }` → `{ handle?, diagnostics, text, unsupported }`
pub fn compile(request: &Json) -> Json {
    let source = request["program"].as_str().unwrap_or_default();
    let minor = functions::minor(request);
    let is_condition = request["condition"] == true;

    let mut config = CompileConfig::default();
    // As Vector does: what it keeps there of its own is not to be changed.
    config.set_read_only_path(OwnedTargetPath::metadata(owned_value_path!("vector")), true);
    config.set_custom(Meanings::default());
    config.set_custom(Tables::read(&request["tables"]));
    if is_condition {
        config.set_read_only();
    }

    host::take_used();
    let compiled = compile_with_state(source, functions::of(minor), &TypeState::default(), config);
    let unsupported = host::take_used();

    let (program, list) = match compiled {
        Ok(done) if is_condition && !done.program.final_type_info().result.is_boolean() => {
            let wrong = Diagnostic::error(0, "VRL conditions must return a boolean.");
            (None, done.warnings.into_iter().chain([wrong]).collect::<Vec<_>>().into())
        }
        Ok(done) => (Some(done.program), done.warnings),
        Err(list) => (None, list),
    };
    let list: DiagnosticList = diagnostics::as_of(minor, list);
    let program = program.filter(|_| !list.iter().any(Diagnostic::is_problem));
    json!({
        "handle": program.map(hold),
        "diagnostics": list.iter().map(|one| diagnostics::show(source, one)).collect::<Vec<_>>(),
        "unsupported": unsupported,
    })
}

fn hold(program: Program) -> u64 {
    PROGRAMS.with_borrow_mut(|programs| {
        programs.last += 1;
        programs.held.insert(programs.last, program);
        programs.last
    })
}

/// `{ handle }` → `{}`
pub fn drop(request: &Json) -> Json {
    let handle = request["handle"].as_u64().unwrap_or_default();
    PROGRAMS.with_borrow_mut(|programs| programs.held.remove(&handle));
    json!({})
}

/// `{ handle, event, metadata?, timezone?, environment?, hostname? }` → `{ event, metadata, value }`, with `aborted` instead of
/// the value, `{ error }` or `{ unsupported }`
pub fn run(mut request: Json) -> Json {
    let zone = request["timezone"].as_str().unwrap_or("UTC");
    let Some(zone) = TimeZone::parse(zone) else {
        return json!({ "refused": format!("'timezone' must be of the IANA database, got {zone}") });
    };
    host::set_surroundings(&request);
    let mut target = TargetValue {
        value: wire::read(request["event"].take()),
        metadata: match request["metadata"].take() {
            Json::Null => Value::Object(Default::default()),
            given => wire::read(given),
        },
        // Those of the program itself only: an event brings none here.
        secrets: Secrets::default(),
    };
    let handle = request["handle"].as_u64().unwrap_or_default();
    let result = PROGRAMS.with_borrow(|programs| {
        let program = programs.held.get(&handle)?;
        Some(Runtime::default().resolve(&mut target, program, &zone))
    });
    // Not what the program made of it: it may have caught the error as one of the function's own.
    if let Some(name) = host::take_met() {
        return json!({ "unsupported": name });
    }
    let mut reply = json!({
        "event": wire::show(&target.value),
        "metadata": wire::show(&target.metadata),
    });
    match result {
        None => return json!({ "refused": "'handle' must be of a program that this instance holds" }),
        Some(Ok(value)) => reply["value"] = wire::show(&value),
        Some(Err(Terminate::Abort(abort))) => reply["aborted"] = json!(abort.to_string()),
        Some(Err(error)) => return json!({ "error": error.to_string() }),
    }
    reply
}
