import Foundation
import Network
import UIKit
import DCloudUTSFoundation

/// App to background and back, network came or went. Calls come on threads of the system.
public class AppleSurroundings {
    private let monitor = NWPathMonitor()
    private let queue = DispatchQueue(label: "rtm.network")
    private var observers: [NSObjectProtocol] = []
    private var path: String? // network queue only

    public init() {}

    /// onNetwork: 1 usable (again, or a different one), 0 gone.
    public func watch(
        _ onForeground: @escaping () -> Void, _ onBackground: @escaping () -> Void,
        _ onNetwork: @escaping (NSNumber) -> Void
    ) {
        let center = NotificationCenter.default
        observers.append(
            center.addObserver(
                forName: UIApplication.willEnterForegroundNotification, object: nil, queue: nil
            ) { _ in onForeground() })
        observers.append(
            center.addObserver(
                forName: UIApplication.didEnterBackgroundNotification, object: nil, queue: nil
            ) { _ in onBackground() })
        monitor.pathUpdateHandler = { [weak self] path in self?.moved(to: path, onNetwork) }
        monitor.start(queue: queue)
    }

    /// A path is also reported at the start and when a detail changes: only another interface is a change to us.
    private func moved(to next: NWPath, _ onNetwork: (NSNumber) -> Void) {
        let online = next.status == .satisfied
        let name = online ? next.availableInterfaces.first?.name ?? "unnamed" : "none"
        let before = path
        path = name
        if before == nil || before == name { return }
        onNetwork(online ? 1 : 0)
    }
}
