// What every device of the suite has: links that count, the plugin's clock, and the watch on threads.
package rtm.conformance

import io.dcloud.uts.UTSJSONObject
import io.dcloud.uts._uO
import java.util.concurrent.CopyOnWriteArrayList
import java.util.concurrent.atomic.AtomicBoolean
import java.util.concurrent.atomic.AtomicInteger
import uts.sdk.modules.rtm.*

private lateinit var fault: (String) -> Unit

/** Calls of the engine on a thread that is not its own, and what else must not be. */
fun reportFaults(say: (String) -> Unit) {
    fault = say
}

fun onEngine(what: String) {
    val name = Thread.currentThread().name
    if (name != "rtm-engine") fault("the engine called $what on the thread $name")
}

/** The plugin's own timers and reading; what the wall says is the device's. */
class EngineClock(private val thread: EngineThread, private val wall: () -> Long) : Clock {
    override fun now(): Number {
        onEngine("now")
        return wall()
    }

    override fun monotonic(): Number {
        onEngine("monotonic")
        return thread.monotonic()
    }

    override fun after(delayMs: Number, task: () -> Unit): Number {
        onEngine("after")
        return thread.after(delayMs, task)
    }

    override fun cancel(id: Number) {
        onEngine("cancel")
        thread.cancel(id)
    }
}

class CountingLinks(private val real: Links, private val timers: () -> Int) : Links {
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
            "alive" to all.count { !it.ended.get() }, "timers" to timers(),
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
