# Makes the modules that a check for the iOS simulator needs; Apple's SDK is not among them. Sourced by swift.sh.
make_library() {
  step "building Swift's library for $target (about a minute, once)"
  rm -rf "$library"; mkdir -p "$library/iphonesimulator"
  # Debian's own library interfaces, said to be for the simulator.
  ln -s "$swift_library/shims" "$library/shims"
  ln -s "$swift_library/clang" "$library/clang"
  for part in Swift _Concurrency SwiftOnoneSupport; do
    mkdir "$library/iphonesimulator/$part.swiftmodule"
    sed -E -e "s/-target [^ ]+/-target $target/" -e 's/@backDeployed\(before: [^)]*\)//' \
      "$swift_library/linux/$part.swiftmodule"/x86_64-*linux-gnu.swiftinterface \
      >"$library/iphonesimulator/$part.swiftmodule/x86_64-apple-ios-simulator.swiftinterface"
  done
  sed -i -E 's/^(\/\/ swift-module-flags: )/\1-disable-availability-checking /' \
    "$library/iphonesimulator/_Concurrency.swiftmodule"/*.swiftinterface
  echo 'func any() async {}' >"$library/probe.swift"
  frontend $ios_flags -typecheck -parse-as-library "$library/probe.swift" \
    || die "Swift's library cannot be built for $target"
  touch "$library/ready"
}

make_ours() {
  rm -rf "$ours"; mkdir -p "$ours"
  for overlay in ObjectiveC Dispatch Foundation UIKit Network; do
    ios_module $overlay "$here/swift/overlay/$overlay.swift" || die "swift/overlay/$overlay.swift does not compile"
  done
  # The shim is compiled for Linux, where it will also run; iOS gets its interface.
  frontend $linux_flags -swift-version 5 -suppress-warnings -enable-library-evolution \
    -emit-module -module-name DCloudUTSFoundation \
    -parse-as-library -module-cache-path "$library/cache-linux" -o "$ours/linux.swiftmodule" \
    -emit-module-interface-path "$ours/linux.swiftinterface" "$here"/swift/shim/*.swift \
    || die "swift/shim does not compile"
  module_flags="-target $target -enable-objc-interop -module-name DCloudUTSFoundation -swift-version 5"
  sed -E -e "s|^(// swift-module-flags: ).*|\1$module_flags -enable-library-evolution|" \
    -e 's/Foundation\.NSObject/ObjectiveC.NSObject/g' -e 's/FoundationEssentials\./Foundation./g' \
    -e '/import (_StringProcessing|_SwiftConcurrencyShims)/d' \
    "$ours/linux.swiftinterface" >"$ours/DCloudUTSFoundation.swiftinterface"
  ios_module DCloudUTSFoundation -experimental-skip-all-function-bodies "$ours/DCloudUTSFoundation.swiftinterface" \
    || die "swift/shim does not fit the iOS target"
  touch "$ours/ready"
}

ios_module() { # ios_module <name> <sources...>
  module=$1; shift
  frontend $ios_flags -suppress-warnings -emit-module -module-name "$module" -parse-as-library \
    -o "$ours/$module.swiftmodule" "$@"
}
