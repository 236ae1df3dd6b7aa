# Sourced by kotlin.sh for --robolectric and --robolectric-suite: a story, or the conformance suite, on Android's own
# framework classes. The plugin is compiled against our stand-ins, as everywhere, and runs on the real classes; what is
# played on it is compiled against those.
android_all=android-all-instrumented:13-robolectric-9030017-i7
keep robolectric robolectric \
  "$(digest "$here/kotlin-robolectric/pom.xml")-$(echo $android_all | cksum | cut -d ' ' -f 1)"
if [ ! -f "$robolectric/ready" ]; then
  step "fetching Robolectric and Android's classes (200 MB)"
  rm -rf "$robolectric"; mkdir "$robolectric"
  copy=org.apache.maven.plugins:maven-dependency-plugin:3.6.1
  mvn -q -B -f "$here/kotlin-robolectric/pom.xml" $copy:copy-dependencies \
    -DoutputDirectory="$robolectric/jars" >"$cache/mvn-robolectric.log" 2>&1 \
    && mvn -q -B $copy:copy -Dartifact=org.robolectric:$android_all \
      -DoutputDirectory="$robolectric/android" >>"$cache/mvn-robolectric.log" 2>&1 \
    || die "Maven could not fetch the jars, see $cache/mvn-robolectric.log"
  # Two of them are Android archives, with the classes inside.
  for archive in "$robolectric"/jars/*.aar; do
    (cd "$robolectric/jars" && jar xf "$archive" classes.jar && mv classes.jar "$(basename "$archive" .aar).jar")
  done
  touch "$robolectric/ready"
fi
android=$(echo "$robolectric"/android/*.jar)
runner=$(printf '%s:' "$robolectric"/jars/*.jar)

if [ $self_test = yes ]; then
  faults=$(node "$here/plant.mjs" "$here/kotlin-robolectric/faults.mjs" "$made" "$cache/planted") \
    || die "the faults could not be planted"
  offline=$cache/planted.offline
  as_offline "$cache/planted" || die "the planted faults do not compile"
fi
if [ $mode = robolectric-suite ]; then
  device=$cache/classes-robolectric-suite
  programs=$cache/classes-conformance
  runtime "$offline" "$programs"
  compiled "$device" "$android:$programs:$offline:$stub:$libraries$runner" \
    "$here"/kotlin-robolectric/SuiteMain.kt || die "the device of the suite does not compile"
  java_flags="\"-Drobolectric.offline=true\",\"-Drobolectric.logging.enabled=false\","
  java_flags="$java_flags\"-Drobolectric.dependency.dir=$robolectric/android\","
  suite native offline "$programs:$offline:$device:$runner" rtm.robolectric.SuiteMainKt
  return
fi

node "$here/kotlin-run/server.mjs" >"$cache/$name-robolectric.log" 2>&1 & server=$!
trap 'kill $server 2>/dev/null || true' EXIT
port=$(said "$cache/$name-robolectric.log" PORT $server)
[ -n "$port" ] || die "the server did not start, see $cache/$name-robolectric.log"

story=$cache/classes-story
[ $self_test = no ] || story=$cache/planted.story
compiled "$story" "$android:$offline:$stub:$libraries$runner" \
  "$here"/kotlin-robolectric/StoryTest.kt || die "the story does not compile"
# played [flags of Java]: our stand-ins stay on the outer class path, for who looks at a name there; within its sandbox
# Robolectric prefers its own.
played() {
  timeout 180 java "$@" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC \
    -Drobolectric.offline=true -Drobolectric.dependency.dir="$robolectric/android" \
    -Drobolectric.logging.enabled=false -Drtm.base="ws://127.0.0.1:$port" \
    -cp "$story:$offline:$stub:$libraries$runner" \
    org.junit.runner.JUnitCore rtm.robolectric.StoryTest >"$cache/robolectric.log" 2>&1
}
if [ $self_test = yes ]; then
  played -Dplanted= || { cat "$cache/robolectric.log"; die "self-test: the story fails before a fault is awake"; }
  for fault in $faults; do
    if played "-Dplanted=$fault"; then die "self-test: the story did not see the fault $fault"; fi
    grep -q '^Tests run: 12' "$cache/robolectric.log" || {
      cat "$cache/robolectric.log"
      die "self-test: $fault failed for another reason"
    }
    step "$fault: $(grep -m 1 '^1) ' "$cache/robolectric.log")"
  done
  echo "$tested" >"$cache/passed-$mode"
  step "self-test: $(echo "$faults" | wc -w) planted faults were seen"
  rm -rf "$cache/planted" "$offline" "$story"
  exit 0
fi
played || { cat "$cache/robolectric.log"; die "the story failed"; }
step "robolectric: $(grep '^OK' "$cache/robolectric.log")"
