// The rest of io.dcloud.uts. What the portable subset forbids is left out on purpose, and here the compile says so
// (kotlin-stub/absent.txt): Promise, async, regular expressions, typed arrays, Date, Set, methods of UTSJSONObject.
package io.dcloud.uts

import android.os.Handler
import android.os.Looper
import java.util.concurrent.ConcurrentHashMap
import java.util.concurrent.ScheduledThreadPoolExecutor
import java.util.concurrent.TimeUnit
import java.util.concurrent.atomic.AtomicInteger

open class UTSError(message: String? = null) : Exception(message) {
    open var name: String = "Error"
    override var message: String = message ?: ""
}

/** A page's function. Known: the arguments are not nullable, and equals compares ids. */
open class UTSCallback(val id: Int = 0, private val sink: (List<Any?>) -> Unit = {}) {
    var fnJS: Any? = null
    operator fun invoke(vararg arguments: Any): Any? { sink(arguments.toList()); return null }
    override fun equals(other: Any?): Boolean = other is UTSCallback && other.id == id
    override fun hashCode(): Int = id
}

object UTSAndroid {
    /** A test sets it; null, as in an app that is not up yet, is allowed. */
    var context: android.content.Context? = null
    fun getAppContext(): android.content.Context? = context
    /** Known: an expression of the static type Int or Double has a name of its own. */
    fun `typeof`(value: Int): String = "Int"
    fun `typeof`(value: Double): String = "Double"
    fun `typeof`(value: Any?): String = when (value) {
        is String -> "string"
        is Number -> "number"
        is Boolean -> "boolean"
        is Function<*> -> "function"
        else -> "object"
    }
}

object console {
    var out: (String) -> Unit = { System.err.println(it) }
    private fun write(level: String, values: Array<out Any?>) =
        out(level + " " + values.joinToString(" ") { textOf(it) })
    fun log(vararg values: Any?) = write("log", values)
    fun info(vararg values: Any?) = write("info", values)
    fun warn(vararg values: Any?) = write("warn", values)
    fun error(vararg values: Any?) = write("error", values)
}

// Known: from a thread with a Looper a timer fires there, from any other thread in a pool of ten. That is why the
// engine may not use bare timers; they exist here so that a test can show it.
private val pool = ScheduledThreadPoolExecutor(10) { task -> Thread(task, "uts-timer").also { it.isDaemon = true } }
private val waiting = ConcurrentHashMap.newKeySet<Int>()
private val lastTimer = AtomicInteger()
fun setTimeout(task: () -> Unit, delay: Number = 0): Number {
    val id = lastTimer.incrementAndGet()
    val fire = Runnable { if (waiting.remove(id)) task() }
    val looper = Looper.myLooper()
    waiting.add(id)
    if (looper != null) Handler(looper).postDelayed(fire, delay.toLong())
    else pool.schedule(fire, delay.toLong(), TimeUnit.MILLISECONDS)
    return id
}
fun clearTimeout(id: Number) { waiting.remove(id.toInt()) }
