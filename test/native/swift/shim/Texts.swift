// Positions in a text count UTF-16 units, as in JavaScript.
import Foundation

extension String {
    public var length: Int { utf16.count }
    private func part(_ from: Int, _ to: Int) -> String { String(decoding: Array(utf16)[from..<to], as: UTF16.self) }
    public func at(_ i: NSNumber) -> String? { i.intValue < utf16.count ? part(i.intValue, i.intValue + 1) : nil }
    public func charAt(_ i: NSNumber) -> String { at(i) ?? "" }
    public func charCodeAt(_ i: NSNumber) -> NSNumber { NSNumber(value: Array(utf16)[i.intValue]) }
    public func substring(_ from: Int) -> String { part(from, utf16.count) }
    public func substring(_ from: Int, _ to: Int) -> String { part(from, to) }
    public func substring(_ from: NSNumber) -> String { substring(from.intValue) }
    public func substring(_ from: NSNumber, _ to: NSNumber) -> String { part(from.intValue, to.intValue) }
    public func indexOf(_ what: String) -> Int { range(of: what).map { utf16.distance(from: utf16.startIndex, to: $0.lowerBound) } ?? -1 }
    public func includes(_ what: String) -> Bool { contains(what) }
    public func startsWith(_ what: String) -> Bool { hasPrefix(what) }
    public func endsWith(_ what: String) -> Bool { hasSuffix(what) }
    public func split(_ separator: String) -> [String] { components(separatedBy: separator) }
    public func trim() -> String { trimmingCharacters(in: .whitespacesAndNewlines) }
    public func toLowerCase() -> String { lowercased() }
    public func toUpperCase() -> String { uppercased() }
    public func toString() -> String { self }
}
