// Our stand-in for DCloud's UTS runtime on Android, package io.dcloud.uts: numbers.
// Only what the portable subset may use exists: a name that is missing here fails the compile, which is the wanted
// signal. Known: Int results widen to Long and then to Double, a Double never becomes an integer again, an integral
// quotient is a Long, the rest of a division by the integer 0 throws, << and | wrap as in JavaScript and give Int, >>>
// gives Long.
package io.dcloud.uts

import kotlin.math.floor

internal fun Number.integral() = this is Int || this is Long || this is Short || this is Byte
private fun whole(value: Long): Number = if (value in Int.MIN_VALUE..Int.MAX_VALUE) value.toInt() else value

private inline fun exact(
    a: Number,
    b: Number,
    ints: (Long, Long) -> Long,
    doubles: (Double, Double) -> Double
): Number {
    if (!a.integral() || !b.integral()) return doubles(a.toDouble(), b.toDouble())
    return try {
        whole(ints(a.toLong(), b.toLong()))
    } catch (overflow: ArithmeticException) {
        doubles(a.toDouble(), b.toDouble())
    }
}

operator fun Number.plus(o: Number): Number = exact(this, o, java.lang.Math::addExact) { a, b -> a + b }
operator fun Number.minus(o: Number): Number = exact(this, o, java.lang.Math::subtractExact) { a, b -> a - b }
operator fun Number.times(o: Number): Number = exact(this, o, java.lang.Math::multiplyExact) { a, b -> a * b }
operator fun Number.div(o: Number): Number {
    val quotient = toDouble() / o.toDouble()
    val integers = integral() && o.integral() && o.toLong() != 0L && toLong() % o.toLong() == 0L
    return if (integers) toLong() / o.toLong() else quotient
}
operator fun Number.rem(o: Number): Number =
    if (integral() && o.integral()) whole(toLong() % o.toLong()) else toDouble() % o.toDouble()

/** Number first: the runtime's own operator, which prints the Kotlin form ("404.0 text"). */
operator fun Number.plus(o: String?): String = java.lang.String.valueOf(this) + o
operator fun Number.inc(): Number = this + (1 as Number)
operator fun Number.dec(): Number = this - (1 as Number)
operator fun Number.unaryMinus(): Number = if (integral()) whole(-toLong()) else -toDouble()
operator fun Number.compareTo(o: Number): Int =
    if (integral() && o.integral()) toLong().compareTo(o.toLong()) else toDouble().compareTo(o.toDouble())

private fun bits(n: Number): Int {
    if (n.integral()) return n.toLong().toInt()
    val d = n.toDouble()
    return if (d.isNaN() || d.isInfinite()) 0 else d.toLong().toInt()
}
infix fun Number.shl(o: Number): Number = bits(this) shl bits(o)
infix fun Number.shr(o: Number): Number = bits(this) shr bits(o)
infix fun Number.ushr(o: Number): Number = (bits(this).toLong() and 0xffffffffL) ushr (bits(o) and 31)
infix fun Number.and(o: Number): Number = bits(this) and bits(o)
infix fun Number.or(o: Number): Number = bits(this) or bits(o)
infix fun Number.xor(o: Number): Number = bits(this) xor bits(o)
fun Number.inv(): Number = bits(this).inv()

/** DCloud's compiler plugin turns ==, != and === between numbers (or Any) into this. */
fun numberEquals(a: Any?, b: Any?): Boolean = when {
    a !is Number || b !is Number -> a == b
    a.integral() && b.integral() -> a.toLong() == b.toLong()
    a is Float || b is Float -> a.toFloat() == b.toFloat()
    else -> a.toDouble() == b.toDouble()
}

/** The JavaScript form. */
internal fun numberText(n: Number): String {
    if (n.integral()) return java.lang.String.valueOf(n)
    val d = n.toDouble()
    if (d.isNaN() || d.isInfinite()) return java.lang.Double.toString(d)
    val decimal = java.math.BigDecimal(java.lang.Double.toString(d)).stripTrailingZeros()
    if (decimal.signum() == 0) return "0"
    val size = kotlin.math.abs(d)
    if (size >= 1e-6 && size < 1e21) return decimal.toPlainString()
    val digits = decimal.unscaledValue().abs().toString()
    val exponent = digits.length - 1 - decimal.scale()
    val fraction = if (digits.length > 1) "." + digits.drop(1) else ""
    return (if (d < 0) "-" else "") + digits.first() + fraction + (if (exponent < 0) "e" else "e+") + exponent
}
internal fun textOf(value: Any?): String = if (value is Number) numberText(value) else java.lang.String.valueOf(value)

// The compiler plugin looks for these four by receiver and rewrites text + value into calls of them, with radix 10.
// When one is missing it rewrites nothing, without a word.
fun Number.toString(radix: Number): String =
    if (radix.toInt() == 10) numberText(this) else java.lang.Long.toString(toLong(), radix.toInt())
@JvmName("nullableNumberToString")
fun Number?.toString(radix: Number): String = this?.toString(radix) ?: "null"
@JvmName("anyToString")
fun Any.toString(radix: Number): String =
    if (this is Number) (this as Number).toString(radix) else java.lang.String.valueOf(this)
@JvmName("nullableAnyToString")
fun Any?.toString(radix: Number): String = if (this == null) "null" else (this as Any).toString(radix)

private val DIGITS = Regex("^\\s*([+-]?[0-9a-zA-Z]+)")
private val DECIMAL = Regex("^\\s*([+-]?(?:\\d+\\.?\\d*(?:[eE][+-]?\\d+)?|\\.\\d+))")
fun parseInt(text: String, radix: Number = 10): Number {
    var digits = DIGITS.find(text)?.groupValues?.get(1) ?: return Double.NaN
    while (digits.isNotEmpty()) {
        digits.toLongOrNull(radix.toInt())?.let { return whole(it) }
        digits = digits.dropLast(1)
    }
    return Double.NaN
}
fun parseFloat(text: String): Number {
    val value = DECIMAL.find(text)?.groupValues?.get(1)?.toDouble() ?: return Double.NaN
    return if (value == floor(value) && kotlin.math.abs(value) < 9e15) value.toLong() else value
}
fun isNaN(value: Number): Boolean = value.toDouble().isNaN()

object Math {
    private fun int(value: Double): Number =
        if (value >= Int.MIN_VALUE && value <= Int.MAX_VALUE) value.toInt()
        else if (kotlin.math.abs(value) < 9e18) value.toLong()
        else value
    private fun pick(values: Array<out Number>, better: (Number, Number) -> Boolean, none: Double): Number {
        var best: Number = values.firstOrNull() ?: return none
        for (value in values) if (better(value, best)) best = value
        return best
    }
    fun min(vararg values: Number): Number = pick(values, { a, b -> a.compareTo(b) < 0 }, Double.POSITIVE_INFINITY)
    fun max(vararg values: Number): Number = pick(values, { a, b -> a.compareTo(b) > 0 }, Double.NEGATIVE_INFINITY)
    fun abs(value: Number): Number =
        if (value.integral()) whole(kotlin.math.abs(value.toLong())) else kotlin.math.abs(value.toDouble())
    fun floor(value: Number): Number = int(kotlin.math.floor(value.toDouble()))
    fun ceil(value: Number): Number = int(kotlin.math.ceil(value.toDouble()))
    fun round(value: Number): Number = int(kotlin.math.floor(value.toDouble() + 0.5))
    fun pow(base: Number, exponent: Number): Number = java.lang.Math.pow(base.toDouble(), exponent.toDouble())
    fun random(): Number = java.lang.Math.random()
}
