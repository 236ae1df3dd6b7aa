import Foundation
import DCloudUTSFoundation

/// Files of the log. Opened for each line: they are few, and so nothing is held that a rename or the end of the app
/// could cut. A stream, because a FileHandle of iOS 13 raises an Objective-C exception, which Swift cannot catch, when
/// the disk is full.
public class AppleLogFiles {
    public init() {}

    public func open(_ path: String) -> NSNumber {
        guard path.hasPrefix("/"), append(path, "") == 1 else { return -1 }
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        return attributes?[.size] as? NSNumber ?? -1
    }

    public func append(_ path: String, _ text: String) -> NSNumber {
        guard let stream = OutputStream(toFileAtPath: path, append: true) else { return 0 }
        stream.open()
        defer { stream.close() }
        if stream.streamStatus == .error { return 0 }
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let written = rest.withUnsafeBufferPointer { stream.write($0.baseAddress!, maxLength: $0.count) }
            if written <= 0 { return 0 }
            rest = rest.dropFirst(written)
        }
        return 1
    }

    public func rename(_ from: String, _ to: String) -> NSNumber {
        try? FileManager.default.removeItem(atPath: to)
        return (try? FileManager.default.moveItem(atPath: from, toPath: to)) == nil ? 0 : 1
    }
}
