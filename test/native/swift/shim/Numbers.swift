// A number of UTS is an NSNumber. What an API counts (length, size) stays an Int until it is wrapped.
import Foundation

prefix operator ++
prefix operator --
postfix operator ++
postfix operator --

private func double(_ value: Any?) -> Double {
    guard let value = something(value) else { return .nan }
    if let number = value as? NSNumber { return number.doubleValue }
    if let whole = value as? any BinaryInteger { return Double(whole) }
    return (value as? Double) ?? .nan
}
private func number(_ value: Double) -> NSNumber {
    value == value.rounded() && abs(value) < 9e15 ? NSNumber(value: Int(value)) : NSNumber(value: value)
}

extension NSNumber {
    public static func from(_ value: Int) -> NSNumber { NSNumber(value: value) }
    public static func from(_ value: Int32) -> NSNumber { NSNumber(value: value) }
    public static func from(_ value: Int64) -> NSNumber { NSNumber(value: value) }
    public static func from(_ value: UInt16) -> NSNumber { NSNumber(value: value) }
    public static func from(_ value: Double) -> NSNumber { NSNumber(value: value) }
    public static func + (a: NSNumber, b: NSNumber) -> NSNumber { number(a.doubleValue + b.doubleValue) }
    public static func - (a: NSNumber, b: NSNumber) -> NSNumber { number(a.doubleValue - b.doubleValue) }
    public static func * (a: NSNumber, b: NSNumber) -> NSNumber { number(a.doubleValue * b.doubleValue) }
    public static func / (a: NSNumber, b: NSNumber) -> NSNumber { number(a.doubleValue / b.doubleValue) }
    public static func % (a: NSNumber, b: NSNumber) -> NSNumber { number(a.doubleValue.truncatingRemainder(dividingBy: b.doubleValue)) }
    public static func + (a: NSNumber, b: any BinaryInteger) -> NSNumber { number(a.doubleValue + double(b)) }
    public static func - (a: NSNumber, b: any BinaryInteger) -> NSNumber { number(a.doubleValue - double(b)) }
    public static func * (a: NSNumber, b: any BinaryInteger) -> NSNumber { number(a.doubleValue * double(b)) }
    public static func / (a: NSNumber, b: any BinaryInteger) -> NSNumber { number(a.doubleValue / double(b)) }
    public static func + (a: NSNumber, b: Double) -> NSNumber { number(a.doubleValue + b) }
    public static func - (a: NSNumber, b: Double) -> NSNumber { number(a.doubleValue - b) }
    public static func * (a: NSNumber, b: Double) -> NSNumber { number(a.doubleValue * b) }
    public static func / (a: NSNumber, b: Double) -> NSNumber { number(a.doubleValue / b) }
    public static func += (a: inout NSNumber, b: NSNumber) -> NSNumber { a = a + b; return a }
    public static func -= (a: inout NSNumber, b: NSNumber) -> NSNumber { a = a - b; return a }
    @discardableResult public static postfix func ++ (a: inout NSNumber) -> NSNumber { let old = a; a = number(a.doubleValue + 1); return old }
    @discardableResult public static postfix func -- (a: inout NSNumber) -> NSNumber { let old = a; a = number(a.doubleValue - 1); return old }
    public static func > (a: NSNumber, b: Any) -> Bool { a.doubleValue > double(b) }
    public static func < (a: NSNumber, b: Any) -> Bool { a.doubleValue < double(b) }
    public static func >= (a: NSNumber, b: Any) -> Bool { a.doubleValue >= double(b) }
    public static func <= (a: NSNumber, b: Any) -> Bool { a.doubleValue <= double(b) }
    public static func == (a: NSNumber, b: Any) -> Bool { a.doubleValue == double(b) }
    public static func != (a: NSNumber, b: Any) -> Bool { a.doubleValue != double(b) }
    public func toInt() -> Int { intValue }
    public func toInt64() -> Int64 { int64Value }
    public func toUInt16() -> UInt16 { uint16Value }
    public func toDouble() -> Double { doubleValue }
    public func toString() -> String { stringValue }
}
extension Int {
    @discardableResult public static postfix func ++ (a: inout Int) -> Int { defer { a += 1 }; return a }
    public func toString() -> String { String(self) }
}

public class Math {
    public static func min(_ values: NSNumber...) -> NSNumber { number(values.map { $0.doubleValue }.min() ?? .infinity) }
    public static func max(_ values: NSNumber...) -> NSNumber { number(values.map { $0.doubleValue }.max() ?? -.infinity) }
    public static func pow(_ base: NSNumber, _ exponent: NSNumber) -> NSNumber { number(Foundation.pow(base.doubleValue, exponent.doubleValue)) }
    public static func floor(_ value: NSNumber) -> NSNumber { number(value.doubleValue.rounded(.down)) }
    public static func round(_ value: NSNumber) -> NSNumber { number((value.doubleValue + 0.5).rounded(.down)) }
    public static func random() -> NSNumber { NSNumber(value: Double.random(in: 0..<1)) }
}
extension Date {
    public static func now() -> NSNumber { NSNumber(value: Int64(Date().timeIntervalSince1970 * 1000)) }
}
