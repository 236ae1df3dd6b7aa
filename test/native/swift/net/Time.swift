// Apple's Foundation brings the machine's clock; here it is Linux's, which counts sleep as the real one does.
import Foundation

public func clock_gettime_nsec_np(_ clock: clockid_t) -> UInt64 {
    var time = timespec()
    clock_gettime(clock == CLOCK_MONOTONIC_RAW ? CLOCK_BOOTTIME : clock, &time)
    return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
}
