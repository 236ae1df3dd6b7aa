// The conformance suite on Android's own framework classes: one process for each actor, as everywhere, whose main
// thread is Robolectric's. Time is the system's own, which stands until it is told; only what the wall says is ours,
// because what reads it here is no class of Android.
package rtm.robolectric

import android.app.Activity
import android.app.Application
import android.content.Context
import android.net.ConnectivityManager
import android.net.Network
import android.os.Handler
import android.os.Looper
import android.os.SystemClock
import android.util.Log
import io.dcloud.uts.UTSAndroid
import java.time.Duration
import org.junit.Test
import org.junit.runner.JUnitCore
import org.junit.runner.RunWith
import org.robolectric.Robolectric
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config
import org.robolectric.shadows.ShadowLog
import org.robolectric.shadows.ShadowNetwork
import org.robolectric.shadows.ShadowSystemClock
import rtm.conformance.*
import uts.sdk.modules.rtm.Clock
import uts.sdk.modules.rtm.EngineThread

fun main() {
    val result = JUnitCore.runClasses(Suite::class.java)
    for (failure in result.failures) say("fault" to failure.trace)
    System.exit(0) // OkHttp's threads would stay
}

@RunWith(RobolectricTestRunner::class)
@Config(sdk = [33])
class Suite {
    @Test fun `plays what it is told`() {
        begin(Framework())
        lines(::obey)
    }
}

private class Framework : Device {
    private val app: Application = RuntimeEnvironment.getApplication()
    private val activity = Robolectric.buildActivity(Activity::class.java).setup()
    private val manager = app.getSystemService(Context.CONNECTIVITY_SERVICE) as ConnectivityManager
    private var network: Network = manager.activeNetwork!!
    private var networks = 1000
    private var toldFaults = 0
    private val thread: EngineThread
    private val queue: Looper
    private val begun = SystemClock.elapsedRealtime()
    @Volatile private var set = 0L
    override val clock: Clock

    init {
        UTSAndroid.context = app
        thread = engineThread()
        clock = EngineClock(thread) { START + SystemClock.elapsedRealtime() - begun + set }
        val engine = EngineThread::class.java.getDeclaredField("engine").apply { isAccessible = true }
        queue = (engine.get(thread) as Handler).looper
    }

    override fun waiting() = timersOf(thread)

    /** From one due time to the next, each with everything that follows from it. */
    override fun advance(ms: Long, rest: () -> Unit) {
        rest()
        val end = SystemClock.uptimeMillis() + ms
        while (true) {
            val next = shadowOf(queue).nextScheduledTaskTime.toMillis()
            if (next == 0L || next > end) break
            pass(maxOf(0L, next - SystemClock.uptimeMillis()))
            rest()
        }
        pass(end - SystemClock.uptimeMillis())
    }

    override fun jump(ms: Long) { set += ms }

    override fun sleep(ms: Long) = ShadowSystemClock.simulateDeepSleep(Duration.ofMillis(ms))

    override fun stall(ms: Long) = pass(ms)

    override fun around(what: String) {
        when (what) {
            "background" -> activity.pause().stop()
            "foreground" -> activity.restart().start().resume()
            "no network" -> callbacks().forEach { it.onLost(network) }
            else -> {
                network = ShadowNetwork.newInstance(++networks)
                callbacks().forEach { it.onAvailable(network) }
            }
        }
    }

    override fun restPages() {
        shadowOf(Looper.getMainLooper()).idle()
        val faults = ShadowLog.getLogs().filter { it.type >= Log.ERROR && it.throwable != null }
        for (one in faults.drop(toldFaults)) say("fault" to "${one.msg}: ${one.throwable}")
        toldFaults = faults.size
    }

    private fun callbacks() = shadowOf(manager).networkCallbacks

    private fun pass(ms: Long) {
        if (ms > 0) ShadowSystemClock.advanceBy(Duration.ofMillis(ms))
    }
}
