#!/usr/bin/env bash
# ./affect format [--check]: white space as .editorconfig asks, in the sources that are ours; --check changes nothing and fails where it differs.
set -Eeuo pipefail

ROOT=$(dirname -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")")
. "$ROOT/eng/common.sh"

verify=()
case ${1-} in
  --check) verify=(--verify-no-changes) ;;
  "") ;;
  -h | --help) sed -n '2s/^# //p' "${BASH_SOURCE[0]}"; exit 0 ;;
  *) say "affect: unknown option '$1'; ./affect format takes --check."; exit 2 ;;
esac

command -v dotnet > /dev/null || die "the .NET 10 SDK is missing; install it (https://dot.net/download) and open a new shell."
cd "$ROOT"
# As a folder, not as a solution: no project is loaded, so it takes seconds. The analyzers run with the build.
dotnet format whitespace . --folder "${verify[@]}" --include src/ tests/ bench/ eng/standins/ --exclude "**/bin/**" "**/obj/**"
