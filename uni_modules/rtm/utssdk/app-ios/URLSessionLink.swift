import Foundation
import DCloudUTSFoundation

/// One connection. open, send, close and giveUp are called on the engine's queue, URLSession calls back on its delegate
/// queue; the functions given may be called from any thread, so `ended` is all that they share.
@available(iOS 13.0, *)
public class URLSessionLink: NSObject, URLSessionWebSocketDelegate {
    private let opened: () -> Void
    private let heard: (String) -> Void
    private let closed: (NSNumber, String) -> Void
    private var session: URLSession?
    private var task: URLSessionWebSocketTask?
    private var closing = false // engine queue only
    private let endLock = NSLock()
    private var ended = false

    public init(
        _ opened: @escaping () -> Void, _ heard: @escaping (String) -> Void,
        _ closed: @escaping (NSNumber, String) -> Void
    ) {
        self.opened = opened
        self.heard = heard
        self.closed = closed
        super.init()
    }

    public func open(_ url: String) {
        // URLSession raises an Objective-C exception, which Swift cannot catch, for a web socket of another scheme.
        let scheme = URLComponents(string: url)?.scheme?.lowercased()
        guard let target = URL(string: url), scheme == "ws" || scheme == "wss" else {
            end(1006, "bad url: " + url)
            return
        }
        let session = URLSession(configuration: URLSessionConfiguration.ephemeral, delegate: self, delegateQueue: nil)
        let task = session.webSocketTask(with: target)
        self.session = session
        self.task = task
        task.resume()
        receive(task)
    }

    public func send(_ text: String) {
        if closing { return }
        task?.send(.string(text)) { _ in } // a failure ends the task, which is reported below
    }

    /// Whether the peer's answer is waited for: who called gives up when it does not come.
    public func close(_ code: NSNumber, _ reason: String) -> Bool {
        if closing { return false }
        closing = true
        guard let task = task else {
            end(code.intValue, reason)
            return false
        }
        let closeCode = URLSessionWebSocketTask.CloseCode(rawValue: code.intValue) ?? .normalClosure
        task.cancel(with: closeCode, reason: reason.data(using: .utf8))
        return true
    }

    public func giveUp() {
        end(1006, "no answer to close")
    }

    private func receive(_ task: URLSessionWebSocketTask) {
        task.receive { [weak self] result in
            guard let self = self else { return }
            switch result {
            case .success(.string(let text)):
                if !self.isOver { self.heard(text) }
                self.receive(task)
            case .success:
                self.receive(task)
            case .failure:
                break // didCloseWith or didCompleteWithError follows
            }
        }
    }

    private var isOver: Bool {
        endLock.lock()
        defer { endLock.unlock() }
        return ended
    }

    /// The text is in the language of the device; the numbers are what the engine reads.
    private static func told(_ error: Error?, _ response: URLResponse?) -> String {
        if let answer = response as? HTTPURLResponse, answer.statusCode != 101 { return "http \(answer.statusCode)" }
        guard let fault = error as NSError? else { return "ended" }
        return "\(fault.domain) \(fault.code): \(fault.localizedDescription)"
    }

    /// The first report wins. The session holds its delegate until it is invalidated.
    private func end(_ code: Int, _ reason: String) {
        endLock.lock()
        let first = !ended
        ended = true
        endLock.unlock()
        if !first { return }
        session?.invalidateAndCancel()
        closed(NSNumber(value: code), reason)
    }

    public func urlSession(
        _ session: URLSession, webSocketTask: URLSessionWebSocketTask, didOpenWithProtocol protocol: String?
    ) {
        if !isOver { opened() }
    }

    public func urlSession(
        _ session: URLSession, webSocketTask: URLSessionWebSocketTask,
        didCloseWith closeCode: URLSessionWebSocketTask.CloseCode, reason: Data?
    ) {
        end(closeCode.rawValue, reason.flatMap { String(data: $0, encoding: .utf8) } ?? "")
    }

    public func urlSession(_ session: URLSession, task: URLSessionTask, didCompleteWithError error: Error?) {
        end(1006, URLSessionLink.told(error, task.response))
    }
}
