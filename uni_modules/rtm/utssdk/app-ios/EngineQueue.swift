import Foundation
import DCloudUTSFoundation

/// One serial queue for all engine code and its timers, and the way back to the page's thread. Swift closures that do
/// not throw leave nothing to catch: a trap in a task or in a page's callback ends the app on any queue.
public class EngineQueue {
    private let queue = DispatchQueue(label: "rtm.engine")
    private var timers: [Int: DispatchWorkItem] = [:] // engine queue only
    private var last = 0

    public init() {}

    public func run(_ task: @escaping () -> Void) {
        queue.async(execute: task)
    }

    public func deliver(_ task: @escaping () -> Void) {
        DispatchQueue.main.async(execute: task)
    }

    public func now() -> NSNumber {
        NSNumber(value: Int64(Date().timeIntervalSince1970 * 1000))
    }

    /// With the sleep of the device: mach_continuous_time, in nanoseconds.
    public func monotonic() -> NSNumber {
        NSNumber(value: Int64(clock_gettime_nsec_np(CLOCK_MONOTONIC_RAW) / 1_000_000))
    }

    /// The queue's own deadlines do not count sleep: after one the task runs late by it, and finds so in `monotonic`.
    public func after(_ delayMs: NSNumber, _ task: @escaping () -> Void) -> NSNumber {
        last += 1
        let id = last
        let item = DispatchWorkItem { [weak self] in
            self?.timers[id] = nil
            task()
        }
        timers[id] = item
        queue.asyncAfter(deadline: .now() + .milliseconds(delayMs.intValue), execute: item)
        return NSNumber(value: id)
    }

    public func cancel(_ id: NSNumber) {
        timers.removeValue(forKey: id.intValue)?.cancel()
    }
}
