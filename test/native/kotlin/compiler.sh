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

# compiled <folder for classes> <class path> [flags of the compiler] <files...>: kept until one of these changes (a
# plugin of the compiler, too), or this file, or what stands in a folder of the class path that was made in this way
compiled() {
  classes=$1; path=$2; shift 2
  key=$({
    for at in $(printf %s "$path" | tr : ' '); do
      echo "${at#"$cache"}"
      if [ -f "$at/key" ]; then cat "$at/key"; fi
    done
    cat "$here/kotlin/compiler.sh"
    for given in "$@"; do
      printf '%s\n' "$given" | sed "s|$root||"
      given=${given#-Xplugin=}
      if [ -f "$given" ]; then cat "$given"; fi
    done
  } | sha256sum | cut -c1-16)
  [ "$(cat "$classes/key" 2>/dev/null)" != "$key" ] || return 0
  rm -rf "$classes"; mkdir -p "$classes"
  kotlinc -cp "$path" -d "$classes" "$@" && echo "$key" >"$classes/key"
}
# The plugin in both forms, of a folder with .kt. What is not made by npm run compile has a place of its own.
offline=$cache/classes-offline$apart
hbuilderx=$cache/classes-hbuilderx$apart
as_offline() { compiled "$offline" "$stub:$libraries" "$1"/*.kt; }
as_hbuilderx() {
  compiled "$hbuilderx" "$stub:$libraries" -Xplugin="$uts_plugin" \
    -P plugin:io.dcloud.uts.kotlin:tag=UTS -P plugin:io.dcloud.uts.kotlin:console=true "$1"/*.kt
}

# runtime <classes of the plugin> <folder for classes>: the programs of test/conformance/runtimes/kotlin. They run on
# both forms.
runtime() {
  compiled "$2" "$1:$stub:$libraries" "$root"/test/conformance/runtimes/kotlin/*.kt \
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
