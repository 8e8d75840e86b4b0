#!/usr/bin/env bash
# Sets up a checkout: uv in .tools, the locked packages in .venv, and Debian's packages for the tests.
#
#   deploy/setup.sh run    what a newspaper needs (make demo)
#   deploy/setup.sh dev    and what the checks and tests need (make test, make lint, ...)
#   deploy/setup.sh bench  and what the benchmarks measure against (make bench)
#
# Safe to run again: nothing is done twice. A checkout that was moved or copied is set up anew.
# PYTHON=/path/to/python picks the interpreter; otherwise the first fitting one on the PATH is taken.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

oldest=11
newest=14
apt_updated=""

say() { printf 'setup: %s\n' "$*" >&2; }
fail() { say "$@"; exit 1; }

fits() { "$1" -c "import sys; sys.exit(not (3, $oldest) <= sys.version_info[:2] <= (3, $newest))" >/dev/null 2>&1; }

find_python() {
  local name version seen=""
  local names=(python3 python3.13 python3.12 python3.11 python3.14 python)
  [ -z "${PYTHON:-}" ] || names=("$PYTHON")
  for name in "${names[@]}"; do
    command -v "$name" >/dev/null 2>&1 || continue
    # The interpreter itself: not a shim, and not the environment one happens to stand in.
    if fits "$name"; then "$name" -c 'import sys; print(sys._base_executable)'; return; fi
    version=$("$name" -c 'import platform; print(platform.python_version())' 2>/dev/null) || version="broken"
    seen="$seen $name is $version."
  done
  fail "redaksi needs Python 3.$oldest to 3.$newest; found:${seen:- none of ${names[*]}}" \
    "Install one (Debian: apt-get install python3 python3-venv) or name it: make PYTHON=/path/to/python3"
}

# Installs Debian packages as root or with a sudo that asks nothing; says what is missing otherwise.
debian() {
  local root="" log
  command -v apt-get >/dev/null 2>&1 || { say "no apt-get here; install yourself: $*"; return 1; }
  if [ "$(id -u)" != 0 ]; then
    sudo -n true 2>/dev/null || { say "not root and no sudo without a password; run: apt-get install $*"; return 1; }
    root="sudo -n"
  fi
  say "installing Debian packages: $*"
  log=$(mktemp)
  if [ -z "$apt_updated" ]; then
    $root env DEBIAN_FRONTEND=noninteractive apt-get update >"$log" 2>&1 || say "apt-get update failed; trying on"
    apt_updated=yes
  fi
  if ! $root env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y --no-install-recommends "$@" >"$log" 2>&1 </dev/null; then
    tail -n 5 "$log" >&2
    rm -f "$log"
    say "apt-get could not install: $*"
    return 1
  fi
  rm -f "$log"
}

# Ubuntu's chromium package is only a pointer to a snap: there, and not running.
has_chromium() {
  local name
  for name in chromium chromium-browser google-chrome; do "$name" --version >/dev/null 2>&1 && return; done
  return 1
}
has_postgresql() { command -v initdb || compgen -G '/usr/lib/postgresql/*/bin/initdb'; } >/dev/null 2>&1
has_exiftool() { command -v exiftool; } >/dev/null 2>&1
has_nginx() { command -v nginx || [ -x /usr/sbin/nginx ]; } >/dev/null 2>&1
has_varnish() { command -v varnishd || [ -x /usr/sbin/varnishd ]; } >/dev/null 2>&1
has_wrk() { command -v wrk; } >/dev/null 2>&1

debian_for_tests() {
  local want=()
  has_chromium || want+=(chromium)
  has_postgresql || want+=(postgresql)
  has_exiftool || want+=(libimage-exiftool-perl)
  [ ${#want[@]} = 0 ] && return
  debian "${want[@]}" || true
  has_chromium || say "missing: chromium. The browser tests will fail and say so."
  has_postgresql || say "missing: postgresql. The suite's run on PostgreSQL will fail and say so."
  has_exiftool || say "missing: exiftool. The tests that read photos with it will fail and say so."
}

# Debian starts the servers of packages at once; the benchmarks start their own.
debian_for_benchmarks() {
  local want=()
  has_nginx || want+=(nginx-light)
  has_varnish || want+=(varnish)
  has_wrk || want+=(wrk)
  [ ${#want[@]} = 0 ] && return
  RUNLEVEL=1 debian "${want[@]}" || true
  { has_nginx && has_varnish && has_wrk; } \
    || say "missing: some of nginx, varnish and wrk. The benchmarks of the edge will end and say so."
}

make_tools() {
  local stamp
  stamp=$(printf '%s\n' "$PWD" && cat requirements-tools.lock)
  [ "$(cat .tools/stamp 2>/dev/null)" = "$stamp" ] && .tools/bin/uv --version >/dev/null 2>&1 && return
  rm -rf .tools
  if ! "$python" -m venv .tools >/dev/null 2>&1; then
    local version
    version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
    debian python3-venv || true
    "$python" -m venv .tools >/dev/null 2>&1 || debian "python$version-venv" || true
    rm -rf .tools
    "$python" -m venv .tools || fail "$python cannot make an environment. Next: apt-get install python$version-venv"
  fi
  .tools/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-tools.lock \
    || fail "pip could not install uv and hatchling of requirements-tools.lock (see above). Is the network there?"
  printf '%s\n' "$stamp" >.tools/stamp
}

make_environment() {
  local lock stamp
  lock=requirements.lock
  [ "$level" = run ] || lock=requirements-dev.lock
  stamp=$(printf '%s\n' "$PWD" "$python" && cat pyproject.toml "$lock")
  [ "$(cat ".venv/stamp-$level" 2>/dev/null)" = "$stamp" ] && return
  [ "$(head -n 2 .venv/stamp-python 2>/dev/null)" = "$(printf '%s\n' "$PWD" "$python")" ] \
    || .tools/bin/uv venv --quiet --clear --python "$python" .venv
  printf '%s\n' "$PWD" "$python" >.venv/stamp-python
  say "installing the packages of $lock"
  rm -f .venv/stamp-run .venv/stamp-dev
  .tools/bin/uv pip sync --quiet --python .venv/bin/python --require-hashes "$lock"
  .tools/bin/uv pip install --quiet --python .venv/bin/python --no-deps \
    --build-constraints requirements-tools.lock --editable .
  printf '%s\n' "$stamp" >".venv/stamp-$level"
  [ "$level" = run ] || printf '%s\n' "$PWD" "$python" | cat - pyproject.toml requirements.lock >.venv/stamp-run
}

main() {
  level=${1:-run}
  case $level in run | dev | bench) ;; *) fail "unknown level '$level'; it is run, dev or bench" ;; esac
  local asked=$level
  [ "$level" = bench ] && level=dev
  python=$(find_python)
  make_tools
  make_environment
  case $asked in dev) debian_for_tests ;; bench) debian_for_benchmarks ;; esac
}

# Sourced by its tests, run by make.
[ "${BASH_SOURCE[0]}" != "$0" ] || main "$@"
