// A number of UTS is an NSNumber. What an API counts (length, size) stays an Int until it is wrapped; the operators are
// those of the real framework, no more: an Int on the left can be compared with a number, but not added to one.
import Foundation

prefix operator ++
prefix operator --
postfix operator ++
postfix operator --
infix operator >>>: BitwiseShiftPrecedence

private func double(_ value: Any?) -> Double {
    guard let value = something(value) else { return .nan }
    if let number = value as? NSNumber { return number.doubleValue }
    if let whole = value as? any BinaryInteger { return Double(whole) }
    return (value as? Double) ?? .nan
}
private func number(_ value: Double) -> NSNumber {
    value == value.rounded() && abs(value) < 9e15 ? NSNumber(value: Int(value)) : NSNumber(value: value)
}
private func bits(_ value: NSNumber) -> Int32 { Int32(truncatingIfNeeded: value.int64Value) }

extension NSNumber {
    public convenience init(_ value: Int) { self.init(value: value) }
    public convenience init(_ value: Int64) { self.init(value: value) }
    public convenience init(_ value: Double) { self.init(value: value) }
    public static func from(_ value: Int) -> NSNumber { NSNumber(value: value) }
    public static func from(_ value: Int32) -> NSNumber { NSNumber(value: value) }
    public static func from(_ value: Int64) -> NSNumber { NSNumber(value: value) }
    public static func from(_ value: UInt16) -> NSNumber { NSNumber(value: value) }
    public static func from(_ value: Float) -> NSNumber { NSNumber(value: value) }
    public static func from(_ value: Double) -> NSNumber { NSNumber(value: value) }
    public static func from(_ value: Bool) -> NSNumber { NSNumber(value: value) }

    public static func + (a: NSNumber, b: NSNumber) -> NSNumber { number(a.doubleValue + b.doubleValue) }
    public static func - (a: NSNumber, b: NSNumber) -> NSNumber { number(a.doubleValue - b.doubleValue) }
    public static func * (a: NSNumber, b: NSNumber) -> NSNumber { number(a.doubleValue * b.doubleValue) }
    public static func / (a: NSNumber, b: NSNumber) -> NSNumber { number(a.doubleValue / b.doubleValue) }
    public static func % (a: NSNumber, b: NSNumber) -> NSNumber {
        number(a.doubleValue.truncatingRemainder(dividingBy: b.doubleValue))
    }
    public static func + (a: NSNumber, b: any BinaryInteger) -> NSNumber { number(a.doubleValue + double(b)) }
    public static func - (a: NSNumber, b: any BinaryInteger) -> NSNumber { number(a.doubleValue - double(b)) }
    public static func * (a: NSNumber, b: any BinaryInteger) -> NSNumber { number(a.doubleValue * double(b)) }
    public static func / (a: NSNumber, b: any BinaryInteger) -> NSNumber { number(a.doubleValue / double(b)) }
    public static func % (a: NSNumber, b: any BinaryInteger) -> NSNumber {
        number(a.doubleValue.truncatingRemainder(dividingBy: double(b)))
    }
    public static func + (a: NSNumber, b: Double) -> NSNumber { number(a.doubleValue + b) }
    public static func - (a: NSNumber, b: Double) -> NSNumber { number(a.doubleValue - b) }
    public static func * (a: NSNumber, b: Double) -> NSNumber { number(a.doubleValue * b) }
    public static func / (a: NSNumber, b: Double) -> NSNumber { number(a.doubleValue / b) }
    public static func += (a: inout NSNumber, b: NSNumber) -> NSNumber { a = a + b; return a }
    public static func -= (a: inout NSNumber, b: NSNumber) -> NSNumber { a = a - b; return a }
    public static func += (a: inout NSNumber, b: any BinaryInteger) -> NSNumber { a = a + b; return a }
    public static func -= (a: inout NSNumber, b: any BinaryInteger) -> NSNumber { a = a - b; return a }
    @discardableResult public static postfix func ++ (a: inout NSNumber) -> NSNumber {
        let old = a
        a = number(a.doubleValue + 1)
        return old
    }
    @discardableResult public static postfix func -- (a: inout NSNumber) -> NSNumber {
        let old = a
        a = number(a.doubleValue - 1)
        return old
    }
    @discardableResult public static prefix func ++ (a: inout NSNumber) -> NSNumber {
        a = number(a.doubleValue + 1)
        return a
    }
    @discardableResult public static prefix func -- (a: inout NSNumber) -> NSNumber {
        a = number(a.doubleValue - 1)
        return a
    }

    public static func & (a: NSNumber, b: NSNumber) -> NSNumber { NSNumber(value: bits(a) & bits(b)) }
    public static func & (a: NSNumber, b: Int) -> NSNumber { a & NSNumber(value: b) }
    public static func | (a: NSNumber, b: NSNumber) -> NSNumber { NSNumber(value: bits(a) | bits(b)) }
    public static func | (a: NSNumber, b: Int) -> NSNumber { a | NSNumber(value: b) }
    public static func ^ (a: NSNumber, b: NSNumber) -> NSNumber { NSNumber(value: bits(a) ^ bits(b)) }
    public static func ^ (a: NSNumber, b: Int) -> NSNumber { a ^ NSNumber(value: b) }
    public static func << (a: NSNumber, b: NSNumber) -> NSNumber { NSNumber(value: bits(a) << (bits(b) & 31)) }
    public static func << (a: NSNumber, b: Int) -> NSNumber { a << NSNumber(value: b) }
    public static func >> (a: NSNumber, b: NSNumber) -> NSNumber { NSNumber(value: bits(a) >> (bits(b) & 31)) }
    public static func >> (a: NSNumber, b: Int) -> NSNumber { a >> NSNumber(value: b) }
    public static func >>> (a: NSNumber, b: NSNumber) -> NSNumber {
        NSNumber(value: UInt32(bitPattern: bits(a)) >> UInt32(bits(b) & 31))
    }
    public static func >>> (a: NSNumber, b: Int) -> NSNumber { a >>> NSNumber(value: b) }

    public static func > (a: NSNumber, b: Any) -> Bool { a.doubleValue > double(b) }
    public static func > (a: Int, b: NSNumber) -> Bool { Double(a) > b.doubleValue }
    public static func < (a: NSNumber, b: Any) -> Bool { a.doubleValue < double(b) }
    public static func < (a: Int, b: NSNumber) -> Bool { Double(a) < b.doubleValue }
    public static func >= (a: NSNumber, b: Any) -> Bool { a.doubleValue >= double(b) }
    public static func >= (a: Int, b: NSNumber) -> Bool { Double(a) >= b.doubleValue }
    public static func <= (a: NSNumber, b: Any) -> Bool { a.doubleValue <= double(b) }
    public static func <= (a: Int, b: NSNumber) -> Bool { Double(a) <= b.doubleValue }
    public static func == (a: NSNumber, b: Any) -> Bool { a.doubleValue == double(b) }
    public static func == (a: Any, b: NSNumber) -> Bool { double(a) == b.doubleValue }
    public static func != (a: NSNumber, b: Any) -> Bool { a.doubleValue != double(b) }
    public static func != (a: Any, b: NSNumber) -> Bool { double(a) != b.doubleValue }

    public func toInt() -> Int { intValue }
    public func toInt32() -> Int32 { int32Value }
    public func toInt64() -> Int64 { int64Value }
    public func toUInt16() -> UInt16 { uint16Value }
    public func toDouble() -> Double { doubleValue }
    public func toString() -> String { stringValue }
    public func toString(_ radix: Int) -> String { String(int64Value, radix: radix) }
    public func toString(_ radix: NSNumber) -> String { toString(radix.intValue) }
    public func toFixed(_ digits: Int) -> String { String(format: "%.\(digits)f", doubleValue) }
    public func toFixed(_ digits: NSNumber) -> String { toFixed(digits.intValue) }
}
extension Int {
    @discardableResult public static postfix func ++ (a: inout Int) -> Int { defer { a += 1 }; return a }
    public func toString() -> String { String(self) }
}

public func isNaN(_ value: NSNumber) -> Bool { value.doubleValue.isNaN }
public func parseInt(_ text: String) -> NSNumber { parseInt(text, 10 as Int) }
public func parseInt(_ text: String, _ radix: NSNumber) -> NSNumber { parseInt(text, radix.intValue) }
public func parseInt(_ text: String, _ radix: Int) -> NSNumber {
    var digits = text.trim().prefix { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "+" }
    while !digits.isEmpty {
        if let value = Int(digits, radix: radix) { return NSNumber(value: value) }
        digits.removeLast()
    }
    return NSNumber(value: Double.nan)
}
public func parseFloat(_ text: String) -> NSNumber {
    var digits = text.trim()
    while !digits.isEmpty {
        if let value = Double(digits) { return number(value) }
        digits.removeLast()
    }
    return NSNumber(value: Double.nan)
}

public class Math {
    public static func min(_ values: NSNumber...) -> NSNumber {
        number(values.map { $0.doubleValue }.min() ?? .infinity)
    }
    public static func max(_ values: NSNumber...) -> NSNumber {
        number(values.map { $0.doubleValue }.max() ?? -.infinity)
    }
    public static func abs(_ value: NSNumber) -> NSNumber { number(Swift.abs(value.doubleValue)) }
    public static func pow(_ base: NSNumber, _ exponent: NSNumber) -> NSNumber {
        number(Foundation.pow(base.doubleValue, exponent.doubleValue))
    }
    public static func floor(_ value: NSNumber) -> NSNumber { number(value.doubleValue.rounded(.down)) }
    public static func ceil(_ value: NSNumber) -> NSNumber { number(value.doubleValue.rounded(.up)) }
    public static func round(_ value: NSNumber) -> NSNumber { number((value.doubleValue + 0.5).rounded(.down)) }
    public static func trunc(_ value: NSNumber) -> NSNumber { number(value.doubleValue.rounded(.towardZero)) }
    public static func random() -> NSNumber { NSNumber(value: Double.random(in: 0..<1)) }
}
extension Date {
    public static func now() -> NSNumber { NSNumber(value: Int64(Date().timeIntervalSince1970 * 1000)) }
}
