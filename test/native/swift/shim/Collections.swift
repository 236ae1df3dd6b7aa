// UTS arrays and maps are Swift's own, so they are values: a copy changes alone, and a map has no order.
import Foundation

public typealias Map = Dictionary
public typealias UTSSet = NSMutableOrderedSet

extension Dictionary {
    public init(_ pairs: [[Any]]) {
        self.init()
        for pair in pairs { self[pair[0] as! Key] = (pair[1] as! Value) }
    }
    public var size: Int { count }
    public func get(_ key: Key) -> Value? { self[key] }
    public func has(_ key: Key) -> Bool { self[key] != nil }
    @discardableResult public mutating func set(_ key: Key, _ value: Value) -> [Key: Value] {
        self[key] = value
        return self
    }
    public mutating func delete(_ key: Key) -> Bool { removeValue(forKey: key) != nil }
    public mutating func clear() { removeAll() }
    public func forEach(_ body: (_ value: Value) -> Void) { for (_, value) in self { body(value) } }
    public func forEach(_ body: (_ value: Value, _ key: Key) -> Void) { for (key, value) in self { body(value, key) } }
}

extension Array {
    public static func isArray(_ value: Any?) -> Bool { something(value) is [Any] }
    public var length: Int {
        get { count }
        set { if newValue < count { removeLast(count - newValue) } }
    }
    public subscript(i: NSNumber) -> Element {
        get { self[i.intValue] }
        set { self[i.intValue] = newValue }
    }
    public mutating func push(_ items: Element...) -> Int {
        append(contentsOf: items)
        return count
    }
    public mutating func unshift(_ items: Element...) -> Int {
        insert(contentsOf: items, at: 0)
        return count
    }
    // Of an empty array both crash, as the real ones do.
    public mutating func pop() -> Element { removeLast() }
    public mutating func shift() -> Element { removeFirst() }
    public func forEach(_ body: (_ value: Element, _ i: Int) -> Void) { for (i, value) in enumerated() { body(value, i) } }
    public func forEach(_ body: (_ value: Element, _ i: NSNumber) -> Void) { for (i, value) in enumerated() { body(value, NSNumber(value: i)) } }
    public func filter(_ keep: (_ value: Element) -> Bool) -> [Element] {
        var kept: [Element] = []
        for value in self where keep(value) { kept.append(value) }
        return kept
    }
    public func map<R>(_ change: (_ value: Element) -> R) -> [R] {
        var changed: [R] = []
        for value in self { changed.append(change(value)) }
        return changed
    }
    public func find(_ fits: (_ value: Element) -> Bool) -> Element? { first { fits($0) } }
    public func findIndex(_ fits: (_ value: Element) -> Bool) -> NSNumber { NSNumber(value: firstIndex { fits($0) } ?? -1) }
    public func slice(_ from: NSNumber, _ to: NSNumber) -> [Element] { Array(self[from.intValue..<Swift.min(to.intValue, count)]) }
    public func concat(_ others: [Element]...) -> [Element] { self + others.flatMap { $0 } }
    public mutating func splice(_ from: NSNumber, _ number: NSNumber) -> [Element] {
        let range = from.intValue..<Swift.min(from.intValue + number.intValue, count)
        let gone = Array(self[range])
        removeSubrange(range)
        return gone
    }
    public mutating func splice(_ from: Int, _ number: Int) -> [Element] { splice(NSNumber(value: from), NSNumber(value: number)) }
}
extension Array where Element == String {
    public func join(_ separator: String = ",") -> String { joined(separator: separator) }
}
extension Array where Element: Equatable {
    public func includes(_ item: Element) -> Bool { contains(item) }
    public func indexOf(_ item: Element) -> NSNumber { NSNumber(value: firstIndex(of: item) ?? -1) }
}
