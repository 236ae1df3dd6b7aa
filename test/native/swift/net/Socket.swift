// A blocking TCP socket, and RFC 6455's frames on it: what a web socket needs below its API.
import Foundation
import Glibc

final class Socket {
    private let fd: Int32
    private var buffer = [UInt8](repeating: 0, count: 65536)
    private var filled = 0
    private var taken = 0

    /// Not yet connected, so that it can be shut from another thread meanwhile. IPv4 only: tests stay on loopback.
    init() { fd = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0) }
    deinit { Glibc.close(fd) }

    func connect(_ host: String, _ port: Int) -> Bool {
        var hints = addrinfo()
        hints.ai_family = AF_INET
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var found: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(host, String(port), &hints, &found) == 0, let address = found else { return false }
        defer { freeaddrinfo(found) }
        var on: Int32 = 1
        setsockopt(fd, Int32(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<Int32>.size))
        return Glibc.connect(fd, address.pointee.ai_addr, address.pointee.ai_addrlen) == 0
    }

    /// Wakes whoever reads or writes.
    func shut() { shutdown(fd, Int32(SHUT_RDWR)) }

    func write(_ bytes: [UInt8]) -> Bool {
        var sent = 0
        while sent < bytes.count {
            let step = bytes.withUnsafeBytes {
                Glibc.send(fd, $0.baseAddress! + sent, bytes.count - sent, Int32(MSG_NOSIGNAL))
            }
            if step <= 0 { return false }
            sent += step
        }
        return true
    }

    func read(_ count: Int) -> [UInt8]? {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(count)
        while bytes.count < count {
            if taken == filled {
                filled = max(0, buffer.withUnsafeMutableBytes { recv(fd, $0.baseAddress!, $0.count, 0) })
                taken = 0
                if filled == 0 { return nil }
            }
            let step = min(count - bytes.count, filled - taken)
            bytes += buffer[taken..<taken + step]
            taken += step
        }
        return bytes
    }

    /// True when the server has upgraded.
    /// The status of the answer; 0: there was none.
    func upgrade(_ url: URL) -> Int {
        let key = Data((0..<16).map { _ in UInt8.random(in: 0...255) }).base64EncodedString()
        let path = (url.path.isEmpty ? "/" : url.path) + (url.query.map { "?" + $0 } ?? "")
        let lines = [
            "GET \(path) HTTP/1.1", "Host: \(url.host ?? ""):\(url.port ?? 80)", "Upgrade: websocket",
            "Connection: Upgrade", "Sec-WebSocket-Key: \(key)", "Sec-WebSocket-Version: 13", "", ""
        ]
        guard write(Array(lines.joined(separator: "\r\n").utf8)) else { return 0 }
        var head: [UInt8] = []
        while !head.suffix(4).elementsEqual([13, 10, 13, 10]) {
            guard head.count < 16384, let byte = read(1) else { return 0 }
            head += byte
        }
        return Int(String(decoding: head, as: UTF8.self).dropFirst(9).prefix(3)) ?? 0
    }
}

struct Frame {
    static let text: UInt8 = 1, binary: UInt8 = 2, close: UInt8 = 8, ping: UInt8 = 9, pong: UInt8 = 10
    let kind: UInt8 // 0: goes on
    let final: Bool
    let content: [UInt8]

    /// Masked, as a client must.
    static func bytes(_ kind: UInt8, _ content: [UInt8]) -> [UInt8] {
        let count = content.count
        var bytes: [UInt8] = [0x80 | kind]
        if count < 126 {
            bytes.append(0x80 | UInt8(count))
        } else {
            let wide = count < 65536 ? 2 : 8
            bytes.append(0x80 | (wide == 2 ? 126 : 127))
            for place in stride(from: wide - 1, through: 0, by: -1) {
                bytes.append(UInt8(truncatingIfNeeded: count >> (8 * place)))
            }
        }
        let mask = (0..<4).map { _ in UInt8.random(in: 0...255) }
        bytes += mask
        for (i, byte) in content.enumerated() { bytes.append(byte ^ mask[i & 3]) }
        return bytes
    }

    static func read(_ socket: Socket) -> Frame? {
        guard let head = socket.read(2) else { return nil }
        var count = Int(head[1] & 127)
        if count > 125 {
            guard let wide = socket.read(count == 126 ? 2 : 8) else { return nil }
            count = wide.reduce(0) { $0 << 8 | Int($1) }
        }
        guard let content = count == 0 ? [] : socket.read(count) else { return nil }
        return Frame(kind: head[0] & 15, final: head[0] & 0x80 != 0, content: content)
    }
}
