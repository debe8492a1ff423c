# Shared by ./affect and the scripts beside this file; sourced, never run. Everything for people goes to standard error.

CLI="$ROOT/src/ServerlessAffect.Cli/bin/Release/net10.0/affect.dll"
STATE="$ROOT/artifacts/affect"
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_CLI_WORKLOAD_UPDATE_NOTIFY_DISABLE=1

say() { printf '%s\n' "$*" >&2; }

# One clear line and out. 1: something here has to be mended first.
die() { printf 'affect: %s\n' "$*" >&2; exit 1; }

# Name and time of everything that the command is built from: an edit, a new file and a deleted file all change it.
sources_fingerprint() {
  (cd "$ROOT" && find src eng/standins Directory.*.props Directory.*.targets global.json package-lock.json \
    \( -name bin -o -name obj \) -prune -o -type f -printf '%T@ %p\n' | LC_ALL=C sort | cksum)
}

cli_is_current() {
  [[ -f $CLI && -f $STATE/built ]] && command -v dotnet > /dev/null && [[ $(< "$STATE/built") == "$(sources_fingerprint)" ]]
}
