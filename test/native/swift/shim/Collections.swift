// UTS arrays and maps are Swift's own, so they are values: a copy changes alone, and a map has no order. Where the real
// framework has a form for Int and one for number, both stand here: which of them fits decides what compiles.
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
    public func forEach(_ body: (_ value: Value, _ key: Key, _ map: [Key: Value]) -> Void) {
        for (key, value) in self { body(value, key, self) }
    }
}

extension Array where Element == Any? {
    public static func isArray(_ value: Any?) -> Bool { something(value) is [Any] }
}
extension Array where Element == String {
    public func join(_ separator: String = ",") -> String { joined(separator: separator) }
}
extension Array where Element: Equatable {
    public func includes(_ item: Element) -> Bool { contains(item) }
    public func indexOf(_ item: Element) -> NSNumber { NSNumber(value: firstIndex(of: item) ?? -1) }
    public func lastIndexOf(_ item: Element) -> NSNumber { NSNumber(value: lastIndex(of: item) ?? -1) }
}
extension Array {
    public var length: Int {
        get { count }
        set { if newValue < count { removeLast(count - newValue) } }
    }
    public subscript(i: NSNumber) -> Element {
        get { self[i.intValue] }
        set { self[i.intValue] = newValue }
    }
    public mutating func add(_ item: Element) { append(item) }
    public mutating func push(_ items: Element...) -> Int { append(contentsOf: items); return count }
    public mutating func unshift(_ items: Element...) -> Int { insert(contentsOf: items, at: 0); return count }
    // Of an empty array both crash, as the real ones do.
    public mutating func pop() -> Element { removeLast() }
    public mutating func shift() -> Element { removeFirst() }

    private func number(_ i: Int) -> NSNumber { NSNumber(value: i) }
    public func forEach(_ body: (_ value: Element, _ i: Int) -> Void) {
        for (i, value) in enumerated() { body(value, i) }
    }
    public func forEach(_ body: (_ value: Element, _ i: NSNumber) -> Void) {
        for (i, value) in enumerated() { body(value, number(i)) }
    }
    public func every(_ fits: (_ value: Element) -> Bool) -> Bool { allSatisfy(fits) }
    public func some(_ fits: (_ value: Element) -> Bool) -> Bool { contains(where: fits) }
    public func filter(_ keep: (_ value: Element) -> Bool) -> [Element] {
        var kept: [Element] = []
        for value in self where keep(value) { kept.append(value) }
        return kept
    }
    public func filter(_ keep: (_ value: Element, _ i: Int) -> Bool) -> [Element] {
        var kept: [Element] = []
        for (i, value) in enumerated() where keep(value, i) { kept.append(value) }
        return kept
    }
    public func filter(_ keep: (_ value: Element, _ i: NSNumber) -> Bool) -> [Element] {
        var kept: [Element] = []
        for (i, value) in enumerated() where keep(value, number(i)) { kept.append(value) }
        return kept
    }
    public func map<R>(_ change: (_ value: Element) -> R) -> [R] {
        var changed: [R] = []
        for value in self { changed.append(change(value)) }
        return changed
    }
    public func map<R>(_ change: (_ value: Element, _ i: Int) -> R) -> [R] {
        var changed: [R] = []
        for (i, value) in enumerated() { changed.append(change(value, i)) }
        return changed
    }
    public func map<R>(_ change: (_ value: Element, _ i: NSNumber) -> R) -> [R] {
        var changed: [R] = []
        for (i, value) in enumerated() { changed.append(change(value, number(i))) }
        return changed
    }
    public func find(_ fits: (_ value: Element) -> Bool) -> Element? { first(where: fits) }
    public func findIndex(_ fits: (_ value: Element) -> Bool) -> Int { firstIndex(where: fits) ?? -1 }
    public func findIndex(_ fits: (_ value: Element) -> Bool) -> NSNumber { number(firstIndex(where: fits) ?? -1) }
    public func reverse() -> [Element] { reversed() }
    public mutating func sort(_ order: (_ a: Element, _ b: Element) -> NSNumber) {
        sort(by: { order($0, $1).doubleValue < 0 })
    }
    public mutating func sort(_ order: (_ a: Element, _ b: Element) -> Int) { sort(by: { order($0, $1) < 0 }) }

    private func within(_ i: Int) -> Int { Swift.min(i < 0 ? Swift.max(count + i, 0) : i, count) }
    public func slice() -> [Element] { self }
    public func slice(_ from: Int) -> [Element] { Array(self[within(from)...]) }
    public func slice(_ from: NSNumber) -> [Element] { slice(from.intValue) }
    public func slice(_ from: Int, _ to: Int) -> [Element] {
        within(from) < within(to) ? Array(self[within(from)..<within(to)]) : []
    }
    public func slice(_ from: NSNumber, _ to: NSNumber) -> [Element] { slice(from.intValue, to.intValue) }
    public func concat(_ others: [Element]...) -> [Element] { self + others.flatMap { $0 } }
    @discardableResult public mutating func splice(_ from: Int) -> [Element] { splice(from, count) }
    public mutating func splice(_ from: NSNumber) -> [Element] { splice(from.intValue) }
    public mutating func splice(_ from: Int, _ number: Int) -> [Element] {
        let range = within(from)..<Swift.min(within(from) + number, count)
        let gone = Array(self[range])
        removeSubrange(range)
        return gone
    }
    public mutating func splice(_ from: NSNumber, _ number: NSNumber) -> [Element] {
        splice(from.intValue, number.intValue)
    }
}
