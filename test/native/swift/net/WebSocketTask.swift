// What is known of Apple's task and was a trap once: nothing comes that was not asked for by receive; an abnormal end
// fails the waiting receive and completes the task with an error, but never calls didCloseWith; after cancel(with:) the
// task waits for the server's answer.
import Foundation

public class URLSessionWebSocketTask: URLSessionTask {
    public enum Message { case data(Data), string(String) }
    /// Open in Objective-C: any number is a code.
    public struct CloseCode: RawRepresentable, Equatable {
        public let rawValue: Int
        public init?(rawValue: Int) { self.rawValue = rawValue }
        init(_ value: Int) { rawValue = value }
        public static let invalid = CloseCode(0), normalClosure = CloseCode(1000), goingAway = CloseCode(1001)
    }
    static let cancelled = -999, cannotConnect = -1004, lost = -1005, badAnswer = -1011, notConnected = 57, tooLong = 40

    public var maximumMessageSize = 1 << 20
    private let session: URLSession
    private let url: URL
    private let socket = Socket()
    private let state = DispatchQueue(label: "URLSessionWebSocketTask") // everything below
    private var started = false
    private var open = false
    private var finished = false
    private var closeCode = CloseCode.invalid
    private var closeReason: Data?
    private var inbox: [Message] = []
    private var waiting: [(Result<Message, Error>) -> Void] = []
    private var outbox: [() -> Void] = []

    init(_ session: URLSession, _ url: URL) {
        self.session = session
        self.url = url
    }

    public override func resume() {
        state.async {
            if self.started || self.finished { return }
            self.started = true
            Thread.detachNewThread { self.live() }
        }
    }

    public func send(_ message: Message, completionHandler: @escaping (Error?) -> Void) {
        state.async {
            let go = {
                let done: Bool
                switch message {
                case .string(let text): done = self.socket.write(Frame.bytes(Frame.text, Array(text.utf8)))
                case .data(let data): done = self.socket.write(Frame.bytes(Frame.binary, Array(data)))
                }
                self.tell { completionHandler(done ? nil : Self.fault(Self.lost)) }
            }
            if self.finished || self.closeCode != .invalid {
                self.tell { completionHandler(Self.fault(Self.notConnected)) }
            } else if self.open {
                go()
            } else {
                self.outbox.append(go)
            }
        }
    }

    public func receive(completionHandler: @escaping (Result<Message, Error>) -> Void) {
        state.async {
            if !self.inbox.isEmpty {
                let message = self.inbox.removeFirst()
                self.tell { completionHandler(.success(message)) }
            } else if self.finished {
                self.tell { completionHandler(.failure(Self.fault(Self.notConnected))) }
            } else {
                self.waiting.append(completionHandler)
            }
        }
    }

    public func cancel(with code: CloseCode, reason: Data?) {
        state.async {
            if self.finished || self.closeCode != .invalid { return }
            guard self.open else { return self.finish(Self.fault(Self.cancelled)) }
            self.closeCode = code
            self.closeReason = reason
            let number = [UInt8(code.rawValue >> 8 & 255), UInt8(code.rawValue & 255)]
            _ = self.socket.write(Frame.bytes(Frame.close, number + Array(reason ?? Data())))
        }
    }

    public override func cancel() {
        state.async { self.finish(Self.fault(Self.cancelled)) }
    }

    private static func fault(_ code: Int) -> NSError {
        NSError(domain: code < 0 ? NSURLErrorDomain : NSPOSIXErrorDomain, code: code)
    }

    private func tell(_ task: @escaping () -> Void) { session.queue.async(execute: task) }

    private var delegate: URLSessionWebSocketDelegate? { session.delegate as? URLSessionWebSocketDelegate }

    /// On the state queue. Then the task is over, and nothing but its last calls comes.
    private func finish(_ error: Error?) {
        if finished { return }
        finished = true
        open = false
        socket.shut()
        let late = waiting
        waiting = []
        outbox = []
        let closed = error == nil ? (closeCode, closeReason) : nil
        tell {
            late.forEach { $0(.failure(error ?? Self.fault(Self.notConnected))) }
            if let (code, reason) = closed {
                self.delegate?.urlSession(self.session, webSocketTask: self, didCloseWith: code, reason: reason)
            }
            self.delegate?.urlSession(self.session, task: self, didCompleteWithError: error)
            self.session.over(self)
        }
    }

    private func end(_ code: Int) { state.sync { finish(Self.fault(code)) } }

    /// On a thread of its own, as long as the socket lives.
    private func live() {
        guard socket.connect(url.host ?? "", url.port ?? 80) else { return end(Self.cannotConnect) }
        let status = socket.upgrade(url)
        state.sync { if status > 0 { response = HTTPURLResponse(status) } }
        guard status == 101 else { return end(Self.badAnswer) }
        state.sync {
            if finished { return }
            open = true
            tell { self.delegate?.urlSession(self.session, webSocketTask: self, didOpenWithProtocol: nil) }
            outbox.forEach { $0() }
            outbox = []
        }
        var kind: UInt8 = 0
        var whole: [UInt8] = []
        while let frame = Frame.read(socket) {
            switch frame.kind {
            case 0, Frame.text, Frame.binary:
                if frame.kind != 0 { (kind, whole) = (frame.kind, []) }
                whole += frame.content
                if whole.count > maximumMessageSize { return end(Self.tooLong) }
                if frame.final {
                    take(kind == Frame.text ? .string(String(decoding: whole, as: UTF8.self)) : .data(Data(whole)))
                }
            case Frame.ping: state.sync { _ = socket.write(Frame.bytes(Frame.pong, frame.content)) }
            case Frame.close: return closed(frame.content)
            default: break
            }
        }
        end(Self.lost)
    }

    private func take(_ message: Message) {
        state.sync {
            if finished { return }
            if waiting.isEmpty { return inbox.append(message) }
            let handler = waiting.removeFirst()
            tell { handler(.success(message)) }
        }
    }

    /// A close frame: the server's own, or its answer to ours.
    private func closed(_ content: [UInt8]) {
        state.sync {
            if closeCode == .invalid {
                closeCode = CloseCode(content.count > 1 ? Int(content[0]) << 8 | Int(content[1]) : 1005)
                closeReason = content.count > 2 ? Data(content[2...]) : nil
                _ = socket.write(Frame.bytes(Frame.close, content))
            }
            finish(nil)
        }
    }
}
