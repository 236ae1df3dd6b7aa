import Foundation
import DCloudUTSFoundation

/// Where the server's clock begins, too.
private let start = 1_795_252_109_336

/// Timers fire on the engine's queue, one after the other, each with everything that follows from it.
final class StandingClock: Clock {
    private struct Timer { let id: Int; let at: Int; let task: () -> Void }
    private let executor: Executor
    private let lock = NSLock()
    private var timers: [Timer] = []
    private var time = start
    private var last = 0

    init(_ executor: Executor) { self.executor = executor }

    func now() -> NSNumber { lock.withLock { NSNumber(value: time) } }

    func after(_ delayMs: NSNumber, _ task: @escaping () -> Void) -> NSNumber {
        lock.withLock {
            last += 1
            timers.append(Timer(id: last, at: time + max(0, delayMs.intValue), task: task))
            return NSNumber(value: last)
        }
    }

    func cancel(_ id: NSNumber) { lock.withLock { timers.removeAll { $0.id == id.intValue } } }

    func advance(_ ms: Int, _ rest: () -> Void) {
        rest()
        let end = lock.withLock { time } + ms
        while let due = take(end) {
            executor.run(due.task)
            rest()
        }
        lock.withLock { time = end }
    }

    private func take(_ end: Int) -> Timer? {
        lock.withLock {
            guard let due = timers.filter({ $0.at <= end }).min(by: { ($0.at, $0.id) < ($1.at, $1.id) }) else { return nil }
            timers.removeAll { $0.id == due.id }
            time = max(time, due.at)
            return due
        }
    }
}

final class CountingLinks: Links {
    private let real: Links
    private let lock = NSLock()
    private var all: [CountingLink] = []

    init(_ real: Links) { self.real = real }

    func create(_ epoch: NSNumber, _ listener: LinkListener) -> Link {
        let link = CountingLink(listener)
        link.real = real.create(epoch, link)
        lock.withLock {
            all.removeAll { $0.counts.state == .over }
            all.append(link)
        }
        return link
    }

    func stats() -> String {
        let counts = lock.withLock { all.map { $0.counts } }
        let open = counts.filter { $0.state == .open }
        let opening = counts.filter { $0.state == .opening }.count
        let sent = open.reduce(0) { $0 + $1.sent }, heard = open.reduce(0) { $0 + $1.heard }
        return "{\"opening\":\(opening),\"open\":\(open.count),\"sent\":\(sent),\"heard\":\(heard)}"
    }
}

struct Counts {
    enum State { case opening, open, over }
    var state = State.opening
    var sent = 0
    var heard = 0
}

/// What was heard is counted after it was handed on, so that a count never runs ahead of the engine.
final class CountingLink: Link, LinkListener {
    var real: Link!
    private let listener: LinkListener
    private let lock = NSLock()
    private var kept = Counts()

    init(_ listener: LinkListener) { self.listener = listener }

    var counts: Counts { lock.withLock { kept } }

    func open(_ url: String) { real.open(url) }

    func send(_ text: String) {
        lock.withLock { if kept.state != .over { kept.sent += 1 } } // a greeting may leave before onOpen has returned
        real.send(text)
    }

    func close(_ code: NSNumber, _ reason: String) {
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
        lock.withLock { kept.state = .over }
    }
}
