// How values cross the bridge. To pages: as seen of the real one. From pages, assumed: objects are UTSJSONObject and arrays UTSArray, at
// every depth. Which numbers they hold is not known, so both are played: `doubles`, as DCloud's JSON gives them, and else Int, Long and
// BigDecimal, as Java's readers of JSON do.
package rtm.conformance

import io.dcloud.uts.UTSArray
import io.dcloud.uts.UTSError
import io.dcloud.uts.UTSJSONObject
import io.dcloud.uts.UTSObject
import io.dcloud.uts._uO
import java.math.BigDecimal

/** `lost` hears of every field that does not reach the page because it is null. */
class Crossing(private val doubles: Boolean, private val lost: (String) -> Unit) {
    fun fromPage(value: Any?): Any? = when (value) {
        is Double -> if (doubles) value else number(value)
        is UTSArray<*> -> UTSArray.from(value.map(::fromPage))
        is UTSJSONObject -> _uO(*UTSJSONObject.keys(value).map { it to fromPage(value[it]) }.toTypedArray())
        else -> value
    }

    private fun number(value: Double): Number = when {
        value != Math.rint(value) -> BigDecimal.valueOf(value)
        value >= Int.MIN_VALUE && value <= Int.MAX_VALUE -> value.toInt()
        value >= Long.MIN_VALUE && value < Long.MAX_VALUE -> value.toLong()
        else -> value
    }

    /** A UTSJSONObject keeps its nulls; whatever else has parts loses them, at every depth below. */
    fun toPage(value: Any?): Any? = when (value) {
        is UTSJSONObject -> _uO(*UTSJSONObject.keys(value).map { it to toPage(value[it]) }.toTypedArray())
        else -> bare(value)
    }

    private fun bare(value: Any?): Any? = when (value) {
        null, is String, is Number, is Boolean -> value
        Unit -> _uO()
        is UTSJSONObject -> entries(UTSJSONObject.keys(value).map { it to value[it] })
        is UTSError -> _uO("name" to value.name, "message" to value.message, "stack" to value.stackTraceToString())
        is UTSObject -> entries(value.javaClass.declaredFields.filter { !it.isSynthetic }.map { it.isAccessible = true; it.name to it.get(value) })
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
