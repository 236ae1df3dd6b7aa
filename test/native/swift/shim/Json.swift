import Foundation

public class JSON {
    private static func plain(_ value: Any?) -> Any {
        guard let value = something(value) else { return NSNull() }
        if let object = value as? UTSJSONObject { return object.entries.mapValues { plain($0) } }
        if let table = value as? [String: Any] { return table.mapValues { plain($0) } }
        if let list = value as? [Any] { return list.map { plain($0) } }
        if value is String || value is NSNumber { return value }
        if value is any UTSObject {
            return Dictionary(
                uniqueKeysWithValues: fields(of: value).filter { $0.1 != nil }.map { ($0.0, plain($0.1)) })
        }
        return "\(value)"
    }
    public static func stringify(_ value: Any?) -> String? {
        let options: JSONSerialization.WritingOptions = [.fragmentsAllowed, .withoutEscapingSlashes]
        guard let data = try? JSONSerialization.data(withJSONObject: plain(value), options: options) else { return nil }
        return String(data: data, encoding: .utf8)
    }
    public static func parse(_ text: String) -> Any? {
        guard let data = text.data(using: .utf8),
              let value = try? JSONSerialization.jsonObject(with: data, options: [.fragmentsAllowed])
        else { return nil }
        return something(UTSJSONObject.wrapped(something(value)))
    }
    public static func parseObject(_ text: String) -> UTSJSONObject? { parse(text) as? UTSJSONObject }
    public static func parseArray(_ text: String) -> [Any]? { parse(text) as? [Any] }
}
