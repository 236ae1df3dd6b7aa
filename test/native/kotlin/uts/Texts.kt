// Strings: UTF-16 units and JavaScript's rules for positions. Inside this package our extensions hide those of
// kotlin.text, so the bodies go through CharSequence and java.lang.String.
package io.dcloud.uts

internal fun place(position: Number?, length: Int, fromEnd: Boolean): Int {
    val at = position?.toInt() ?: return length
    return if (at >= 0) minOf(at, length) else if (fromEnd) maxOf(0, length + at) else 0
}
private fun String.java() = this as java.lang.String
private fun String.part(from: Int, to: Int): String = (this as CharSequence).subSequence(from, to).toString()

fun String.charAt(i: Number): String = if (i.toInt() in indices) part(i.toInt(), i.toInt() + 1) else ""
fun String.charCodeAt(i: Number): Number? = if (i.toInt() in indices) this[i.toInt()].code else null
fun String.substring(from: Number, to: Number? = null): String {
    val a = place(from, length, false)
    val b = place(to, length, false)
    return part(minOf(a, b), maxOf(a, b))
}
fun String.slice(from: Number, to: Number? = null): String {
    val a = place(from, length, true)
    val b = place(to, length, true)
    return if (a < b) part(a, b) else ""
}
fun String.split(separator: String): UTSArray<String> {
    val parts = UTSArray<String>()
    if (separator.isEmpty()) for (c in this) parts.add(c.toString())
    else (this as CharSequence).split(separator).forEach { parts.add(it) }
    return parts
}
fun String.replace(what: String, by: String): String {
    val at = java().indexOf(what)
    return if (at < 0) this else part(0, at) + by + part(at + what.length, length)
}
fun String.indexOf(what: String, from: Number = 0): Number = java().indexOf(what, from.toInt())
fun String.lastIndexOf(what: String): Number = java().lastIndexOf(what)
fun String.includes(what: String): Boolean = java().contains(what)
fun String.startsWith(what: String): Boolean = java().startsWith(what)
fun String.endsWith(what: String): Boolean = java().endsWith(what)
fun String.trim(): String = (this as CharSequence).trim().toString()
fun String.toLowerCase(): String = java().toLowerCase(java.util.Locale.ROOT)
fun String.toUpperCase(): String = java().toUpperCase(java.util.Locale.ROOT)
fun String.padStart(width: Number, with: String = " "): String {
    var text = this
    while (text.length < width.toInt()) text = with.takeLast(minOf(with.length, width.toInt() - text.length)) + text
    return text
}
fun String.Companion.fromCharCode(vararg codes: Number): String =
    codes.joinToString("") { it.toInt().toChar().toString() }
