# Kotlin's compiler, the real OkHttp and our stand-in for DCloud's runtime, and how the plugin is built with them.
# Sourced by kotlin.sh.
keep tools kotlin-compiler "$(digest "$here/package-lock.json")"
if [ ! -f "$tools/ready" ]; then
  step "fetching the Kotlin compiler"
  rm -rf "$tools"; mkdir "$tools"
  cp "$here/package.json" "$here/package-lock.json" "$tools/"
  (cd "$tools" && npm ci --ignore-scripts --no-audit --no-fund) >"$cache/npm.log" 2>&1 \
    || die "npm could not fetch kotlin-compiler, see $cache/npm.log"
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

keep stub uts-stub \
  "$(digest "$here/kotlin/android" "$here/kotlin/uts" "$here/kotlin/pom.xml" "$here/package-lock.json")"
if [ ! -f "$stub/ready" ]; then
  step "compiling the stand-in for DCloud's runtime"
  rm -rf "$stub"; mkdir "$stub"
  find "$here/kotlin/android" -name '*.java' -exec javac -nowarn -d "$stub" {} + \
    || die "the Android stand-ins do not compile"
  kotlinc -cp "$stub:$libraries" -d "$stub" "$here"/kotlin/uts/*.kt \
    || die "the stand-in for DCloud's runtime does not compile"
  touch "$stub/ready"
fi

# build <folder with .kt> <folder for classes> [flags of the compiler]
build() {
  sources=$1; classes=$2; shift 2
  rm -rf "$classes"; mkdir -p "$classes"
  kotlinc -cp "$stub:$libraries" -d "$classes" "$@" "$sources"/*.kt
}
# Both forms keep what they have made until the sources or the stand-in change; what is not the plugin has a place of
# its own.
as_offline() { kept "$1" "$cache/classes-offline$apart"; }
as_hbuilderx() {
  kept "$1" "$cache/classes-hbuilderx$apart" -Xplugin="$uts_plugin" \
    -P plugin:io.dcloud.uts.kotlin:tag=UTS -P plugin:io.dcloud.uts.kotlin:console=true
}
kept() {
  key=$( (cd "$1" && for file in *.kt; do echo "$file"; cat "$file"; done) | sha256sum | cut -c1-16)-$(basename "$stub")
  [ "$(cat "$2/key" 2>/dev/null)" = "$key" ] && return
  build "$@" && echo "$key" >"$2/key"
}

# runtime <classes of the plugin> <folder for classes>: the programs of test/conformance/runtimes/kotlin. They run on
# both forms.
runtime() {
  rm -rf "$2"; mkdir -p "$2"
  kotlinc -cp "$1:$stub:$libraries" -d "$2" "$root"/test/conformance/runtimes/kotlin/*.kt \
    || die "the runtime of the suite does not compile"
}
# described <name> <class path> <main class> [arguments]: what the suite starts it by. $java_flags: what else the JVM is
# told, with a comma behind each.
java_flags=
described() {
  of=$1; path=$2; shift 2
  flags="\"-XX:TieredStopAtLevel=1\",\"-XX:+UseSerialGC\",\"-Dfile.encoding=UTF-8\",$java_flags"
  args="$flags\"-cp\",\"$path:$stub:$libraries\"$(printf ',"%s"' "$@")"
  echo "{\"name\":\"$of\",\"platform\":\"Android\",\"command\":\"java\",\"args\":[$args]}"
}
