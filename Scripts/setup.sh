#!/bin/sh
# Makes sure that what Gradscope is built with is there, and installs only what is missing.
#
#   Debian, Ubuntu   apt-get, through sudo where the user is not root
#   macOS            Homebrew
#   elsewhere        says what is missing, and exits with 1
set -eu

minimum_major=6
minimum_minor=1

say() { printf 'setup: %s\n' "$*"; }
fail() {
  printf 'setup: %s\n' "$*" >&2
  exit 1
}
has() { command -v "$1" >/dev/null 2>&1; }

check_swift() {
  has swift || fail "expected Swift $minimum_major.$minimum_minor or newer, found no \"swift\"" \
    "on the PATH; install it from https://www.swift.org/install and try again"
  version=$(swift --version 2>/dev/null |
    sed -n 's/.*Swift version \([0-9][0-9]*\)\.\([0-9][0-9]*\).*/\1 \2/p' | head -n 1)
  [ -n "$version" ] || fail "expected Swift $minimum_major.$minimum_minor or newer, but" \
    "\"swift --version\" names no version; run it to see why, or install Swift again"
  major=${version% *}
  minor=${version#* }
  if [ "$major" -lt "$minimum_major" ] ||
    { [ "$major" -eq "$minimum_major" ] && [ "$minor" -lt "$minimum_minor" ]; }; then
    fail "expected Swift $minimum_major.$minimum_minor or newer, found $major.$minor;" \
      "install a newer one from https://www.swift.org/install and try again"
  fi
}

# pkg-config knows libraries that were built by hand too; dpkg is asked where it is not there yet.
has_library() {
  if has pkg-config; then
    pkg-config --exists "$1" 2>/dev/null
  else
    has_package "$2"
  fi
}

has_package() {
  has dpkg-query || return 1
  [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

has_font() {
  has_package fonts-dejavu-core && return 0
  has fc-list && [ -n "$(fc-list 'DejaVu Sans' 2>/dev/null)" ]
}

as_root() {
  if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi
}

apt_install() {
  # shellcheck disable=SC2086 -- the names of the packages are words of their own.
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq \
    --no-install-recommends -o DPkg::Lock::Timeout=120 $missing </dev/null
}

setup_linux() {
  missing=
  has pkg-config || missing="$missing pkg-config"
  has_library libpng libpng-dev || missing="$missing libpng-dev"
  has_library cairo libcairo2-dev || missing="$missing libcairo2-dev"
  has_library openblas libopenblas-dev || missing="$missing libopenblas-dev"
  has_library zlib zlib1g-dev || missing="$missing zlib1g-dev"
  has_library sqlite3 libsqlite3-dev || missing="$missing libsqlite3-dev"
  has_font || missing="$missing fonts-dejavu-core"
  [ -n "$missing" ] || return 0

  has apt-get || fail "missing (by their Debian names):$missing; there is no apt-get here," \
    "install them with this system's package manager and try again"
  [ "$(id -u)" -eq 0 ] || has sudo || fail "installing needs root, and there is no sudo;" \
    "run this as root and try again: apt-get install$missing"
  say "installing$missing"
  log=$(mktemp)
  trap 'rm -f "$log"' EXIT
  # Package lists are fetched only when those at hand, if any, do not lead to the packages.
  if apt_install >"$log" 2>&1; then return 0; fi
  say "updating the package lists"
  if as_root env DEBIAN_FRONTEND=noninteractive apt-get update -qq </dev/null >>"$log" 2>&1 &&
    apt_install >>"$log" 2>&1; then
    return 0
  fi
  cat "$log" >&2
  fail "apt-get could not install$missing; see its messages above"
}

setup_macos() {
  missing=
  has pkg-config || missing="$missing pkgconf"
  has_library libpng libpng || missing="$missing libpng"
  has_library cairo cairo || missing="$missing cairo"
  [ -n "$missing" ] || return 0
  has brew || fail "missing:$missing; there is no \"brew\" on the PATH," \
    "install Homebrew from https://brew.sh and try again"
  say "installing$missing"
  # shellcheck disable=SC2086 -- as above.
  brew install --quiet $missing </dev/null || fail "Homebrew could not install$missing"
}

check_swift
case $(uname -s) in
Linux) setup_linux ;;
Darwin) setup_macos ;;
*) fail "expected Linux or macOS, found $(uname -s); install libpng, Cairo, OpenBLAS," \
  "SQLite, zlib and pkg-config by hand, and build with \"swift build\"" ;;
esac
