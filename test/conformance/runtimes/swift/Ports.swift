import Foundation
import DCloudUTSFoundation

/// Where the server's clock begins, too.
private let start = 1_795_252_109_336

/// What a machine counts from is nobody's business: anything but wall time.
private let booted = 77_007

private let onEngineQueue = DispatchSpecificKey<Bool>()

private func onEngine(_ what: String) {
    if DispatchQueue.getSpecific(key: onEngineQueue) != true {
        fault("the engine called \(what) on another queue than its own")
    }
}

/// The plugin's own timers on a time that stands still: what its queue runs with a delay waits here. Timers fire on the
/// engine's queue, one after the other, each with everything that follows from it.
final class StandingClock: Clock {
    private struct Delayed { let at: Int; let order: Int; let on: DispatchQueue; let item: DispatchWorkItem }
    private let engine: EngineQueue
    private let queue: DispatchQueue
    private let lock = NSLock()
    private var delayed: [Delayed] = []
    private var time = booted
    private var slept = 0 // the continuous clock counts it, the queue does not
    private var set = 0
    private var last = 0
    private var asked: Int? // engine queue only: the delay that the engine has just named

    init(_ executor: Executor) {
        engine = Mirror(reflecting: executor).children.first { $0.label == "queue" }!.value as! EngineQueue
        queue = Mirror(reflecting: engine).children.first { $0.label == "queue" }!.value as! DispatchQueue
        queue.setSpecific(key: onEngineQueue, value: true)
        delays = self
    }

    func now() -> NSNumber {
        onEngine("now")
        return lock.withLock { NSNumber(value: start - booted + time + slept + set) }
    }

    func monotonic() -> NSNumber {
        onEngine("monotonic")
        return engine.monotonic()
    }

    /// What the plugin's own reading is made of.
    fileprivate var uptime: Int { lock.withLock { time + slept } }

    func jump(_ ms: Int) { lock.withLock { set += ms } }

    func sleep(_ ms: Int) { lock.withLock { slept += ms } }

    /// Nothing runs meanwhile, and what was due is late.
    func stall(_ ms: Int) { lock.withLock { time += ms } }

    func after(_ delayMs: NSNumber, _ task: @escaping () -> Void) -> NSNumber {
        onEngine("after")
        asked = max(0, delayMs.intValue)
        return engine.after(delayMs, task)
    }

    func cancel(_ id: NSNumber) {
        onEngine("cancel")
        engine.cancel(id)
    }

    /// `measured`: what is left of a deadline in real time, for links, which have the queue itself as their clock.
    fileprivate func add(_ queue: DispatchQueue, _ measured: Int, _ item: DispatchWorkItem) {
        let ms = asked ?? measured
        asked = nil
        lock.withLock {
            last += 1
            delayed.append(Delayed(at: time + ms, order: last, on: queue, item: item))
        }
    }

    /// Both sides of the plugin's timers: what it has handed to the system, and what it keeps to cancel it by.
    func waiting() -> Int {
        let kept = queue.sync {
            (Mirror(reflecting: engine).children.first { $0.label == "timers" }!.value
                as! [Int: DispatchWorkItem]).count
        }
        return lock.withLock { max(delayed.filter { !$0.item.isCancelled }.count, kept) }
    }

    func advance(_ ms: Int, _ rest: () -> Void) {
        rest()
        let end = lock.withLock { time } + ms
        while let due = take(end) {
            due.on.async(execute: due.item)
            rest()
        }
        lock.withLock { time = end }
    }

    private func take(_ end: Int) -> Delayed? {
        lock.withLock {
            delayed.removeAll { $0.item.isCancelled }
            guard let due = delayed.filter({ $0.at <= end }).min(by: { ($0.at, $0.order) < ($1.at, $1.order) }) else {
                return nil
            }
            delayed.removeAll { $0.order == due.order }
            time = max(time, due.at)
            return due
        }
    }
}

nonisolated(unsafe) private var delays: StandingClock?

/// In the plugin's own module this one goes before the system's.
func clock_gettime_nsec_np(_ clock: clockid_t) -> UInt64 {
    if clock != CLOCK_MONOTONIC_RAW { fault("a clock was read that does not count sleep") }
    return UInt64(delays!.uptime) * 1_000_000
}

extension DispatchQueue {
    /// In the plugin's own module this one goes before the system's.
    func asyncAfter(deadline: DispatchTime, execute item: DispatchWorkItem) {
        let left = Double(deadline.uptimeNanoseconds) - Double(DispatchTime.now().uptimeNanoseconds)
        delays!.add(self, Int((left / 100_000_000).rounded()) * 100, item)
    }
}

final class CountingLinks: Links {
    private let real: Links
    private let clock: StandingClock
    private let lock = NSLock()
    private var all: [CountingLink] = []

    init(_ real: Links, _ clock: StandingClock) {
        self.real = real
        self.clock = clock
    }

    func create(_ epoch: NSNumber, _ listener: LinkListener) -> Link {
        let link = CountingLink(listener)
        link.real = real.create(epoch, link)
        lock.withLock {
            all.removeAll { $0.counts.ended }
            all.append(link)
        }
        return link
    }

    func stats() -> String {
        let counts = lock.withLock { all.map { $0.counts } }
        let open = counts.filter { $0.state == .open }
        let opening = counts.filter { $0.state == .opening }.count
        let sent = open.reduce(0) { $0 + $1.sent }, heard = open.reduce(0) { $0 + $1.heard }
        let alive = max(counts.filter { !$0.ended }.count, URLSession.alive)
        let links = "\"opening\":\(opening),\"open\":\(open.count),\"sent\":\(sent),\"heard\":\(heard)"
        return "{\(links),\"alive\":\(alive),\"timers\":\(clock.waiting())}"
    }
}

struct Counts {
    enum State { case opening, open, over }
    var state = State.opening
    var sent = 0
    var heard = 0
    var ended = false
}

/// What was heard is counted after it was handed on, so that a count never runs ahead of the engine.
final class CountingLink: Link, LinkListener {
    var real: Link!
    private let listener: LinkListener
    private let lock = NSLock()
    private var kept = Counts()

    init(_ listener: LinkListener) { self.listener = listener }

    var counts: Counts { lock.withLock { kept } }

    func open(_ url: String) {
        onEngine("open")
        real.open(url)
    }

    func send(_ text: String) {
        onEngine("send")
        lock.withLock { if kept.state != .over { kept.sent += 1 } } // a greeting may leave before onOpen has returned
        real.send(text)
    }

    func close(_ code: NSNumber, _ reason: String) {
        onEngine("close")
        lock.withLock { kept.state = .over }
        real.close(code, reason)
    }

    func onOpen(_ epoch: NSNumber) {
        listener.onOpen(epoch)
        lock.withLock { if kept.state == .opening { kept.state = .open } }
    }

    func onText(_ epoch: NSNumber, _ text: String) {
        listener.onText(epoch, text)
        lock.withLock { kept.heard += 1 }
    }

    func onClose(_ epoch: NSNumber, _ code: NSNumber, _ reason: String) {
        listener.onClose(epoch, code, reason)
        lock.withLock {
            kept.state = .over
            if kept.ended { fault("a link has told its end twice") }
            kept.ended = true
        }
    }
}
