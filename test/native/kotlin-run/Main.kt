// The Kotlin of the plugin on a JVM: our link on the real OkHttp, the engine thread, the surroundings, and one call of
// the generated functions through the engine. What a phone decides (bridge, real Looper) is not here.
package rtm.run

import android.app.Activity
import android.app.Application
import android.os.Looper
import io.dcloud.uts.UTSAndroid
import io.dcloud.uts.UTSJSONObject
import io.dcloud.uts._uO
import java.util.concurrent.LinkedBlockingQueue
import java.util.concurrent.TimeUnit
import kotlin.concurrent.thread
import uts.sdk.modules.rtm.*

private val engine by lazy { EngineThread() } // after prepareMainLooper
private var failures = 0

private class Heard : LinkListener, SurroundingsListener {
    private val lines = LinkedBlockingQueue<String>()
    override fun onOpen(epoch: Number) { lines.add("open $epoch") }
    override fun onText(epoch: Number, text: String) { lines.add("text $epoch $text") }
    override fun onClose(epoch: Number, code: Number, reason: String) { lines.add("close $epoch $code $reason") }
    override fun onForeground() { lines.add("foreground") }
    override fun onBackground() { lines.add("background") }
    override fun onNetwork(usable: Number) { lines.add("network $usable") }
    fun next(seconds: Long = 5): String = lines.poll(seconds, TimeUnit.SECONDS) ?: "nothing"
    fun more(): String = lines.poll(200, TimeUnit.MILLISECONDS) ?: "nothing"
}

private fun same(what: String, want: String, got: String) {
    if (want == got) return
    failures++
    println("FAIL $what: wanted <$want>, got <$got>")
}

private fun link(url: String, work: (Link, Heard) -> Unit) {
    val heard = Heard()
    val link = SocketLink(1, heard, ThreadClock(engine))
    engine.run { link.open(url) }
    work(link, heard)
    same("exactly one end of $url", "nothing", heard.more())
}

private fun links(base: String) {
    link("$base/") { link, heard ->
        same("open", "open 1", heard.next())
        engine.run { link.send("hello") }
        same("text", "text 1 echo hello", heard.next())
        engine.run { link.close(1000, "bye"); link.send("too late") }
        same("our close", "close 1 1000 bye", heard.next())
    }
    link("$base/kick") { _, heard ->
        same("open", "open 1", heard.next())
        same("kick", "close 1 4001 kick", heard.next())
    }
    link("$base/cut") { _, heard ->
        same("open", "open 1", heard.next())
        same("cut", "close 1 1006", heard.next().take(12))
    }
    link("$base/deaf") { link, heard ->
        same("open", "open 1", heard.next())
        engine.run { link.close(1000, "bye") }
        same("a peer that does not answer", "close 1 1006 no answer to close", heard.next())
    }
    link("$base/") { link, heard ->
        engine.run { link.close(99999, "no such code") }
        var last = heard.next()
        if (last == "open 1") last = heard.next()
        same("closed early", "close 1", last.take(7))
    }
    link("nonsense") { _, heard -> same("bad url", "close 1 1006 bad url: nonsense", heard.next()) }
    link("ws://127.0.0.1:9/") { _, heard -> same("refused", "close 1 1006", heard.next().take(12)) }
}

private fun surroundings() {
    val app = Application()
    UTSAndroid.context = app
    val heard = Heard()
    AppSurroundings().watch(heard)
    val watch = app.callbacks.single()
    val first = Activity()
    val second = Activity()
    watch.onActivityStarted(second) // the first had started before we were there
    watch.onActivityStopped(first)
    same("another activity of the app came to the front", "nothing", heard.more())
    watch.onActivityStopped(second)
    same("background", "background", heard.next())
    watch.onActivityStarted(second)
    same("foreground", "foreground", heard.next())
}

private fun faults() {
    val seen = LinkedBlockingQueue<String>()
    engine.run { throw IllegalStateException("a fault of a task (expected)") }
    engine.deliver { throw IllegalStateException("a fault of a page (expected)") }
    engine.run { engine.after(10) { throw IllegalStateException("a fault of a timer (expected)") } }
    engine.run {
        engine.after(50) {
            engine.deliver { seen.add(if (Looper.myLooper() === Looper.getMainLooper()) "main" else "elsewhere") }
        }
    }
    same("after three faults", "main", seen.poll(5, TimeUnit.SECONDS) ?: "nothing")
}

/** Through the exported functions: JSON of a page in, the engine's thread, the answer on the main thread. */
private fun generated() {
    val seen = LinkedBlockingQueue<String>()
    fun answered(result: UTSJSONObject) {
        seen.add("${result["code"]} ${Looper.myLooper() === Looper.getMainLooper()}")
    }
    createInstance(_uO("appId" to "short"), ::answered)
    same("createInstance with a short appId", "3 true", seen.poll(5, TimeUnit.SECONDS) ?: "nothing")
    createInstance(_uO("appId" to "0123456789abcdef0123456789abcdef"), ::answered)
    same("createInstance", "0 true", seen.poll(5, TimeUnit.SECONDS) ?: "nothing")
    release(null, ::answered)
    same("release", "0 true", seen.poll(5, TimeUnit.SECONDS) ?: "nothing")
}

fun main(arguments: Array<String>) {
    Looper.prepareMainLooper()
    thread(name = "page") {
        try {
            links(arguments[0])
            surroundings()
            faults()
            generated()
        } catch (fault: Throwable) {
            failures++
            fault.printStackTrace()
        }
        Looper.getMainLooper().quit()
    }
    Looper.loop()
    println(if (failures == 0) "all steps passed" else "$failures failures")
    System.exit(if (failures == 0) 0 else 1)
}
