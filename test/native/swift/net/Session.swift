// A stand-in for Apple's URLSession as far as web sockets go, for runs on Linux; the one of Debian's Foundation cannot
// be used (it delivers fragments and pieces of long messages alone, knows no close code above 3000 and calls no pong
// handler). Names and order of calls are Apple's. It is what we know of Apple's behaviour, not Apple's behaviour.
@_exported import Foundation

public protocol URLSessionDelegate: AnyObject {
    func urlSession(_ session: URLSession, didBecomeInvalidWithError error: Error?)
}
public protocol URLSessionTaskDelegate: URLSessionDelegate {
    func urlSession(_ session: URLSession, task: URLSessionTask, didCompleteWithError error: Error?)
}
public protocol URLSessionWebSocketDelegate: URLSessionTaskDelegate {
    func urlSession(
        _ session: URLSession, webSocketTask: URLSessionWebSocketTask, didOpenWithProtocol protocol: String?)
    func urlSession(
        _ session: URLSession, webSocketTask: URLSessionWebSocketTask,
        didCloseWith closeCode: URLSessionWebSocketTask.CloseCode, reason: Data?)
}
// Optional in Objective-C.
extension URLSessionDelegate {
    public func urlSession(_ session: URLSession, didBecomeInvalidWithError error: Error?) {}
}
extension URLSessionTaskDelegate {
    public func urlSession(_ session: URLSession, task: URLSessionTask, didCompleteWithError error: Error?) {}
}
extension URLSessionWebSocketDelegate {
    public func urlSession(
        _ session: URLSession, webSocketTask: URLSessionWebSocketTask, didOpenWithProtocol protocol: String?
    ) {}
    public func urlSession(
        _ session: URLSession, webSocketTask: URLSessionWebSocketTask,
        didCloseWith closeCode: URLSessionWebSocketTask.CloseCode, reason: Data?
    ) {}
}

public class URLSessionConfiguration: NSObject {
    public class var `default`: URLSessionConfiguration { URLSessionConfiguration() }
    public class var ephemeral: URLSessionConfiguration { URLSessionConfiguration() }
}

public class URLSession: NSObject {
    /// Sessions that are not invalidated: Apple's leak their delegate, and so do these.
    public static var alive: Int { lock.withLock { count } }
    private static let lock = NSLock()
    nonisolated(unsafe) private static var count = 0

    /// Every completion handler and every call of the delegate runs on this queue, one after the other.
    let queue = DispatchQueue(label: "URLSession.delegate")
    private let state = NSLock()
    private var held: URLSessionDelegate?
    private var tasks: [URLSessionWebSocketTask] = []
    private var invalid = false

    public init(configuration: URLSessionConfiguration, delegate: URLSessionDelegate?, delegateQueue: OperationQueue?) {
        precondition(delegateQueue == nil, "the stand-in has only the session's own queue")
        held = delegate
        super.init()
        URLSession.lock.withLock { URLSession.count += 1 }
    }

    /// Held until the session is invalidated.
    public var delegate: URLSessionDelegate? { state.withLock { held } }

    public func webSocketTask(with url: URL) -> URLSessionWebSocketTask {
        let scheme = url.scheme?.lowercased()
        precondition(scheme == "ws" || scheme == "wss", "Apple raises an exception here, which Swift cannot catch")
        return state.withLock {
            precondition(!invalid, "Apple raises an exception here, which Swift cannot catch")
            let task = URLSessionWebSocketTask(self, url)
            tasks.append(task)
            return task
        }
    }

    public func invalidateAndCancel() {
        let cancelled = state.withLock { () -> [URLSessionWebSocketTask]? in
            if invalid { return nil }
            invalid = true
            return tasks
        }
        cancelled?.forEach { $0.cancel() }
        if cancelled?.isEmpty == true { letGo() }
    }

    func over(_ task: URLSessionWebSocketTask) {
        let last = state.withLock { () -> Bool in
            tasks.removeAll { $0 === task }
            return invalid && tasks.isEmpty
        }
        if last { letGo() }
    }

    private func letGo() {
        queue.async {
            let delegate = self.state.withLock { () -> URLSessionDelegate? in
                defer { self.held = nil }
                return self.held
            }
            guard let delegate = delegate else { return }
            URLSession.lock.withLock { URLSession.count -= 1 }
            delegate.urlSession(self, didBecomeInvalidWithError: nil)
        }
    }
}

public class URLResponse: NSObject {}

public class HTTPURLResponse: URLResponse {
    public let statusCode: Int
    init(_ status: Int) { statusCode = status }
}

public class URLSessionTask: NSObject {
    /// What the server answered, a refusal too.
    public internal(set) var response: URLResponse? {
        get { answered.withLock { answer } }
        set { answered.withLock { answer = newValue } }
    }
    private let answered = NSLock() // asked on any thread, as the real one
    private var answer: URLResponse?
    public func resume() {}
    public func cancel() {}
}
