package rtm.stub

import io.dcloud.uts.*

private fun kind(value: Any?): String =
    if (value == null) "null" else value.javaClass.simpleName + " " + java.lang.String.valueOf(value)
private fun n(value: Number): Number = value

/** The boxed type decides what Kotlin's == and the keys of a Map see. */
fun numbers() {
    Checks.same("10 / 2", kind(n(10) / n(2)), "Long 5")
    Checks.same("7 / 2", kind(n(7) / n(2)), "Double 3.5")
    Checks.same("10.0 / 2: a Double operand gives a Double", kind(n(10.0) / n(2)), "Double 5.0")
    Checks.same("2 + 3", kind(n(2) + n(3)), "Integer 5")
    Checks.same("2147483647 + 1 widens to Long", kind(n(2147483647) + n(1)), "Long 2147483648")
    Checks.same("-2147483648 - 1 widens to Long", kind(n(-2147483648) - n(1)), "Long -2147483649")
    Checks.same("a product past 31 bits is a Long", kind(n(100000) * n(100000)), "Long 10000000000")
    Checks.same("a sum past 63 bits is a Double", kind(n(Long.MAX_VALUE) + n(1)), "Double 9.223372036854776E18")
    Checks.same("2.0 + 3: never normalised back", kind(n(2.0) + n(3)), "Double 5.0")
    Checks.same("7 % 4", kind(n(7) % n(4)), "Integer 3")
    Checks.same("-(0)", kind(-n(0)), "Integer 0")
    Checks.same("|0", kind(n(4294967297.0) or 0), "Integer 1")
    Checks.same("<<", kind(n(1) shl 31), "Integer -2147483648")
    Checks.same(">>>", kind(n(-1) ushr 0), "Long 4294967295")
    Checks.same("toInt saturates", n(4294967295.0).toInt(), 2147483647)
    Checks.same(
        "Math.floor, round, max",
        kind(Math.floor(2.7)) + kind(Math.round(2.5)) + kind(Math.max(n(1), n(2))),
        "Integer 2Integer 3Integer 2"
    )
    Checks.same("Math.pow", kind(Math.pow(2, 3)), "Double 8.0")
    Checks.same(
        "Math.min, abs, ceil",
        kind(Math.min(n(1), n(2))) + kind(Math.abs(-5)) + kind(Math.ceil(2.1)),
        "Integer 1Integer 5Integer 3"
    )
    Checks.same(
        "parseInt: Int, Long or NaN",
        kind(parseInt("5")) + kind(parseInt("5000000000")) + kind(parseInt("x")),
        "Integer 5Long 5000000000Double NaN"
    )
    Checks.same("parseFloat('2')", kind(parseFloat("2")), "Long 2")
    Checks.same(
        "indexOf, push, length",
        kind("abc".indexOf("c")) + kind(_uA(1).push(2)) + kind(_uA(1).length),
        "Integer 2Integer 2Integer 1"
    )
    Checks.same("charCodeAt", kind("a".charCodeAt(0)) + kind("a".charCodeAt(1)), "Integer 97null")
    Checks.same("numberEquals null, null", numberEquals(null, null), true)
    Checks.same("numberEquals null, 0", numberEquals(null, 0), false)
    Checks.same("numberEquals '5', 5", numberEquals("5", 5), false)
    Checks.same("numberEquals NaN, NaN", numberEquals(Double.NaN, Double.NaN), false)
    Checks.same("numberEquals 0, -0.0", numberEquals(0, -0.0), true)
    Checks.same("numberEquals 5L, 5", numberEquals(5L, 5), true)
    Checks.same("numberEquals equal strings", numberEquals("x4", "x" + n(4).toInt()), true)
    Checks.same("numberEquals 0.1f, 0.1", numberEquals(0.1f, 0.1), true)
    Checks.same("typeof of static type Int and Double", UTSAndroid.`typeof`(5) + UTSAndroid.`typeof`(5.5), "IntDouble")
}

fun objects() {
    val read = JSON.parse("""{"i":5,"d":5.5,"huge":123456789012345678901234567890,"list":[1]}""") as UTSJSONObject
    Checks.same("JSON into UTSJSONObject: always Double", kind(read["i"]) + kind(read["d"]), "Double 5.0Double 5.5")
    Checks.same("JSON: whatever the size", kind(read["huge"]), "Double 1.2345678901234568E29")
    Checks.same("JSON: in arrays too", kind((read["list"] as UTSArray<*>)[0]), "Double 1.0")
    Checks.same("UTSJSONObject.keys: in the order of insertion", UTSJSONObject.keys(read).join(), "i,d,huge,list")
    Checks.same("JSON.parse: a malformed frame can come back as a string", JSON.parse("hello"), "hello")
    Checks.same(
        "JSON.stringify: UTSError has name and message",
        JSON.stringify(UTSError("bad")),
        """{"name":"Error","message":"bad"}"""
    )
    Checks.same(
        "JSON.stringify: functions are dropped",
        JSON.stringify(_uO("task" to { }, "kept" to 1)),
        """{"kept":1}"""
    )
    Checks.same(
        "JSON.stringify: 5.0 is 5, 1.7e12 is 1700000000000",
        JSON.stringify(_uA<Any>(5.0, 1.7e12)),
        "[5,1700000000000]"
    )
    Checks.same(
        "UTSError extends Exception, a failed cast does not extend it",
        (UTSError("x") as Any is Exception).toString() + (ClassCastException() as Any is UTSError),
        "truefalse"
    )
    Checks.same(
        "Map extends LinkedHashMap, UTSArray extends ArrayList",
        (Map<String, String>() as Any is LinkedHashMap<*, *>).toString() + (_uA(1) as Any is ArrayList<*>),
        "truetrue"
    )
}

fun callbacks() {
    val heard = ArrayList<Any?>()
    val threads = ArrayList<Thread>()
    val callback = UTSCallback(7) { arguments -> heard.addAll(arguments); threads.add(Thread.currentThread()) }
    callback("text", 5.0, true, _uO("kept" to null))
    Checks.same("callback: string, number and boolean as they are", heard.take(3), listOf("text", 5.0, true))
    Checks.same("callback: nulls of a UTSJSONObject are kept", JSON.stringify(heard[3]), """{"kept":null}""")
    Checks.same("callback: called at once, on the same thread", threads, listOf(Thread.currentThread()))
    Checks.same(
        "callback: equals compares ids",
        (callback == UTSCallback(7)).toString() + (callback == UTSCallback(8)),
        "truefalse"
    )
}
