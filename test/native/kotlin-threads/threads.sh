# Sourced by kotlin.sh for --threads: many pages at once on classes in which every access to the engine's state is
# watched.
#   kotlin.sh --threads                 the plugin as it is, in both forms
#   kotlin.sh --threads --self-test     with faults planted: each must be seen
watch=$cache/classes-watch
rm -rf "$watch"; mkdir "$watch"
javac -nowarn -cp "$compiler/kotlin-compiler.jar:$stub" -d "$watch" "$here"/kotlin-threads/*.java \
  || die "the watch on threads does not compile"
digest "$here"/kotlin-threads/*.java >"$watch/key"

node "$here/threads/server.mjs" >"$cache/$name-server.log" 2>&1 & server=$!
trap 'kill $server 2>/dev/null || true' EXIT
url=$(said "$cache/$name-server.log" URL $server)
[ -n "$url" ] || die "the server did not start, see $cache/$name-server.log"

# watched <folder with classes>: weaves them and compiles the pages against them; these run on any
watched() {
  woven=$cache/classes-woven; rm -rf "$woven"; mkdir "$woven"
  java -cp "$watch:$compiler/kotlin-compiler.jar" rtm.threads.Weaver "$1" "$woven" >"$cache/weaver.log" \
    || die "the classes could not be woven"
  pages=$cache/classes-pages
  compiled "$pages" "$watch:$offline:$stub:$libraries" "$here"/kotlin-threads/*.kt || die "the pages do not compile"
}
# play <rounds> [flags of Java]
play() {
  rounds=$1; shift
  timeout 60 java -XX:TieredStopAtLevel=1 -XX:+UseSerialGC "$@" -cp "$watch:$woven:$pages:$stub:$libraries" \
    rtm.threads.MainKt "$url" "$rounds" >"$cache/$name-threads.log" 2>"$cache/threads-errors.log"
}

if [ $self_test = yes ]; then
  faults=$(node "$here/plant.mjs" "$here/kotlin-threads/faults.mjs" "$made" "$cache/planted") \
    || die "the faults could not be planted"
  offline=$cache/planted.offline
  as_offline "$cache/planted" || die "the planted faults do not compile"
  watched "$offline"
  play 240 || { cat "$cache/$name-threads.log"; die "self-test: the play fails before a fault is awake"; }
  for fault in $faults; do
    if play 240 -Dplanted="$fault"; then die "self-test: nobody saw the fault $fault"; fi
    grep -q '^VIOLATION' "$cache/$name-threads.log" || {
      cat "$cache/$name-threads.log" "$cache/threads-errors.log"
      die "self-test: $fault failed for another reason"
    }
    step "$fault: $(grep -m 1 '^VIOLATION' "$cache/$name-threads.log")"
  done
  echo "$tested" >"$cache/passed-$mode"
  step "self-test: $(echo "$faults" | wc -w) planted faults were seen"
  rm -rf "$cache/planted" "$offline"
  exit 0
fi
for form in offline hbuilderx; do
  eval "classes=\$$form"
  watched "$classes"
  play 2000 || {
    cat "$cache/$name-threads.log" "$cache/threads-errors.log"
    die "a call on a wrong thread, or none ($form)"
  }
  step "$form: $(cat "$cache/weaver.log"): $(tail -n 1 "$cache/$name-threads.log"), none on a wrong thread"
done
