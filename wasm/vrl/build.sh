#!/usr/bin/env bash
# Builds VRL's compiler for lib/languages/vrl/compiler, and writes its licence notice and the list of checksums.
#
#   build.sh            build (needs rustup, and npx for wasm-opt; minutes, 2 GB of memory)
#   build.sh --check    do the sources and what was built agree? needs neither
#   build.sh --verify   build again elsewhere, and compare byte by byte
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

binaryen=132.0.0
built=../../lib/languages/vrl/compiler
sums=checksums.sha256

sources() { find . -type f -not -path './target/*' -not -name "$sums" -not -name .gitignore | LC_ALL=C sort; }

compile() { # where to
  local target=${CARGO_TARGET_DIR:-$PWD/target} registry=${CARGO_HOME:-$HOME/.cargo}/registry/src flags=() folder
  # No path of the machine gets into messages of panics.
  for folder in "$registry"/*/; do flags+=("--remap-path-prefix=${folder%/}=/crates"); done
  # Programs nest deeper than the one MiB of the default.
  flags+=("-Clink-arg=-zstack-size=8388608")
  flags+=("--remap-path-prefix=$target=/target" "--remap-path-prefix=$PWD=/vrl")
  (
    IFS=$'\x1f'
    CARGO_ENCODED_RUSTFLAGS="${flags[*]}" CARGO_INCREMENTAL=0 cargo build --release --locked --target wasm32-wasip1
  )
  npx --yes --package="binaryen@$binaryen" wasm-opt -Oz --enable-bulk-memory --enable-mutable-globals --enable-sign-ext \
    --enable-nontrapping-float-to-int --enable-multivalue --enable-reference-types \
    "$target/wasm32-wasip1/release/cdk8s_logging_vrl.wasm" -o "$1"
}

case ${1:-} in
'')
  rustup target add wasm32-wasip1
  cargo fetch --locked --target wasm32-wasip1
  compile "$built/vrl.wasm"
  chmod 644 "$built/vrl.wasm"
  cargo metadata --locked --format-version 1 --filter-platform wasm32-wasip1 | node notice.mjs >"$built/vrl.wasm.notice.txt"
  { sources && printf '%s\n' "$built/vrl.wasm" "$built/vrl.wasm.notice.txt"; } | xargs sha256sum >"$sums"
  ;;
--check)
  sha256sum --check --quiet "$sums"
  diff <(sources) <(sed 's/^[0-9a-f]*  //' "$sums" | grep '^[.]/')
  ;;
--verify)
  "./$(basename "$0")" --check
  again=$(mktemp -d)
  trap 'rm -rf "$again"' EXIT
  export CARGO_TARGET_DIR=$again/target
  rustup target add wasm32-wasip1
  cargo fetch --locked --target wasm32-wasip1
  compile "$again/vrl.wasm"
  cmp "$again/vrl.wasm" "$built/vrl.wasm"
  ;;
*)
  sed -n '2,6s/^# \{0,1\}//p' "$0" >&2
  exit 2
  ;;
esac
