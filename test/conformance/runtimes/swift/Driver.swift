// What every program here does: the plugin's own link, queue and surroundings, and the threads of a device. Calls come
// on one thread, the session's delegate queue and the engine's queue are others, pages are called on the main thread.
// Put in place of the platform's own: a clock that stands still until told, and links that count.
import Foundation
import Network
import UIKit
@testable import DCloudUTSFoundation

private let output = NSLock()
func say(_ line: String) { output.withLock { FileHandle.standardOutput.write(Data((line + "\n").utf8)) } }
func fault(_ text: String) { say(JSON.stringify(UTSJSONObject(["fault": text]))!) }

enum Driver {
    private static let ports = Mirror(reflecting: entry).children.first { $0.label == "ports" }!.value as! Ports
    private static let clock = StandingClock(ports.executor)
    private static let links = CountingLinks(ports.links, clock)

    /// Reads lines until there are no more; each is handled on the thread of calls.
    static func drive(_ handle: @escaping (UTSJSONObject) -> Void) {
        ports.clock = clock
        ports.links = links
        Thread.detachNewThread {
            while let line = readLine() { handle(JSON.parseObject(line)!) }
            exit(0)
        }
        RunLoop.main.run()
    }

    /// A function of the page: called on the main thread, or the scenario fails.
    static func page(_ tell: @escaping ([Any]) -> Void) -> UTSCallback {
        UTSCallback(sink: { arguments in
            if !Thread.isMainThread { fault("a page was called on a thread that is not the main one") }
            tell(arguments)
        })
    }

    /// The end of a command of the suite: `advance`, `jump`, `sleep`, `stall`, `around`, `stats`, `rest`, or a call
    /// that has been made.
    static func finish(_ command: UTSJSONObject) {
        let what = command["do"] as! String
        switch what {
        case "advance": clock.advance((command["ms"] as! NSNumber).intValue, rest)
        case "jump": clock.jump((command["ms"] as! NSNumber).intValue)
        case "sleep": clock.sleep((command["ms"] as! NSNumber).intValue)
        case "stall": clock.stall((command["ms"] as! NSNumber).intValue)
        case "around": around(command["what"] as! String)
        default: break
        }
        rest()
        // Written out, because two looks are compared as texts and a dictionary has no order.
        let stats = what == "stats" ? ",\"stats\":\(links.stats())" : ""
        say("{\"id\":\((command["id"] as! NSNumber).intValue),\"done\":1\(stats)}")
    }

    /// Everything that was handed to the engine and to pages so far is done when this returns.
    private static func rest() {
        let done = DispatchSemaphore(value: 0)
        ports.executor.run { DispatchQueue.main.async { done.signal() } }
        done.wait()
    }

    private static func around(_ what: String) {
        switch what {
        case "background":
            NotificationCenter.default.post(name: UIApplication.didEnterBackgroundNotification, object: nil)
        case "foreground":
            NotificationCenter.default.post(name: UIApplication.willEnterForegroundNotification, object: nil)
        case "no network": NWPathMonitor.path = NWPath(nil)
        default: NWPathMonitor.path = NWPath("pdp_ip0")
        }
    }
}
