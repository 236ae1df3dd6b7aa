import Foundation

@available(iOS 12.0, *)
public struct NWInterface: Hashable {
    public let name: String
}
@available(iOS 12.0, *)
public struct NWPath: Equatable {
    public enum Status { case satisfied, unsatisfied, requiresConnection }
    public let status: Status
    public let availableInterfaces: [NWInterface]
}
@available(iOS 12.0, *)
public final class NWPathMonitor {
    public init() {}
    public var pathUpdateHandler: (@Sendable (NWPath) -> Void)?
    public func start(queue: DispatchQueue) {}
    public func cancel() {}
}
