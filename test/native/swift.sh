#!/bin/sh
# Type-checks the Swift that UTS makes of the plugin, and the plugin's own .swift files, as an iOS 13 target, with Debian's
# Swift compiler, our few declarations of Apple's API (swift/sdk, swift/overlay) and our stand-in for DCloud's framework
# (swift/shim). Errors, "nearly matches" and expressions that take the compiler long are faults.
#   test/native/swift.sh [--self-test | --conformance | --bridge] [<folder with index.swift>]     default: dist/uts/app-ios, made when it is old
#   test/native/swift.sh --threads [--self-test]
# --conformance also runs it here, with a stand-in for URLSession (swift/net): the conformance suite, --bridge the same from the pages
# of the built app; --threads looks for two threads at one place.
set -eu
name=swift.sh
. "$(dirname "$0")/lib.sh"
. "$here/swift/toolchain.sh"
. "$here/swift/program.sh"
self_test=no; suite=none; threads=no
[ "${1:-}" = --threads ] && { threads=yes; shift; }
[ "${1:-}" = --self-test ] && { self_test=yes; shift; }
[ "${1:-}" = --conformance ] && { suite=native; shift; }
[ "${1:-}" = --bridge ] && { suite=bridge; shift; }

[ "$(uname -m)" = x86_64 ] || die "only x86_64 can check: elsewhere Debian's Swift library lacks what the simulator target needs"
toolchain
if [ $# -gt 0 ]; then made=$1
elif [ $suite = bridge ]; then
  (cd "$root" && node tools/build.mjs app) || die "the app could not be built"
  made=$root/dist/build/app/uni_modules/rtm/utssdk/app-ios/src
else generated app-ios index.swift
fi

target=x86_64-apple-ios13.0-simulator
# Two steps with a key each: Swift's own library for the target (about a minute) and what is ours (seconds).
keep library swift-library "$(digest "$here/swift/toolchain.sh" "$here/swift/library.sh")-$(printf %s "$swift_library" | cksum | cut -d " " -f 1)"
keep ours swift-ours "$(digest "$here/swift" "$here/swift.sh")"
ios_flags="-target $target -enable-objc-interop -disable-objc-attr-requires-foundation-module -swift-version 5
  -sdk $here/swift/sdk -resource-dir $library -module-cache-path $library/cache -I $ours -I $here/swift/sdk/usr/include
  -Xcc -isystem -Xcc $here/swift/sdk/usr/include -disable-implicit-string-processing-module-import"
. "$here/swift/library.sh"
[ -f "$library/ready" ] || make_library
[ -f "$ours/ready" ] || make_ours

# check <folder>: prints what is wrong and fails
check() {
  frontend $ios_flags -typecheck -warn-long-expression-type-checking=500 -module-name unimoduleRtm -parse-as-library "$1"/*.swift >"$cache/swift.log" 2>&1 && ended=0 || ended=$?
  if [ $ended != 0 ] || grep -qE 'error:|nearly matches|expression took|Stack dump' "$cache/swift.log"; then
    grep -E -A 4 'error:|nearly matches|expression took|Stack dump' "$cache/swift.log" || cat "$cache/swift.log"
    return 1
  fi
}

if [ $threads = yes ]; then . "$here/swift-threads/threads.sh"; fi
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

[ $suite = none ] && exit 0
keep stand_ins swift-stand-ins "$(digest "$here/swift")"
[ -f "$stand_ins/ready" ] || make_stand_ins
program "$cache/conformance-swift" "$made" "$root"/test/conformance/runtimes/swift/*.swift || die "the runtime of the suite does not compile"
arguments=; [ $suite = bridge ] && arguments='"bridge"'
NO_COLOR=1 RTM_SUITE=$suite RTM_RUNTIME="{\"name\":\"Swift\",\"platform\":\"iOS\",\"command\":\"$cache/conformance-swift\",\"args\":[$arguments]}" \
  npx vitest run --config vitest.conformance.config.mts >"$cache/$suite-swift.log" 2>&1 || { cat "$cache/$suite-swift.log"; die "the suite failed"; }
step "$([ $suite = bridge ] && echo bridge || echo conformance): $(sed -n 's/.*Tests *//p' "$cache/$suite-swift.log")"
