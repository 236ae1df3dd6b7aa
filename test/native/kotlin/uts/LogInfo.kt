package io.dcloud.uts.android

/** DCloud's compiler plugin looks this class up when it rewrites console calls, and dies without it. */
class UTSLogInfo(val type: String, val value: Any?)
