# Builds programs that run here out of the generated Swift: what only Objective-C needs is taken off, our stand-ins are
# linked. Sourced by swift.sh.
# Modules that the plugin imports by name; DarwinNet is handed to every file, because Apple's Foundation has it and
# Debian's has not.
make_stand_ins() {
  rm -rf "$stand_ins"; mkdir -p "$stand_ins"
  linux_module DCloudUTSFoundation -enable-testing "$here"/swift/shim/*.swift
  linux_module DarwinNet "$here"/swift/net/*.swift
  linux_module UIKit "$here/swift/linux/UIKit.swift"
  linux_module Network "$here/swift/linux/Network.swift"
  touch "$stand_ins/ready"
}

# With sanitize=thread what is built is watched by ThreadSanitizer.
sanitize=
linux_frontend() {
  frontend $linux_flags -swift-version 5 -suppress-warnings ${sanitize:+-sanitize=$sanitize -g} \
    -module-cache-path "$stand_ins/cache" -I "$stand_ins" "$@"
}

linux_module() { # linux_module <name> <sources and flags...>
  module=$1; shift
  linux_frontend -c -parse-as-library -module-name "$module" -emit-module-path "$stand_ins/$module.swiftmodule" \
    -o "$stand_ins/$module.o" "$@" || die "the stand-in $module does not compile"
}

# program <file to make> <folder with the plugin's .swift> <sources...>: one module, as in an app
program() {
  program=$1; from=$2; shift 2
  work=$program.work; rm -rf "$work"; mkdir -p "$work"
  for file in "$from"/*.swift; do
    sed -E -e 's/@objc(\([A-Za-z0-9_.:]*\))?( |$)//' -e 's/@objcMembers//' -e 's/\bdynamic //' \
      "$file" >"$work/$(basename "$file")"
  done
  linux_frontend -c -parse-as-library -module-name unimoduleRtm -import-module DarwinNet -o "$work/program.o" \
    "$work"/*.swift "$@" || return 1
  libraries=$system/usr/lib/x86_64-linux-gnu
  loader=$system/lib64/ld-linux-x86-64.so.2
  watcher=$swift_library/../clang/17/lib/linux/libclang_rt.tsan-x86_64.a
  linker ${sanitize:+--whole-archive "$watcher" --no-whole-archive --dynamic-list="$watcher.syms"} \
    ${sanitize:+-lpthread -lrt -ldl -lresolv} \
    -pie -dynamic-linker "$loader" ${system:+--sysroot="$system"} -o "$program" \
    "$libraries/Scrt1.o" "$libraries/crti.o" "$swift_library/linux/x86_64/swiftrt.o" \
    "$work/program.o" "$stand_ins"/*.o \
    -L"$swift_library/linux" -L"$libraries" -L"$(echo "$system"/usr/lib/gcc/x86_64-linux-gnu/*)" \
    -lFoundation -lFoundationEssentials -ldispatch -lBlocksRuntime \
    -lswiftDispatch -lswiftCore -lswiftSwiftOnoneSupport -lswiftGlibc \
    -lswift_Concurrency -lswift_StringProcessing -lswiftSynchronization -lstdc++ -lm -lc -lgcc_s \
    "$libraries/crtn.o" -rpath "$swift_library/linux" -rpath "$libraries"
}

linker() {
  if [ -n "$system" ]; then
    "$system/lib64/ld-linux-x86-64.so.2" --argv0 ld.lld \
      --library-path "$system/usr/lib/x86_64-linux-gnu:$system/usr/libexec/swift/lib" \
      "$system/usr/libexec/swift/bin/lld" "$@"
  else
    /usr/libexec/swift/bin/ld.lld "$@"
  fi
}
