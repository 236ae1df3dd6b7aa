# For the scripts of this folder: places, one clear line when something is missing, a cache with a key per input.
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
cache=${RTM_CACHE:-$root/.cache}/native
plugin=$root/uni_modules/rtm/utssdk
mkdir -p "$cache"
cache=$(cd "$cache" && pwd)

die() { echo "$name: $*" >&2; exit 1; }
step() { echo "$name: $*"; }

# digest <file or folder>...: one key for all of their content and names
digest() {
  for at in "$@"; do find "$at" -type f | LC_ALL=C sort; done | while read -r file; do
    echo "${file#"$root"/}"; cat "$file"
  done | sha256sum | cut -c1-16
}

# need <command> <Debian packages>: installs what is missing where that is possible
need() {
  command -v "$1" >/dev/null 2>&1 && return
  [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null \
    || die "$1 is missing: install $2 (as root on Debian this script does it)"
  step "installing $2"
  apt_get update && apt_get install $2 || die "apt-get could not install $2"
  command -v "$1" >/dev/null 2>&1 || die "$1 is missing although $2 is installed"
}
# One at a time: stages may run side by side.
apt_get() {
  DEBIAN_FRONTEND=noninteractive flock "$cache/apt.lock" apt-get -qq -y --no-install-recommends "$@" \
    >"$cache/apt.log" 2>&1
}

# keep <variable> <prefix> <key>: sets the variable to <cache>/<prefix>-<key>, drops copies with an older key
keep() {
  for old in "$cache/$2"-*; do [ "$old" = "$cache/$2-$3" ] || rm -rf "$old"; done
  eval "$1=\$cache/\$2-\$3"
}

# generated <platform> <file>: compiles UTS unless the result is newer than every source
generated() {
  made=$root/dist/uts/$1
  if [ ! -f "$made/$2" ] \
    || [ -n "$(find "$plugin" "$root/tools/uts/compile-uts.cjs" -type f -newer "$made/$2" | head -n 1)" ]; then
    [ -d "$root/node_modules/@dcloudio/uni-uts-v1" ] || die "the UTS compiler is missing: run npm ci in the project"
    (cd "$root" && node tools/uts/compile-uts.cjs "$1" --classic) || die "UTS to $1 failed"
  fi
}

# said <log> <word> <process>: what stands after the word on its line, waited for as long as the process lives, half a
# minute at most
said() {
  for wait in $(seq 100); do
    if grep -q "^$2 " "$1"; then sed -n "s/^$2 //p" "$1" | head -n 1; return; fi
    kill -0 "$3" 2>/dev/null || return 0
    sleep 0.3
  done
}
