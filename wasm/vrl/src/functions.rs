//! The functions that Vector's VRL of one age knows.

mod fitted;
pub mod host;
mod older;
mod vector;

use std::cell::RefCell;
use std::collections::HashMap;

use serde_json::{Value as Json, json};
use vrl::compiler::Function;

pub use vector::{Meanings, Tables};

/// VRL's minor version in Vector 0.57, whose library this is.
const NEWEST: u64 = 34;

/// The first minor version of VRL with a function, where that is not the oldest known here.
#[rustfmt::skip]
const SINCE: &[(u64, &[&str])] = &[
    (18, &["camelcase", "kebabcase", "parse_influxdb", "pascalcase", "screamingsnakecase", "snakecase", "unflatten"]),
    (21, &["crc", "decode_charset", "encode_charset", "object_from_array", "parse_bytes", "parse_cbor", "zip"]),
    (22, &["shannon_entropy", "to_syslog_facility_code"]),
    (23, &["decode_lz4", "encode_lz4"]),
    (26, &["haversine", "validate_json_schema"]),
    (27, &["decrypt_ip", "encrypt_ip", "http_request", "pop", "xxhash"]),
    (28, &["basename", "dirname", "split_path"]),
    // Vector 0.53.
    (30, &["aggregate_vector_metrics", "find_vector_metrics", "get_vector_metric"]),
    (31, &["parse_yaml"]),
    (32, &["encode_csv", "from_entries", "to_entries"]),
];

pub fn minor(request: &Json) -> u64 {
    request["vrl"].as_u64().unwrap_or(NEWEST)
}

/// Built once for each age, for good.
pub fn of(minor: u64) -> &'static [Box<dyn Function>] {
    thread_local! {
        static BUILT: RefCell<HashMap<u64, &'static [Box<dyn Function>]>> = RefCell::default();
    }
    BUILT.with_borrow_mut(|built| *built.entry(minor).or_insert_with(|| build(minor).leak()))
}

fn build(minor: u64) -> Vec<Box<dyn Function>> {
    let newer: Vec<&str> =
        SINCE.iter().filter(|(since, _)| *since > minor).flat_map(|(_, names)| *names).copied().collect();
    vrl::stdlib::all()
        .into_iter()
        .map(host::fit)
        .chain(vector::all())
        .filter(|function| !newer.contains(&function.identifier()))
        .map(|function| older::fit(minor, function))
        .collect()
}

/// `{ vrl }` → `{ functions }`
pub fn names(request: &Json) -> Json {
    json!({ "functions": of(minor(request)).iter().map(|function| function.identifier()).collect::<Vec<_>>() })
}
