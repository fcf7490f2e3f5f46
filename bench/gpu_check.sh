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
points=("1 3 unit-normal plain 1e8" "2 4 unit-uniform plain 1e8" "3 6 unit-cauchy plain 1e8"
  "4 5 unit-laplace plain 1e8" "2 16 he-normal plain 1e8" "8 9 unit-smoothed-rademacher plain 1e8"
  "1 3 unit-normal orbit 1e6" "2 4 unit-cauchy orbit 1e6" "4 6 unit-uniform orbit 1e5" "8 10 unit-normal orbit 1e4"
  "6 8 unit-laplace signs 1e5" "2 12 he-normal orbit:8:2 1e5" "8 16 unit-normal signs:12 2e3" "1 64 unit-normal signs:6 1e5")
# Counts what the arguments say on both backends and compares every integer.
compare() {
  for backend in cpu cuda; do
    "$census" estimate "$@" --seed 7 --backend $backend --json --quiet >"$work/$backend.json"
  done
  python3 - "$work" "$*" <<'PYTHON'
import json, sys
cpu, cuda = (json.load(open(f"{sys.argv[1]}/{backend}.json")) for backend in ("cpu", "cuda"))
same = all(cpu.get(key) == cuda.get(key) for key in ("tally", "stages", "histograms", "networks"))
print(f"{sys.argv[2]:44} {'equal' if same else 'DIFFERENT'}   cuda {cuda['networks_per_second']:.3g}/s, "
      f"cpu {cpu['networks_per_second']:.3g}/s   {cuda['tally']}")
sys.exit(not same)
PYTHON
}
for point in "${points[@]}"; do
  read -r n0 n1 init estimator networks <<<"$point"
  compare --n0 "$n0" --n1 "$n1" --init "$init" --estimator "$estimator" --networks "$networks"
done
further=("--question death --inputs 4 --width 3 --depth 10 --networks 1e6"
  "--question death --inputs 7 --widths 10x5 --biases normal:0.1 --feature batch-normalisation --networks 1e5"
  "--question death --inputs 4 --width 64 --depth 10 --signs most-living --networks 2e4"
  "--question death --inputs 2 --width 4 --depth 60 --init rai --data grid:10 --networks 1e5"
  "--question trainability --inputs 5 --width 16 --depth 1 --init unit-normal --biases normal:1 --networks 1e6"
  "--question trainability --inputs 3 --widths 8,8 --biases normal:0.1 --domain data --bias_rule through-data --networks 1e5"
  "--question regions --inputs 2 --widths 16,16 --biases normal:0.1 --domain box:3 --networks 1e4"
  "--question regions --inputs 10 --widths 8,8,8 --biases normal:1 --through random --networks 5e3"
  "--question regions --inputs 16 --widths 32,32 --biases normal:0.1 --domain line --through random --networks 2e4"
  "--question regions --inputs 3 --width 12 --depth 1 --biases normal:1 --domain space --networks 1e5")
for arguments in "${further[@]}"; do
  # shellcheck disable=SC2086
  compare $arguments
done

echo "== compute-sanitizer"
if command -v compute-sanitizer >/dev/null; then
  for tool in memcheck racecheck initcheck; do
    for arguments in "--n0 2 --n1 4 --estimator plain --networks 2e5" "--n0 3 --n1 5 --estimator orbit --networks 2e3" \
      "--n0 8 --n1 16 --estimator signs:4 --networks 50" \
      "--question death --inputs 4 --width 5 --depth 6 --networks 2e3" \
      "--question trainability --inputs 3 --width 8 --depth 2 --biases normal:1 --domain data --networks 1e3" \
      "--question regions --inputs 2 --widths 8,8 --biases normal:1 --domain box:3 --networks 200"; do
      # shellcheck disable=SC2086
      compute-sanitizer --tool $tool --error-exitcode 9 "$census" estimate $arguments --backend cuda --quiet \
        >"$work/sanitizer.log" 2>&1 || { tail -30 "$work/sanitizer.log"; exit 9; }
    done
    echo "$tool: nothing found"
  done
else
  echo "not installed: left out"
fi

echo "== timing"
: >"$work/timings.jsonl"
for point in "1 3 plain 4e9" "2 4 plain 4e9" "3 6 plain 4e9" "4 8 plain 4e9" "1 64 plain 4e9" \
  "1 3 orbit 1e7" "2 4 orbit 1e7" "4 6 orbit 2e6" "8 10 orbit 1e5" "6 8 signs 2e6"; do
  read -r n0 n1 estimator networks <<<"$point"
  for repetition in 1 2 3; do
    "$census" estimate --n0 "$n0" --n1 "$n1" --estimator "$estimator" --networks "$networks" \
      --first-id "${repetition}e10" --backend cuda --json --quiet >>"$work/timings.jsonl"
  done
done

echo "== beside the limit"
"$census" benchmark --backend cuda
"$census" benchmark --json --quiet >"$work/benchmark.json"

mkdir -p "$results"
python3 - "$work/timings.jsonl" "$results" "$(cat $portable/commit)" "$work/benchmark.json" <<'PYTHON'
import collections, datetime, json, re, statistics, subprocess, sys
rows = [json.loads(line) for line in open(sys.argv[1])]
query = subprocess.run(["nvidia-smi", "--query-gpu=name,driver_version", "--format=csv,noheader"], capture_output=True, text=True)
name, driver = (part.strip() for part in query.stdout.splitlines()[0].split(","))
rates = collections.defaultdict(list)
for row in rows:
    rates[row["parameters"]["n0"], row["parameters"]["n1"], row["estimator"]].append(row["networks_per_second"])
report = {"device": name, "driver": driver, "compiler": "nvcc 13", "commit": sys.argv[3], "date": str(datetime.date.today()),
          "backend": "cuda", "init": "unit-normal",
          "networks_per_second": [{"n0": n0, "n1": n1, "estimator": estimator, "median": statistics.median(all), "all": all}
                                  for (n0, n1, estimator), all in rates.items()],
          "benchmark": json.load(open(sys.argv[4]))}
path = f"{sys.argv[2]}/{re.sub(r'[^a-z0-9]+', '-', name.lower())}-{report['date']}.json"
json.dump(report, open(path, "w"), indent=2)
for row in report["networks_per_second"]:
    print(f"({row['n0']},{row['n1']}) {row['estimator']}  {row['median']:.3g} networks/s")
print(f"wrote {path}")
PYTHON
