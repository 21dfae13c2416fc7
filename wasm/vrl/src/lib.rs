//! VRL's compiler and runtime behind a few C functions, JSON in and out.
//!
//! A panic aborts: its message goes to standard error, and the host throws the instance away.

mod diagnostics;
mod functions;
mod programs;
mod wire;

use serde::Deserialize;
use serde_json::{Value as Json, json};

unsafe extern "C" {
    fn __wasm_call_ctors();
}

/// To be called once, first. Without it the linker would have every call begin with what it does.
///
/// # Safety
/// It is called once.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _initialize() {
    unsafe { __wasm_call_ctors() };
}

/// Memory for a request of `length` bytes.
#[unsafe(no_mangle)]
pub extern "C" fn reserve(length: usize) -> *mut u8 {
    Box::into_raw(vec![0_u8; length].into_boxed_slice()).cast()
}

/// Gives back what [`reserve`] or [`call`] returned.
///
/// # Safety
/// `start` and `length` are those of one such piece, which is not used again.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn release(start: *mut u8, length: usize) {
    drop(unsafe { Box::from_raw(std::ptr::slice_from_raw_parts_mut(start, length)) });
}

/// Answers the request, which it takes over. The reply's place is in the upper half of what is returned, its length in the
/// lower one.
///
/// # Safety
/// `start` and `length` are those of a piece that [`reserve`] returned, which is not used again.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn call(start: *mut u8, length: usize) -> u64 {
    std::panic::set_hook(Box::new(|panic| {
        eprintln!("{}", panic.payload_as_str().unwrap_or("panic without a message"));
    }));
    let request = unsafe { Box::from_raw(std::ptr::slice_from_raw_parts_mut(start, length)) };
    let mut json = serde_json::Deserializer::from_slice(&request);
    // An event may be as deep as VRL lets it be, and the request is deeper.
    json.disable_recursion_limit();
    let reply = Json::deserialize(&mut json).map_or_else(|error| json!({ "refused": error.to_string() }), answer);
    let reply = reply.to_string().into_bytes().into_boxed_slice();
    let length = reply.len() as u64;
    ((Box::into_raw(reply).cast::<u8>() as u64) << 32) | length
}

fn answer(request: Json) -> Json {
    match request["do"].as_str() {
        Some("compile") => programs::compile(&request),
        Some("run") => programs::run(request),
        Some("drop") => programs::drop(&request),
        Some("functions") => functions::names(&request),
        _ => json!({ "refused": "'do' must be compile, run, drop or functions" }),
    }
}
