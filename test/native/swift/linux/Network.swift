import Foundation

public struct NWInterface: Hashable {
    public let name: String
}

public struct NWPath: Equatable {
    public enum Status { case satisfied, unsatisfied, requiresConnection }
    public let status: Status
    public let availableInterfaces: [NWInterface]

    /// nil: no network
    public init(_ interface: String?) {
        status = interface == nil ? .unsatisfied : .satisfied
        availableInterfaces = interface.map { [NWInterface(name: $0)] } ?? []
    }
}

/// Reports the path at the start and whenever somebody has changed `path`.
public final class NWPathMonitor {
    private static let lock = NSLock()
    nonisolated(unsafe) private static var monitors: [NWPathMonitor] = []
    nonisolated(unsafe) private static var current = NWPath("en0")
    private var queue: DispatchQueue?

    public var pathUpdateHandler: ((NWPath) -> Void)?
    public init() {}

    public static var path: NWPath {
        get { lock.withLock { current } }
        set {
            let told = lock.withLock { () -> [NWPathMonitor] in
                current = newValue
                return monitors
            }
            told.forEach { $0.tell(newValue) }
        }
    }

    public func start(queue: DispatchQueue) {
        self.queue = queue
        NWPathMonitor.lock.withLock { NWPathMonitor.monitors.append(self) }
        tell(NWPathMonitor.path)
    }

    public func cancel() {
        NWPathMonitor.lock.withLock { NWPathMonitor.monitors.removeAll { $0 === self } }
    }

    private func tell(_ path: NWPath) { queue?.async { self.pathUpdateHandler?(path) } }
}
