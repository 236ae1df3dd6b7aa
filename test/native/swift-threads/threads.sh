# Sourced by swift.sh for --threads: many pages at once on a program that ThreadSanitizer watches.
#   swift.sh --threads                 the plugin as it is
#   swift.sh --threads --self-test     with faults planted: each must be seen
node "$here/threads/server.mjs" >"$cache/$name-server.log" 2>&1 & server=$!
trap 'kill $server 2>/dev/null || true' EXIT

keep stand_ins swift-watched "$(digest "$here/swift")"
sanitize=thread
[ -f "$stand_ins/ready" ] || make_stand_ins
url=$(said "$cache/$name-server.log" URL $server)
[ -n "$url" ] || die "the server did not start, see $cache/$name-server.log"

# play <program> <rounds>: the sanitizer wants its addresses where they are without randomization
play() {
  TSAN_OPTIONS="halt_on_error=1" timeout 120 setarch "$(uname -m)" -R "$1" "$url" "$2" \
    >"$cache/$name-threads.log" 2>&1
}

if [ $self_test = yes ]; then
  faults=$(node "$here/plant.mjs" "$here/swift-threads/faults.mjs" "$made" "$cache/planted-swift") \
    || die "the faults could not be planted"
  program "$cache/threads-swift-planted" "$cache/planted-swift" "$here"/swift-threads/*.swift \
    || die "the planted faults do not compile"
  play "$cache/threads-swift-planted" 240 || {
    cat "$cache/$name-threads.log"
    die "self-test: the play fails before a fault is awake"
  }
  for fault in $faults; do
    if PLANTED=$fault play "$cache/threads-swift-planted" 240; then die "self-test: nobody saw the fault $fault"; fi
    seen=$(grep -m 1 -E '^VIOLATION|WARNING: ThreadSanitizer|Fatal error' "$cache/$name-threads.log") || {
      cat "$cache/$name-threads.log"
      die "self-test: $fault failed for another reason"
    }
    step "$fault: $seen"
  done
  step "self-test: $(echo "$faults" | wc -w) planted faults were seen"
  rm -rf "$cache/planted-swift" "$cache/threads-swift-planted"*
  exit 0
fi
program "$cache/threads-swift" "$made" "$here"/swift-threads/*.swift || die "the pages do not compile"
play "$cache/threads-swift" 1000 || { cat "$cache/$name-threads.log"; die "two threads at one place, or no answer"; }
step "$(tail -n 1 "$cache/$name-threads.log"), nothing that two threads touch at once"
exit 0
