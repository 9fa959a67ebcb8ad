# shellcheck shell=bash
# Sourced by every script here and, from bin/, in the archive: where things are, Java, the build, downloads.
# The caller sets `here`, the folder of the scripts with links resolved. Only results go to standard output.

# shellcheck disable=SC2154 # the caller sets it
: "$here"

say() { echo "$*" >&2; }
die() { say "$(basename "$0"): $*"; exit 1; }

cache_dir() {
  local default="${XDG_CACHE_HOME:-$HOME/.cache}/spark-launch"
  echo "${SPARK_LAUNCH_CACHE:-$default}"
}

require_tool() {
  command -v "$1" >/dev/null || die "$1 is not on PATH ($2). Install it and run this again."
}

# --- Java -------------------------------------------------------------------------------------------------

# Reads the installation's release file where there is one: starting Java only to ask costs 40 ms each time.
java_major() {
  local java=$1 release version=""
  release="$(dirname "$(dirname "$(readlink -f "$java")")")/release"
  [ -f "$release" ] && version=$(sed -n 's/^JAVA_VERSION="\(.*\)"/\1/p' "$release")
  [ -n "$version" ] || version=$("$java" -version 2>&1 | sed -n 's/.* version "\([^"]*\)".*/\1/p' | head -n 1)
  version=${version#1.}
  echo "${version%%[.+-]*}"
}

# Sets JAVA.
require_java() {
  local major
  if [ -n "${JAVA_HOME:-}" ]; then
    JAVA="$JAVA_HOME/bin/java"
    [ -x "$JAVA" ] || die "no Java at JAVA_HOME=$JAVA_HOME (no executable bin/java). Point JAVA_HOME at Java 17 or newer."
  else
    JAVA=$(command -v java) || die "no Java: JAVA_HOME is not set and java is not on PATH. Install Java 17 or newer."
  fi
  major=$(java_major "$JAVA")
  [ "${major:-0}" -ge 17 ] 2>/dev/null \
    || die "Java ${major:-of unknown version} at $JAVA is too old. Install Java 17 or newer, or set JAVA_HOME to it."
}

# --- The archive, or its unpacked twin that the clone builds ----------------------------------------------

in_clone() { [ ! -d "$here/../lib" ] && [ -f "$here/../pom.xml" ]; }

# Sets product_home, building it first in a clone whose sources are newer.
require_product() {
  local root
  root=$(cd "$here/.." && pwd)
  if in_clone; then
    local version
    version=$(sed -n 's:.*<version>\(.*\)</version>.*:\1:p' "$root/pom.xml" | head -n 1)
    product_home="$root/dist/target/spark-launch-$version"
    is_built "$root" || build "$root"
  else
    product_home=$root
    [ -d "$root/lib" ] || die "$root is neither a clone nor an unpacked archive (no lib, no pom.xml). Unpack the archive again."
  fi
}

is_built() {
  local stamp="$1/target/built"
  [ -d "$product_home/lib" ] && [ -f "$stamp" ] || return 1
  [ -z "$(find "$1" \( -name target -o -name .git -o -name integration-tests \) -prune -o \
    \( -path '*/src/main/*' -o -name pom.xml -o -path "$1/scripts/*" -o -path "$1/dist/*" \) -type f -newer "$stamp" -print -quit)" ]
}

# shellcheck disable=SC2094 # the pom is only locked, not written
build() {
  local root=$1 log="$1/target/build.log"
  (
    flock -n 9 || { say "Waiting for another build of this clone …"; flock 9; }
    is_built "$root" && exit 0
    require_tool mvn "Maven 3.8.6 or newer builds the clone"
    say "Building spark-launch (about a minute; only when sources changed) …"
    mkdir -p "$root/target"
    # Taken before the build, so that what is edited meanwhile is built next time.
    touch "$root/target/building"
    # The gates belong to scripts/test; here somebody waits for a program.
    if ! mvn -B -q -f "$root/pom.xml" package -pl dist -am -DskipTests -Dmaven.test.skip=true \
      -Dspotless.check.skip=true -Denforcer.skip=true </dev/null >"$log" 2>&1; then
      grep -m 15 -E '^\[ERROR\]' "$log" >&2 || tail -n 15 "$log" >&2
      die "the build failed; its whole output is in $log"
    fi
    mv "$root/target/building" "$root/target/built"
  ) 9<"$root/pom.xml" || exit 1
}

# Java decodes arguments and file names with the character set of the locale. With LC_ALL=C, as under cron, systemd and in
# containers, it would corrupt all letters outside ASCII, and so would the processes that it starts.
use_utf8() {
  local letter=$'\xc3\xa9' name
  [ ${#letter} -ne 1 ] || return 0
  for name in C.UTF-8 C.utf8 en_US.UTF-8; do
    { LC_ALL=$name; } 2>/dev/null
    if [ ${#letter} -eq 1 ]; then
      export LC_ALL
      return 0
    fi
  done
  LC_ALL=C
  case "$*" in
    *[![:ascii:]]*)
      die "this machine has no UTF-8 locale, so letters outside ASCII cannot be read. Install one (Debian, Ubuntu: locales-all)." ;;
  esac
}

# Letters typed in another character set, such as that of a Latin-1 terminal, would become other letters in SQL and paths.
require_utf8() {
  local LC_ALL=C
  case "$*" in
    *[![:ascii:]]*)
      if command -v iconv >/dev/null && ! printf '%s' "$*" | iconv -f UTF-8 -t UTF-8 >/dev/null 2>&1; then
        say "$(basename "$0"): the arguments are not UTF-8. Set the terminal to UTF-8, or convert them with iconv -t UTF-8."
        exit 2
      fi ;;
  esac
}

# Becomes the Java program, so that signals and exit codes are its own. $1: main class, $2: heap limit, then arguments.
run_main() {
  local main=$1 heap=$2
  shift 2
  # What the program and its children write is for their owner only.
  umask 077
  require_utf8 "$@"
  use_utf8 "$@"
  # Short starts count more than peak speed: one compiler tier, the small collector, shared class data.
  # shellcheck disable=SC2086 # options are meant to be split
  exec "$JAVA" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xshare:auto "-Xmx$heap" \
    -Dsparklaunch.home="$product_home" ${SPARK_LAUNCH_JAVA_OPTS:-} -cp "$product_home/lib/*" "$main" "$@"
}

# --- Downloads --------------------------------------------------------------------------------------------

# The versions of package $1 in packages.txt, the default first.
pinned_versions() {
  sed -n "s/^$1==\([^ ]*\) .*/\1/p" "$here/packages.txt"
}

default_version() {
  pinned_versions "$1" | head -n 1
}

require_pinned() {
  grep -q "^$1==$2 " "$here/packages.txt" \
    || die "$1 $2 is not among the pinned versions ($(pinned_versions "$1" | xargs)). Ask for one of them."
}

# Downloads the source archive of package $1, version $2, verified by its pinned hash, into the folder $3.
fetch_package() {
  local pin="$1==$2" folder=$3
  mkdir -p "$folder/tmp"
  grep "^$pin " "$here/packages.txt" >"$folder/requirements.txt"
  find_pip "$folder"
  # pip unpacks what it downloads to read its metadata: beside the target, since /tmp may be small.
  if ! TMPDIR="$folder/tmp" "${PIP[@]}" --disable-pip-version-check download -q --progress-bar off --no-deps \
    --no-binary "$1" --ignore-requires-python --require-hashes -r "$folder/requirements.txt" -d "$folder" \
    >"$folder/pip.log" 2>&1; then
    tail -n 8 "$folder/pip.log" >&2
    die "could not download $pin from PyPI; the last lines of pip are above. Check the network and run this again."
  fi
}

# Sets PIP: that of Python 3 itself, else one in a throw-away environment under the folder $1.
find_pip() {
  require_tool python3 "its pip downloads Spark from PyPI"
  PIP=(python3 -m pip)
  "${PIP[@]}" --version >/dev/null 2>&1 && return
  PIP=("$1/venv/bin/python3" -m pip)
  python3 -m venv "$1/venv" >/dev/null 2>&1 && "${PIP[@]}" --version >/dev/null 2>&1 && return
  die "Python 3 at $(command -v python3) has no pip, and venv cannot provide it. Install pip (Debian, Ubuntu: apt-get install python3-pip)."
}

# Holds the lock file $1 from here to the end of the process; prints a line while another process has it.
lock_or_wait() {
  mkdir -p "$(dirname "$1")"
  exec 8>"$1"
  flock -n 8 || { say "Waiting for another run that installs the same …"; flock 8; }
}
