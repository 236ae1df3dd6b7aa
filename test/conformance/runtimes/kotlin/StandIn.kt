// The device of our stand-ins for android.*: a main Looper that loops, and a time that stands still until told.
package rtm.conformance

import android.app.Activity
import android.app.Application
import android.net.ConnectivityManager
import android.net.Network
import android.os.Handler
import android.os.Looper
import android.os.SystemClock
import io.dcloud.uts.UTSAndroid
import io.dcloud.uts.UTSJSONObject
import java.util.concurrent.CountDownLatch
import java.util.function.Consumer
import kotlin.concurrent.thread
import uts.sdk.modules.rtm.*

/** What a machine counts from is nobody's business: anything but wall time. */
private const val BOOTED = 77_007L

class StandIn : Device {
    private val app = App()
    private val thread = engineThread()
    private val time = StandingTime()
    override val clock: Clock = EngineClock(thread, time::wall)

    init {
        UTSAndroid.context = app
        android.util.Log.heard = Consumer { say("fault" to it) } // what the platform would only write to its log
    }

    /** Both sides of the plugin's timers: what it has posted, and what it keeps to cancel it by. */
    override fun waiting() = maxOf(time.waiting(), timersOf(thread))
    override fun advance(ms: Long, rest: () -> Unit) = time.advance(ms, rest)
    override fun jump(ms: Long) = time.jump(ms)
    override fun sleep(ms: Long) = time.sleep(ms)
    override fun stall(ms: Long) = time.stall(ms)
    override fun around(what: String) = app.around(what)

    override fun restPages() {
        val pages = CountDownLatch(1)
        Handler(Looper.getMainLooper()).post { pages.countDown() }
        pages.await()
    }
}

/** Reads lines until there are no more; each is handled on the thread of calls, pages are called on the main one. */
fun drive(handle: (UTSJSONObject) -> Unit) {
    Looper.prepareMainLooper()
    begin(StandIn())
    thread(name = "page", isDaemon = true) {
        lines(handle)
        System.exit(0) // OkHttp's threads would stay
    }
    Looper.loop()
}

/**
 * The plugin's own timers on a time that stands still: what it posts with a delay waits here. Timers fire on the
 * engine's thread, one after the other, each with everything that follows from it.
 */
class StandingTime : Looper.Delays {
    private class Delayed(val at: Long, val order: Int, val owner: Handler, val task: Runnable)
    private val delayed = ArrayList<Delayed>()
    private var time = BOOTED
    private var slept = 0L // elapsedRealtime counts it, the Handler does not
    private var set = 0L
    private var last = 0

    init {
        Looper.delays = this
        SystemClock.uptime = SystemClock.Uptime { synchronized(this) { time + slept } }
    }

    @Synchronized fun wall(): Long = START - BOOTED + time + slept + set

    @Synchronized fun jump(ms: Long) { set += ms }

    @Synchronized fun sleep(ms: Long) { slept += ms }

    /** Nothing runs meanwhile, and what was due is late. */
    @Synchronized fun stall(ms: Long) { time += ms }

    @Synchronized override fun add(owner: Handler, task: Runnable, delayMs: Long) {
        delayed.add(Delayed(time + delayMs, ++last, owner, task))
    }

    @Synchronized override fun remove(owner: Handler, task: Runnable) {
        delayed.removeIf { it.owner === owner && it.task === task }
    }

    @Synchronized fun waiting(): Int = delayed.size

    fun advance(ms: Long, rest: () -> Unit) {
        rest()
        val end = synchronized(this) { time } + ms
        while (true) {
            val due = take(end) ?: break
            due.owner.post(due.task)
            rest()
        }
        synchronized(this) { time = end }
    }

    @Synchronized private fun take(end: Long): Delayed? {
        val due = delayed.filter { it.at <= end }.minWithOrNull(compareBy({ it.at }, { it.order })) ?: return null
        delayed.remove(due)
        time = maxOf(time, due.at)
        return due
    }
}

/** The system around the app, as its watchers see it. */
class App : Application() {
    private val manager = ConnectivityManager()
    private val activity = Activity()

    override fun getSystemService(name: String): Any = manager

    fun around(what: String) = when (what) {
        "background" -> callbacks.forEach { it.onActivityStarted(activity); it.onActivityStopped(activity) }
        "foreground" -> callbacks.forEach { it.onActivityStarted(activity) }
        "no network" -> manager.callbacks.forEach { it.onLost(Network()) }
        else -> manager.callbacks.forEach { it.onAvailable(Network()) }
    }
}
