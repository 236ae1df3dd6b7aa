// The generated Kotlin on a JVM as a runtime of the conformance suite: the exported functions as pages reach them, the real OkHttp, and the
// threads of a device: calls come on one thread, OkHttp's callbacks on its own, the engine and its timers on another, pages on the main thread.
// Put in place of the platform's own: a clock that stands still until told, and links that count.
package rtm.conformance

import android.os.Handler
import android.os.Looper
import io.dcloud.uts.JSON
import io.dcloud.uts.UTSAndroid
import io.dcloud.uts.UTSCallback
import io.dcloud.uts.UTSJSONObject
import io.dcloud.uts._uO
import java.util.concurrent.CountDownLatch
import kotlin.concurrent.thread
import uts.sdk.modules.rtm.*

private val output = java.io.PrintStream(java.io.FileOutputStream(java.io.FileDescriptor.out), false, "UTF-8")
private fun say(line: String) = synchronized(output) { output.print(line + "\n"); output.flush() }
private fun say(vararg fields: Pair<String, Any?>) = say(JSON.stringify(_uO(*fields)))

private val app = App()
private lateinit var ports: Ports
private lateinit var clock: StandingClock
private lateinit var links: CountingLinks

/** Everything that was handed to the engine and to pages so far is done when this returns. */
private fun rest() {
    val engine = CountDownLatch(1)
    ports.executor.run { engine.countDown() }
    engine.await()
    val pages = CountDownLatch(1)
    Handler(Looper.getMainLooper()).post { pages.countDown() }
    pages.await()
}

private fun onPage(tell: (String) -> Unit) = UTSCallback(0) { arguments ->
    if (Looper.myLooper() !== Looper.getMainLooper()) say("fault" to "a page was called on the thread ${Thread.currentThread().name}")
    tell(JSON.stringify(arguments.single()))
}

private fun call(name: String, options: UTSJSONObject?, answer: UTSCallback) = when (name) {
    "createInstance" -> createInstanceByJs(options, answer)
    "setParameters" -> setParametersByJs(options, answer)
    "login" -> loginByJs(options, answer)
    "logout" -> logoutByJs(options, answer)
    "release" -> releaseByJs(options, answer)
    "sendMessageToPeer" -> sendMessageToPeerByJs(options, answer)
    "createChannel" -> createChannelByJs(options, answer)
    "join" -> joinByJs(options, answer)
    "leave" -> leaveByJs(options, answer)
    "channelRelease" -> channelReleaseByJs(options, answer)
    "sendChannelMessage" -> sendChannelMessageByJs(options, answer)
    "getMembers" -> getMembersByJs(options, answer)
    "getChannelMemberCount" -> getChannelMemberCountByJs(options, answer)
    "queryPeersOnlineStatus" -> queryPeersOnlineStatusByJs(options, answer)
    else -> throw IllegalArgumentException("there is no function $name")
}

private fun obey(command: UTSJSONObject) {
    val id = (command["id"] as Number).toInt()
    var stats: UTSJSONObject? = null
    when (command["do"] as String) {
        "call" -> {
            val name = command["name"] as String
            if (name == "setCallBack") setCallBackByJs(onPage { say("{\"event\":$it}") })
            else call(name, command["options"] as UTSJSONObject?, onPage { say("{\"id\":$id,\"result\":$it}") })
        }
        "advance" -> clock.advance((command["ms"] as Number).toLong(), ::rest)
        "around" -> app.around(command["what"] as String)
        else -> Unit
    }
    rest()
    if (command["do"] == "stats") stats = links.stats()
    if (stats == null) say("id" to id, "done" to 1) else say("id" to id, "done" to 1, "stats" to stats)
}

fun main() {
    Looper.prepareMainLooper()
    UTSAndroid.context = app
    reportFaults { say("fault" to it) }
    val made = Entry::class.java.getDeclaredField("ports").apply { isAccessible = true }.get(entry) as Ports
    clock = StandingClock(made.executor)
    links = CountingLinks(made.links, clock)
    made.clock = clock
    made.links = links
    ports = made
    thread(name = "page", isDaemon = true) {
        try {
            generateSequence(::readLine).forEach { obey(JSON.parseObject(it)!!) }
        } catch (fault: Throwable) {
            say("fault" to fault.stackTraceToString())
        }
        System.exit(0) // OkHttp's threads would stay
    }
    Looper.loop()
}
