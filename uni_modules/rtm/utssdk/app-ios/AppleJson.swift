import Foundation
import DCloudUTSFoundation

/// In Swift rather than UTS because a page's argument may be a UTSJSONObject or a plain dictionary, and UTS cannot ask.
public class AppleJson: Json {
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
}
