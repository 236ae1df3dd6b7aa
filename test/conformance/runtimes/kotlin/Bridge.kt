// A stand-in for DCloud's module `UTS-Proxy` on Android. What it does is what was seen of the real one, but for two assumptions: a parameter
// that the page left out is null, and nothing was seen of the thread on which JavaScript gets a callback.
package rtm.conformance

import io.dcloud.uts.UTSArray
import io.dcloud.uts.UTSCallback
import io.dcloud.uts.UTSJSONObject
import io.dcloud.uts._uO
import java.lang.reflect.InvocationTargetException
import java.lang.reflect.Method

class Bridge(private val crossing: Crossing, private val say: (Int, UTSJSONObject) -> Unit) {
    private val kept = HashMap<Int, UTSCallback>()

    /** Calls on the caller's thread, and says what came of it. */
    fun call(line: UTSJSONObject) {
        val call = (line["call"] as Number).toInt()
        val args = line["args"] as UTSJSONObject
        say(call, try { returned(invoke(call, args)) } catch (fault: Throwable) { failed(fault) })
    }

    private fun invoke(call: Int, args: UTSJSONObject): Any? {
        val place = "${args["package"]}.${args["class"]}"
        val method = find(place, args["name"] as String) ?: throw NotFound("method not found:[$place-${args["name"]}]")
        val given = args["params"] as UTSArray<*>
        val keepAlive = args["keepAlive"] == true
        val params = method.parameterTypes.mapIndexed { i, type ->
            val value = given.getOrNull(i)
            if (type == UTSCallback::class.java && value is Number) callback(call, value.toInt(), keepAlive) else crossing.fromPage(value)
        }
        val result = method.invoke(null, *params.toTypedArray())
        return if (method.returnType == Void.TYPE) Unit else result
    }

    private fun find(place: String, name: String): Method? =
        try { Class.forName(place).methods.find { it.name == name } } catch (missing: ClassNotFoundException) { null }

    /** A function that is kept alive is one object, because the generated code keeps its own half in it. */
    private fun callback(call: Int, id: Int, keepAlive: Boolean): UTSCallback {
        val make = { UTSCallback(id) { arguments -> tell(call, id, arguments) } }
        return if (keepAlive) kept.getOrPut(id, make) else make()
    }

    private fun tell(call: Int, id: Int, arguments: List<Any?>) {
        onPage()
        val params = UTSArray.from(arguments.map(crossing::toPage))
        say(call, _uO("type" to "params", "id" to id, "name" to "", "keepAlive" to true, "params" to params))
    }

    private fun returned(value: Any?) = _uO("type" to "return", "params" to crossing.toPage(value))

    private fun failed(fault: Throwable): UTSJSONObject {
        val cause = (fault as? InvocationTargetException)?.targetException ?: fault
        return _uO("type" to "return", "errMsg" to if (cause is NotFound) cause.message else "targetMethod error::$cause")
    }

    private class NotFound(message: String) : Exception(message)
}
