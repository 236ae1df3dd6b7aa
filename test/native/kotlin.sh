#!/bin/sh
# Compiles the Kotlin that UTS makes of the plugin, and the plugin's own .kt files, against the real OkHttp and our
# stand-in for DCloud's runtime: with DCloud's compiler plugin, as HBuilderX builds, and without it, as offline projects
# build.
#   test/native/kotlin.sh [--self-test | --run | --robolectric | --robolectric-suite | --conformance | --bridge]
#                         [<folder with index.kt>]      default: dist/uts/app-android, made when it is old
#   test/native/kotlin.sh --threads | --stub | --robolectric [--self-test]
#   test/native/kotlin.sh --program <out> <folder with index.kt>
#                         only the runtime of the suite, as an offline build; <out>/program.json is for RTM_RUNTIME
#   test/native/kotlin.sh --patch <out> <file.kt>...
#                         such a program with these files in place of the ones it was made of
# --run also runs it on this machine's JVM, both ways, against a WebSocket server in Node; --robolectric plays a story
# on Android's own framework classes, --robolectric-suite the conformance suite; --conformance runs that on our
# stand-ins, --bridge the same from the pages of the built app, through the proxy and the bridge into the app's own
# Kotlin; --threads proves that the engine is used on its own thread only; --stub checks what the stand-in for DCloud's
# runtime assumes.
set -eu
name=kotlin.sh
. "$(dirname "$0")/lib.sh"
mode=compile; self_test=no; out=
case "${1:-}" in
  --run | --robolectric | --robolectric-suite | --conformance | --bridge | --threads | --stub | --program | --patch)
    mode=${1#--}; shift ;;
esac
case "${1:-}" in --self-test) self_test=yes; shift ;; esac
case $mode in program | patch) out=$1; shift ;; esac

need java default-jdk-headless
need javac default-jdk-headless
need mvn maven
need npm nodejs
uts_plugin=$root/node_modules/@dcloudio/uni-uts-v1/lib/kotlin/lib/uts-kotlin-compiler-plugin.jar
[ -f "$uts_plugin" ] || die "DCloud's compiler plugin is missing: run npm ci in the project"
apart=
if [ $# -gt 0 ]; then made=$1; apart=-other
elif [ $mode = stub ]; then made=; apart=-probes # it has UTS of its own
elif [ $mode = bridge ]; then apart=-app
  (cd "$root" && node tools/build.mjs app old-pages-app) || die "the app could not be built"
  made=$root/dist/build/app/uni_modules/rtm/utssdk/app-android/src
else generated app-android index.kt
fi
. "$here/kotlin/compiler.sh"

case $mode in
  program)
    compiled "$out/classes" "$stub:$libraries" "$made"/*.kt
    runtime "$out/classes" "$out/runtime"
    described Kotlin "$out/patch:$out/runtime:$out/classes" rtm.conformance.MainKt >"$out/program.json"
    rm -rf "$out/patch"; mkdir "$out/patch"
    exit 0 ;;
  patch)
    rm -rf "$out/patch"; mkdir "$out/patch"
    kotlinc -cp "$out/classes:$stub:$libraries" -d "$out/patch" "$@"
    exit 0 ;;
esac
if [ $self_test = yes ]; then
  # A self-test says something of the checks and of what faults are planted into: while both stay the same, so does it.
  tested=$(digest "$here")-$(cat "${made:-$here/kotlin-stub}"/*.kt | sha256sum | cut -c1-16)
  if [ "$(cat "$cache/passed-$mode" 2>/dev/null)" = "$tested" ]; then
    step "self-test: nothing changed since it passed"
    exit 0
  fi
fi
if [ $mode = stub ]; then . "$here/kotlin-stub/stub.sh"; exit 0; fi
if [ $mode = threads ] && [ $self_test = yes ]; then . "$here/kotlin-threads/threads.sh"; fi
if [ $mode = robolectric ] && [ $self_test = yes ]; then . "$here/kotlin-robolectric/robolectric.sh"; fi
if [ $self_test = yes ]; then
  planted=$cache/planted; rm -rf "$planted"; cp -R "$made" "$planted"
  offline=$planted.offline; hbuilderx=$planted.hbuilderx
  echo 'fun planted(link: Link): Unit { link.send(4001) }' >>"$planted/index.kt"
  for form in as_offline as_hbuilderx; do
    if output=$($form "$planted" 2>&1); then die "self-test: $form did not find the planted fault"; fi
    case $output in
      *index.kt*"type mismatch"*) ;;
      *) echo "$output"; die "self-test: $form failed for another reason" ;;
    esac
  done
  rm -rf "$planted" "$offline" "$hbuilderx"
  echo "$tested" >"$cache/passed-$mode"
  step "self-test: the planted fault was found in both forms"
  exit 0
fi

failed=no
beside=
if [ $mode != bridge ]; then # the app is built in one form only
  as_offline "$made" >"$cache/offline.log" 2>&1 & beside=$!
fi
as_hbuilderx "$made" || { failed=yes; step "failed with DCloud's compiler plugin"; }
[ -z "$beside" ] || wait "$beside" || {
  failed=yes
  cat "$cache/offline.log"
  step "failed without DCloud's compiler plugin"
}
[ $failed = no ] || exit 1
step "$(ls "$made"/*.kt | wc -l) files compile with${beside:+ and without} DCloud's compiler plugin, 0 errors"

# suite <RTM_SUITE> <title> <class path> <main class> [arguments]: the suite on a program of
# test/conformance/runtimes/kotlin
suite() {
  kind=$1; title=$2; path=$3; shift 3
  (cd "$root" && NO_COLOR=1 RTM_SUITE=$kind \
    RTM_RUNTIME=$(described "Kotlin, $title" "$path" "$@") \
    npx vitest run --mode conformance) >"$cache/$mode.log" 2>&1 \
    || { cat "$cache/$mode.log"; die "the suite failed ($mode, $title)"; }
  grep -q 'Tests .*passed' "$cache/$mode.log" || die "no scenario was played (RTM_SCENARIO is '${RTM_SCENARIO:-}')"
  step "$mode, $title: $(sed -n 's/.*Tests *//p' "$cache/$mode.log")"
}
case $mode in
  threads) . "$here/kotlin-threads/threads.sh" ;;
  conformance)
    programs=$cache/classes-conformance
    runtime "$offline" "$programs"
    for form in ${RTM_FORM:-offline hbuilderx}; do
      eval "classes=\$$form"
      suite native $form "$programs:$classes" rtm.conformance.MainKt
    done ;;
  bridge)
    programs=$cache/classes-conformance-app
    runtime "$hbuilderx" "$programs"
    suite bridge hbuilderx "$programs:$hbuilderx" rtm.conformance.BridgeMainKt ;;
  run) . "$here/kotlin-run/run.sh" ;;
  robolectric | robolectric-suite) . "$here/kotlin-robolectric/robolectric.sh" ;;
esac
