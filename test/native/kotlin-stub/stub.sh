# Sourced by kotlin.sh for --stub: what our stand-in for DCloud's runtime assumes, check by check.
#   kotlin.sh --stub                 both forms, and the names that must not compile
#   kotlin.sh --stub --self-test     with faults planted into the stand-in: each must be seen
project=$cache/stub-project; rm -rf "$project"; mkdir -p "$project/uni_modules/rtm/utssdk"
cp "$here/kotlin-stub/probes.uts" "$project/uni_modules/rtm/utssdk/index.uts"
echo '{"id":"rtm","displayName":"probes","version":"1.0.0","uni_modules":{}}' >"$project/uni_modules/rtm/package.json"
echo '{"appid":"__UNI__PROBES","vueVersion":"3"}' >"$project/manifest.json"
echo '{"pages":[]}' >"$project/pages.json"
(cd "$root" && node tools/uts/compile-uts.cjs app-android --classic --root "$project" --out "$project/out") \
  >"$cache/stub.log" 2>&1 || { cat "$cache/stub.log"; die "probes.uts does not compile"; }
probes=$project/out/app-android

as_hbuilderx "$probes" || die "the probes do not compile (hbuilderx)"
checks=$cache/classes-checks # they are Kotlin, which no plugin rewrites: they run on both forms
compiled "$checks" "$hbuilderx:$stub:$libraries" "$here"/kotlin-stub/*.kt || die "the checks do not compile"
# play <offline | hbuilderx> <plugin | offline> [flags of Java]
play() {
  eval "classes=\$$1"; told=$2; shift 2
  timeout 60 java -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Dfile.encoding=UTF-8 "$@" \
    -cp "$checks:$classes:$stub:$libraries" \
    rtm.stub.MainKt "$told" >"$cache/stub.log" 2>"$cache/stub-errors.log"
}

if [ $self_test = yes ]; then
  play hbuilderx plugin || {
    cat "$cache/stub.log" "$cache/stub-errors.log"
    die "self-test: a check fails before a fault is awake"
  }
  faults=$(node "$here/plant.mjs" "$here/kotlin-stub/faults.mjs" "$here/kotlin/uts" "$cache/planted") \
    || die "the faults could not be planted"
  faulty=$cache/classes-planted; rm -rf "$faulty"; mkdir "$faulty"
  kotlinc -cp "$stub:$libraries" -d "$faulty" "$cache"/planted/*.kt || die "the planted faults do not compile"
  stub=$faulty:$stub
  : >"$cache/seen.log"
  for fault in $faults; do
    if play hbuilderx plugin -Dplanted="$fault"; then die "self-test: nobody saw the fault $fault"; fi
    grep '^FAIL' "$cache/stub.log" >>"$cache/seen.log" || {
      cat "$cache/stub.log" "$cache/stub-errors.log"
      die "self-test: $fault failed for another reason"
    }
  done
  echo "$tested" >"$cache/passed-$mode"
  seen_by=$(sed 's/: gives.*//' "$cache/seen.log" | sort -u | wc -l)
  step "self-test: $(echo "$faults" | wc -w) planted faults were seen, by $seen_by checks"
  rm -rf "$cache/planted" "$faulty"
  exit 0
fi
as_offline "$probes" || die "the probes do not compile (offline)"
for form in offline hbuilderx; do
  told=offline; [ $form = hbuilderx ] && told=plugin
  play $form $told || {
    cat "$cache/stub.log" "$cache/stub-errors.log"
    die "the stand-in is not as it is said to be ($form)"
  }
  step "$form: $(tail -n 1 "$cache/stub.log")"
done

absent=$cache/absent; rm -rf "$absent"; mkdir "$absent"
{ echo 'import io.dcloud.uts.*'; cat "$here/kotlin-stub/absent.txt"; } >"$absent/Absent.kt"
kotlinc -cp "$stub:$libraries" -d "$absent" "$absent/Absent.kt" >"$cache/absent.log" 2>&1 \
  && die "nothing of absent.txt is absent"
line=1
while read -r use; do
  line=$((line + 1))
  grep -q "Absent.kt:$line:.*error" "$cache/absent.log" || die "this compiles, although it is left out: $use"
done <"$here/kotlin-stub/absent.txt"
step "$((line - 1)) uses of what is left out do not compile"
