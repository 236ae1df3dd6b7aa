// A stand-in for DCloud's module `UTS-Proxy` on iOS (runtimes/bridge/messages.ts). Nothing was seen of the real one:
// names come from the uni-app runtime, all else is assumed to be as on Android, but that a call which cannot be made
// says so in words of ours.
import Foundation
@testable import DCloudUTSFoundation

enum Bridge {
    private static let place = "UTSSDKModulesRtmIndexSwift"

    /// Calls on the caller's thread, and says what came of it.
    static func call(_ line: UTSJSONObject) {
        let call = (line["call"] as! NSNumber).intValue
        let args = line["args"] as! UTSJSONObject
        let name = args["name"] as? String ?? ""
        do {
            guard args["class"] as? String == place, let function = exported[name] else {
                throw Wrong(what: "there is no function")
            }
            try function(Parameters(values: args["params"] as? [Any] ?? [], function: { try callback(call, $0) }))
            say("{\"call\":\(call),\"message\":{\"type\":\"return\",\"params\":{}}}")
        } catch {
            let message: [String: Any?] = ["type": "return", "errMsg": "\(name): \((error as! Wrong).what)"]
            say(JSON.stringify(UTSJSONObject(["call": call, "message": message]))!)
        }
    }

    private static func callback(_ call: Int, _ value: Any) throws -> UTSCallback {
        guard let id = (value as? NSNumber)?.intValue else { throw Wrong(what: "a callback is no function") }
        return Driver.page { arguments in
            let message: [String: Any?] = [
                "type": "params", "id": id, "name": "", "keepAlive": true, "params": arguments
            ]
            say(JSON.stringify(UTSJSONObject(["call": call, "message": message]))!)
        }
    }
}
