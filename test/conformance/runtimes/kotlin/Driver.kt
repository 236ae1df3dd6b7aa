// What every program here does on the JVM: the real OkHttp and the threads of a device. Calls come on one thread, OkHttp's callbacks on its
// own, the engine and its timers on another, pages on the main thread. Put in place of the platform's own: a clock that stands still
// until told, and links that count.
package rtm.conformance

import android.os.Handler
import android.os.Looper
import io.dcloud.uts.JSON
import io.dcloud.uts.UTSAndroid
import io.dcloud.uts.UTSJSONObject
import io.dcloud.uts._uO
import java.util.concurrent.CountDownLatch
import kotlin.concurrent.thread
import uts.sdk.modules.rtm.*

private val output = java.io.PrintStream(java.io.FileOutputStream(java.io.FileDescriptor.out), false, "UTF-8")
fun say(line: String) = synchronized(output) { output.print(line + "\n"); output.flush() }
fun say(vararg fields: Pair<String, Any?>) = say(JSON.stringify(_uO(*fields)))

private val app = App()
private lateinit var ports: Ports
private lateinit var clock: StandingClock
private lateinit var links: CountingLinks

/** Everything that was handed to the engine and to pages so far is done when this returns. */
private fun rest() {
    val engine = CountDownLatch(1)
    ports.executor.run { engine.countDown() }
    engine.await()
    val pages = CountDownLatch(1)
    Handler(Looper.getMainLooper()).post { pages.countDown() }
    pages.await()
}

/** A page is being called: on the main thread, or the scenario fails. */
fun onPage() {
    if (Looper.myLooper() !== Looper.getMainLooper()) say("fault" to "a page was called on the thread ${Thread.currentThread().name}")
}

/** The end of a command of the suite: `advance`, `jump`, `sleep`, `stall`, `around`, `stats`, or a call that has been made. */
fun finish(command: UTSJSONObject) {
    val id = (command["id"] as Number).toInt()
    when (command["do"] as String) {
        "advance" -> clock.advance((command["ms"] as Number).toLong(), ::rest)
        "jump" -> clock.jump((command["ms"] as Number).toLong())
        "sleep" -> clock.sleep((command["ms"] as Number).toLong())
        "stall" -> clock.stall((command["ms"] as Number).toLong())
        "around" -> app.around(command["what"] as String)
        else -> Unit
    }
    rest()
    if (command["do"] == "stats") say("id" to id, "done" to 1, "stats" to links.stats()) else say("id" to id, "done" to 1)
}

/** Reads lines until there are no more; each is handled on the thread of calls. */
fun drive(handle: (UTSJSONObject) -> Unit) {
    Looper.prepareMainLooper()
    UTSAndroid.context = app
    reportFaults { say("fault" to it) }
    val made = Entry::class.java.getDeclaredField("ports").apply { isAccessible = true }.get(entry) as Ports
    clock = StandingClock(made.executor)
    links = CountingLinks(made.links, clock)
    made.clock = clock
    made.links = links
    ports = made
    thread(name = "page", isDaemon = true) {
        try {
            generateSequence(::readLine).forEach { handle(JSON.parseObject(it)!!) }
        } catch (fault: Throwable) {
            say("fault" to fault.stackTraceToString())
        }
        System.exit(0) // OkHttp's threads would stay
    }
    Looper.loop()
}
