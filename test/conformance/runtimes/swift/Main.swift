// The generated Swift on Linux as a runtime of the conformance suite, compiled into one module with the plugin, as its
// own .swift files are. Called through the exported functions, or, started with `bridge`, as the pages of the built app
// call it.
import Foundation
@testable import DCloudUTSFoundation

@main
struct Main {
    static func main() {
        if CommandLine.arguments.dropFirst().first == "bridge" {
            Driver.drive { line in if line["call"] == nil { Driver.finish(line) } else { Bridge.call(line) } }
        } else {
            Driver.drive { command in
                if command["do"] as? String == "call" { call(command) }
                if command["do"] as? String == "handle" { callHandle(command) }
                Driver.finish(command)
            }
        }
    }

    private static func call(_ command: UTSJSONObject) {
        let name = command["name"] as! String
        let head = name == "setCallBack" ? "\"event\":" : "\"id\":\((command["id"] as! NSNumber).intValue),\"result\":"
        let answer = Driver.page { say("{\(head)\(JSON.stringify($0[0])!)}") }
        let values: [Any?] = name == "setCallBack" ? [answer] : [command["options"], answer]
        make(name, values)
    }

    /// Handles say JSON text.
    private static func callHandle(_ command: UTSJSONObject) {
        let name = command["name"] as! String
        let args = command["args"] as! [Any]
        let head = name == "listen"
            ? "\"handle\":\(JSON.stringify(args[0])!),\"heard\":"
            : "\"id\":\((command["id"] as! NSNumber).intValue),\"result\":"
        make(name, args + [Driver.page { say("{\(head)\($0[0] as! String)}") }])
    }

    private static func make(_ name: String, _ values: [Any?]) {
        do {
            try exported["s_\(name)ByJs"]!(Parameters(values: values, function: { $0 as! UTSCallback }))
        } catch {
            fault("\(name): \(error)")
        }
    }
}
