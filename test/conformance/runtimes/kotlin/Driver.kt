// What every program here does on the JVM: the real OkHttp and the threads of a device. Calls come on one thread,
// OkHttp's callbacks on its own, the engine and its timers on another, pages on the main thread. Put in place of the
// platform's own: a clock that stands still until told, and links that count. The device is our stand-in (StandIn.kt),
// or Android's own classes (test/native/kotlin-robolectric).
package rtm.conformance

import android.os.Looper
import io.dcloud.uts.JSON
import io.dcloud.uts.UTSJSONObject
import io.dcloud.uts._uO
import java.util.concurrent.CountDownLatch
import uts.sdk.modules.rtm.*

/** Where the server's clock begins, too. */
const val START = 1_795_252_109_336L

/** What the system around the engine is, and its time. */
interface Device {
    val clock: Clock
    fun waiting(): Int
    fun advance(ms: Long, rest: () -> Unit)
    fun jump(ms: Long)
    fun sleep(ms: Long)
    /** Nothing runs meanwhile, and what was due is late. */
    fun stall(ms: Long)
    fun around(what: String)
    /** Everything that was handed to pages so far is done when this returns. */
    fun restPages()
}

private val output = java.io.PrintStream(java.io.FileOutputStream(java.io.FileDescriptor.out), false, "UTF-8")
fun say(line: String) = synchronized(output) { output.print(line + "\n"); output.flush() }
fun say(vararg fields: Pair<String, Any?>) = say(JSON.stringify(_uO(*fields)))

private lateinit var device: Device
private lateinit var links: CountingLinks

private fun <T> field(of: Class<*>, name: String, from: Any): T {
    @Suppress("UNCHECKED_CAST")
    return of.getDeclaredField(name).apply { isAccessible = true }.get(from) as T
}

private fun ports(): Ports = field(Entry::class.java, "ports", entry)
fun engineThread(): EngineThread = field(ThreadExecutor::class.java, "thread", ports().executor)

/** What the plugin keeps to cancel its timers by. */
fun timersOf(thread: EngineThread): Int =
    field<kotlin.collections.Map<*, *>>(EngineThread::class.java, "timers", thread).size

/** From here on the plugin lives on this device. */
fun begin(on: Device) {
    reportFaults { say("fault" to it) }
    device = on
    val made = ports()
    links = CountingLinks(made.links, on::waiting)
    made.clock = on.clock
    made.links = links
}

/** Everything that was handed to the engine and to pages so far is done when this returns. */
private fun rest() {
    val engine = CountDownLatch(1)
    ports().executor.run { engine.countDown() }
    engine.await()
    device.restPages()
}

/** A page is being called: on the main thread, or the scenario fails. */
fun onPage() {
    if (Looper.myLooper() !== Looper.getMainLooper()) {
        say("fault" to "a page was called on the thread ${Thread.currentThread().name}")
    }
}

/**
 * The end of a command of the suite: `advance`, `jump`, `sleep`, `stall`, `around`, `stats`, or a call that has been
 * made.
 */
fun finish(command: UTSJSONObject) {
    val id = (command["id"] as Number).toInt()
    when (command["do"] as String) {
        "advance" -> device.advance((command["ms"] as Number).toLong(), ::rest)
        "jump" -> device.jump((command["ms"] as Number).toLong())
        "sleep" -> device.sleep((command["ms"] as Number).toLong())
        "stall" -> device.stall((command["ms"] as Number).toLong())
        "around" -> device.around(command["what"] as String)
        else -> Unit
    }
    rest()
    if (command["do"] == "stats") say("id" to id, "done" to 1, "stats" to links.stats())
    else say("id" to id, "done" to 1)
}

/** Until there are no more, or one fails. */
fun lines(handle: (UTSJSONObject) -> Unit) {
    try {
        generateSequence(::readLine).forEach { handle(JSON.parseObject(it)!!) }
    } catch (fault: Throwable) {
        say("fault" to fault.stackTraceToString())
    }
}
