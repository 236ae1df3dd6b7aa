// How values cross the bridge, as seen of the real one (docs/conformance.md, page level). To pages: objects keep their
// nulls. From pages, by fastjson: objects lose them and the order of their keys, the text UTSNull is null, and numbers
// are of several kinds.
package rtm.conformance

import io.dcloud.uts.JSON
import io.dcloud.uts.UTSArray
import io.dcloud.uts.UTSError
import io.dcloud.uts.UTSJSONObject
import io.dcloud.uts.UTSObject
import io.dcloud.uts._uO
import java.math.BigDecimal

/** `lost` hears of every field that does not reach the page because it is null. */
class Crossing(private val lost: (String) -> Unit) {
    fun fromPage(value: Any?): Any? = if (value == "UTSNull") null else given(value, true)

    /** What is no object is read as the text of one; null when it is none. */
    fun optionsFromPage(value: Any?): UTSJSONObject? =
        (if (value is String) JSON.parse(value) else fromPage(value)) as? UTSJSONObject

    /** A null field does not arrive, a null place does. The order is turned round, since none is kept. */
    private fun given(value: Any?, top: Boolean, inside: Boolean = false): Any? = when (value) {
        is Double -> number(value, top)
        is UTSArray<*> -> UTSArray.from(value.map { given(it, top && !inside, true) })
        is UTSJSONObject -> {
            val keys = UTSJSONObject.keys(value).filter { value[it] != null }.reversed()
            _uO(*keys.map { it to given(value[it], top && !inside, true) }.toTypedArray())
        }
        else -> value
    }

    /**
     * A field of the options is what Java's readers of JSON make of it, one below that a Double, but for what is too
     * large.
     */
    private fun number(value: Double, top: Boolean): Number = when {
        value < Long.MIN_VALUE || value >= Long.MAX_VALUE -> BigDecimal.valueOf(value)
        !top -> value
        value != Math.rint(value) -> BigDecimal.valueOf(value)
        value >= Int.MIN_VALUE && value <= Int.MAX_VALUE -> value.toInt()
        else -> value.toLong()
    }

    /**
     * A UTSJSONObject keeps its nulls, below an array too; a map and a typed object lose them, at every depth below.
     */
    fun toPage(value: Any?): Any? = when (value) {
        is UTSJSONObject -> _uO(*UTSJSONObject.keys(value).map { it to toPage(value[it]) }.toTypedArray())
        is UTSArray<*> -> UTSArray.from(value.map(::toPage))
        else -> bare(value)
    }

    private fun bare(value: Any?): Any? = when (value) {
        null, is String, is Number, is Boolean -> value
        Unit -> _uO()
        is UTSJSONObject -> entries(UTSJSONObject.keys(value).map { it to value[it] })
        is UTSError -> _uO("name" to value.name, "message" to value.message, "stack" to value.stackTraceToString())
        is UTSObject -> {
            val fields = value.javaClass.declaredFields.filter { !it.isSynthetic }
            entries(fields.map { it.isAccessible = true; it.name to it.get(value) })
        }
        is Map<*, *> -> entries(value.entries.map { (key, of) -> key.toString() to of })
        is Iterable<*> -> UTSArray.from(value.map(::bare))
        else -> throw IllegalArgumentException("${value.javaClass.name} does not cross the bridge")
    }

    /** The order of fields is not kept, so it is turned round here. */
    private fun entries(fields: List<Pair<String, Any?>>): UTSJSONObject =
        _uO(*fields.filter(::stays).map { (name, of) -> name to bare(of) }.reversed().toTypedArray())

    private fun stays(field: Pair<String, Any?>): Boolean {
        if (field.second == null) lost(field.first)
        return field.second != null
    }
}
