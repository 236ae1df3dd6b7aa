// Timers are left out: the engine has a Clock of its own. So are promises, which the portable subset forbids.
import Foundation

public class console {
    nonisolated(unsafe) static var out: (String) -> Void = { FileHandle.standardError.write(Data(($0 + "\n").utf8)) }
    private static func write(_ level: String, _ items: [Any?]) {
        out(([level] + items.map { something($0).map { "\($0)" } ?? "null" }).joined(separator: " "))
    }
    public static func log(_ items: Any?...) { write("log", items) }
    public static func info(_ items: Any?...) { write("info", items) }
    public static func warn(_ items: Any?...) { write("warn", items) }
    public static func error(_ items: Any?...) { write("error", items) }
}

open class UTSError: NSObject, Error {
    public var message = ""
    public var name = "Error"
    public override init() {}
    public init(_ message: String) { self.message = message }
    public init(_ error: any Error) { message = "\(error)" }
}
public protocol AsyncApiResult { var errMsg: String { get set } }
public protocol IUniError: AsyncApiResult {
    var errCode: NSNumber { get set }
    var errSubject: String { get set }
    var data: Any? { get set }
    var cause: UTSError? { get set }
}

/// A page's function.
open class UTSCallback: NSObject {
    let sink: ([Any]) -> Void
    public override init() { sink = { _ in } }
    init(sink: @escaping ([Any]) -> Void) { self.sink = sink }
    public func callAsFunction(_ arguments: Any...) { sink(arguments) }
}

public class UTSiOS: NSObject {
    public class func typeof(_ value: Any?) -> String {
        guard let value = something(value) else { return "object" }
        if value is String { return "string" }
        // As DCloud documents it. A boolean out of JSON is an NSNumber that encodes a char; how the real one tells them
        // apart is not known.
        guard let number = value as? NSNumber else { return "object" }
        return String(cString: number.objCType) == "c" ? "boolean" : "number"
    }
    public class func instanceof<T>(_ value: Any?, _ type: T.Type) -> Bool { something(value) is T }
}
