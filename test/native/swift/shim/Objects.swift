// Our stand-in for DCloudUTSFoundation: the members that the portable subset may use, with the signatures of the real
// framework. A member that the real one does not have must not be added: it would let wrong code pass.
// It runs on Linux (tests of the next stage), and its interface is what the iOS type check sees.
@_exported import Foundation
@_exported import Dispatch

public protocol DCUTSSequence: Sequence { subscript(key: String) -> Any? { get set } }
public protocol IUTSObject: DCUTSSequence where Element == String {}
public protocol UTSObject: IUTSObject {}

public struct DCUniIterator: IteratorProtocol {
    private var rest: ArraySlice<String>
    init(_ keys: [String]) { rest = keys[...] }
    public mutating func next() -> String? { rest.popFirst() }
}

struct UTSTypeError: Error { let message: String }

/// A nil, an NSNull and an optional inside an Any are all "nothing" to UTS.
func something(_ value: Any?) -> Any? {
    guard let value = value, !(value is NSNull) else { return nil }
    let mirror = Mirror(reflecting: value)
    if mirror.displayStyle != .optional { return value }
    return something(mirror.children.first?.value)
}

func fields(of object: Any) -> [(String, Any?)] {
    var found: [(String, Any?)] = []
    var mirror: Mirror? = Mirror(reflecting: object)
    while let level = mirror {
        found.insert(
            contentsOf: level.children.compactMap { child in child.label.map { ($0, something(child.value)) } }, at: 0)
        mirror = level.superclassMirror
    }
    return found
}

extension DCUTSSequence {
    public func makeIterator() -> DCUniIterator { DCUniIterator(fields(of: self).map { $0.0 }) }
    public func utsSubscriptGetValue(_ key: String) -> Any? { fields(of: self).first { $0.0 == key }?.1 }
    public func utsSubscriptCheckValue<T>(_ value: Any?) throws -> T {
        guard let right = value as? T else { throw UTSTypeError(message: "expected \(T.self)") }
        return right
    }
    public func utsSubscriptCheckValueIfPresent<T>(_ value: Any?) throws -> T? {
        if something(value) == nil { return nil }
        guard let right = value as? T else { throw UTSTypeError(message: "expected \(T.self)?") }
        return right
    }
}

public class UTSSourceMapPosition: NSObject {}

public class UTSJSONObject: NSObject, IUTSObject {
    var entries: [String: Any] = [:]
    public override init() { super.init() }
    public init(_ item: [String: Any?], _ position: UTSSourceMapPosition? = nil) {
        super.init()
        for (key, value) in item { entries[key] = UTSJSONObject.wrapped(something(value)) }
    }
    public convenience init(_ item: Any, _ position: UTSSourceMapPosition? = nil) {
        if let plain = item as? [String: Any] {
            self.init(plain as [String: Any?])
        } else if let object = item as? UTSJSONObject {
            self.init(object.entries as [String: Any?])
        } else {
            self.init(Dictionary(uniqueKeysWithValues: fields(of: item)))
        }
    }
    static func wrapped(_ value: Any?) -> Any {
        guard let value = value else { return NSNull() }
        if let plain = value as? [String: Any] { return UTSJSONObject(plain as [String: Any?]) }
        if let list = value as? [Any] { return list.map { wrapped($0) } }
        return value
    }
    public subscript(key: String) -> Any? {
        get { something(entries[key]) }
        set { entries[key] = UTSJSONObject.wrapped(something(newValue)) }
    }
    public func set(_ key: String, _ value: Any?) { self[key] = value }
    public func makeIterator() -> DCUniIterator { DCUniIterator(Array(entries.keys)) }
    public static func keys(_ object: UTSJSONObject) -> [String] { Array(object.entries.keys) }
    public func toMap() -> [String: Any] { entries }
    public func hasOwnProperty(_ key: String) -> Bool { entries[key] != nil }

    private func at(_ path: String) -> Any? {
        path.split(separator: ".").reduce(self as Any?) { found, key in (found as? UTSJSONObject)?[String(key)] }
    }
    public func getAny(_ path: String) -> Any? { at(path) }
    public func getString(_ path: String) -> String? { at(path) as? String }
    public func getString(_ path: String, _ otherwise: String) -> String { getString(path) ?? otherwise }
    public func getNumber(_ path: String) -> NSNumber? { at(path) as? NSNumber }
    public func getNumber(_ path: String, _ otherwise: NSNumber) -> NSNumber { getNumber(path) ?? otherwise }
    public func getJSON(_ path: String) -> UTSJSONObject? { at(path) as? UTSJSONObject }
    public func getArray(_ path: String) -> [Any]? { at(path) as? [Any] }
    public func toString() -> String { JSON.stringify(self) ?? "" }
}
