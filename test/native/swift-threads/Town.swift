import Foundation
@testable import DCloudUTSFoundation

let longestSeconds = 30.0

/// The callbacks of pages: each is called on the main thread, an answer comes once, and a caller has only so many calls
/// open.
final class Calls {
    private let most: Int
    private let free: DispatchSemaphore
    private(set) var asked = 0 // the caller's thread only

    init(_ most: Int) {
        self.most = most
        free = DispatchSemaphore(value: most)
    }

    func answer(_ what: String, _ use: @escaping (UTSJSONObject) -> Void = { _ in }) -> UTSCallback {
        wait("before \(what)")
        asked += 1
        var answered = false // main thread only
        return UTSCallback(sink: { arguments in
            onPage(what)
            if answered { violated("\(what) was answered twice") }
            answered = true
            use(object(arguments[0]))
            self.free.signal()
        })
    }

    func of(_ handle: String, _ method: String, _ args: String, _ use: @escaping (UTSJSONObject) -> Void = { _ in }) {
        callByJs(handle, method, args, answer(method, use))
    }

    /// Waits for every answer that is still open.
    func rest(_ after: String) {
        for _ in 0..<most { wait("after \(after)") }
        for _ in 0..<most { free.signal() }
    }

    private func wait(_ place: String) {
        if free.wait(timeout: .now() + longestSeconds) == .timedOut {
            violated("no answer for \(Int(longestSeconds)) s, \(place)")
        }
    }
}

func onPage(_ what: String) {
    if !Thread.isMainThread { violated("a page heard \(what) on another thread than the main one") }
}

/// AR functions give objects, those of handles their text.
private func object(_ value: Any) -> UTSJSONObject {
    (value as? String).map { JSON.parseObject($0)! } ?? value as! UTSJSONObject
}
private func good(_ answer: UTSJSONObject) -> Bool {
    (answer["code"] as? NSNumber).map { $0.intValue == 0 } ?? ((answer["ok"] as! NSNumber).intValue == 1)
}

/// Three clients by handles and one by the AR functions, all in one channel; what they hear is judged on the main
/// thread, where pages run.
final class Town {
    private let url: String
    private let app: String
    private let lock = NSLock()
    private var count = 0
    private let heard = DispatchSemaphore(value: 0)
    private var lastOf: [String: Int] = [:] // by client and writer: the number of the last message; main thread only

    init(_ url: String, _ app: String) {
        self.url = url
        self.app = app
    }

    var published: Int { lock.withLock { count } }

    func begin(_ calls: Calls) {
        for name in handles {
            openByJs(name, "{\"app\":\"\(app)\",\"server\":\"\(url)\"}", calls.answer("open"))
            listenTo(name)
            calls.of(name, "login", "{\"user\":\"\(name)\"}")
        }
        setCallBackByJs(UTSCallback(sink: { arguments in
            onPage("an event of setCallBack")
            let event = object(arguments[0])
            if event["rtmEvent"] as? String == "onChannelMessageReceived" {
                self.hear(arUser, event["text"] as! String)
            }
        }))
        createInstanceByJs(UTSJSONObject(["appId": app]), calls.answer("createInstance"))
        setParametersByJs(UTSJSONObject(["server": url]), calls.answer("setParameters"))
        createChannelByJs(UTSJSONObject(["channelId": "plaza"]), calls.answer("createChannel"))
        setCallEventListenerByJs(nil, calls.answer("setCallEventListener"))
        loginByJs(UTSJSONObject(["userId": arUser, "token": ""]), calls.answer("login"))
        calls.rest("login")
        for name in handles { calls.of(name, "join", "{\"channel\":\"plaza\"}") }
        joinByJs(UTSJSONObject(["channelId": "plaza"]), calls.answer("join"))
        calls.rest("join")
    }

    func listenTo(_ name: String) {
        listenByJs(name, UTSCallback(sink: { arguments in
            onPage("an event of listen")
            let event = object(arguments[0])
            if event["event"] as? String == "channelMessage" { self.hear(name, event["text"] as! String) }
        }))
    }

    /// A text is "writer number": what one thread publishes through one client arrives in that order.
    private func hear(_ client: String, _ text: String) {
        let parts = text.components(separatedBy: " ")
        let stream = client + " " + parts[0]
        if Int(parts[1])! <= lastOf[stream] ?? -1 { violated("\(client) heard \(parts[0]) out of order") }
        lastOf[stream] = Int(parts[1])!
        heard.signal()
    }

    func publish(_ calls: Calls, _ through: String, _ writer: String, _ number: Int) {
        let taken: (UTSJSONObject) -> Void = { answer in if good(answer) { self.lock.withLock { self.count += 1 } } }
        let text = "\(writer) \(number)"
        if through == arUser {
            sendChannelMessageByJs(
                UTSJSONObject(["channelId": "plaza", "text": text]), calls.answer("sendChannelMessage", taken))
        } else {
            calls.of(through, "publish", "{\"channel\":\"plaza\",\"text\":\"\(text)\"}", taken)
        }
    }

    /// Each message reaches the three others, those who were cut off when it was taken a little later.
    func awaitMessages() {
        for missing in stride(from: published * handles.count, to: 0, by: -1)
        where heard.wait(timeout: .now() + longestSeconds) == .timedOut {
            violated("\(missing) channel messages were lost")
        }
    }

    func end(_ calls: Calls) {
        for name in handles { calls.of(name, "hold", "{\"held\":0}") }
        calls.rest("hold")
        for name in handles { closeByJs(name, calls.answer("close")) }
        releaseByJs(nil, calls.answer("release"))
        calls.rest("close")
    }
}
