#!/usr/bin/env bash
# Measures what a whole run of `zufolge read` takes, and files it under benches/runs/<date>/read.md:
#
#   benches/run.sh            today's folder
#   benches/run.sh FOLDER     another one
#
# ENGINE=rules measures the rules instead of the default model, and files read-rules.md.
#
# Texts: the dev articles of the corpus wikinews-quotes, each twenty times under another name, so that the start of the process does not
# count for much. The corpus is looked for where ZUFOLGE_DATA points, else in ../shared/data; without it the articles in
# fixtures/articles/ are read instead, and the result says so. Needs python3; /usr/bin/time, taskset and valgrind add what they know.
set -euo pipefail
cd "$(dirname "$0")/.."
export LC_ALL=C.UTF-8

folder=${1:-benches/runs/$(date +%F)}
data=${ZUFOLGE_DATA:-../shared/data}
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
mkdir -p "$folder" "$scratch/once" "$scratch/many"

engine=${ENGINE:-model}
if [ "$engine" = rules ]; then out=read-rules.md bars=(5 30 100); else out=read.md bars=(1.5 50 300); fi

cargo build --quiet --release --package zufolge-cli
zufolge=$PWD/target/release/zufolge

texts="wikinews-quotes dev"
python3 - "$data/wikinews-quotes/dev.jsonl" "$scratch" <<'PYTHON' || texts=none
import json, sys
corpus, scratch = sys.argv[1:]
try:
    lines = open(corpus, encoding="utf-8").readlines()
except OSError as error:
    sys.exit(f"{error}; reading fixtures/articles/ instead")
for number, line in enumerate(lines):
    text = json.loads(line)["originalText"]
    for copy in range(20):
        with open(f"{scratch}/many/{copy:02}-{number:03}.txt", "w", encoding="utf-8") as out:
            out.write(text)
    with open(f"{scratch}/once/{number:03}.txt", "w", encoding="utf-8") as out:
        out.write(text)
PYTHON
if [ "$texts" = none ]; then
  texts="fixtures/articles"
  for copy in $(seq -w 100); do for file in fixtures/articles/*.txt; do cp "$file" "$scratch/many/$copy-${file##*/}"; done; done
  cp fixtures/articles/*.txt "$scratch/once/"
fi

pin=() # one core
if command -v taskset >/dev/null; then pin=(taskset -c 0); fi

# Runs a command several times; prints wall-clock seconds, least first.
seconds() { # seconds TIMES COMMAND…
  python3 - "$@" <<'PYTHON'
import subprocess, sys, time
def once():
    start = time.perf_counter()
    subprocess.run(sys.argv[2:], stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - start
print(*(f"{seconds:.4f}" for seconds in sorted(once() for _ in range(int(sys.argv[1])))))
PYTHON
}

# Seconds until the first byte of output stands in the pipe, least first.
first_byte() { # first_byte TIMES COMMAND…
  python3 - "$@" <<'PYTHON'
import subprocess, sys, time
def once():
    start = time.perf_counter()
    with subprocess.Popen(sys.argv[2:], stdout=subprocess.PIPE) as child:
        child.stdout.read(1)
        passed = time.perf_counter() - start
        child.stdout.read()
    return passed
print(*(f"{seconds:.4f}" for seconds in sorted(once() for _ in range(int(sys.argv[1])))))
PYTHON
}

# Kilobytes at the peak.
memory() {
  python3 - "$@" <<'PYTHON'
import resource, subprocess, sys
subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, check=True)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
PYTHON
}

bytes=$(cat "$scratch"/many/*.txt | wc -c)
files=$(find "$scratch/many" -name '*.txt' | wc -l)
read -r -a whole < <(seconds 7 "${pin[@]}" "$zufolge" read --engine "$engine" --format jsonl "$scratch/many")
read -r -a start < <(first_byte 21 "${pin[@]}" "$zufolge" read --engine "$engine" fixtures/articles/02-flash.txt)
peak=$(memory "${pin[@]}" "$zufolge" read --engine "$engine" --format jsonl "$scratch/many")
peak_cores=$(memory "$zufolge" read --engine "$engine" --format jsonl "$scratch/many")

instructions="not counted: no valgrind"
if command -v valgrind >/dev/null; then
  count() { valgrind --tool=callgrind --callgrind-out-file=/dev/null "$@" 2>&1 >/dev/null | awk '/Collected/ {print $NF}'; }
  instructions="$(count "$zufolge" read --engine "$engine" --format jsonl "$scratch/once") for the articles once, $(count "$zufolge" read --engine "$engine" fixtures/articles/02-flash.txt) for one short article"
fi

ratio() { awk -v a="$1" -v b="$2" 'BEGIN { printf "%.2f", a / b }'; }
milliseconds() { awk -v a="$1" 'BEGIN { printf "%.1f", a * 1000 }'; }
{
  uname -srm
  lscpu | grep -E '^(Model name|CPU\(s\)|L[123].* cache|Thread)' | sed 's/  */ /g'
  grep MemTotal /proc/meminfo | sed 's/  */ /g'
  rustc --version
  echo "commit $(git rev-parse --short HEAD)$(git diff --quiet HEAD -- crates || echo ', with changes')"
} >"$folder/machine.txt"
{
  echo "    ENGINE=$engine benches/run.sh"
  echo
  echo "One core; machine in machine.txt. Texts: $texts, $files files, $bytes bytes."
  echo
  echo "| what | median | best | bar |"
  echo "|---|---|---|---|"
  echo "| \`zufolge read --engine $engine --format jsonl FOLDER\`, MB of text per second | $(ratio "$bytes" "${whole[3]}e6") | $(ratio "$bytes" "${whole[0]}e6") | ≥ ${bars[0]} |"
  echo "| \`zufolge read fixtures/articles/02-flash.txt\`, ms to the first byte | $(milliseconds "${start[10]}") | $(milliseconds "${start[0]}") | < ${bars[1]} |"
  echo "| peak memory over the folder, MB | $(ratio "$peak" 1000) | | < ${bars[2]} |"
  echo "| the same on all cores | $(ratio "$peak_cores" 1000) | | |"
  echo
  echo "Seconds over the folder: ${whole[*]}"
  echo
  echo "Seconds to the first byte: ${start[*]}"
  echo
  echo "Instructions (callgrind): $instructions"
} >"$folder/$out"
cat "$folder/machine.txt" "$folder/$out"
