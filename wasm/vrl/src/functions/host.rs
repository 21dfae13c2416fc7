//! Functions that ask the machine. Those that the host answers for are answered; the others compile, and are named when a
//! program comes to them.

use std::cell::{Cell, RefCell};

use serde_json::Value as Json;
use vrl::prelude::*;

use super::fitted::Fitted;

thread_local! {
    static USED: RefCell<Vec<&'static str>> = RefCell::default();
    static MET: Cell<Option<&'static str>> = const { Cell::new(None) };
    static HOSTNAME: RefCell<String> = RefCell::default();
}

/// The functions among those compiled since the last call that cannot be run here.
pub fn take_used() -> Vec<&'static str> {
    let mut used = USED.take();
    used.sort_unstable();
    used.dedup();
    used
}

/// The first such function that a run came to since the last call.
pub fn take_met() -> Option<&'static str> {
    MET.take()
}

/// What `get_env_var` and `get_hostname` answer from now on.
pub fn set_surroundings(request: &Json) {
    for (name, _) in std::env::vars_os() {
        // SAFETY: there are no other threads.
        unsafe { std::env::remove_var(name) };
    }
    for (name, value) in request["environment"].as_object().into_iter().flatten() {
        // SAFETY: as above.
        unsafe { std::env::set_var(name, value.as_str().unwrap_or_default()) };
    }
    HOSTNAME.set(request["hostname"].as_str().unwrap_or("localhost").to_owned());
}

pub fn fit(function: Box<dyn Function>) -> Box<dyn Function> {
    let compile = match function.identifier() {
        "get_hostname" => {
            |_: &dyn Function, _: &TypeState, _: &mut FunctionCompileContext, _: ArgumentList| Ok(Hostname.as_expr())
        }
        "log" => log,
        "parse_grok" => parse_grok,
        "encode_proto" | "parse_proto" => proto,
        "parse_etld" => parse_etld,
        "dns_lookup" | "encode_zstd" | "http_request" | "parse_groks" | "reverse_dns" | "validate_json_schema" => {
            unsupported
        }
        _ => return function,
    };
    Box::new(Fitted { parameters: function.parameters(), function, compile })
}

/// An expression of the type given that stops the run.
pub fn cannot_run(name: &'static str, span: Span, type_def: TypeDef) -> Box<dyn Expression> {
    USED.with_borrow_mut(|used| used.push(name));
    CannotRun { name, span, type_def }.as_expr()
}

fn unsupported(
    function: &dyn Function,
    state: &TypeState,
    context: &mut FunctionCompileContext,
    arguments: ArgumentList,
) -> Compiled {
    let inner = function.compile(state, context, arguments)?;
    Ok(cannot_run(function.identifier(), context.span(), inner.type_def(state)))
}

fn parse_grok(
    function: &dyn Function,
    state: &TypeState,
    context: &mut FunctionCompileContext,
    arguments: ArgumentList,
) -> Compiled {
    arguments.required_literal("pattern", state)?;
    unsupported(function, state, context, arguments)
}

/// There are no files here to describe the message.
fn proto(
    function: &dyn Function,
    state: &TypeState,
    context: &mut FunctionCompileContext,
    arguments: ArgumentList,
) -> Compiled {
    arguments.required_literal("desc_file", state)?;
    arguments.required_literal("message_type", state)?;
    let type_def = match function.identifier() {
        "encode_proto" => TypeDef::bytes(),
        _ => TypeDef::from(Kind::json()),
    };
    Ok(cannot_run(function.identifier(), context.span(), type_def.fallible()))
}

/// Only with a list of suffixes of its own, which is a file.
fn parse_etld(
    function: &dyn Function,
    state: &TypeState,
    context: &mut FunctionCompileContext,
    arguments: ArgumentList,
) -> Compiled {
    if arguments.optional_literal("psl", state)?.is_none() {
        return function.compile(state, context, arguments);
    }
    let type_def = TypeDef::object(Collection::any()).fallible();
    Ok(cannot_run(function.identifier(), context.span(), type_def))
}

fn log(_: &dyn Function, state: &TypeState, _: &mut FunctionCompileContext, arguments: ArgumentList) -> Compiled {
    let levels = ["trace", "debug", "info", "warn", "error"].map(Value::from);
    arguments.optional_enum("level", &levels, state)?;
    Ok(Log { value: arguments.required("value") }.as_expr())
}

#[derive(Debug, Clone)]
struct CannotRun {
    name: &'static str,
    span: Span,
    type_def: TypeDef,
}

impl FunctionExpression for CannotRun {
    fn resolve(&self, _: &mut Context) -> Resolved {
        MET.set(MET.get().or(Some(self.name)));
        Err(ExpressionError::Abort { span: self.span, message: Some(format!("{} cannot be run here", self.name)) })
    }

    fn type_def(&self, _: &TypeState) -> TypeDef {
        self.type_def.clone()
    }
}

#[derive(Debug, Clone)]
struct Hostname;

impl FunctionExpression for Hostname {
    fn resolve(&self, _: &mut Context) -> Resolved {
        Ok(HOSTNAME.with_borrow(String::clone).into())
    }

    fn type_def(&self, _: &TypeState) -> TypeDef {
        TypeDef::bytes().fallible()
    }
}

/// Vector's own log is not the pipeline's: nothing is written.
#[derive(Debug, Clone)]
struct Log {
    value: Box<dyn Expression>,
}

impl FunctionExpression for Log {
    fn resolve(&self, context: &mut Context) -> Resolved {
        self.value.resolve(context)?;
        Ok(Value::Null)
    }

    fn type_def(&self, _: &TypeState) -> TypeDef {
        TypeDef::null().infallible().impure()
    }
}
