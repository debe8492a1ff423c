#!/usr/bin/env bash
# Builds the whole solution in Release; warnings are errors.
set -Eeuo pipefail

ROOT=$(dirname -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")")
. "$ROOT/eng/common.sh"
. "$ROOT/eng/setup.sh"

install_npm_packages
restore_packages
fingerprint=$(sources_fingerprint)
say "Building the solution…"
build_release ServerlessAffect.sln -warnaserror
printf '%s\n' "$fingerprint" > "$STATE/built"
