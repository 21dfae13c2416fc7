#!/usr/bin/env bash
# Builds Alloy's parser and formatter for lib/languages/alloy/compiler, and writes its licence notice and the list of checksums.
#
#   build.sh            build (needs the Go that go.mod names; seconds)
#   build.sh --check    do the sources and what was built agree? needs no Go
#   build.sh --verify   build again elsewhere, and compare byte by byte
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

built=../../lib/languages/alloy/compiler
sums=checksums.sha256
export GOTOOLCHAIN=go1.26.8

sources() { find . -type f -not -name "$sums" | LC_ALL=C sort; }

compile() { # where to
  # No path of the machine, no name of its checkout; nothing of the user's settings.
  GOOS=wasip1 GOARCH=wasm CGO_ENABLED=0 GOFLAGS= GOWASM= GOEXPERIMENT= \
    go build -mod=readonly -buildmode=c-shared -buildvcs=false -trimpath -ldflags='-s -w -buildid=' -o "$1" .
}

case ${1:-} in
'')
  compile "$built/alloy.wasm"
  chmod 644 "$built/alloy.wasm"
  GOOS=wasip1 GOARCH=wasm CGO_ENABLED=0 go list -mod=readonly -deps -json=Module,Standard . |
    node notice.mjs "$(go env GOROOT)" "$(go env GOVERSION)" >"$built/alloy.wasm.notice.txt"
  { sources && printf '%s\n' "$built/alloy.wasm" "$built/alloy.wasm.notice.txt"; } | xargs sha256sum >"$sums"
  ;;
--check)
  sha256sum --check --quiet "$sums"
  diff <(sources) <(sed 's/^[0-9a-f]*  //' "$sums" | grep '^[.]/')
  ;;
--verify)
  "./$(basename "$0")" --check
  again=$(mktemp -d)
  trap 'rm -rf "$again"' EXIT
  GOCACHE=$again/cache compile "$again/alloy.wasm"
  cmp "$again/alloy.wasm" "$built/alloy.wasm"
  ;;
*)
  sed -n '2,6s/^# \{0,1\}//p' "$0" >&2
  exit 2
  ;;
esac
