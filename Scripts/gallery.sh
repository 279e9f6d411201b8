#!/bin/sh
# Makes the pictures of reports/gallery by their commands: gallery.sh PROGRAM FOLDER
#
# Each command runs as it is named in the gallery, without an option more, in a folder of its own, so that what a
# picture says of its making is what a reader types. FOLDER gets the pictures, and compare.json with the verdicts.
set -eu

program=$(realpath "$1")
folder=$(realpath "$2")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

# The line that a reader types, and what its pictures are called in the gallery: NAME or NAME=NAME-IN-THE-GALLERY.
make_pictures() {
  line=$1
  shift
  echo "gallery: gradscope $line" >&2
  rm -rf reports
  # shellcheck disable=SC2086 -- the words of the line are words of their own.
  "$program" $line >/dev/null 2>"$work/log" || { cat "$work/log" >&2; exit 1; }
  for picture; do
    cp reports/*/"${picture%%=*}.png" "$folder/${picture##*=}.png"
  done
}

make_pictures "compare --depth 10" overview gradient-heatmaps loss-curves activations profiles
# The same command again, for its verdicts as a document.
"$program" compare --depth 10 --format json --no-pictures --no-store --quiet >"$folder/compare.json"
make_pictures "prescribe --activation sigmoid" prescription
make_pictures "sweep" phase-diagram=phase-diagram-tanh
make_pictures "sweep --activation relu" phase-diagram=phase-diagram-relu
