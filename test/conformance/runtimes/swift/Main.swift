// The generated Swift on Linux as a runtime of the conformance suite: the exported functions as pages reach them, the plugin's own link, queue
// and surroundings, and a stand-in for URLSession (test/native/swift/net). Compiled into one module with the plugin, as its own .swift files are.
// Threads as on a device: calls come on one, the session's delegate queue and the engine's queue are others, pages are called on the main thread.
// Put in place of the platform's own: a clock that stands still until told, and links that count.
import Foundation
import Network
import UIKit
@testable import DCloudUTSFoundation

private let output = NSLock()
func say(_ line: String) { output.withLock { FileHandle.standardOutput.write(Data((line + "\n").utf8)) } }
func fault(_ text: String) { say(JSON.stringify(UTSJSONObject(["fault": text]))!) }

@main
struct Main {
    static let ports = Mirror(reflecting: entry).children.first { $0.label == "ports" }!.value as! Ports
    static let clock = StandingClock(ports.executor)
    static let links = CountingLinks(ports.links, clock)

    static func main() {
        ports.clock = clock
        ports.links = links
        Thread.detachNewThread {
            while let line = readLine() { obey(JSON.parseObject(line)!) }
            exit(0)
        }
        RunLoop.main.run()
    }

    /// Everything that was handed to the engine and to pages so far is done when this returns.
    static func rest() {
        let done = DispatchSemaphore(value: 0)
        ports.executor.run { DispatchQueue.main.async { done.signal() } }
        done.wait()
    }

    static func onPage(_ tell: @escaping (String) -> Void) -> UTSCallback {
        UTSCallback(sink: { arguments in
            if !Thread.isMainThread { fault("a page was called on a thread that is not the main one") }
            tell(JSON.stringify(arguments[0])!)
        })
    }

    static func obey(_ command: UTSJSONObject) {
        let id = (command["id"] as! NSNumber).intValue
        switch command["do"] as! String {
        case "call":
            let name = command["name"] as! String
            if name == "setCallBack" { setCallBackByJs(onPage { say("{\"event\":\($0)}") }) }
            else { call(name, command["options"] as? UTSJSONObject, onPage { say("{\"id\":\(id),\"result\":\($0)}") }) }
        case "advance": clock.advance((command["ms"] as! NSNumber).intValue, rest)
        case "around": around(command["what"] as! String)
        default: break
        }
        rest()
        // Written out, because two looks are compared as texts and a dictionary has no order.
        let stats = command["do"] as! String == "stats" ? ",\"stats\":\(links.stats())" : ""
        say("{\"id\":\(id),\"done\":1\(stats)}")
    }

    static func around(_ what: String) {
        switch what {
        case "background": NotificationCenter.default.post(name: UIApplication.didEnterBackgroundNotification, object: nil)
        case "foreground": NotificationCenter.default.post(name: UIApplication.willEnterForegroundNotification, object: nil)
        case "no network": NWPathMonitor.path = NWPath(nil)
        default: NWPathMonitor.path = NWPath("pdp_ip0")
        }
    }

    static func call(_ name: String, _ options: UTSJSONObject?, _ answer: UTSCallback) {
        switch name {
        case "createInstance": createInstanceByJs(options, answer)
        case "setParameters": setParametersByJs(options, answer)
        case "login": loginByJs(options, answer)
        case "logout": logoutByJs(options, answer)
        case "release": releaseByJs(options, answer)
        case "sendMessageToPeer": sendMessageToPeerByJs(options, answer)
        case "createChannel": createChannelByJs(options, answer)
        case "join": joinByJs(options, answer)
        case "leave": leaveByJs(options, answer)
        case "channelRelease": channelReleaseByJs(options, answer)
        case "sendChannelMessage": sendChannelMessageByJs(options, answer)
        case "getMembers": getMembersByJs(options, answer)
        case "getChannelMemberCount": getChannelMemberCountByJs(options, answer)
        case "queryPeersOnlineStatus": queryPeersOnlineStatusByJs(options, answer)
        default: fault("there is no function \(name)")
        }
    }
}
