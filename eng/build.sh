#!/usr/bin/env bash
# ./affect build: builds the whole solution in Release; warnings are errors.
set -Eeuo pipefail

ROOT=$(dirname -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")")
. "$ROOT/eng/common.sh"

case ${1-} in
  "") ;;
  -h | --help) sed -n '2s/^# //p' "${BASH_SOURCE[0]}"; exit 0 ;;
  *) say "affect: unknown option '$1'; ./affect build takes none."; exit 2 ;;
esac
. "$ROOT/eng/setup.sh"

install_npm_packages
restore_packages
fingerprint=$(sources_fingerprint)
say "Building the solution…"
build_release ServerlessAffect.sln -warnaserror
printf '%s\n' "$fingerprint" > "$STATE/built"
