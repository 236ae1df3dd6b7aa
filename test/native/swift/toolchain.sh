# Debian's Swift 6.0 (package swiftlang): on Debian 13 installed as any package, elsewhere in a folder of its own, a
# Debian 13 made by debootstrap. The compiler runs from that folder through its own loader, so that neither chroot nor
# mounts are needed once it stands.
# Sets swift_library and linux_flags, defines frontend.
toolchain() {
  case $(. /etc/os-release; echo "${ID:-} ${VERSION_CODENAME:-}") in
    "debian trixie")
      system=
      [ -x /usr/libexec/swift/bin/swift-frontend ] || need swiftc "swiftlang libc6-dev libstdc++-14-dev" ;;
    *) system=$cache/swift-root; [ -f "$system/ready" ] || make_system ;;
  esac
  swift_library=$system/usr/libexec/swift/lib/swift
  linux_flags="-target x86_64-pc-linux-gnu -resource-dir $swift_library ${system:+-sdk $system}"
}

frontend() {
  if [ -n "$system" ]; then
    "$system/lib64/ld-linux-x86-64.so.2" --argv0 swift-frontend \
      --library-path "$system/usr/lib/x86_64-linux-gnu:$system/usr/libexec/swift/lib" \
      "$system/usr/libexec/swift/bin/swift-frontend" -frontend "$@"
  else
    /usr/libexec/swift/bin/swift-frontend -frontend "$@"
  fi
}

# The mirror is the one that this machine's apt uses for Debian itself.
mirror() {
  for file in /etc/apt/sources.list.d/debian.sources /etc/apt/sources.list \
    /etc/apt/sources.list.d/*.sources /etc/apt/sources.list.d/*.list; do
    [ -f "$file" ] || continue
    sed -n -e 's/^URIs:[[:space:]]*\([^[:space:]]*\).*/\1/p' \
      -e 's/^deb[[:space:]]\{1,\}\(\[[^]]*\][[:space:]]*\)\{0,1\}\([^[:space:]]*\).*/\2/p' "$file"
  done | grep debian | grep -v security | head -n 1
}

make_system() {
  [ "$(id -u)" = 0 ] \
    || die "Swift is missing, and only root can make the folder for it (on Debian 13: apt-get install swiftlang)"
  uri=$(mirror)
  [ -n "$uri" ] || die "Swift is missing, and apt names no Debian mirror to fetch it from"
  need debootstrap debootstrap
  step "fetching Swift into $system (1.9 GB, about a minute, once)"
  # A run that was killed may have left /proc mounted, which rm must not follow.
  ! mountpoint -q "$system/proc" || umount "$system/proc" || die "cannot unmount $system/proc"
  rm -rf "$system"; mkdir -p "$system"
  debootstrap --variant=minbase trixie "$system" "$uri" >"$cache/swift-root.log" 2>&1 \
    || die "debootstrap failed, see $cache/swift-root.log"
  for left_out in share/doc share/man share/locale libexec/swift/lib/liblldb libexec/swift/bin/lldb \
    libexec/swift/bin/clangd libexec/swift/bin/docc libexec/swift/bin/sourcekit-lsp libexec/swift/lib/swift_static; do
    echo "path-exclude=/usr/$left_out*"
  done >"$system/etc/dpkg/dpkg.cfg.d/lean"
  echo force-unsafe-io >>"$system/etc/dpkg/dpkg.cfg.d/lean"
  echo 'APT::Keep-Downloaded-Packages "false";' >"$system/etc/apt/apt.conf.d/lean"
  # The packages' scripts want /proc; it is taken away again whatever happens.
  mount -t proc proc "$system/proc" || die "cannot mount proc in $system"
  trap 'umount "$system/proc" 2>/dev/null || umount -l "$system/proc"' EXIT
  trap 'exit 1' INT TERM
  DEBIAN_FRONTEND=noninteractive LC_ALL=C chroot "$system" apt-get install -y --no-install-recommends \
    swiftlang libc6-dev libstdc++-14-dev >>"$cache/swift-root.log" 2>&1 \
    || die "apt-get could not install swiftlang, see $cache/swift-root.log"
  umount "$system/proc"
  trap - EXIT INT TERM
  rm -rf "$system"/var/lib/apt/lists/* "$system"/var/cache/apt/*
  touch "$system/ready"
}
