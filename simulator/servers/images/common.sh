# shellcheck shell=bash
# shellcheck disable=SC2034 # used by the scripts that source it
# What the scripts of this folder share. Sourced, never run.
#
# The cache, outside the checkout:
#   CACHE/docker/data   images and containers of an engine that we start ourselves
#   CACHE/docker/lock   held while such an engine runs
#   CACHE/docker/engine its folder
# The images are ishmael/prosody:test and ishmael/ejabberd:test; their label ishmael.recipe says what
# they were made of, ishmael.version which version of the server they hold.

# shellcheck source-path=SCRIPTDIR source=../../windows/wine/common.sh
source "$(dirname -- "$(realpath -- "${BASH_SOURCE[0]}")")/../../windows/wine/common.sh"

ISHMAEL_DOCKER="${ISHMAEL_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/ishmael}/docker"

# Image -> its packages, each named: debootstrap knows no virtual ones (Prosody asks for
# lua5.4-socket, which lua-socket provides).
declare -A IMAGE_PACKAGES=(
  [prosody]='prosody,lua-bitop,lua-sec,lua-socket,lua-unbound'
  [ejabberd]=ejabberd
)

say() { printf 'servers: %s\n' "$*"; }

fail() {
  printf 'servers: %s\n' "$*" >&2
  exit 1
}

# recipe IMAGE: what the image is made of.
recipe() { printf '%s %s layout 2\n' "$DEBIAN_SUITE" "${IMAGE_PACKAGES[$1]}"; }

engine_answers() { docker version >/dev/null 2>&1; }
