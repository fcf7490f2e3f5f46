#!/bin/sh
# compare_hashes.sh PROGRAM...: runs programs built from print_hashes.cpp with different options, and
# one more built here by clang++ where it is installed; fails unless all print the same.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

if command -v clang++ >/dev/null 2>&1; then
  clang++ -std=c++20 -O3 -march=native -ffp-contract=off -I"$here/../.." "$here/print_hashes.cpp" -o "$work/clang"
  set -- "$@" "$work/clang"
fi
"$1" >"$work/expected"
cat "$work/expected"
for program in "$@"; do
  "$program" >"$work/actual"
  cmp "$work/expected" "$work/actual" || { echo "$program prints other hashes:"; cat "$work/actual"; exit 1; }
done
echo "$# programs print the same hashes"
