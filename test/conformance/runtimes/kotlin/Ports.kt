package rtm.conformance

import android.app.Activity
import android.app.Application
import android.net.ConnectivityManager
import android.net.Network
import io.dcloud.uts.UTSJSONObject
import io.dcloud.uts._uO
import java.util.concurrent.CopyOnWriteArrayList
import java.util.concurrent.atomic.AtomicInteger
import uts.sdk.modules.rtm.*

/** Where the server's clock begins, too. */
private const val START = 1_795_252_109_336L

/** Timers fire on the engine's thread, one after the other, each with everything that follows from it. */
class StandingClock(private val executor: Executor) : Clock {
    private class Timer(val id: Int, val at: Long, val task: () -> Unit)
    private val timers = ArrayList<Timer>()
    private var time = START
    private var last = 0

    @Synchronized override fun now(): Number = time

    @Synchronized override fun after(delayMs: Number, task: () -> Unit): Number {
        last++
        timers.add(Timer(last, time + maxOf(0L, delayMs.toLong()), task))
        return last
    }

    @Synchronized override fun cancel(id: Number) { timers.removeIf { it.id == id.toInt() } }

    fun advance(ms: Long, rest: () -> Unit) {
        rest()
        val end = now().toLong() + ms
        while (true) {
            val due = take(end) ?: break
            executor.run { due.task() }
            rest()
        }
        synchronized(this) { time = end }
    }

    @Synchronized private fun take(end: Long): Timer? {
        val due = timers.filter { it.at <= end }.minWithOrNull(compareBy({ it.at }, { it.id })) ?: return null
        timers.remove(due)
        time = maxOf(time, due.at)
        return due
    }
}

class CountingLinks(private val real: Links) : Links {
    private val all = CopyOnWriteArrayList<CountingLink>()

    override fun create(epoch: Number, listener: LinkListener): Link {
        all.removeIf { it.state == CountingLink.OVER }
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
        )
    }
}

/** What was heard is counted after it was handed on, so that a count never runs ahead of the engine. */
class CountingLink(private val listener: LinkListener) : Link, LinkListener {
    lateinit var real: Link
    @Volatile var state = OPENING
    @Volatile var sent = 0
    val heard = AtomicInteger()

    override fun open(url: String) = real.open(url)

    override fun send(text: String) {
        if (state != OVER) sent++ // a greeting may leave before onOpen has returned
        real.send(text)
    }

    override fun close(code: Number, reason: String) {
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
