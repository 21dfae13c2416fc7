//! The functions that Vector adds to VRL's library, with its types. Secrets are kept with the event; what asks enrichment
//! tables or Vector's own metrics compiles only.

use std::collections::BTreeMap;

use serde_json::Value as Json;
use vrl::compiler::function::Error;
use vrl::diagnostic::Label;
use vrl::path::{OwnedTargetPath, PathPrefix};
use vrl::prelude::*;

use super::host::cannot_run;

/// Meanings that the program has given to fields so far.
#[derive(Default)]
pub struct Meanings(BTreeMap<String, OwnedTargetPath>);

/// Names of the enrichment tables, where they are known.
pub struct Tables(Option<Vec<Value>>);

impl Tables {
    pub fn read(given: &Json) -> Self {
        Self(given.as_array().map(|names| names.iter().filter_map(Json::as_str).map(Value::from).collect()))
    }
}

pub fn all() -> Vec<Box<dyn Function>> {
    DECLARED.iter().map(|declared| Box::new(*declared) as _).collect()
}

type Compile = fn(&Declared, &TypeState, &mut FunctionCompileContext, ArgumentList) -> Compiled;

#[derive(Debug, Clone, Copy)]
struct Declared {
    identifier: &'static str,
    return_kind: u16,
    parameters: &'static [Parameter],
    compile: Compile,
}

const fn required(keyword: &'static str, kind: u16) -> Parameter {
    Parameter::required(keyword, kind, "")
}

const fn optional(keyword: &'static str, kind: u16) -> Parameter {
    Parameter::optional(keyword, kind, "")
}

const LOOKUP: &[Parameter] = &[
    required("table", kind::BYTES),
    required("condition", kind::OBJECT),
    optional("select", kind::ARRAY),
    optional("case_sensitive", kind::BOOLEAN),
    optional("wildcard", kind::BYTES),
];

const METRIC: &[Parameter] = &[required("key", kind::BYTES), optional("tags", kind::OBJECT)];

#[rustfmt::skip]
const DECLARED: &[Declared] = &[
    Declared { identifier: "get_secret", return_kind: kind::BYTES | kind::NULL, parameters: &[required("key", kind::BYTES)], compile: get_secret },
    Declared { identifier: "set_secret", return_kind: kind::NULL, parameters: &[required("key", kind::BYTES), required("secret", kind::BYTES)], compile: set_secret },
    Declared { identifier: "remove_secret", return_kind: kind::NULL, parameters: &[required("key", kind::BYTES)], compile: remove_secret },
    Declared { identifier: "set_semantic_meaning", return_kind: kind::NULL, parameters: &[required("target", kind::ANY), required("meaning", kind::BYTES)], compile: set_semantic_meaning },
    Declared { identifier: "get_enrichment_table_record", return_kind: kind::OBJECT, parameters: LOOKUP, compile: lookup },
    Declared { identifier: "find_enrichment_table_records", return_kind: kind::ARRAY, parameters: LOOKUP, compile: lookup },
    Declared { identifier: "get_vector_metric", return_kind: kind::OBJECT | kind::NULL, parameters: METRIC, compile: metric },
    Declared { identifier: "find_vector_metrics", return_kind: kind::ARRAY, parameters: METRIC, compile: metric },
    Declared { identifier: "aggregate_vector_metrics", return_kind: kind::FLOAT | kind::NULL, parameters: &[required("function", kind::BYTES), required("key", kind::BYTES), optional("tags", kind::OBJECT)], compile: aggregate },
    Declared { identifier: "parse_dnstap", return_kind: kind::OBJECT, parameters: &[required("value", kind::BYTES), optional("lowercase_hostnames", kind::BOOLEAN)], compile: parse_dnstap },
];

impl Function for Declared {
    fn identifier(&self) -> &'static str {
        self.identifier
    }

    fn usage(&self) -> &'static str {
        ""
    }

    fn category(&self) -> &'static str {
        ""
    }

    fn return_kind(&self) -> u16 {
        self.return_kind
    }

    fn examples(&self) -> &'static [Example] {
        &[]
    }

    fn parameters(&self) -> &'static [Parameter] {
        self.parameters
    }

    fn compile(&self, state: &TypeState, context: &mut FunctionCompileContext, arguments: ArgumentList) -> Compiled {
        (self.compile)(self, state, context, arguments)
    }
}

fn get_secret(_: &Declared, _: &TypeState, _: &mut FunctionCompileContext, arguments: ArgumentList) -> Compiled {
    Ok(Secret { key: arguments.required("key"), does: Does::Get }.as_expr())
}

fn set_secret(_: &Declared, _: &TypeState, _: &mut FunctionCompileContext, arguments: ArgumentList) -> Compiled {
    Ok(Secret { key: arguments.required("key"), does: Does::Set(arguments.required("secret")) }.as_expr())
}

fn remove_secret(_: &Declared, _: &TypeState, _: &mut FunctionCompileContext, arguments: ArgumentList) -> Compiled {
    Ok(Secret { key: arguments.required("key"), does: Does::Remove }.as_expr())
}

fn lookup(
    declared: &Declared,
    state: &TypeState,
    context: &mut FunctionCompileContext,
    arguments: ArgumentList,
) -> Compiled {
    match context.get_external_context::<Tables>() {
        Some(Tables(Some(names))) => arguments.required_enum("table", names, state)?,
        _ => arguments.required_literal("table", state)?,
    };
    arguments.required_object("condition")?;
    arguments.optional_literal("case_sensitive", state)?;
    let found = match declared.return_kind {
        kind::ARRAY => TypeDef::array(Collection::from_unknown(Kind::object(Collection::any()))),
        _ => TypeDef::object(Collection::any()),
    };
    Ok(cannot_run(declared.identifier, context.span(), found.fallible()))
}

fn metric(
    declared: &Declared,
    state: &TypeState,
    context: &mut FunctionCompileContext,
    arguments: ArgumentList,
) -> Compiled {
    check_tags(state, &arguments)?;
    let metric = Kind::object(BTreeMap::from([
        ("name".into(), Kind::bytes()),
        ("tags".into(), Kind::any_object()),
        ("type".into(), Kind::bytes()),
        ("kind".into(), Kind::bytes()),
        ("value".into(), Kind::float() | Kind::null()),
    ]));
    let found = match declared.identifier {
        "get_vector_metric" => TypeDef::from(metric).or_null(),
        // An object to Vector's compiler, although the value is an array.
        _ => TypeDef::object(Collection::from_unknown(metric)),
    };
    Ok(cannot_run(declared.identifier, context.span(), found.infallible()))
}

fn aggregate(
    declared: &Declared,
    state: &TypeState,
    context: &mut FunctionCompileContext,
    arguments: ArgumentList,
) -> Compiled {
    arguments.required_enum("function", &["sum", "avg", "min", "max"].map(Value::from), state)?;
    check_tags(state, &arguments)?;
    Ok(cannot_run(declared.identifier, context.span(), TypeDef::float().or_null().infallible()))
}

fn check_tags(state: &TypeState, arguments: &ArgumentList) -> Result<(), Box<dyn DiagnosticMessage>> {
    for tag in arguments.optional_object("tags")?.unwrap_or_default().values() {
        if *tag.type_def(state).kind() != Kind::bytes() {
            let value = tag.resolve_constant(state).unwrap_or(Value::Null);
            return Err(Box::new(Error::InvalidArgument {
                keyword: "tags.value",
                value,
                error: "Tag values must be strings",
            }));
        }
    }
    Ok(())
}

fn parse_dnstap(declared: &Declared, _: &TypeState, context: &mut FunctionCompileContext, _: ArgumentList) -> Compiled {
    Ok(cannot_run(declared.identifier, context.span(), TypeDef::object(Collection::any()).fallible()))
}

fn set_semantic_meaning(
    _: &Declared,
    state: &TypeState,
    context: &mut FunctionCompileContext,
    arguments: ArgumentList,
) -> Compiled {
    let span = context.span();
    let refusal = |message: &str, labels: Vec<Label>| -> Box<dyn DiagnosticMessage> {
        Box::new(ExpressionError::Error { message: message.to_owned(), labels, notes: vec![] })
    };
    let query = arguments.required_query("target")?;
    let meaning = arguments
        .required_literal("meaning", state)?
        .try_bytes_utf8_lossy()
        .map_err(|error| refusal(&error.to_string(), vec![]))?
        .into_owned();
    let Some(path) = query.external_path() else {
        let mut labels = vec![Label::primary("this path must point to an event or metadata", span)];
        if let Some(variable) = query.as_variable() {
            let name = variable.ident();
            labels.push(Label::context(format!("maybe you meant \".{name}\" or \"%{name}\"?"), span));
        }
        return Err(refusal("semantic meaning is not valid for local variables", labels));
    };
    let kind = match path.prefix {
        PathPrefix::Event => state.external.target_kind(),
        PathPrefix::Metadata => state.external.metadata_kind(),
    };
    if !kind.at_path(&path.path).contains_any_defined() {
        let labels = vec![
            Label::primary("cannot assign semantic meaning to non-existing field", span),
            Label::context(format!("field \".{path}\" is not known to exist for all events"), span),
        ];
        return Err(refusal("semantic meaning defined for non-existing field", labels));
    }
    if let Some(Meanings(given)) = context.get_external_context_mut::<Meanings>() {
        if let Some(other) = given.get(&meaning).filter(|other| **other != path) {
            let labels = vec![
                Label::primary(format!("semantic meaning \"{meaning}\" must reference a single field"), span),
                Label::context(format!("already referencing field \".{other}\""), span),
            ];
            return Err(refusal("semantic meaning referencing two different fields", labels));
        }
        given.insert(meaning, path);
    }
    Ok(Meaning.as_expr())
}

/// Known before the first event: nothing to do.
#[derive(Debug, Clone)]
struct Meaning;

impl FunctionExpression for Meaning {
    fn resolve(&self, _: &mut Context) -> Resolved {
        Ok(Value::Null)
    }

    fn type_def(&self, _: &TypeState) -> TypeDef {
        TypeDef::null().infallible().impure()
    }
}

#[derive(Debug, Clone)]
enum Does {
    Get,
    Set(Box<dyn Expression>),
    Remove,
}

#[derive(Debug, Clone)]
struct Secret {
    key: Box<dyn Expression>,
    does: Does,
}

impl FunctionExpression for Secret {
    fn resolve(&self, context: &mut Context) -> Resolved {
        let key = self.key.resolve(context)?;
        let key = key.try_bytes_utf8_lossy()?;
        match &self.does {
            Does::Get => return Ok(context.target().get_secret(&key).map_or(Value::Null, Value::from)),
            Does::Set(secret) => {
                let secret = secret.resolve(context)?;
                context.target_mut().insert_secret(&key, &secret.try_bytes_utf8_lossy()?);
            }
            Does::Remove => context.target_mut().remove_secret(&key),
        }
        Ok(Value::Null)
    }

    fn type_def(&self, _: &TypeState) -> TypeDef {
        match self.does {
            Does::Get => TypeDef::bytes().add_null().infallible(),
            Does::Set(_) | Does::Remove => TypeDef::null().infallible().impure(),
        }
    }
}
