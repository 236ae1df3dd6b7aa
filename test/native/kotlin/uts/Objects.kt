// Objects and JSON. Known: every number of a text becomes a Double, bad text gives null, a bare word a string; object
// literals are emitted as anonymous subclasses whose declared fields are the entries.
package io.dcloud.uts

import java.lang.reflect.Field
import java.lang.reflect.Modifier

annotation class JsonNotNull

private val ROOTS = setOf(UTSObject::class.java, UTSJSONObject::class.java, Any::class.java)
internal fun fieldsOf(type: Class<*>): List<Field> {
    val fields = ArrayList<Field>()
    var at: Class<*>? = type
    while (at != null && at !in ROOTS) {
        val own = at.declaredFields.filter { !it.isSynthetic && !Modifier.isStatic(it.modifiers) && '$' !in it.name }
        fields.addAll(0, own)
        at = at.superclass
    }
    fields.forEach { it.isAccessible = true }
    return fields
}

open class UTSObject {
    open operator fun get(key: String): Any? = fieldsOf(javaClass).find { it.name == key }?.get(this)
    open operator fun set(key: String, value: Any?) { fieldsOf(javaClass).find { it.name == key }?.set(this, value) }
}

open class UTSJSONObject : UTSObject() {
    private val entries = LinkedHashMap<String, Any?>()
    internal fun names(): List<String> = fieldsOf(javaClass).map { it.name } + entries.keys
    override operator fun get(key: String): Any? = if (entries.containsKey(key)) entries[key] else super.get(key)
    override operator fun set(key: String, value: Any?) {
        if (fieldsOf(javaClass).any { it.name == key }) super.set(key, value) else entries[key] = value
    }
    companion object { fun keys(of: UTSJSONObject): UTSArray<String> = UTSArray.from(of.names()) }
}
fun _uO(vararg entries: Pair<String, Any?>): UTSJSONObject =
    UTSJSONObject().also { for ((key, value) in entries) it[key] = value }

object JSON {
    fun stringify(value: Any?): String = StringBuilder().also { write(it, value) }.toString()
    fun parse(text: String): Any? = try { JsonReader(text).whole() } catch (bad: JsonReader.Bad) { null }
    fun parseObject(text: String): UTSJSONObject? = parse(text) as? UTSJSONObject

    private fun write(out: StringBuilder, value: Any?) {
        when (value) {
            null -> out.append("null")
            is String -> quote(out, value)
            is Number -> {
                val none = value.toDouble().let { it.isNaN() || it.isInfinite() }
                out.append(if (none) "null" else numberText(value))
            }
            is Boolean -> out.append(value)
            is UTSJSONObject -> entries(out, value.names().map { it to value[it] })
            is UTSError -> entries(out, listOf("name" to value.name, "message" to value.message))
            is UTSObject -> entries(out, fieldsOf(value.javaClass).map { it.name to it.get(value) })
            is UTSArray<*> -> value.joinTo(out, ",", "[", "]") { stringify(it) }
            else -> out.append("{}") // Map and Set too: known
        }
    }
    private fun entries(out: StringBuilder, pairs: List<Pair<String, Any?>>) {
        pairs
            .filter { it.second !is Function<*> }
            .joinTo(out, ",", "{", "}") { (key, value) -> stringify(key) + ":" + stringify(value) }
    }
    private fun quote(out: StringBuilder, text: String) {
        out.append('"')
        for (c in text) when {
            c == '"' || c == '\\' -> out.append('\\').append(c)
            c == '\n' -> out.append("\\n")
            c == '\r' -> out.append("\\r")
            c == '\t' -> out.append("\\t")
            c < ' ' || c == '\u2028' || c == '\u2029' ->
                out.append("\\u").append(java.lang.String.format("%04x", c.code))
            else -> out.append(c)
        }
        out.append('"')
    }
}
