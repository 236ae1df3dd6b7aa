import Foundation
import DCloudUTSFoundation

/// One connection. open, send and close are called on the engine's queue, URLSession calls back on its delegate queue;
/// the listener may be called from any thread, so `ended` is all that they share.
@available(iOS 13.0, *)
public class URLSessionLink: NSObject, Link, URLSessionWebSocketDelegate {
    private static let closeGraceMs: NSNumber = 2000

    private let epoch: NSNumber
    private let listener: LinkListener
    private let clock: Clock
    private var session: URLSession?
    private var task: URLSessionWebSocketTask?
    private var closing = false // engine queue only
    private let endLock = NSLock()
    private var ended = false

    public init(_ epoch: NSNumber, _ listener: LinkListener, _ clock: Clock) {
        self.epoch = epoch
        self.listener = listener
        self.clock = clock
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

    public func close(_ code: NSNumber, _ reason: String) {
        if closing { return }
        closing = true
        guard let task = task else {
            end(code.intValue, reason)
            return
        }
        task.cancel(with: URLSessionWebSocketTask.CloseCode(rawValue: code.intValue) ?? .normalClosure, reason: reason.data(using: .utf8))
        _ = clock.after(URLSessionLink.closeGraceMs) { [weak self] in
            self?.end(1006, "no answer to close")
        }
    }

    private func receive(_ task: URLSessionWebSocketTask) {
        task.receive { [weak self] result in
            guard let self = self else { return }
            switch result {
            case .success(.string(let text)):
                if !self.isOver { self.listener.onText(self.epoch, text) }
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
        listener.onClose(epoch, NSNumber(value: code), reason)
    }

    public func urlSession(_ session: URLSession, webSocketTask: URLSessionWebSocketTask, didOpenWithProtocol protocol: String?) {
        if !isOver { listener.onOpen(epoch) }
    }

    public func urlSession(_ session: URLSession, webSocketTask: URLSessionWebSocketTask, didCloseWith closeCode: URLSessionWebSocketTask.CloseCode, reason: Data?) {
        end(closeCode.rawValue, reason.flatMap { String(data: $0, encoding: .utf8) } ?? "")
    }

    public func urlSession(_ session: URLSession, task: URLSessionTask, didCompleteWithError error: Error?) {
        end(1006, URLSessionLink.told(error, task.response))
    }
}
