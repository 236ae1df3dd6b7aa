// Apple's Foundation brings the machine's clock; here it is Linux's, which counts sleep as the real one does.
import Foundation

public struct mach_timebase_info_data_t {
    public var numer: UInt32 = 0
    public var denom: UInt32 = 0
    public init() {}
}

@discardableResult
public func mach_timebase_info(_ info: UnsafeMutablePointer<mach_timebase_info_data_t>) -> Int32 {
    info.pointee.numer = 125 // a tick is no nanosecond on iPhones
    info.pointee.denom = 3
    return 0
}

public func mach_continuous_time() -> UInt64 {
    var time = timespec()
    clock_gettime(CLOCK_BOOTTIME, &time)
    return (UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)) * 3 / 125
}
