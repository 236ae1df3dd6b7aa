// A stand-in for DCloud's module `UTS-Proxy` on Android. What it does is what was seen of the real one
// (docs/conformance.md, page level), but for one assumption: a parameter that the page left out is null.
package rtm.conformance

import io.dcloud.uts.UTSArray
import io.dcloud.uts.UTSCallback
import io.dcloud.uts.UTSJSONObject
import io.dcloud.uts._uO
import java.lang.reflect.InvocationTargetException
import java.util.concurrent.ConcurrentHashMap

class Bridge(private val crossing: Crossing, private val say: (Int, UTSJSONObject) -> Unit) {
    /**
     * By id, for the life of the process. JavaScript's ids begin again when it does: an id may then mean another
     * function.
     */
    private val kept = ConcurrentHashMap<Int, Kept>()
    private class Kept(val callback: UTSCallback, @Volatile var call: Int)

    /** Calls on the caller's thread, and says what came of it. */
    fun call(line: UTSJSONObject) {
        val call = (line["call"] as Number).toInt()
        val args = line["args"] as UTSJSONObject
        say(call, try { returned(invoke(call, args)) } catch (fault: Throwable) { failed(fault) })
    }

    private fun invoke(call: Int, args: UTSJSONObject): Any? {
        val place = "${args["package"]}.${args["class"]}"
        val found = try {
            Class.forName(place)
        } catch (missing: ClassNotFoundException) {
            throw Refused("error: ${args["moduleName"]} not found.")
        }
        val method = found.methods.find { it.name == args["name"] }
            ?: throw Refused("method not found:[$place-${args["name"]}]")
        val given = args["params"] as UTSArray<*>
        val keepAlive = args["keepAlive"] == true
        val params = method.parameterTypes.mapIndexed { i, type ->
            val value = given.getOrNull(i)
            if (type == UTSCallback::class.java && value is Number) callback(call, value.toInt(), keepAlive)
            else if (type == UTSJSONObject::class.java) crossing.optionsFromPage(value) ?: noOptions(value)
            else crossing.fromPage(value)
        }
        val result = method.invoke(null, *params.toTypedArray())
        return if (method.returnType == Void.TYPE) Unit else result
    }

    /** What is no object is refused as fastjson does it; what the page left out is null. */
    private fun noOptions(value: Any?): UTSJSONObject? {
        if (value == null) return null
        throw Refused("com.alibaba.fastjson.JSONException: can not cast to JSONObject.")
    }

    /**
     * A function that is kept alive is one object, because the generated code keeps its own half in it; it tells
     * whoever has named the id last.
     */
    private fun callback(call: Int, id: Int, keepAlive: Boolean): UTSCallback {
        if (!keepAlive) return UTSCallback(id) { arguments -> tell(call, id, arguments) }
        val row = kept.getOrPut(id) {
            Kept(UTSCallback(id) { arguments -> tell(kept[id]!!.call, id, arguments) }, call)
        }
        row.call = call
        return row.callback
    }

    private fun tell(call: Int, id: Int, arguments: List<Any?>) {
        onPage()
        val params = UTSArray.from(arguments.map(crossing::toPage))
        say(call, _uO("type" to "params", "id" to id, "name" to "", "keepAlive" to true, "params" to params))
    }

    private fun returned(value: Any?) = _uO("type" to "return", "params" to crossing.toPage(value))

    private fun failed(fault: Throwable): UTSJSONObject {
        val cause = (fault as? InvocationTargetException)?.targetException ?: fault
        val message = if (cause is Refused) cause.message else "targetMethod error::$cause"
        return _uO("type" to "return", "errMsg" to message)
    }

    private class Refused(message: String) : Exception(message)
}
