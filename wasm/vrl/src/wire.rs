//! VRL's values as JSON. What JSON cannot hold, or JavaScript would not read back as it was, is an object with one key that
//! begins with `$`; so an object of the event that has but one such key is wrapped as well.

use serde_json::{Map, Value as Json, json};
use vrl::value::Value;

const SAFE: i64 = (1 << 53) - 1;

pub fn read(value: Json) -> Value {
    match value {
        Json::Object(map) => match tag(&map) {
            Some(_) => tagged(map),
            None => object(map),
        },
        Json::Array(items) => Value::Array(items.into_iter().map(read).collect()),
        Json::String(text) => Value::Bytes(text.into_bytes().into()),
        Json::Number(number) => match number.as_i64() {
            Some(integer) => Value::Integer(integer),
            None => Value::from_f64_or_zero(number.as_f64().unwrap_or_default()),
        },
        Json::Bool(boolean) => Value::Boolean(boolean),
        Json::Null => Value::Null,
    }
}

fn object(map: Map<String, Json>) -> Value {
    Value::Object(map.into_iter().map(|(key, held)| (key.into(), read(held))).collect())
}

fn tag(map: &Map<String, Json>) -> Option<&str> {
    let mut keys = map.keys();
    match (keys.next(), keys.next()) {
        (Some(key), None) if key.starts_with('$') => Some(key),
        _ => None,
    }
}

fn tagged(map: Map<String, Json>) -> Value {
    let Some((tag, held)) = map.into_iter().next() else {
        return Value::Null;
    };
    match (tag.as_str(), held) {
        ("$object", Json::Object(map)) => object(map),
        ("$integer", Json::String(digits)) => Value::Integer(digits.parse().unwrap_or_default()),
        ("$float", Json::String(text)) => Value::from_f64_or_zero(text.parse().unwrap_or_default()),
        ("$timestamp", Json::String(digits)) => instant(digits.parse().unwrap_or_default()),
        ("$bytes", Json::String(hex)) => Value::Bytes(bytes(&hex).into()),
        (_, held) => read(held),
    }
}

fn instant(nanoseconds: i128) -> Value {
    const SECOND: i128 = 1_000_000_000;
    let seconds = i64::try_from(nanoseconds.div_euclid(SECOND)).unwrap_or_default();
    let rest = nanoseconds.rem_euclid(SECOND) as u32;
    chrono::DateTime::from_timestamp(seconds, rest).map_or(Value::Null, Value::Timestamp)
}

fn bytes(hex: &str) -> Vec<u8> {
    hex.as_bytes()
        .chunks(2)
        .map(|pair| {
            std::str::from_utf8(pair).ok().and_then(|pair| u8::from_str_radix(pair, 16).ok()).unwrap_or_default()
        })
        .collect()
}

pub fn show(value: &Value) -> Json {
    match value {
        Value::Bytes(bytes) => match std::str::from_utf8(bytes) {
            Ok(text) => Json::String(text.to_owned()),
            Err(_) => json!({ "$bytes": bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>() }),
        },
        Value::Regex(regex) => json!({ "$regex": regex.as_str() }),
        Value::Integer(integer) if integer.abs_diff(0) > SAFE as u64 => json!({ "$integer": integer.to_string() }),
        Value::Integer(integer) => json!(integer),
        Value::Float(float) => {
            let float = float.into_inner();
            // A whole number would come back as an integer.
            if float.is_finite() && float.fract() != 0.0 {
                json!(float)
            } else {
                json!({ "$float": float.to_string() })
            }
        }
        Value::Boolean(boolean) => json!(boolean),
        Value::Timestamp(time) => {
            let nanoseconds = i128::from(time.timestamp()) * 1_000_000_000 + i128::from(time.timestamp_subsec_nanos());
            json!({ "$timestamp": nanoseconds.to_string() })
        }
        Value::Object(held) => {
            let map: Map<String, Json> = held.iter().map(|(key, held)| (key.to_string(), show(held))).collect();
            if tag(&map).is_some() { json!({ "$object": map }) } else { Json::Object(map) }
        }
        Value::Array(items) => Json::Array(items.iter().map(show).collect()),
        Value::Null => Json::Null,
    }
}
