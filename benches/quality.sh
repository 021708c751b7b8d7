#!/usr/bin/env bash
# Files what the rules score: benches/runs/<date>/quality.md. Needs the corpora (ZUFOLGE_DATA, or ../shared/data beside the checkout).
set -euo pipefail
cd "$(dirname "$0")/.."
data=${ZUFOLGE_DATA:-../shared/data}
out=benches/runs/$(date +%F)
mkdir -p "$out"
cargo build --release --quiet --package zufolge-cli
run() { # prints the command as people would type it, then what it says
  printf '\n`zufolge %s`\n\n```text\n' "${*//$data\//}"
  target/release/zufolge "$@"
  printf '```\n'
}
{
  printf '# Quality of the rules\n\nBy `benches/quality.sh`, at %s. Files are named from the data folder.\n' "$(git describe --always --dirty)"
  run evaluate --corpus wikinews --engine rules "$data/wikinews-quotes/dev.jsonl"
  run evaluate --corpus wikinews --engine rules --by-rule "$data/wikinews-quotes/train.jsonl"
  run evaluate --corpus zufolge --engine rules --split score corpus/de
  run evaluate --corpus spkatt --engine rules "$data/spkatt-2023/train.jsonl"
} >"$out/quality.md"
