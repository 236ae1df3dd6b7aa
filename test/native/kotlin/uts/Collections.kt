// Arrays, maps and sets. Known: they extend Java's, so deleting or adding inside forEach throws a
// ConcurrentModificationException, map keys and indexOf compare boxed values, includes compares numbers.
package io.dcloud.uts

open class UTSArray<T>(vararg items: T) : ArrayList<T>(items.size) {
    init { for (item in items) add(item) }
    var length: Number
        get() = size
        set(value) { while (size > value.toInt()) removeAt(size - 1) }
    operator fun get(i: Number): T = super.get(i.toInt())
    operator fun set(i: Number, value: T) { if (i.toInt() == size) add(value) else super.set(i.toInt(), value) }
    fun push(vararg items: T): Number { addAll(items.toList()); return size }
    fun pop(): T? = if (isEmpty()) null else removeAt(size - 1)
    fun shift(): T? = if (isEmpty()) null else removeAt(0)
    fun unshift(vararg items: T): Number { addAll(0, items.toList()); return size }
    fun concat(vararg others: UTSArray<T>): UTSArray<T> = from(this).also { all -> others.forEach { all.addAll(it) } }
    fun slice(from: Number = 0, to: Number? = null): UTSArray<T> {
        val a = place(from, size, true)
        val b = place(to, size, true)
        return if (a < b) UTSArray.from(subList(a, b)) else UTSArray()
    }
    fun splice(from: Number, count: Number? = null, vararg items: T): UTSArray<T> {
        val at = place(from, size, true)
        val gone = UTSArray<T>()
        repeat(minOf(count?.toInt() ?: size, size - at)) { gone.add(removeAt(at)) }
        addAll(at, items.toList())
        return gone
    }
    fun <R> map(f: (T) -> R): UTSArray<R> = UTSArray<R>().also { all -> for (item in this) all.add(f(item)) }
    fun filter(f: (T) -> Boolean): UTSArray<T> =
        UTSArray<T>().also { all -> for (item in this) if (f(item)) all.add(item) }
    fun forEach(f: (T) -> Unit) { for (item in this) f(item) }
    fun forEach(f: (T, Number) -> Unit) { var i = 0; for (item in this) f(item, i++) }
    fun some(f: (T) -> Boolean): Boolean { for (item in this) if (f(item)) return true; return false }
    fun every(f: (T) -> Boolean): Boolean { for (item in this) if (!f(item)) return false; return true }
    fun find(f: (T) -> Boolean): T? { for (item in this) if (f(item)) return item; return null }
    fun findIndex(f: (T) -> Boolean): Number { for (i in 0 until size) if (f(super.get(i))) return i; return -1 }
    fun sort(f: (T, T) -> Number): UTSArray<T> {
        java.util.Collections.sort(this) { a, b -> f(a, b).toDouble().compareTo(0.0) }
        return this
    }
    fun includes(item: T): Boolean = some { numberEquals(it, item) }
    fun join(separator: String = ","): String = joinToString(separator) { if (it == null) "" else textOf(it) }
    companion object {
        fun isArray(value: Any?): Boolean = value is UTSArray<*>
        fun <T> from(items: Iterable<T>): UTSArray<T> = UTSArray<T>().also { all -> for (item in items) all.add(item) }
    }
}
fun <T> _uA(vararg items: T): UTSArray<T> = UTSArray(*items)

open class Map<K, V> : LinkedHashMap<K, V>() {
    fun set(key: K, value: V): Map<K, V> { put(key, value); return this }
    fun has(key: K): Boolean = containsKey(key)
    fun `delete`(key: K): Boolean = if (containsKey(key)) { remove(key); true } else false
    fun forEach(f: (V) -> Unit) { for (entry in entries) f(entry.value) }
    fun forEach(f: (V, K) -> Unit) { for (entry in entries) f(entry.value, entry.key) }
}

/** Every generated file imports the name; the subset forbids its use, so it has no methods of JavaScript here. */
typealias Set<T> = LinkedHashSet<T>
