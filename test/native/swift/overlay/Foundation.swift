@_exported import ObjectiveC
@_exported import Dispatch
@_exported import Foundation

// Types that Swift's Foundation has beside Objective-C's
public typealias TimeInterval = Double
public struct Data: Hashable {}
public struct clockid_t {}
public var CLOCK_MONOTONIC_RAW: clockid_t { clockid_t() }
public func clock_gettime_nsec_np(_ clock: clockid_t) -> UInt64 { 0 }
public struct Date: Hashable {
    public init() {}
    public var timeIntervalSince1970: TimeInterval { 0 }
}
public struct URL: Hashable {
    public init?(string: String) { return nil }
    public var absoluteString: String { "" }
    public var scheme: String? { nil }
}
public struct URLComponents: Hashable {
    public init?(string: String) { return nil }
    public var scheme: String? { get { nil } set {} }
}
public struct URLRequest: Hashable {
    public init(url: URL) {}
    public var timeoutInterval: TimeInterval { get { 0 } set {} }
    public mutating func setValue(_ value: String?, forHTTPHeaderField field: String) {}
}
public struct Notification {}
extension NSNotification {
    public struct Name: Hashable, RawRepresentable {
        public let rawValue: String
        public init(_ rawValue: String) { self.rawValue = rawValue }
        public init(rawValue: String) { self.rawValue = rawValue }
    }
}
extension NotificationCenter {
    public func addObserver(
        forName name: NSNotification.Name?, object: Any?, queue: OperationQueue?,
        using block: @escaping @Sendable (Notification) -> Void
    ) -> NSObjectProtocol { fatalError() }
}
extension String {
    public struct Encoding: Hashable { public static let utf8 = Encoding() }
    public func data(using encoding: Encoding, allowLossyConversion: Bool = false) -> Data? { nil }
    public init?(data: Data, encoding: Encoding) { return nil }
}
public struct FileAttributeKey: Hashable { public static let size = FileAttributeKey() }
extension FileManager {
    public func attributesOfItem(atPath path: String) throws -> [FileAttributeKey: Any] { [:] }
    public func moveItem(atPath from: String, toPath to: String) throws {}
    public func removeItem(atPath path: String) throws {}
}
extension NSError: Error {}
extension Error { public var localizedDescription: String { "" } }
@available(iOS 13.0, *)
extension URLSessionWebSocketTask {
    public enum Message { case data(Data), string(String) }
    public func send(_ message: Message, completionHandler: @escaping @Sendable (Error?) -> Void) {}
    public func receive(completionHandler: @escaping @Sendable (Result<Message, Error>) -> Void) {}
}
extension NSNumber: ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral, ExpressibleByBooleanLiteral {
    public required convenience init(integerLiteral value: Int) { self.init(value: value) }
    public required convenience init(floatLiteral value: Double) { self.init(value: value) }
    public required convenience init(booleanLiteral value: Bool) { self.init(value: value) }
}

// What is bridged to what; the bodies are never run.
extension String: _ObjectiveCBridgeable {
    public func _bridgeToObjectiveC() -> NSString { fatalError() }
    public static func _forceBridgeFromObjectiveC(_ from: NSString, result: inout String?) {}
    public static func _conditionallyBridgeFromObjectiveC(_ from: NSString, result: inout String?) -> Bool { false }
    public static func _unconditionallyBridgeFromObjectiveC(_ from: NSString?) -> String { fatalError() }
}
extension Array: _ObjectiveCBridgeable {
    public func _bridgeToObjectiveC() -> NSArray { fatalError() }
    public static func _forceBridgeFromObjectiveC(_ from: NSArray, result: inout Array?) {}
    public static func _conditionallyBridgeFromObjectiveC(_ from: NSArray, result: inout Array?) -> Bool { false }
    public static func _unconditionallyBridgeFromObjectiveC(_ from: NSArray?) -> Array { fatalError() }
}
extension Dictionary: _ObjectiveCBridgeable {
    public func _bridgeToObjectiveC() -> NSDictionary { fatalError() }
    public static func _forceBridgeFromObjectiveC(_ from: NSDictionary, result: inout Dictionary?) {}
    public static func _conditionallyBridgeFromObjectiveC(
        _ from: NSDictionary, result: inout Dictionary?
    ) -> Bool { false }
    public static func _unconditionallyBridgeFromObjectiveC(_ from: NSDictionary?) -> Dictionary { fatalError() }
}
extension Data: _ObjectiveCBridgeable {
    public func _bridgeToObjectiveC() -> NSData { fatalError() }
    public static func _forceBridgeFromObjectiveC(_ from: NSData, result: inout Data?) {}
    public static func _conditionallyBridgeFromObjectiveC(_ from: NSData, result: inout Data?) -> Bool { false }
    public static func _unconditionallyBridgeFromObjectiveC(_ from: NSData?) -> Data { fatalError() }
}
extension Date: _ObjectiveCBridgeable {
    public func _bridgeToObjectiveC() -> NSDate { fatalError() }
    public static func _forceBridgeFromObjectiveC(_ from: NSDate, result: inout Date?) {}
    public static func _conditionallyBridgeFromObjectiveC(_ from: NSDate, result: inout Date?) -> Bool { false }
    public static func _unconditionallyBridgeFromObjectiveC(_ from: NSDate?) -> Date { fatalError() }
}
extension URL: _ObjectiveCBridgeable {
    public func _bridgeToObjectiveC() -> NSURL { fatalError() }
    public static func _forceBridgeFromObjectiveC(_ from: NSURL, result: inout URL?) {}
    public static func _conditionallyBridgeFromObjectiveC(_ from: NSURL, result: inout URL?) -> Bool { false }
    public static func _unconditionallyBridgeFromObjectiveC(_ from: NSURL?) -> URL { fatalError() }
}
extension URLRequest: _ObjectiveCBridgeable {
    public func _bridgeToObjectiveC() -> NSURLRequest { fatalError() }
    public static func _forceBridgeFromObjectiveC(_ from: NSURLRequest, result: inout URLRequest?) {}
    public static func _conditionallyBridgeFromObjectiveC(
        _ from: NSURLRequest, result: inout URLRequest?
    ) -> Bool { false }
    public static func _unconditionallyBridgeFromObjectiveC(_ from: NSURLRequest?) -> URLRequest { fatalError() }
}
extension Bool: _ObjectiveCBridgeable {
    public func _bridgeToObjectiveC() -> NSNumber { fatalError() }
    public static func _forceBridgeFromObjectiveC(_ from: NSNumber, result: inout Bool?) {}
    public static func _conditionallyBridgeFromObjectiveC(_ from: NSNumber, result: inout Bool?) -> Bool { false }
    public static func _unconditionallyBridgeFromObjectiveC(_ from: NSNumber?) -> Bool { fatalError() }
}
extension Int: _ObjectiveCBridgeable {
    public func _bridgeToObjectiveC() -> NSNumber { fatalError() }
    public static func _forceBridgeFromObjectiveC(_ from: NSNumber, result: inout Int?) {}
    public static func _conditionallyBridgeFromObjectiveC(_ from: NSNumber, result: inout Int?) -> Bool { false }
    public static func _unconditionallyBridgeFromObjectiveC(_ from: NSNumber?) -> Int { fatalError() }
}
extension Int32: _ObjectiveCBridgeable {
    public func _bridgeToObjectiveC() -> NSNumber { fatalError() }
    public static func _forceBridgeFromObjectiveC(_ from: NSNumber, result: inout Int32?) {}
    public static func _conditionallyBridgeFromObjectiveC(_ from: NSNumber, result: inout Int32?) -> Bool { false }
    public static func _unconditionallyBridgeFromObjectiveC(_ from: NSNumber?) -> Int32 { fatalError() }
}
extension Int64: _ObjectiveCBridgeable {
    public func _bridgeToObjectiveC() -> NSNumber { fatalError() }
    public static func _forceBridgeFromObjectiveC(_ from: NSNumber, result: inout Int64?) {}
    public static func _conditionallyBridgeFromObjectiveC(_ from: NSNumber, result: inout Int64?) -> Bool { false }
    public static func _unconditionallyBridgeFromObjectiveC(_ from: NSNumber?) -> Int64 { fatalError() }
}
extension UInt16: _ObjectiveCBridgeable {
    public func _bridgeToObjectiveC() -> NSNumber { fatalError() }
    public static func _forceBridgeFromObjectiveC(_ from: NSNumber, result: inout UInt16?) {}
    public static func _conditionallyBridgeFromObjectiveC(_ from: NSNumber, result: inout UInt16?) -> Bool { false }
    public static func _unconditionallyBridgeFromObjectiveC(_ from: NSNumber?) -> UInt16 { fatalError() }
}
extension Float: _ObjectiveCBridgeable {
    public func _bridgeToObjectiveC() -> NSNumber { fatalError() }
    public static func _forceBridgeFromObjectiveC(_ from: NSNumber, result: inout Float?) {}
    public static func _conditionallyBridgeFromObjectiveC(_ from: NSNumber, result: inout Float?) -> Bool { false }
    public static func _unconditionallyBridgeFromObjectiveC(_ from: NSNumber?) -> Float { fatalError() }
}
extension Double: _ObjectiveCBridgeable {
    public func _bridgeToObjectiveC() -> NSNumber { fatalError() }
    public static func _forceBridgeFromObjectiveC(_ from: NSNumber, result: inout Double?) {}
    public static func _conditionallyBridgeFromObjectiveC(_ from: NSNumber, result: inout Double?) -> Bool { false }
    public static func _unconditionallyBridgeFromObjectiveC(_ from: NSNumber?) -> Double { fatalError() }
}
