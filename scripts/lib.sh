# Shared by scripts/run and scripts/test: installs what is missing, then configures and builds.
# Everything is said on stderr; stdout belongs to tunepath and to the tests.
# shellcheck shell=sh

root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)

# Debian packages. Commands are looked for by name, so that a newer cmake of your own will do.
build_packages='g++ cmake ninja-build libyaml-cpp-dev libfmt-dev nlohmann-json3-dev libcli11-dev
  rapidjson-dev libcsv-dev'
test_packages='catch2 python3-jsonschema'

say() {
  printf 'tunepath: %s\n' "$*" >&2
}

# fail CODE TEXT...: the last word of a script that cannot go on.
fail() {
  code=$1
  shift
  say "$@"
  exit "$code"
}

# True for the cmake that CMakeLists.txt asks for, or a newer one.
has_cmake() {
  version=$(cmake --version 2>/dev/null | sed -n '1s/[^0-9]*//p')
  [ -n "$version" ] && [ "$(printf '3.25\n%s\n' "$version" | sort -V | head -n 1)" = 3.25 ]
}

is_installed() {
  case $1 in
    g++) command -v c++ >/dev/null 2>&1 ;;
    cmake) has_cmake ;;
    ninja-build) command -v ninja >/dev/null 2>&1 ;;
    *) [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ] ;;
  esac
}

missing_of() {
  missing=''
  for package in "$@"; do
    is_installed "$package" || missing="$missing $package"
  done
  printf '%s' "${missing# }"
}

# Sets `as_root` to what turns a command into root's, or explains what to ask for and leaves.
become_root() {
  if [ "$(id -u)" -eq 0 ]; then
    as_root=''
  elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
    as_root='sudo -n'
  elif command -v sudo >/dev/null 2>&1 && [ -t 0 ] && [ -t 2 ]; then
    as_root='sudo' # It asks for a password, on the terminal.
  else
    say "these Debian packages are missing: $1"
    say 'installing them takes root or sudo, and there is neither; ask an administrator to run'
    fail 2 "  apt-get install --no-install-recommends $1"
  fi
}

apt() {
  # shellcheck disable=SC2086 # $as_root is a command with its option, or nothing.
  $as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq -y \
    -o Acquire::Retries=3 -o DPkg::Lock::Timeout=300 -o Dpkg::Use-Pty=0 "$@" \
    >>"$log" 2>&1 </dev/null
}

# install PACKAGE...: does nothing, and needs no network, when all of them are there.
install() {
  missing=$(missing_of "$@")
  [ -n "$missing" ] || return 0
  if ! command -v apt-get >/dev/null 2>&1; then
    # Another system names its packages differently; the build will say what it cannot find.
    say "no apt-get here; trying with what is installed (on Debian it would take: $missing)"
    return 0
  fi
  become_root "$missing"
  log=$(mktemp)
  say "installing $missing"
  # Package lists may be absent or old, which shows when a first attempt fails.
  # shellcheck disable=SC2086 # A list of words.
  if ! apt install --no-install-recommends $missing; then
    say 'updating the package lists'
    if ! { apt update && apt install --no-install-recommends $missing; }; then
      cat "$log" >&2
      rm -f "$log"
      fail 2 "could not install $missing"
    fi
  fi
  rm -f "$log"
}

# quietly COMMAND...: shows what COMMAND prints only if it fails, which is then the end.
quietly() {
  if ! "$@" >"$log" 2>&1 </dev/null; then
    cat "$log" >&2
    fail 1 "failed: $*"
  fi
}

# has_cached DIRECTORY LINE: true when LINE is in the cache of that build.
has_cached() {
  grep -qsxF "$2" "$1/CMakeCache.txt"
}

# configure PRESET DIRECTORY TESTING: does nothing when build.ninja was made from these presets,
# in this place, and with tests if they are wanted.
configure() {
  fresh=--fresh # For a directory that was copied or moved; it forgets all that was built.
  if has_cached "$2" "CMAKE_HOME_DIRECTORY:INTERNAL=$root"; then
    fresh=''
    if [ -f "$2/build.ninja" ] && [ ! CMakePresets.json -nt "$2/build.ninja" ] &&
      { [ "$3" = OFF ] || has_cached "$2" 'BUILD_TESTING:BOOL=ON'; }; then
      return 0
    fi
  fi
  say "configuring $2"
  quietly cmake ${fresh:+"$fresh"} --preset "$1" -DBUILD_TESTING="$3"
}

# build PRESET TARGET TESTING: leaves TARGET in build/PRESET; TESTING, ON or OFF, says whether
# tests are wanted. CMAKE_BUILD_PARALLEL_LEVEL, which cmake knows, limits the jobs.
build() {
  directory=build/$1
  cd "$root" || exit
  mkdir -p "$directory" 2>/dev/null || fail 2 "cannot write to $root/$directory"
  log=$directory/build.log
  # Two at once would trip over each other, so the second waits here.
  exec 9>"$directory/lock"
  ! command -v flock >/dev/null 2>&1 || flock 9
  configure "$1" "$directory" "$3"
  # The build decides for itself what is out of date; the stamp only says whether to announce it.
  stamp=$directory/built-$2
  if [ ! -f "$stamp" ] ||
    [ -n "$(find CMakeLists.txt cmake data include src tests tools -newer "$stamp" -print -quit)" ]
  then
    say "building $directory"
  fi
  quietly cmake --build "$directory" --target "$2"
  touch "$stamp"
  exec 9>&-
}
