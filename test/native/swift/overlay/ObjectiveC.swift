@_exported import ObjectiveC

// The importer asks for these by name.
public struct ObjCBool: ExpressibleByBooleanLiteral {
    let value: Bool
    public init(_ value: Bool) { self.value = value }
    public init(booleanLiteral value: Bool) { self.value = value }
    public var boolValue: Bool { value }
}
public func _convertBoolToObjCBool(_ value: Bool) -> ObjCBool { ObjCBool(value) }
public func _convertObjCBoolToBool(_ value: ObjCBool) -> Bool { value.boolValue }
public struct Selector: ExpressibleByStringLiteral {
    public init(stringLiteral text: String) {}
}
public struct NSZone {}

extension NSObject: Equatable, Hashable {
    public static func == (a: NSObject, b: NSObject) -> Bool { a.isEqual(b) }
    public func hash(into hasher: inout Hasher) { hasher.combine(hash) }
}
