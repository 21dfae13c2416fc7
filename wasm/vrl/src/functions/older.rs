//! Functions as older releases of VRL have them: fewer parameters, other types.

use vrl::compiler::function::Error;
use vrl::prelude::*;

use super::fitted::{Compile, Fitted};

/// The first minor version of VRL with a parameter.
const SINCE: &[(u64, &str, &str)] = &[
    (18, "parse_json", "lossy"),
    (21, "parse_timestamp", "timezone"),
    (27, "parse_aws_alb_log", "strict_mode"),
    (32, "flatten", "except"),
    (33, "encode_proto", "allow_lossy_string_coercion"),
    (34, "parse_cef", "strict"),
];

pub fn fit(minor: u64, function: Box<dyn Function>) -> Box<dyn Function> {
    let newer: Vec<&str> = SINCE
        .iter()
        .filter(|(since, name, _)| *since > minor && *name == function.identifier())
        .map(|(_, _, keyword)| *keyword)
        .collect();
    let compile: Compile = match function.identifier() {
        "find" if minor < 34 => find,
        "parse_regex" if minor < 34 => parse_regex,
        _ if newer.is_empty() => return function,
        _ => |function, state, context, arguments| function.compile(state, context, arguments),
    };
    let parameters = function.parameters().iter().filter(|one| !newer.contains(&one.keyword)).copied();
    Box::new(Fitted { parameters: parameters.collect::<Vec<_>>().leak(), function, compile })
}

/// Said to give an integer always.
fn find(
    function: &dyn Function,
    state: &TypeState,
    context: &mut FunctionCompileContext,
    arguments: ArgumentList,
) -> Compiled {
    let inner = function.compile(state, context, arguments)?;
    Ok(Retyped { inner, type_def: TypeDef::integer().infallible() }.as_expr())
}

/// The pattern is known when the program is compiled.
fn parse_regex(
    function: &dyn Function,
    state: &TypeState,
    context: &mut FunctionCompileContext,
    arguments: ArgumentList,
) -> Compiled {
    if let ConstOrExpr::Expr(_) = arguments.required_regex("pattern", state) {
        let expr = Box::new(arguments.required_expr("pattern"));
        return Err(Box::new(Error::UnexpectedExpression { keyword: "pattern", expected: "regex", expr }));
    }
    function.compile(state, context, arguments)
}

#[derive(Debug, Clone)]
struct Retyped {
    inner: Box<dyn Expression>,
    type_def: TypeDef,
}

impl FunctionExpression for Retyped {
    fn resolve(&self, context: &mut Context) -> Resolved {
        self.inner.resolve(context)
    }

    fn type_def(&self, _: &TypeState) -> TypeDef {
        self.type_def.clone()
    }
}
