package rtm.threads

import android.os.Looper
import io.dcloud.uts.JSON
import io.dcloud.uts.UTSCallback
import io.dcloud.uts.UTSJSONObject
import java.util.concurrent.Semaphore
import java.util.concurrent.TimeUnit
import java.util.concurrent.atomic.AtomicInteger
import uts.sdk.modules.rtm.callByJs

/**
 * The callbacks of pages: each is called on the main thread, an answer comes once, and a caller has only so many calls
 * open.
 */
class Calls(private val most: Int) {
    private val free = Semaphore(most)
    val asked = AtomicInteger()
    val failed = AtomicInteger()

    fun answer(what: String, use: (UTSJSONObject) -> Unit = {}): UTSCallback {
        await(1, "before $what")
        asked.incrementAndGet()
        val times = AtomicInteger()
        return UTSCallback(0) { arguments ->
            onPage(what)
            if (times.incrementAndGet() > 1) Confinement.violated("$what was answered twice")
            val answer = objectOf(arguments.single())
            if (!good(answer)) failed.incrementAndGet()
            use(answer)
            free.release()
        }
    }

    /** Waits for every answer that is still open. */
    fun rest(after: String) {
        await(most, "after $after")
        free.release(most)
    }

    private fun await(permits: Int, place: String) {
        repeat(SECONDS * 10) {
            if (Confinement.broken() || free.tryAcquire(permits, 100, TimeUnit.MILLISECONDS)) return
        }
        Confinement.violated("no answer for $SECONDS s, $place")
    }

    fun of(handle: String, method: String, args: String, use: (UTSJSONObject) -> Unit = {}) =
        callByJs(handle, method, args, answer(method, use))

    companion object {
        const val SECONDS = 15
        fun good(answer: UTSJSONObject) =
            ((answer["code"] ?: answer["ok"]) as Number).toInt() == if (answer["code"] != null) 0 else 1
        fun onPage(what: String) {
            if (Looper.myLooper() !== Looper.getMainLooper()) {
                Confinement.violated("a page heard $what, on the thread ${Thread.currentThread().name}")
            }
        }
        /** AR functions give objects, those of handles their text. */
        fun objectOf(value: Any?): UTSJSONObject =
            if (value is String) JSON.parseObject(value)!! else value as UTSJSONObject
    }
}
