package rtm.stub

import android.os.Handler
import android.os.HandlerThread
import android.os.Looper
import io.dcloud.uts.clearTimeout
import io.dcloud.uts.setTimeout
import java.util.concurrent.CountDownLatch
import java.util.concurrent.LinkedBlockingQueue
import java.util.concurrent.TimeUnit

private fun <T> LinkedBlockingQueue<T>.next(): T? = poll(5, TimeUnit.SECONDS)

/** The checks' own thread has no Looper, as a worker of a coroutine. */
fun timers() {
    val threads = LinkedBlockingQueue<Thread>()
    val order = LinkedBlockingQueue<String>()
    val looper = HandlerThread("looper").apply { start() }
    val handler = Handler(looper.looper)

    handler.post { setTimeout({ threads.add(Thread.currentThread()) }, 0) }
    Checks.same("setTimeout on a Looper thread fires there", threads.next(), looper)

    // The pool holds ten threads and no order: as many tasks as that are under way at once, an eleventh waits.
    val inside = CountDownLatch(10)
    val eleventh = CountDownLatch(1)
    val leave = CountDownLatch(1)
    repeat(10) { setTimeout({ threads.add(Thread.currentThread()); inside.countDown(); leave.await() }, 0) }
    Checks.same("setTimeout off a Looper thread: ten at once", inside.await(5, TimeUnit.SECONDS), true)
    setTimeout({ eleventh.countDown() }, 0)
    Checks.same("setTimeout off a Looper thread: an eleventh waits", eleventh.await(100, TimeUnit.MILLISECONDS), false)
    leave.countDown()
    Checks.same("setTimeout off a Looper thread: it runs in its turn", eleventh.await(5, TimeUnit.SECONDS), true)
    Checks.same(
        "setTimeout off a Looper thread: on threads of the pool",
        threads.toSet().size.toString() + (Thread.currentThread() in threads),
        "10false"
    )

    setTimeout({ throw IllegalStateException("swallowed (expected)") }, 0)
    setTimeout({ order.add("after") }, 20)
    Checks.same("an exception of a timer in the pool is swallowed", order.next(), "after")

    handler.post {
        setTimeout({ order.add("timeout5") }, 5)
        val cleared = setTimeout({ order.add("cleared") }, 0)
        setTimeout({ order.add("timeout0") }, 0)
        clearTimeout(cleared)
        order.add("sync-end")
    }
    Checks.same(
        "order on a Looper thread",
        listOf(order.next(), order.next(), order.next()),
        listOf("sync-end", "timeout0", "timeout5")
    )

    val crashed = LinkedBlockingQueue<String>()
    looper.setUncaughtExceptionHandler { _, fault -> crashed.add(fault.message) }
    handler.post { setTimeout({ throw IllegalStateException("crash") }, 0) }
    Checks.same("an exception of a timer on a Looper is uncaught: an app would crash", crashed.next(), "crash")

    val main = LinkedBlockingQueue<String>()
    Handler(Looper.getMainLooper()).post { main.add(Thread.currentThread().name) }
    Checks.same("the main Looper is the thread that prepared it", main.next(), "main")
}
