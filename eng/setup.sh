# Makes a fresh machine ready to build: checks the tools, installs npm packages by the lock file, restores NuGet packages.
# Sourced after common.sh by whatever builds. Slow checks belong here, not on the way of every `affect score`.

trap 'say ""; say "affect: stopped."; exit 130' INT TERM

[[ -w $ROOT ]] || die "no permission to write to $ROOT; run as its owner, or clone the repository into a folder of your own."
mkdir -p "$STATE"

# .NET and NuGet keep their caches in the home folder; a machine without a usable one gets one here.
if [[ -z ${HOME-} || ! -w ${HOME-} ]]; then
  export HOME="$ROOT/artifacts/home"
  mkdir -p "$HOME"
  say "affect: no home folder that can be written to; using $HOME for caches."
fi

# Packages of Debian and Ubuntu: $1 a file that proves the package, $2 its name.
need_apt_package() {
  compgen -G "$1" > /dev/null && return
  command -v apt-get > /dev/null || die "$2 is missing; install it with your system's package manager."
  [[ $(id -u) == 0 ]] || die "$2 is missing; run: sudo apt-get update && sudo apt-get install -y $2"
  say "Installing $2…"
  { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$2"; } > "$STATE/apt.log" 2>&1 \
    || { tail -n 5 "$STATE/apt.log" >&2; die "apt-get could not install $2 (log: $STATE/apt.log)."; }
}

# A package without which everything else works: $1 a file that proves it, $2 its name, $3 what is missing without it.
want_apt_package() {
  [[ -f /etc/debian_version ]] || return 0
  if [[ $(id -u) == 0 ]]; then
    need_apt_package "$1" "$2"
  elif ! compgen -G "$1" > /dev/null; then
    say "affect: no $2, so $3: sudo apt-get update && sudo apt-get install -y $2"
  fi
}

[[ ! -f /etc/debian_version ]] || need_apt_package '/usr/lib/*-linux-gnu/libstdc++.so.6' libstdc++6
want_apt_package '/usr/bin/ffmpeg' ffmpeg 'only plain WAV can be decoded; for mp3, flac, video and the like run'

# Older releases have no such package: what needs it says so.
(want_apt_package '/usr/lib/*/libxgboost.so*' libxgboost0 'boosted trees cannot be fitted; for recipes with trees run') || true

# Nothing here needs a culture; without ICU the SDK starts only when told so.
compgen -G '/usr/lib/*/libicuuc.so.*' > /dev/null || compgen -G '/usr/lib*/libicuuc.so.*' > /dev/null \
  || export DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1

check_dotnet() {
  command -v dotnet > /dev/null || die "the .NET 10 SDK is missing; install it (https://dot.net/download) and open a new shell."
  dotnet --list-sdks 2> /dev/null | grep -qE '^(1[0-9]|[2-9][0-9])\.' \
    || die "the .NET 10 SDK is needed, found: $(dotnet --list-sdks 2> /dev/null | cut -d' ' -f1 | tr '\n' ' ' | sed 's/ $//;s/^$/none/'). Install it from https://dot.net/download."
  (cd "$ROOT" && dotnet --version > /dev/null 2>&1) \
    || die "no installed .NET SDK satisfies global.json (10.0.100 or newer of .NET 10); install it from https://dot.net/download."
}

check_node() {
  command -v node > /dev/null || die "Node.js is missing; install version 20 or newer (https://nodejs.org, or: sudo apt-get install nodejs npm)."
  command -v npm > /dev/null || die "npm is missing; it comes with Node.js from https://nodejs.org (Debian: sudo apt-get install npm)."
  local version
  version=$(node --version)
  [[ $version =~ ^v([0-9]+)\. && ${BASH_REMATCH[1]} -ge 20 ]] || die "Node.js 20 or newer is needed, found $version; install it from https://nodejs.org."
}

# What npm says it installed against what the lock file asks for.
npm_is_current() {
  [[ -f $ROOT/node_modules/.package-lock.json ]] && node -e '
    const read = f => JSON.parse(require("fs").readFileSync(f, "utf8")).packages;
    const [want, have] = [read("package-lock.json"), read("node_modules/.package-lock.json")];
    process.exit(Object.entries(want).every(([k, p]) => k === "" || p.optional || p.devOptional || have[k]?.version === p.version) ? 0 : 1);
  ' 2> /dev/null
}

install_npm_packages() {
  (cd "$ROOT" && npm_is_current) && return
  say "Installing npm packages by package-lock.json (about 140 MB, once)…"
  (cd "$ROOT" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error) > "$STATE/npm.log" 2>&1 \
    || { tail -n 8 "$STATE/npm.log" >&2; die "npm ci failed; check the network and 'npm config get registry', then run the same command again (log: $STATE/npm.log)."; }
}

# The solution's restore also finds out which package feed this is (Directory.Solution.targets).
restore_packages() {
  say "Restoring NuGet packages…"
  (cd "$ROOT" && dotnet restore ServerlessAffect.sln --nologo -nodeReuse:false 9>&-) > "$STATE/restore.log" 2>&1 \
    || { grep -E 'error' "$STATE/restore.log" | sort -u | head -n 8 >&2; die "NuGet could not restore the packages; check the network and 'dotnet nuget list source' (log: $STATE/restore.log)."; }
  grep -o 'Package feed: .*' "$STATE/restore.log" >&2 || true
}

# $1 what to build, the rest is passed on. A line per project as it is done; on failure its errors.
build_release() {
  local target=$1 status=0
  shift
  (cd "$ROOT" && dotnet build "$target" -c Release --no-restore --nologo -nodeReuse:false -v minimal "$@" 2>&1 9>&-) | tee "$STATE/build.log" \
    | sed -nu 's|^ *\([A-Za-z0-9.]*\) -> .*|  built \1|p' >&2 || status=$?
  if [[ $status != 0 ]]; then
    grep -E ': (error|warning) ' "$STATE/build.log" | sort -u | head -n 40 >&2 || tail -n 10 "$STATE/build.log" >&2
    die "the build failed (log: $STATE/build.log)."
  fi
}

build_cli() {
  # Two commands started together must not build into the same folders. Build servers outlive the build: they must not inherit the lock (9>&-).
  if command -v flock > /dev/null; then
    exec 9> "$STATE/lock"
    flock 9
    if cli_is_current; then exec 9>&-; return; fi
  fi

  say "Building affect (first run, or the sources changed)…"
  install_npm_packages
  restore_packages
  local fingerprint
  fingerprint=$(sources_fingerprint)
  build_release src/ServerlessAffect.Cli/ServerlessAffect.Cli.csproj
  printf '%s\n' "$fingerprint" > "$STATE/built"
  exec 9>&-
}

check_dotnet
check_node
