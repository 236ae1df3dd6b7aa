// A plugin of the tests, for what ours does not do: it shows what the stand-in bridge makes of values.
@file:JvmName("IndexKt")
package uts.sdk.modules.probe

import io.dcloud.uts.UTSArray
import io.dcloud.uts.UTSError
import io.dcloud.uts.UTSJSONObject
import io.dcloud.uts.UTSObject
import io.dcloud.uts._uA
import io.dcloud.uts._uO

private class Typed(val kept: String, val none: Any?) : UTSObject()

fun echoByJs(value: Any?): Any? = value

/** What a value is to the plugin, and what it holds. */
fun kindByJs(value: Any?): String = when (value) {
    null -> "null"
    is UTSJSONObject -> "UTSJSONObject {${UTSJSONObject.keys(value).joinToString { "$it: ${kindByJs(value[it])}" }}}"
    is UTSArray<*> -> "UTSArray [${value.joinToString { kindByJs(it) }}]"
    else -> value.javaClass.simpleName
}

fun giveByJs(what: String): Any? = when (what) {
    "nothing" -> Unit
    "object" -> _uO("kept" to _uO("none" to null), "none" to null)
    "array" -> _uA(null, _uO("kept" to 1, "none" to null))
    "array in an object" -> _uO("list" to _uA(_uO("kept" to 1, "none" to null)))
    "typed object" -> Typed("yes", null)
    "map" -> linkedMapOf("kept" to 5.0, "none" to null)
    "error" -> UTSError("what happened")
    else -> throw IllegalStateException("nothing is called $what")
}
