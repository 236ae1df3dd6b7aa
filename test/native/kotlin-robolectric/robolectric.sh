# Sourced by kotlin.sh for --robolectric: a story on Android's own framework classes. The plugin is compiled against our stand-ins, as everywhere, and runs
# on the real classes; the story is compiled against those.
android_all=android-all-instrumented:13-robolectric-9030017-i7
keep robolectric robolectric "$(digest "$here/kotlin-robolectric/pom.xml")-$(echo $android_all | cksum | cut -d ' ' -f 1)"
if [ ! -f "$robolectric/ready" ]; then
  step "fetching Robolectric and Android's classes (200 MB)"
  rm -rf "$robolectric"; mkdir "$robolectric"
  copy=org.apache.maven.plugins:maven-dependency-plugin:3.6.1
  mvn -q -B -f "$here/kotlin-robolectric/pom.xml" $copy:copy-dependencies -DoutputDirectory="$robolectric/jars" >"$cache/mvn-robolectric.log" 2>&1 \
    && mvn -q -B $copy:copy -Dartifact=org.robolectric:$android_all -DoutputDirectory="$robolectric/android" >>"$cache/mvn-robolectric.log" 2>&1 \
    || die "Maven could not fetch the jars, see $cache/mvn-robolectric.log"
  # Two of them are Android archives, with the classes inside.
  for archive in "$robolectric"/jars/*.aar; do (cd "$robolectric/jars" && jar xf "$archive" classes.jar && mv classes.jar "$(basename "$archive" .aar).jar"); done
  touch "$robolectric/ready"
fi
android=$(echo "$robolectric"/android/*.jar)
runner=$(printf '%s:' "$robolectric"/jars/*.jar)

node "$here/kotlin-run/server.mjs" >"$cache/$name-robolectric.log" 2>&1 & server=$!
trap 'kill $server 2>/dev/null || true' EXIT
port=$(said "$cache/$name-robolectric.log" PORT $server)
[ -n "$port" ] || die "the server did not start, see $cache/$name-robolectric.log"

story=$cache/classes-robolectric; rm -rf "$story"; mkdir "$story"
kotlinc -cp "$android:$cache/classes-offline:$stub:$libraries$runner" -d "$story" "$here"/kotlin-robolectric/*.kt || die "the story does not compile"
# played <class path before the rest>: our stand-ins stay on the outer class path, for who looks at a name there; within its sandbox Robolectric prefers its own.
played() {
  timeout 180 java -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Drobolectric.offline=true -Drobolectric.dependency.dir="$robolectric/android" \
    -Drobolectric.logging.enabled=false -Drtm.base="ws://127.0.0.1:$port" -cp "$1$story:$cache/classes-offline:$stub:$libraries$runner" \
    org.junit.runner.JUnitCore rtm.robolectric.StoryTest >"$cache/robolectric.log" 2>&1
}
played "" || { cat "$cache/robolectric.log"; die "the story failed"; }
step "robolectric: $(grep '^OK' "$cache/robolectric.log")"
