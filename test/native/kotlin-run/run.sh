# Sourced by kotlin.sh for --run.
# The server stands beside the project's packages: Node looks for ws there.
node "$here/kotlin-run/server.mjs" >"$cache/$name-server.log" 2>&1 & server=$!
trap 'kill $server 2>/dev/null || true' EXIT
port=$(said "$cache/$name-server.log" PORT $server)
[ -n "$port" ] || die "the server did not start, see $cache/$name-server.log"
runner=$cache/classes-run # it runs on both forms
compiled "$runner" "$offline:$stub:$libraries" "$here"/kotlin-run/*.kt || die "kotlin-run does not compile"
for form in offline hbuilderx; do
  eval "classes=\$$form"
  timeout 60 java -cp "$runner:$classes:$stub:$libraries" \
    rtm.run.MainKt "ws://127.0.0.1:$port" >"$cache/run.log" 2>&1 \
    || { cat "$cache/run.log"; die "the run failed ($form)"; }
  step "$form: $(tail -n 1 "$cache/run.log")"
done
