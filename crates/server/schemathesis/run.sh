#!/usr/bin/env bash
# Tries the API against its own description: no server error, no answer that is not described.
#
#   crates/server/schemathesis/run.sh [PROGRAM [EXAMPLES]]      default: target/release/zufolge 25
#
# Starts the program over the story in fixtures/ledger and asks it with a token that may write. Needs Python 3; schemathesis is installed
# into a temporary folder.
set -euo pipefail
cd "$(dirname "$0")/../../.."
program=${1:-target/release/zufolge}
examples=${2:-25}
work=$(mktemp -d)
trap 'kill "${server:-}" 2>/dev/null || true; rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet schemathesis==4.32.5
token=schemathesis-may-write-all
echo "write schemathesis $token" >"$work/tokens"
"$program" ledger add --db "$work/ledger.db" fixtures/ledger/talsperre/items.jsonl >/dev/null
"$program" serve --db "$work/ledger.db" --token-file "$work/tokens" --bind 127.0.0.1:0 2>"$work/log" &
server=$!
until grep -q 'http://' "$work/log"; do sleep 0.2; kill -0 "$server"; done
base=$(grep -o 'http://[0-9.:]*' "$work/log")
cd crates/server/schemathesis
SCHEMATHESIS_HOOKS=hooks "$work/venv/bin/schemathesis" run "$base/api/v1/openapi.json" --header "Authorization: Bearer $token" \
  --max-examples "$examples" --workers 1 --seed 8 \
  --checks not_a_server_error,status_code_conformance,content_type_conformance,response_headers_conformance,response_schema_conformance
