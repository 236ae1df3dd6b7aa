// What the stand-in had wrong before, or could have, each asleep until -Dplanted=<name> wakes it. Inside an expression
// the code says itself where to ask.
export const wake = {
  file: 'Planted.kt',
  text:
    'package io.dcloud.uts\n\ninternal fun planted(name: String): Boolean = System.getProperty("planted") ' +
    '== name\n',
  line: (name, code) =>
    (code.includes('PLANTED') ? code.replace('PLANTED', `planted("${name}")`) : `if (planted("${name}")) ${code}`) +
    '\n'
}
export const faults = [
  {
    name: 'number-text',
    file: 'Numbers.kt',
    in: 'fun numberText',
    at: 'val d = n.toDouble()',
    code: 'return java.lang.Double.toString(d)'
  },
  {
    name: 'sum-wraps',
    file: 'Numbers.kt',
    in: 'private inline fun exact',
    at: 'return doubles(a.toDouble(), b.toDouble())',
    code: 'return a.toInt() + b.toInt()'
  },
  {
    name: 'quotient-double',
    file: 'Numbers.kt',
    in: 'fun Number.div',
    at: 'val quotient = toDouble() / o.toDouble()',
    code: 'return quotient'
  },
  {
    name: 'remainder',
    file: 'Numbers.kt',
    in: 'fun Number.rem',
    at: ': Number =',
    code: 'if (PLANTED) toDouble() % o.toDouble() else'
  },
  {
    name: 'shift',
    file: 'Numbers.kt',
    in: 'infix fun Number.ushr',
    at: ': Number =',
    code: 'if (PLANTED) bits(this) ushr bits(o) else'
  },
  { name: 'equality', file: 'Numbers.kt', in: 'fun numberEquals', at: 'when {', code: 'PLANTED -> a == b' },
  {
    name: 'json-integers',
    file: 'JsonReader.kt',
    in: 'private fun word',
    at: 'val word = text.subSequence(start, at).toString()',
    code: 'word.toString().toIntOrNull()?.let { return it }'
  },
  {
    name: 'json-throws',
    file: 'Objects.kt',
    in: 'object JSON',
    at: 'fun parse(text: String): Any? =',
    code: 'if (PLANTED) JsonReader(text).whole() else'
  },
  {
    name: 'json-drops-nulls',
    file: 'Objects.kt',
    in: 'private fun entries',
    at: '{',
    code: 'if (PLANTED && pairs.any { it.second == null }) entries(out, pairs.filter { it.second != null }) else'
  },
  {
    name: 'for-each-of-a-copy',
    file: 'Collections.kt',
    in: 'open class Map',
    at: 'fun forEach(f: (V, K) -> Unit) {',
    code: 'return ArrayList(entries).forEach { f(it.value, it.key) }'
  },
  {
    name: 'includes-boxed',
    file: 'Collections.kt',
    in: 'open class UTSArray',
    at: 'fun includes(item: T): Boolean =',
    code: 'if (PLANTED) contains(item) else'
  },
  {
    name: 'replace-all',
    file: 'Texts.kt',
    in: 'fun String.replace',
    at: 'val at = java().indexOf(what)',
    code: 'return split(what).join(by)'
  },
  {
    name: 'slice-as-substring',
    file: 'Texts.kt',
    in: 'fun String.slice',
    at: ': String {',
    code: 'return substring(from, to)'
  },
  {
    name: 'char-code',
    file: 'Texts.kt',
    in: 'fun String.charCodeAt',
    at: ': Number? =',
    code: 'if (PLANTED) (if (i.toInt() in indices) this[i.toInt()].code else Double.NaN) else'
  },
  {
    name: 'typeof',
    file: 'Runtime.kt',
    in: 'object UTSAndroid',
    at: 'fun `typeof`(value: Int): String =',
    code: 'if (PLANTED) "number" else'
  },
  {
    name: 'callback-identity',
    file: 'Runtime.kt',
    in: 'open class UTSCallback',
    at: 'override fun equals(other: Any?): Boolean =',
    code: 'if (PLANTED) this === other else'
  },
  {
    name: 'timers-in-the-pool',
    file: 'Runtime.kt',
    in: 'fun setTimeout',
    at: 'waiting.add(id)',
    code: '{ pool.schedule(fire, delay.toLong(), TimeUnit.MILLISECONDS); return id }'
  },
  {
    name: 'one-timer-thread',
    file: 'Runtime.kt',
    in: 'fun setTimeout',
    at: 'val looper = Looper.myLooper()',
    code: 'pool.setCorePoolSize(1)'
  },
  { name: 'timers-not-cleared', file: 'Runtime.kt', in: 'fun clearTimeout', at: '{', code: 'return' }
]
