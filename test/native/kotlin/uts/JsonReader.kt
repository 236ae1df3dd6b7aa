// Reads what DCloud's JSON.parse reads: JSON, and texts in single quotes and bare words besides.
package io.dcloud.uts

internal class JsonReader(private val text: CharSequence) {
    class Bad : Exception()
    private var at = 0
    private fun bad(): Nothing = throw Bad()
    private fun peek(): Char = if (at < text.length) text[at] else '\u0000'
    private fun blank() { while (peek() in " \n\r\t" && at < text.length) at++ }
    private fun take(c: Char) { blank(); if (peek() != c) bad(); at++ }

    fun whole(): Any? {
        val value = value()
        blank()
        if (at < text.length) bad()
        return value
    }

    private fun value(): Any? {
        blank()
        return when (peek()) {
            '{' -> fields()
            '[' -> items()
            '"', '\'' -> quoted()
            else -> word()
        }
    }

    private fun fields(): UTSJSONObject {
        val found = UTSJSONObject()
        take('{')
        blank()
        if (peek() == '}') { at++; return found }
        while (true) {
            blank()
            if (peek() != '"' && peek() != '\'') bad()
            val key = quoted()
            take(':')
            found[key] = value()
            blank()
            when (peek()) { ',' -> at++; '}' -> { at++; return found }; else -> bad() }
        }
    }

    private fun items(): UTSArray<Any?> {
        val found = UTSArray<Any?>()
        take('[')
        blank()
        if (peek() == ']') { at++; return found }
        while (true) {
            found.add(value())
            blank()
            when (peek()) { ',' -> at++; ']' -> { at++; return found }; else -> bad() }
        }
    }

    private fun quoted(): String {
        val end = text[at++]
        val out = StringBuilder()
        while (true) {
            if (at >= text.length) bad()
            val c = text[at++]
            if (c == end) return out.toString()
            if (c != '\\') { out.append(c); continue }
            if (at >= text.length) bad()
            when (val e = text[at++]) {
                'n' -> out.append('\n'); 'r' -> out.append('\r'); 't' -> out.append('\t')
                'b' -> out.append('\b'); 'f' -> out.append('\u000c')
                'u' -> {
                    if (at + 4 > text.length) bad()
                    out.append((text.subSequence(at, at + 4).toString().toIntOrNull(16) ?: bad()).toChar())
                    at += 4
                }
                else -> out.append(e)
            }
        }
    }

    private fun word(): Any? {
        val start = at
        while (at < text.length && text[at] !in ",:]}{[ \n\r\t\"'") at++
        if (at == start) bad()
        val word = text.subSequence(start, at).toString()
        return when (word) {
            "true" -> true
            "false" -> false
            "null" -> null
            else -> if (NUMBER.matches(word)) word.toDouble() else word
        }
    }

    private companion object { val NUMBER = Regex("-?(0|[1-9]\\d*)(\\.\\d+)?([eE][+-]?\\d+)?") }
}
