// The plugin's Kotlin on Android's own framework classes, as Robolectric runs them on a JVM: Handler, Looper,
// activities, networks, sleep. What our stand-ins for android.* cannot show, because they are ours: an activity that is
// only rotated, a device that sleeps, messages of a real queue.
package rtm.robolectric

import android.app.Activity
import android.app.Application
import android.content.Context
import android.content.res.Configuration
import android.net.ConnectivityManager
import android.os.Looper
import io.dcloud.uts.UTSAndroid
import io.dcloud.uts.UTSJSONObject
import io.dcloud.uts._uO
import java.io.File
import java.time.Duration
import java.util.concurrent.CountDownLatch
import java.util.concurrent.LinkedBlockingQueue
import java.util.concurrent.TimeUnit
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Before
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.Robolectric
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config
import org.robolectric.shadows.ShadowSystemClock
import uts.sdk.modules.rtm.*

private class Heard : LinkListener, SurroundingsListener {
    val lines = LinkedBlockingQueue<String>()
    override fun onOpen(epoch: Number) { lines.add("open $epoch") }
    override fun onText(epoch: Number, text: String) { lines.add("text $epoch $text") }
    override fun onClose(epoch: Number, code: Number, reason: String) { lines.add("close $epoch $code $reason") }
    override fun onForeground() { lines.add("foreground") }
    override fun onBackground() { lines.add("background") }
    override fun onNetwork(usable: Number) { lines.add("network $usable") }
    fun next(): String = lines.poll(10, TimeUnit.SECONDS) ?: "nothing"
    fun all(): List<String> = ArrayList<String>().also { lines.drainTo(it) }
}

@RunWith(RobolectricTestRunner::class)
@Config(sdk = [33])
class StoryTest {
    private val app: Application get() = RuntimeEnvironment.getApplication()
    private val thread by lazy { EngineThread() }
    private val base: String = System.getProperty("rtm.base")!!

    @Before fun bringUp() { UTSAndroid.context = app }

    /** What the engine's thread does until it is at rest. */
    private fun onEngine(task: () -> Unit) {
        val done = CountDownLatch(1)
        thread.run { task(); done.countDown() }
        assertTrue("the engine's thread is stuck", done.await(10, TimeUnit.SECONDS))
    }

    private fun watched(): Heard = Heard().also { AppSurroundings().watch(it) }

    @Test fun `tasks run in order on the engine's thread, what is delivered on the main Looper`() {
        val seen = LinkedBlockingQueue<String>()
        for (i in 1..3) thread.run { seen.add("$i ${Thread.currentThread().name}") }
        onEngine { thread.deliver { seen.add("page ${Looper.myLooper() === Looper.getMainLooper()}") } }
        assertEquals(listOf("1 rtm-engine", "2 rtm-engine", "3 rtm-engine"), List(3) { seen.poll() })
        assertEquals("a page is called in a later turn only", null, seen.poll())
        shadowOf(Looper.getMainLooper()).idle()
        assertEquals("page true", seen.poll())
    }

    @Test fun `a fault of a task or of a page ends neither Looper`() {
        onEngine { thread.run { throw IllegalStateException("a task (expected)") } }
        onEngine { thread.deliver { throw IllegalStateException("a page (expected)") } }
        shadowOf(Looper.getMainLooper()).idle()
        onEngine { }
    }

    @Test fun `a timer fires when its time has come, and a cancelled one never`() {
        val fired = LinkedBlockingQueue<String>()
        onEngine {
            thread.after(1_000) { fired.add("first") }
            thread.cancel(thread.after(500) { fired.add("cancelled") })
        }
        ShadowSystemClock.advanceBy(Duration.ofMillis(999))
        onEngine { }
        assertEquals(null, fired.poll())
        ShadowSystemClock.advanceBy(Duration.ofMillis(1))
        assertEquals("first", fired.poll(10, TimeUnit.SECONDS))
        assertEquals(null, fired.poll())
    }

    @Test fun `ten minutes of deep sleep count in the monotonic reading, and no timer counts them`() {
        val fired = LinkedBlockingQueue<String>()
        var before = 0L
        onEngine {
            before = thread.monotonic().toLong()
            thread.after(60_000) { fired.add("late") }
        }
        ShadowSystemClock.simulateDeepSleep(Duration.ofMinutes(10))
        onEngine { assertEquals(600_000L, thread.monotonic().toLong() - before) }
        assertEquals(null, fired.poll())
        ShadowSystemClock.advanceBy(Duration.ofMinutes(1))
        assertEquals("late", fired.poll(10, TimeUnit.SECONDS))
    }

    @Test fun `the app goes to the background with its activity, and comes back`() {
        val heard = watched()
        val activity = Robolectric.buildActivity(Activity::class.java).setup()
        activity.pause().stop()
        activity.start().resume()
        assertEquals(listOf("background", "foreground"), heard.all())
    }

    @Test fun `another activity of the app in front is no background`() {
        val heard = watched()
        val first = Robolectric.buildActivity(Activity::class.java).setup()
        first.pause()
        val second = Robolectric.buildActivity(Activity::class.java).setup()
        first.stop()
        assertEquals(emptyList<String>(), heard.all())
        second.pause().stop()
        assertEquals(listOf("background"), heard.all())
    }

    @Test fun `an activity that is only rotated, or made anew, is no background`() {
        val heard = watched()
        val activity = Robolectric.buildActivity(Activity::class.java).setup()
        val turned = Configuration(app.resources.configuration)
            .apply { orientation = Configuration.ORIENTATION_LANDSCAPE }
        activity.configurationChange(turned)
        activity.recreate()
        assertEquals(emptyList<String>(), heard.all())
    }

    @Test fun `a network that is lost and one that comes are told`() {
        val manager = app.getSystemService(Context.CONNECTIVITY_SERVICE) as ConnectivityManager
        val heard = watched()
        val callback = shadowOf(manager).networkCallbacks.single()
        val now = manager.activeNetwork!!
        callback.onAvailable(now)
        assertEquals("the network of the moment is no change", emptyList<String>(), heard.all())
        callback.onLost(now)
        callback.onAvailable(now)
        assertEquals(listOf("network 0", "network 1"), heard.all())
    }

    @Test fun `a log file is made, written and put in place of another`() {
        val files = NativeLogFiles()
        val file = File(app.filesDir, "rtm.log").path
        assertEquals(0L, files.open(file).toLong())
        assertEquals(1, files.append(file, "a line: é\n"))
        assertEquals(1, files.rename(file, "$file.1"))
        assertEquals("a line: é\n", File("$file.1").readText())
        assertEquals(-1, files.open("relative.log"))
    }

    @Test fun `a link opens, carries text, and tells one end`() {
        val heard = Heard()
        val link = SocketLink(7, heard, ThreadClock(thread))
        onEngine { link.open("$base/") }
        assertEquals("open 7", heard.next())
        onEngine { link.send("hello é") }
        assertEquals("text 7 echo hello é", heard.next())
        onEngine { link.close(1000, "bye") }
        assertEquals("close 7 1000 bye", heard.next())
    }

    @Test fun `a peer that does not answer the close is given up when two seconds have passed`() {
        val heard = Heard()
        val link = SocketLink(8, heard, ThreadClock(thread))
        onEngine { link.open("$base/deaf") }
        assertEquals("open 8", heard.next())
        onEngine { link.close(1000, "bye") }
        ShadowSystemClock.advanceBy(Duration.ofSeconds(2))
        assertEquals("close 8 1006 no answer to close", heard.next())
    }

    @Test fun `the exported functions answer on the main Looper`() {
        val seen = LinkedBlockingQueue<String>()
        fun answered(result: UTSJSONObject) {
            seen.add("${result["code"]} ${Looper.myLooper() === Looper.getMainLooper()}")
        }
        fun next(): String? {
            for (turn in 1..200) {
                shadowOf(Looper.getMainLooper()).idle()
                return seen.poll(50, TimeUnit.MILLISECONDS) ?: continue
            }
            return null
        }
        createInstance(_uO("appId" to "short"), ::answered)
        assertEquals("3 true", next())
        createInstance(_uO("appId" to "0123456789abcdef0123456789abcdef"), ::answered)
        assertEquals("0 true", next())
        release(null, ::answered)
        assertEquals("0 true", next())
    }
}
