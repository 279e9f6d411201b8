#!/bin/sh
# Makes the stores of earlier versions with the programs that wrote them: two runs each.
#
# Version 3 was made at an earlier time: one run of two layers, 12 steps.
# Usage: make-stores.sh FOLDER   (an empty folder, for the sources and builds)
set -eu
stores=$(cd "$(dirname "$0")" && pwd)
folder=$1
# The last commit that wrote each version of the tables.
for pair in 1:56b2c8e 2:d84913d 4:227f9ef; do
  version=${pair%%:*}
  git -C "$stores" worktree add --detach "$folder/v$version" "${pair##*:}"
  (cd "$folder/v$version" && swift build --product gradscope)
  program=$folder/v$version/.build/debug/gradscope
  store=$folder/version-$version.sqlite
  common="--dataset xor --examples 120 --depth 3 --width 8 --steps 20 --record scalars --quiet
    --store $store --output $folder/out"
  # Its loss is NaN after the first update.
  "$program" train $common --learning-rate 1e12 || true
  "$program" train $common --activation tanh --residual --norm layer --bias-std 0.1 \
    --optimizer adam --schedule cosine:5 --batch-size 16 --seed 18446744073709551615
  sqlite3 "$store" "PRAGMA wal_checkpoint(TRUNCATE)"
  cp "$store" "$stores/"
done
