// Many pages at once on the generated Swift, with links that are cut all the time and the queue's own timers, built
// with ThreadSanitizer: two accesses to one place that nothing orders are reported. The same play as on Android
// (kotlin-threads).
//   <program> <address of the server> <rounds of each page>
import Foundation
import Network
import UIKit
@testable import DCloudUTSFoundation

let handles = ["alice", "bob", "carol"]
let arUser = "dave"
private let app = String(repeating: "0", count: 32)

func violated(_ what: String) {
    print("VIOLATION \(what)")
    fflush(stdout)
    _exit(1)
}

/// The queue's own timers, and a look at who asks for them: two accesses that something happens to order are no race to
/// the sanitizer.
final class WatchedClock: Clock {
    private let engine: EngineQueue
    private let key = DispatchSpecificKey<Bool>()
    let fired = DispatchSemaphore(value: 0)

    init(_ engine: EngineQueue) {
        self.engine = engine
        let queue = Mirror(reflecting: engine).children.first { $0.label == "queue" }!.value as! DispatchQueue
        queue.setSpecific(key: key, value: true)
    }

    private func own(_ what: String) -> EngineQueue {
        if DispatchQueue.getSpecific(key: key) != true {
            violated("the engine called \(what) on another queue than its own")
        }
        return engine
    }

    func now() -> NSNumber { own("now").now() }
    func monotonic() -> NSNumber { own("monotonic").monotonic() }
    func after(_ delayMs: NSNumber, _ task: @escaping () -> Void) -> NSNumber {
        own("after").after(delayMs) {
            _ = self.own("a timer")
            self.fired.signal()
            task()
        }
    }
    func cancel(_ id: NSNumber) { own("cancel").cancel(id) }
}

@main
struct Main {
    static func main() {
        let (url, rounds) = (CommandLine.arguments[1], Int(CommandLine.arguments[2])!)
        let ports = Mirror(reflecting: entry).children.first { $0.label == "ports" }!.value as! Ports
        let queue = Mirror(reflecting: ports.clock).children.first { $0.label == "queue" }!.value as! EngineQueue
        let clock = WatchedClock(queue)
        ports.clock = clock
        Thread.detachNewThread {
            play(Town(url, app), rounds, clock)
            exit(0) // here the sanitizer ends the program with its own code when it has seen something
        }
        RunLoop.main.run()
    }

    static func play(_ town: Town, _ rounds: Int, _ clock: WatchedClock) {
        let first = Calls(100)
        town.begin(first)
        let ended = DispatchGroup()
        let pages = (0..<4).map { page -> Calls in
            let calls = Calls(20)
            ended.enter()
            Thread.detachNewThread {
                for number in 0..<rounds { round(page, number, town, calls) }
                calls.rest("the last round")
                ended.leave()
            }
            return calls
        }
        ended.wait()
        town.awaitMessages()
        // a ping at the latest, however quick the pages were
        if clock.fired.wait(timeout: .now() + longestSeconds) == .timedOut { violated("no timer has fired") }
        town.end(first)
        // a link waits for the answer to its close
        if !until({ URLSession.alive == 0 }) { violated("a session was not invalidated") }
        print("\(pages.reduce(0) { $0 + $1.asked }) calls of 4 threads, \(town.published) messages to everybody")
    }

    static func until(_ isSo: () -> Bool) -> Bool {
        let end = Date().addingTimeInterval(longestSeconds)
        while !isSo() && Date() < end { usleep(20_000) }
        return isSo()
    }

    /// What a page does in its round: everything that the exported functions offer, in turn.
    static func round(_ page: Int, _ number: Int, _ town: Town, _ calls: Calls) {
        let own = (handles + [arUser])[page % 4]
        let other = handles[(page + number) % handles.count]
        switch number % 16 {
        case 0, 4, 8: town.publish(calls, own, "page\(page)", number)
        case 1: calls.of(other, "send", "{\"to\":\"\(arUser)\",\"text\":\"hello\"}")
        case 2: calls.of(other, "members", "{\"channel\":\"plaza\"}")
        case 3: calls.of(other, "presence", "{\"users\":[\"alice\",\"bob\",\"nobody\"]}")
        case 5:
            sendMessageToPeerByJs(UTSJSONObject(["peerId": other, "text": "hello"]), calls.answer("sendMessageToPeer"))
        case 6: getMembersByJs(UTSJSONObject(["channelId": "plaza"]), calls.answer("getMembers"))
        case 7: town.listenTo(other)
        case 9:
            calls.of(other, "join", "{\"channel\":\"side\(page)\"}")
            calls.of(other, "leave", "{\"channel\":\"side\(page)\"}")
        case 10:
            calls.of(other, "hold", "{\"held\":1}")
            calls.of(other, "hold", "{\"held\":0}")
        case 11:
            if number % 32 == 11 { NWPathMonitor.path = NWPath("en\(number)") }
            else { DispatchQueue.main.async { awayAndBack() } }
        case 12:
            calls.of(other, "watch", "{\"users\":[\"alice\",\"\(arUser)\"]}")
            calls.of(other, "unwatch", "{\"users\":[\"alice\"]}")
        case 13:
            setLocalUserAttributesByJs(
                UTSJSONObject(["round": number, "page": "\(page)"]), calls.answer("setLocalUserAttributes"))
            calls.of(other, "userAttributes", "{\"user\":\"\(arUser)\"}")
        case 14:
            let attributes = UTSJSONObject(["page\(page)": number])
            addOrUpdateChannelAttributesByJs(
                UTSJSONObject(["channelId": "plaza", "attributes": attributes, "enableNoticeMembers": true]),
                calls.answer("addOrUpdateChannelAttributes"))
        default:
            calls.of(other, "invite", "{\"to\":\"\(arUser)\"}")
            refuseRemoteInvitationByJs(UTSJSONObject(["callerId": other]), calls.answer("refuseRemoteInvitation"))
        }
    }

    static func awayAndBack() {
        NotificationCenter.default.post(name: UIApplication.didEnterBackgroundNotification, object: nil)
        NotificationCenter.default.post(name: UIApplication.willEnterForegroundNotification, object: nil)
    }
}
