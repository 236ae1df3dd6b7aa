#!/bin/sh
# Compiles the Kotlin that UTS makes of the plugin, and the plugin's own .kt files, against the real OkHttp and our stand-in
# for DCloud's runtime: with DCloud's compiler plugin, as HBuilderX builds, and without it, as offline projects build.
#   test/native/kotlin.sh [--self-test | --run | --conformance | --bridge] [<folder with index.kt>]      default: dist/uts/app-android, made when it is old
#   test/native/kotlin.sh --threads [--self-test]
# --run also runs it on this machine's JVM, both ways, against a WebSocket server in Node; --conformance runs the conformance suite on it,
# --bridge the same from the pages of the built app, through the proxy and the bridge; --threads proves that the engine is used on its own
# thread only.
set -eu
name=kotlin.sh
. "$(dirname "$0")/lib.sh"
self_test=no; run=no; suite=none; threads=no
[ "${1:-}" = --threads ] && { threads=yes; shift; }
[ "${1:-}" = --self-test ] && { self_test=yes; shift; }
[ "${1:-}" = --run ] && { run=yes; shift; }
[ "${1:-}" = --conformance ] && { suite=native; shift; }
[ "${1:-}" = --bridge ] && { suite=bridge; shift; }

need java default-jdk-headless
need javac default-jdk-headless
need mvn maven
need npm nodejs
uts_plugin=$root/node_modules/@dcloudio/uni-uts-v1/lib/kotlin/lib/uts-kotlin-compiler-plugin.jar
[ -f "$uts_plugin" ] || die "DCloud's compiler plugin is missing: run npm ci in the project"
if [ $# -gt 0 ]; then made=$1; else generated app-android index.kt; fi

keep tools kotlin-compiler "$(digest "$here/package-lock.json")"
if [ ! -f "$tools/ready" ]; then
  step "fetching the Kotlin compiler"
  rm -rf "$tools"; mkdir "$tools"
  cp "$here/package.json" "$here/package-lock.json" "$tools/"
  (cd "$tools" && npm ci --ignore-scripts --no-audit --no-fund) >"$cache/npm.log" 2>&1 || die "npm could not fetch kotlin-compiler, see $cache/npm.log"
  touch "$tools/ready"
fi
compiler=$tools/node_modules/kotlin-compiler/lib

keep jars jars "$(digest "$here/kotlin/pom.xml")"
if [ ! -f "$jars/ready" ]; then
  step "fetching OkHttp and Kotlin's libraries"
  rm -rf "$jars"
  mvn -q -B -f "$here/kotlin/pom.xml" org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy-dependencies \
    -DoutputDirectory="$jars" >"$cache/mvn.log" 2>&1 || die "Maven could not fetch the jars, see $cache/mvn.log"
  touch "$jars/ready"
fi
libraries=$(printf '%s:' "$jars"/*.jar)

kotlinc() {
  java -Xmx1200m -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp "$compiler/kotlin-preloader.jar" \
    org.jetbrains.kotlin.preloading.Preloader -cp "$compiler/kotlin-compiler.jar" \
    org.jetbrains.kotlin.cli.jvm.K2JVMCompiler -no-reflect -no-stdlib -nowarn -jvm-target 17 "$@"
}

keep stub uts-stub "$(digest "$here/kotlin" "$here/package-lock.json")"
if [ ! -f "$stub/ready" ]; then
  step "compiling the stand-in for DCloud's runtime"
  rm -rf "$stub"; mkdir "$stub"
  find "$here/kotlin/android" -name '*.java' -exec javac -nowarn -d "$stub" {} + || die "the Android stand-ins do not compile"
  kotlinc -cp "$stub:$libraries" -d "$stub" "$here"/kotlin/uts/*.kt || die "the stand-in for DCloud's runtime does not compile"
  touch "$stub/ready"
fi

# build <folder with .kt> <folder for classes> [flags of the compiler]
build() {
  sources=$1; classes=$2; shift 2
  rm -rf "$classes"; mkdir -p "$classes"
  kotlinc -cp "$stub:$libraries" -d "$classes" "$@" "$sources"/*.kt
}
as_offline() { build "$1" "$cache/classes-offline" ; }
as_hbuilderx() {
  build "$1" "$cache/classes-hbuilderx" -Xplugin="$uts_plugin" \
    -P plugin:io.dcloud.uts.kotlin:tag=UTS -P plugin:io.dcloud.uts.kotlin:console=true
}

if [ $threads$self_test = yesyes ]; then . "$here/kotlin-threads/threads.sh"; fi
if [ $self_test = yes ]; then
  planted=$cache/planted; rm -rf "$planted"; cp -R "$made" "$planted"
  echo 'fun planted(link: Link): Unit { link.send(4001) }' >>"$planted/index.kt"
  for form in as_offline as_hbuilderx; do
    if output=$($form "$planted" 2>&1); then die "self-test: $form did not find the planted fault"; fi
    case $output in *index.kt*"type mismatch"*) ;; *) echo "$output"; die "self-test: $form failed for another reason";; esac
  done
  rm -rf "$planted"
  step "self-test: the planted fault was found in both forms"
  exit 0
fi

as_offline "$made" >"$cache/offline.log" 2>&1 & offline=$!
failed=no
as_hbuilderx "$made" || { failed=yes; step "failed with DCloud's compiler plugin"; }
wait $offline || { failed=yes; cat "$cache/offline.log"; step "failed without DCloud's compiler plugin"; }
[ $failed = no ] || exit 1
step "$(ls "$made"/*.kt | wc -l) files compile with and without DCloud's compiler plugin, 0 errors"

if [ $threads = yes ]; then . "$here/kotlin-threads/threads.sh"; exit 0; fi
# play <title> <main class> [arguments]: the suite on a program of test/conformance/runtimes/kotlin
play() {
  title=$1; shift
  program="\"platform\":\"Android\",\"command\":\"java\",\"args\":[\"-XX:TieredStopAtLevel=1\",\"-XX:+UseSerialGC\",\"-Dfile.encoding=UTF-8\",\"-cp\",\"$path\"$(printf ',"%s"' "$@")]"
  (cd "$root" && NO_COLOR=1 RTM_SUITE=$suite RTM_RUNTIME="{\"name\":\"Kotlin, $title\",$program}" npx vitest run --config vitest.conformance.config.mts) >"$cache/$suite.log" 2>&1 \
    || { cat "$cache/$suite.log"; die "the suite failed ($suite, $title)"; }
  step "$([ $suite = bridge ] && echo "bridge" || echo "conformance"), $title: $(sed -n 's/.*Tests *//p' "$cache/$suite.log")"
}
if [ $suite != none ]; then
  [ $suite = native ] || (cd "$root" && node tools/build.mjs app) || die "the app could not be built"
  for form in offline hbuilderx; do
    runtime=$cache/classes-conformance; rm -rf "$runtime"; mkdir "$runtime"
    kotlinc -cp "$cache/classes-$form:$stub:$libraries" -d "$runtime" "$root"/test/conformance/runtimes/kotlin/*.kt || die "the runtime of the suite does not compile"
    path=$runtime:$cache/classes-$form:$stub:$libraries
    if [ $suite = native ]; then play "$form" rtm.conformance.MainKt
    # A page's numbers reach the plugin as Double or as Int, Long and BigDecimal: not known, so both are played.
    elif [ $form = offline ]; then play "$form" rtm.conformance.BridgeMainKt doubles
    else play "$form" rtm.conformance.BridgeMainKt written
    fi
  done
  exit 0
fi
[ $run = yes ] || exit 0
# The server stands beside the project's packages: Node looks for ws there.
node "$here/kotlin-run/server.mjs" >"$cache/server.log" 2>&1 & server=$!
trap 'kill $server 2>/dev/null || true' EXIT
port=$(said "$cache/server.log" PORT $server)
[ -n "$port" ] || die "the server did not start, see $cache/server.log"
for form in offline hbuilderx; do
  runner=$cache/classes-runner; rm -rf "$runner"; mkdir "$runner"
  kotlinc -cp "$cache/classes-$form:$stub:$libraries" -d "$runner" "$here"/kotlin-run/*.kt || die "kotlin-run does not compile"
  timeout 60 java -cp "$runner:$cache/classes-$form:$stub:$libraries" rtm.run.MainKt "ws://127.0.0.1:$port" >"$cache/run.log" 2>&1 \
    || { cat "$cache/run.log"; die "the run failed ($form)"; }
  step "$form: $(tail -n 1 "$cache/run.log")"
done
