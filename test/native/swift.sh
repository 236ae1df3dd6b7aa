#!/bin/sh
# Type-checks the Swift that UTS makes of the plugin, and the plugin's own .swift files, as an iOS 13 target, with
# Debian's Swift compiler, our few declarations of Apple's API (swift/sdk, swift/overlay) and our stand-in for DCloud's
# framework (swift/shim). Errors, "nearly matches" and expressions that take the compiler long are faults.
#   test/native/swift.sh [--self-test | --conformance | --bridge] [<folder with index.swift>]
#                        default: dist/uts/app-ios, made when it is old
#   test/native/swift.sh --threads [--self-test]
#   test/native/swift.sh --program <file> <folder with index.swift>
#                        only the runtime of the suite; <file>.json is for RTM_RUNTIME
# --conformance also runs it here, with a stand-in for URLSession (swift/net): the conformance suite, --bridge the same
# from the pages of the built app; --threads looks for two threads at one place.
set -eu
name=swift.sh
. "$(dirname "$0")/lib.sh"
. "$here/swift/toolchain.sh"
. "$here/swift/program.sh"
mode=check; self_test=no; out=
case "${1:-}" in --conformance | --bridge | --threads | --program) mode=${1#--}; shift ;; esac
case "${1:-}" in --self-test) self_test=yes; shift ;; esac
case $mode in program) out=$1; shift ;; esac

[ "$(uname -m)" = x86_64 ] \
  || die "only x86_64 can check: elsewhere Debian's Swift library lacks what the simulator target needs"
toolchain
if [ $# -gt 0 ]; then made=$1
elif [ $mode = bridge ]; then
  (cd "$root" && node tools/build.mjs app old-pages-app) || die "the app could not be built"
  made=$root/dist/build/app/uni_modules/rtm/utssdk/app-ios/src
else generated app-ios index.swift
fi

# texts <folder>: one key for the Swift in it, whatever folder that is
texts() { (cd "$1" && for file in *.swift; do echo "$file"; cat "$file"; done) | sha256sum | cut -c1-16; }
# described <program> <arguments as JSON>: what the suite starts it by
described() { echo "{\"name\":\"Swift\",\"platform\":\"iOS\",\"command\":\"$1\",\"args\":[$2]}"; }
# runtime <file to make>: the programs of test/conformance/runtimes/swift
runtime() {
  keep stand_ins swift-stand-ins "$(digest "$here/swift")"
  [ -f "$stand_ins/ready" ] || make_stand_ins
  key=$(texts "$made")-$(digest "$root/test/conformance/runtimes/swift")-$(basename "$stand_ins")
  [ ! -f "$1" ] || [ "$(cat "$1.key" 2>/dev/null)" != "$key" ] || return 0
  rm -f "$1.key"
  program "$1" "$made" "$root"/test/conformance/runtimes/swift/*.swift && echo "$key" >"$1.key"
}
if [ $mode = program ]; then
  runtime "$out" || die "the runtime of the suite does not compile"
  described "$out" "" >"$out.json"
  exit 0
fi

target=x86_64-apple-ios13.0-simulator
# Two steps with a key each: Swift's own library for the target (about a minute) and what is ours (seconds).
keep library swift-library \
  "$(digest "$here/swift/toolchain.sh" "$here/swift/library.sh")-$(printf %s "$swift_library" | cksum \
    | cut -d " " -f 1)"
keep ours swift-ours "$(digest "$here/swift" "$here/swift.sh")"
ios_flags="-target $target -enable-objc-interop -disable-objc-attr-requires-foundation-module -swift-version 5
  -sdk $here/swift/sdk -resource-dir $library -module-cache-path $library/cache -I $ours -I $here/swift/sdk/usr/include
  -Xcc -isystem -Xcc $here/swift/sdk/usr/include -disable-implicit-string-processing-module-import"
. "$here/swift/library.sh"
[ -f "$library/ready" ] || make_library
[ -f "$ours/ready" ] || make_ours

# check <folder>: prints what is wrong and fails. What passed once passes until it changes, or what it is checked with.
check() {
  key=$(texts "$1")-$(basename "$ours")-$(basename "$library")
  [ ! -f "$cache/passed-swift-$key" ] || return 0
  frontend $ios_flags -typecheck -warn-long-expression-type-checking=500 -module-name unimoduleRtm \
    -parse-as-library "$1"/*.swift >"$cache/swift.log" 2>&1 && ended=0 || ended=$?
  if [ $ended != 0 ] || grep -qE 'error:|nearly matches|expression took|Stack dump' "$cache/swift.log"; then
    grep -E -A 4 'error:|nearly matches|expression took|Stack dump' "$cache/swift.log" || cat "$cache/swift.log"
    return 1
  fi
  find "$cache" -name 'passed-swift-*' -mtime +7 -delete
  touch "$cache/passed-swift-$key"
}

if [ $mode = threads ]; then . "$here/swift-threads/threads.sh"; fi
if [ $self_test = yes ]; then
  # plant <text that must be reported> <Swift>
  plant() {
    planted=$cache/planted-swift; rm -rf "$planted"; cp -R "$made" "$planted"
    printf '%s\n' "$2" >"$planted/Planted.swift"
    if output=$(check "$planted"); then die "self-test: not found: $1"; fi
    case $output in *"$1"*) ;; *) echo "$output"; die "self-test: failed for another reason than: $1";; esac
    rm -rf "$planted"
  }
  plant "cannot convert value" 'import DCloudUTSFoundation
func planted(_ link: Link) { link.send(4001) }'
  plant "nearly matches" 'import Foundation
@objc class Planted: NSObject, URLSessionTaskDelegate {
    func urlSession(_ session: URLSession, task: URLSessionTask, didCompleteWith error: Error?) {}
}'
  plant "only available in iOS" 'import Foundation
@available(iOS 14.0, *) func later() {}
func planted() { later() }'
  plant "has no member 'insertAt'" 'import DCloudUTSFoundation
func planted(_ list: [String]) { list.insertAt(0) }'
  step "self-test: 4 planted faults were found"
  exit 0
fi

check "$made" || die "the generated Swift is not valid for iOS"
step "$(ls "$made"/*.swift | wc -l) files are valid for iOS 13, 0 errors"

[ $mode = check ] && exit 0
runtime "$cache/conformance-swift" || die "the runtime of the suite does not compile"
kind=native; arguments=
[ $mode = bridge ] && { kind=bridge; arguments='"bridge"'; }
(cd "$root" && NO_COLOR=1 RTM_SUITE=$kind RTM_RUNTIME=$(described "$cache/conformance-swift" "$arguments") \
  npx vitest run --mode conformance) >"$cache/$mode-swift.log" 2>&1 \
  || { cat "$cache/$mode-swift.log"; die "the suite failed ($mode)"; }
grep -q 'Tests .*passed' "$cache/$mode-swift.log" || die "no scenario was played (RTM_SCENARIO is '${RTM_SCENARIO:-}')"
step "$mode: $(sed -n 's/.*Tests *//p' "$cache/$mode-swift.log")"
