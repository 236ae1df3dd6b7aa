// Many pages at once on the generated Kotlin, with links that are cut all the time, while every access to the engine's
// state is watched (Weaver).
//   MainKt <address of the server> <rounds of each page>
package rtm.threads

import android.app.Activity
import android.app.Application
import android.net.ConnectivityManager
import android.net.Network
import android.os.Handler
import android.os.Looper
import io.dcloud.uts.UTSAndroid
import io.dcloud.uts._uO
import java.util.concurrent.CountDownLatch
import java.util.concurrent.Executors
import java.util.concurrent.TimeUnit
import java.util.concurrent.atomic.AtomicInteger
import kotlin.concurrent.thread
import uts.sdk.modules.rtm.*

private object App : Application() {
    val manager = ConnectivityManager()
    override fun getSystemService(name: String): Any = manager
}

private class CountedLinks(private val real: Links) : Links {
    val made = AtomicInteger()
    override fun create(epoch: Number, listener: LinkListener): Link {
        made.incrementAndGet()
        return real.create(epoch, listener)
    }
}

private class CountedClock(private val real: Clock) : Clock by real {
    val fired = CountDownLatch(1)
    override fun after(delayMs: Number, task: () -> Unit): Number = real.after(delayMs) {
        fired.countDown()
        task()
    }
}

private val main by lazy { Handler(Looper.getMainLooper()) }
private val network = Executors.newSingleThreadExecutor { Thread(it, "network").apply { isDaemon = true } }

private fun anotherNetwork() = network.execute { App.manager.callbacks.forEach { it.onAvailable(Network()) } }
private fun awayAndBack() = main.post {
    val activity = Activity()
    App.callbacks.forEach {
        it.onActivityStarted(activity)
        it.onActivityStopped(activity)
        it.onActivityStarted(activity)
    }
}

/** What a page does in its round: everything that the exported functions offer, in turn. */
private fun round(page: Int, round: Int, town: Town, calls: Calls) {
    val own = (HANDLES + AR_USER)[page % 4]
    val other = HANDLES[(page + round) % HANDLES.size]
    when (round % 16) {
        0, 4, 8 -> town.publish(calls, own, "page$page", round)
        1 -> calls.of(other, "send", """{"to": "$AR_USER", "text": "hello"}""")
        2 -> calls.of(other, "members", """{"channel": "plaza"}""")
        3 -> calls.of(other, "presence", """{"users": ["alice", "bob", "nobody"]}""")
        5 -> sendMessageToPeerByJs(_uO("peerId" to other, "text" to "hello"), calls.answer("sendMessageToPeer"))
        6 -> getMembersByJs(_uO("channelId" to "plaza"), calls.answer("getMembers"))
        7 -> town.listenTo(other)
        9 -> {
            calls.of(other, "join", """{"channel": "side$page"}""")
            calls.of(other, "leave", """{"channel": "side$page"}""")
        }
        10 -> { calls.of(other, "hold", """{"held": 1}"""); calls.of(other, "hold", """{"held": 0}""") }
        11 -> if (round % 32 == 11) anotherNetwork() else awayAndBack()
        12 -> {
            calls.of(other, "watch", """{"users": ["alice", "$AR_USER"]}""")
            calls.of(other, "unwatch", """{"users": ["alice"]}""")
        }
        13 -> {
            setLocalUserAttributesByJs(
                _uO("round" to round, "page" to "$page"),
                calls.answer("setLocalUserAttributes")
            )
            calls.of(other, "userAttributes", """{"user": "$AR_USER"}""")
        }
        14 -> addOrUpdateChannelAttributesByJs(
            _uO("channelId" to "plaza", "attributes" to _uO("page$page" to round), "enableNoticeMembers" to true),
            calls.answer("addOrUpdateChannelAttributes")
        )
        else -> {
            calls.of(other, "invite", """{"to": "$AR_USER"}""")
            refuseRemoteInvitationByJs(_uO("callerId" to other), calls.answer("refuseRemoteInvitation"))
        }
    }
}

private fun play(url: String, rounds: Int, links: CountedLinks, clock: CountedClock) {
    val town = Town(url)
    val first = Calls(100)
    town.begin(first)
    val pages = (0..3).map { page ->
        val calls = Calls(20)
        thread(name = "page $page") {
            for (round in 0 until rounds) if (!Confinement.broken()) round(page, round, town, calls)
            calls.rest("the last round")
        } to calls
    }
    pages.forEach { it.first.join() }
    town.awaitMessages()
    // A ping at the latest, however quick the pages were.
    if (!clock.fired.await(Calls.SECONDS.toLong(), TimeUnit.SECONDS)) Confinement.violated("no timer has fired")
    if (!Confinement.broken()) town.end(first)
    val asked = pages.sumOf { it.second.asked.get() }
    val refused = pages.sumOf { it.second.failed.get() }
    println(
        "$asked calls of 4 threads ($refused refused), ${links.made.get()} links, " +
            "${Confinement.uses()} accesses at ${Confinement.places()} places"
    )
}

fun main(arguments: Array<String>) {
    Looper.prepareMainLooper()
    UTSAndroid.context = App
    val ports = Entry::class.java.getDeclaredField("ports").apply { isAccessible = true }.get(entry) as Ports
    val links = CountedLinks(ports.links)
    ports.links = links
    val clock = CountedClock(ports.clock)
    ports.clock = clock
    Confinement.arm()
    thread(name = "play") {
        try {
            play(arguments[0], arguments[1].toInt(), links, clock)
        } catch (fault: Throwable) {
            fault.printStackTrace()
            Confinement.violated("the play ended by ${fault.javaClass.name}")
        }
        Looper.getMainLooper().quit()
    }
    Looper.loop()
    Confinement.violations().forEach { (what, times) -> println("VIOLATION $what ($times times)") }
    System.out.flush()
    Runtime.getRuntime().halt(if (Confinement.broken()) 1 else 0)
}
