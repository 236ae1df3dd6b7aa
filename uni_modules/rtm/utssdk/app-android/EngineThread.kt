package uts.sdk.modules.rtm

import android.os.Handler
import android.os.HandlerThread
import android.os.Looper
import android.os.SystemClock
import android.util.Log as SystemLog

/** One thread for all engine code and its timers, and the way back to the page's thread. */
class EngineThread {
    private val engine = Handler(HandlerThread("rtm-engine").apply { start() }.looper)
    private val main = Handler(Looper.getMainLooper())
    private val timers = HashMap<Int, Runnable>() // engine thread only
    private var last = 0

    fun run(task: () -> Unit) {
        engine.post { guarded(task) }
    }

    fun deliver(task: () -> Unit) {
        main.post { guarded(task) }
    }

    fun now(): Number = System.currentTimeMillis()

    fun monotonic(): Number = SystemClock.elapsedRealtime() // with deep sleep

    /** The Handler does not count deep sleep: after one the task runs late by it, and finds so in `monotonic`. */
    fun after(delayMs: Number, task: () -> Unit): Number {
        val id = ++last
        val timer = Runnable {
            timers.remove(id)
            guarded(task)
        }
        timers[id] = timer
        engine.postDelayed(timer, delayMs.toLong())
        return id
    }

    fun cancel(id: Number) {
        timers.remove(id.toInt())?.let { engine.removeCallbacks(it) }
    }

    /** What leaves a Looper uncaught ends the app: a fault of ours, or of a page's callback, must not. */
    private fun guarded(task: () -> Unit) {
        try {
            task()
        } catch (fault: Throwable) {
            SystemLog.e("rtm", "a task failed", fault)
        }
    }
}
