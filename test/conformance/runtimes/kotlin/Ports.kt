package rtm.conformance

import android.app.Activity
import android.app.Application
import android.net.ConnectivityManager
import android.net.Network
import android.os.Handler
import android.os.Looper
import android.os.SystemClock
import io.dcloud.uts.UTSJSONObject
import io.dcloud.uts._uO
import java.util.concurrent.CopyOnWriteArrayList
import java.util.concurrent.atomic.AtomicBoolean
import java.util.concurrent.atomic.AtomicInteger
import java.util.function.Consumer
import uts.sdk.modules.rtm.*

/** Where the server's clock begins, too. */
private const val START = 1_795_252_109_336L

/** What a machine counts from is nobody's business: anything but wall time. */
private const val BOOTED = 77_007L

private lateinit var fault: (String) -> Unit

/** What the platform would only write to its log, and calls of the engine on a thread that is not its own. */
fun reportFaults(say: (String) -> Unit) {
    fault = say
    android.util.Log.heard = Consumer { say(it) }
}

private fun onEngine(what: String) {
    val name = Thread.currentThread().name
    if (name != "rtm-engine") fault("the engine called $what on the thread $name")
}

/**
 * The plugin's own timers on a time that stands still: what it posts with a delay waits here. Timers fire on the engine's thread, one after
 * the other, each with everything that follows from it.
 */
class StandingClock(executor: Executor) : Clock, Looper.Delays {
    private class Delayed(val at: Long, val order: Int, val owner: Handler, val task: Runnable)
    private val thread = ThreadExecutor::class.java.getDeclaredField("thread").apply { isAccessible = true }.get(executor) as EngineThread
    private val delayed = ArrayList<Delayed>()
    private var time = BOOTED
    private var slept = 0L // elapsedRealtime counts it, the Handler does not
    private var set = 0L
    private var last = 0

    init {
        Looper.delays = this
        SystemClock.uptime = SystemClock.Uptime { synchronized(this) { time + slept } }
    }

    override fun now(): Number {
        onEngine("now")
        return synchronized(this) { START - BOOTED + time + slept + set }
    }

    override fun monotonic(): Number {
        onEngine("monotonic")
        return thread.monotonic()
    }

    @Synchronized fun jump(ms: Long) { set += ms }

    @Synchronized fun sleep(ms: Long) { slept += ms }

    /** Nothing runs meanwhile, and what was due is late. */
    @Synchronized fun stall(ms: Long) { time += ms }

    override fun after(delayMs: Number, task: () -> Unit): Number {
        onEngine("after")
        return thread.after(delayMs, task)
    }

    override fun cancel(id: Number) {
        onEngine("cancel")
        thread.cancel(id)
    }

    @Synchronized override fun add(owner: Handler, task: Runnable, delayMs: Long) { delayed.add(Delayed(time + delayMs, ++last, owner, task)) }

    @Synchronized override fun remove(owner: Handler, task: Runnable) { delayed.removeIf { it.owner === owner && it.task === task } }

    /** Both sides of the plugin's timers: what it has posted, and what it keeps to cancel it by. */
    @Synchronized fun waiting(): Int {
        val kept = EngineThread::class.java.getDeclaredField("timers").apply { isAccessible = true }.get(thread) as kotlin.collections.Map<*, *>
        return maxOf(delayed.size, kept.size)
    }

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

class CountingLinks(private val real: Links, private val clock: StandingClock) : Links {
    private val all = CopyOnWriteArrayList<CountingLink>()

    override fun create(epoch: Number, listener: LinkListener): Link {
        all.removeIf { it.ended.get() }
        val link = CountingLink(listener)
        link.real = real.create(epoch, link)
        all.add(link)
        return link
    }

    fun stats(): UTSJSONObject {
        val open = all.filter { it.state == CountingLink.OPEN }
        return _uO(
            "opening" to all.count { it.state == CountingLink.OPENING }, "open" to open.size,
            "sent" to open.sumOf { it.sent }, "heard" to open.sumOf { it.heard.get() },
            "alive" to all.count { !it.ended.get() }, "timers" to clock.waiting(),
        )
    }
}

/** What was heard is counted after it was handed on, so that a count never runs ahead of the engine. */
class CountingLink(private val listener: LinkListener) : Link, LinkListener {
    lateinit var real: Link
    @Volatile var state = OPENING
    @Volatile var sent = 0
    val heard = AtomicInteger()
    val ended = AtomicBoolean()

    override fun open(url: String) {
        onEngine("open")
        real.open(url)
    }

    override fun send(text: String) {
        onEngine("send")
        if (state != OVER) sent++ // a greeting may leave before onOpen has returned
        real.send(text)
    }

    override fun close(code: Number, reason: String) {
        onEngine("close")
        state = OVER
        real.close(code, reason)
    }

    override fun onOpen(epoch: Number) {
        listener.onOpen(epoch)
        if (state == OPENING) state = OPEN
    }

    override fun onText(epoch: Number, text: String) {
        listener.onText(epoch, text)
        heard.incrementAndGet()
    }

    override fun onClose(epoch: Number, code: Number, reason: String) {
        listener.onClose(epoch, code, reason)
        state = OVER
        if (!ended.compareAndSet(false, true)) fault("a link has told its end twice")
    }

    companion object {
        const val OPENING = 0
        const val OPEN = 1
        const val OVER = 2
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
