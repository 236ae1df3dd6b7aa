// Positions in a text count UTF-16 units, as in JavaScript. A length or a place is an Int; most take an Int or a
// number.
import Foundation

extension String {
    public var length: Int { utf16.count }
    private func part(_ from: Int, _ to: Int) -> String {
        let last = Swift.min(to, utf16.count)
        return from < last ? String(decoding: Array(utf16)[Swift.max(from, 0)..<last], as: UTF16.self) : ""
    }
    private func fromEnd(_ i: Int) -> Int { i < 0 ? Swift.max(utf16.count + i, 0) : i }

    public func at(_ i: Int) -> String? { fromEnd(i) < utf16.count ? part(fromEnd(i), fromEnd(i) + 1) : nil }
    public func at(_ i: NSNumber) -> String? { at(i.intValue) }
    public func charAt(_ i: Int) -> String { part(i, i + 1) }
    public func charAt(_ i: NSNumber) -> String { charAt(i.intValue) }
    public func charCodeAt(_ i: Int) -> NSNumber {
        i < utf16.count ? NSNumber(value: Array(utf16)[i]) : NSNumber(value: Double.nan)
    }
    public func charCodeAt(_ i: NSNumber) -> NSNumber { charCodeAt(i.intValue) }
    public func substring(_ from: Int) -> String { part(from, utf16.count) }
    public func substring(_ from: Int, _ to: Int) -> String { part(Swift.min(from, to), Swift.max(from, to)) }
    public func substring(_ from: NSNumber, _ to: NSNumber) -> String { substring(from.intValue, to.intValue) }
    public func slice(_ from: Int?, _ to: Int? = nil) -> String {
        part(fromEnd(from ?? 0), to.map(fromEnd) ?? utf16.count)
    }
    public func slice(_ from: NSNumber?, _ to: NSNumber? = nil) -> String { slice(from?.intValue, to?.intValue) }
    public func indexOf(_ what: String) -> Int { indexOf(what, 0 as Int?) }
    public func indexOf(_ what: String, _ from: Int?) -> Int {
        let start = utf16.index(utf16.startIndex, offsetBy: Swift.min(from ?? 0, utf16.count))
        return range(of: what, range: start..<endIndex).map {
            utf16.distance(from: utf16.startIndex, to: $0.lowerBound)
        } ?? -1
    }
    public func indexOf(_ what: String, _ from: NSNumber?) -> NSNumber {
        NSNumber(value: indexOf(what, from?.intValue))
    }
    public func lastIndexOf(_ what: String) -> NSNumber {
        NSNumber(
            value: range(of: what, options: .backwards).map {
                utf16.distance(from: utf16.startIndex, to: $0.lowerBound)
            } ?? -1)
    }
    public func includes(_ what: String) -> Bool { contains(what) }
    public func startsWith(_ what: String) -> Bool { hasPrefix(what) }
    public func endsWith(_ what: String) -> Bool { hasSuffix(what) }
    public func padStart(_ width: Int, _ with: String? = nil) -> String {
        var text = self
        while text.length < width { text = (with ?? " ") + text }
        return text
    }
    public func padStart(_ width: NSNumber, _ with: String? = nil) -> String { padStart(width.intValue, with) }
    public func replace(_ what: String, _ by: String) -> String {
        range(of: what).map { replacingCharacters(in: $0, with: by) } ?? self
    }
    public func replaceAll(_ what: String, _ by: String) -> String { replacingOccurrences(of: what, with: by) }
    public func split(_ separator: String) -> [String] {
        separator.isEmpty ? map { String($0) } : components(separatedBy: separator)
    }
    public func trim() -> String { trimmingCharacters(in: .whitespacesAndNewlines) }
    public func toLowerCase() -> String { lowercased() }
    public func toUpperCase() -> String { uppercased() }
    public func toString() -> String { self }
    public static func fromCharCode(_ codes: NSNumber...) -> String {
        String(decoding: codes.map { $0.uint16Value }, as: UTF16.self)
    }
}
