import Foundation
import DCloudUTSFoundation

/// In Swift rather than UTS because a page's argument may be a UTSJSONObject or a plain dictionary, and UTS cannot ask.
public class AppleJson {
    public init() {}

    public func parseObject(_ text: String) -> UTSJSONObject? {
        objectOf(JSON.parse(text))
    }

    public func stringify(_ value: UTSJSONObject) -> String {
        JSON.stringify(value) ?? "{}"
    }

    public func objectOf(_ value: Any?) -> UTSJSONObject? {
        if let object = value as? UTSJSONObject { return object }
        if let plain = value as? [String: Any] { return UTSJSONObject(plain) }
        return nil
    }

    public func arrayOf(_ value: Any?) -> [Any]? {
        value as? [Any]
    }

    /// A dictionary has no order: sorted, so that it is the same each time.
    public func keysOf(_ value: UTSJSONObject) -> [String] {
        value.toMap().keys.sorted()
    }

    /// Numbers and booleans are both NSNumbers; a boolean is the one that encodes a char (`BOOL`), which no number of a
    /// page does.
    public func isBoolean(_ value: Any?) -> Bool {
        guard let number = value as? NSNumber else { return false }
        let type = String(cString: number.objCType)
        return type == "c" || type == "B"
    }
}
