@_exported import ObjectiveC

public struct DispatchTime {
    public static func now() -> DispatchTime { fatalError() }
}
public enum DispatchTimeInterval { case seconds(Int), milliseconds(Int) }
public func + (time: DispatchTime, interval: DispatchTimeInterval) -> DispatchTime { time }
public func + (time: DispatchTime, seconds: Double) -> DispatchTime { time }
open class DispatchObject: NSObject {}
public class DispatchWorkItem {
    public init(block: @escaping () -> Void) {}
    public func cancel() {}
}
public class DispatchQueue: DispatchObject {
    public convenience init(label: String) { fatalError() }
    public class var main: DispatchQueue { fatalError() }
    public func async(execute item: DispatchWorkItem) {}
    public func async(execute work: @escaping () -> Void) {}
    public func asyncAfter(deadline: DispatchTime, execute work: @escaping () -> Void) {}
    public func asyncAfter(deadline: DispatchTime, execute item: DispatchWorkItem) {}
}
