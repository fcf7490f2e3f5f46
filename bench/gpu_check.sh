#!/usr/bin/env bash
# Checks and times the CUDA backend on a machine with a card, in under ten minutes, and writes
# bench/results/<device>-<date>.json.
#
#   bench/gpu_check.sh prepare   where the packages and nvcc are: builds build/portable and puts the
#                                shared libraries it needs beside it, for a machine that has neither
#   bench/gpu_check.sh           on the machine with the card: runs everything, from build/portable if it
#                                is there, else from a build made here
#
# RELU_CENSUS_RESULTS names another folder for the results.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

portable=build/portable
results=${RELU_CENSUS_RESULTS:-bench/results}

prepare() {
  cmake --preset portable >/dev/null
  cmake --build --preset portable --target relu-census relu-census-tests
  mkdir -p "$portable/lib"
  # Everything but the C library itself, which is older here than on the machine with the card.
  ldd "$portable/relu-census" "$portable/relu-census-tests" | awk '$2 == "=>" && $3 ~ /^\// { print $3 }' |
    grep -vE '/(libc|libm|libpthread|libdl|librt|ld-linux.*)\.so' | sort -u | xargs -I{} cp -L {} "$portable/lib/"
  git rev-parse HEAD >"$portable/commit"
  echo "$(du -sh "$portable/relu-census" "$portable/relu-census-tests" "$portable/lib" | tr '\n' ' ')"
}

if [ "${1:-}" = prepare ]; then
  prepare
  exit
fi

command -v nvidia-smi >/dev/null || { echo "gpu_check.sh: no nvidia-smi here: is there a card and a driver?" >&2; exit 3; }
[ -x "$portable/relu-census" ] || prepare
export LD_LIBRARY_PATH="$PWD/$portable/lib${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}"
census=$PWD/$portable/relu-census
tests=$PWD/$portable/relu-census-tests
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

echo "== devices"
"$census" devices

echo "== tests that use the card"
"$tests" --gtest_filter='*cuda*:*Cuda*:*Curand*:*Device*' --gtest_brief=1

echo "== the same tallies on processor and card"
points=("1 3 unit-normal" "2 4 unit-uniform" "3 6 unit-cauchy" "4 5 unit-laplace" "2 16 he-normal" "8 9 unit-smoothed-rademacher")
for point in "${points[@]}"; do
  read -r n0 n1 init <<<"$point"
  for backend in cpu cuda; do
    "$census" estimate --n0 "$n0" --n1 "$n1" --init "$init" --seed 7 --networks 1e8 --backend $backend --json --quiet \
      >"$work/$backend.json"
  done
  python3 - "$work" "$point" <<'PYTHON'
import json, sys
cpu, cuda = (json.load(open(f"{sys.argv[1]}/{backend}.json")) for backend in ("cpu", "cuda"))
same = all(cpu[key] == cuda[key] for key in ("tally", "stages", "networks"))
print(f"{sys.argv[2]:32} {'equal' if same else 'DIFFERENT'}   cuda {cuda['networks_per_second']:.3g}/s, "
      f"cpu {cpu['networks_per_second']:.3g}/s   {cuda['tally']}")
sys.exit(not same)
PYTHON
done

echo "== compute-sanitizer"
if command -v compute-sanitizer >/dev/null; then
  for tool in memcheck racecheck initcheck; do
    compute-sanitizer --tool $tool --error-exitcode 9 "$census" estimate --n0 2 --n1 4 --networks 2e5 --backend cuda \
      --quiet >"$work/sanitizer.log" 2>&1 || { tail -30 "$work/sanitizer.log"; exit 9; }
    echo "$tool: nothing found"
  done
else
  echo "not installed: left out"
fi

echo "== timing"
: >"$work/timings.jsonl"
for point in "1 3" "2 4" "3 6" "4 8" "1 64"; do
  read -r n0 n1 <<<"$point"
  for repetition in 1 2 3; do
    "$census" estimate --n0 "$n0" --n1 "$n1" --networks 4e9 --first-id "${repetition}e10" --backend cuda --json --quiet \
      >>"$work/timings.jsonl"
  done
done

mkdir -p "$results"
python3 - "$work/timings.jsonl" "$results" "$(cat $portable/commit)" <<'PYTHON'
import collections, datetime, json, re, statistics, subprocess, sys
rows = [json.loads(line) for line in open(sys.argv[1])]
query = subprocess.run(["nvidia-smi", "--query-gpu=name,driver_version", "--format=csv,noheader"], capture_output=True, text=True)
name, driver = (part.strip() for part in query.stdout.splitlines()[0].split(","))
rates = collections.defaultdict(list)
for row in rows:
    rates[row["parameters"]["n0"], row["parameters"]["n1"]].append(row["networks_per_second"])
report = {"device": name, "driver": driver, "compiler": "nvcc 13", "commit": sys.argv[3], "date": str(datetime.date.today()),
          "backend": "cuda", "estimator": "plain", "init": "unit-normal",
          "networks_per_second": [{"n0": n0, "n1": n1, "median": statistics.median(all), "all": all} for (n0, n1), all in rates.items()]}
path = f"{sys.argv[2]}/{re.sub(r'[^a-z0-9]+', '-', name.lower())}-{report['date']}.json"
json.dump(report, open(path, "w"), indent=2)
for row in report["networks_per_second"]:
    print(f"({row['n0']},{row['n1']})  {row['median']:.3g} networks/s")
print(f"wrote {path}")
PYTHON
