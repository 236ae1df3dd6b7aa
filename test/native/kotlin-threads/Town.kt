package rtm.threads

import io.dcloud.uts.UTSCallback
import io.dcloud.uts.UTSJSONObject
import io.dcloud.uts._uO
import java.util.concurrent.LinkedBlockingQueue
import java.util.concurrent.TimeUnit
import java.util.concurrent.atomic.AtomicInteger
import uts.sdk.modules.rtm.*

val HANDLES = listOf("alice", "bob", "carol")
const val AR_USER = "dave"
private const val APP = "00000000000000000000000000000000"

/**
 * Three clients by handles and one by the AR functions, all in one channel; what they hear is kept to be judged. Pages
 * run on the main thread only.
 */
class Town(private val url: String) {
    val published = AtomicInteger()
    // by client and writer: the number of the last message; main thread only
    private val lastOf = HashMap<String, Int>()
    private val heard = LinkedBlockingQueue<String>()

    fun begin(calls: Calls) {
        for (name in HANDLES) {
            openByJs(name, """{"app": "$APP", "server": "$url"}""", calls.answer("open"))
            listenTo(name)
            calls.of(name, "login", """{"user": "$name"}""")
        }
        setCallBackByJs(UTSCallback(0) { arguments ->
            Calls.onPage("an event of setCallBack")
            val event = Calls.objectOf(arguments.single())
            if (event["rtmEvent"] == "onChannelMessageReceived") hear(AR_USER, event["text"] as String)
        })
        createInstanceByJs(_uO("appId" to APP), calls.answer("createInstance"))
        setParametersByJs(_uO("server" to url), calls.answer("setParameters"))
        createChannelByJs(_uO("channelId" to "plaza"), calls.answer("createChannel"))
        setCallEventListenerByJs(null, calls.answer("setCallEventListener"))
        loginByJs(_uO("userId" to AR_USER, "token" to ""), calls.answer("login"))
        calls.rest("login")
        for (name in HANDLES) calls.of(name, "join", """{"channel": "plaza"}""")
        joinByJs(_uO("channelId" to "plaza"), calls.answer("join"))
        calls.rest("join")
    }

    fun listenTo(name: String) = listenByJs(name, UTSCallback(0) { arguments ->
        Calls.onPage("an event of listen")
        val event = Calls.objectOf(arguments.single())
        if (event["event"] == "channelMessage") hear(name, event["text"] as String)
    })

    /** A text is "writer number": what one thread publishes through one client arrives in that order. */
    private fun hear(client: String, text: String) {
        val (writer, number) = text.split(' ')
        val stream = "$client $writer"
        if (number.toInt() <= (lastOf[stream] ?: -1)) Confinement.violated("$client heard $writer out of order")
        lastOf[stream] = number.toInt()
        heard.add(stream)
    }

    fun end(calls: Calls) {
        for (name in HANDLES) calls.of(name, "hold", """{"held": 0}""")
        calls.rest("hold")
        for (name in HANDLES) closeByJs(name, calls.answer("close"))
        releaseByJs(null, calls.answer("release"))
        calls.rest("close")
    }

    /** Each message reaches the three others, those who were cut off when it was taken a little later. */
    fun awaitMessages() {
        var missing = published.get() * HANDLES.size
        while (missing > 0 && !Confinement.broken()) {
            if (heard.poll(Calls.SECONDS.toLong(), TimeUnit.SECONDS) == null) {
                return Confinement.violated("$missing channel messages were lost")
            }
            missing--
        }
    }

    fun publish(calls: Calls, through: String, writer: String, number: Int) {
        val taken: (UTSJSONObject) -> Unit = { if (Calls.good(it)) published.incrementAndGet() }
        if (through == AR_USER) {
            val message = _uO("channelId" to "plaza", "text" to "$writer $number")
            sendChannelMessageByJs(message, calls.answer("sendChannelMessage", taken))
        } else {
            calls.of(through, "publish", """{"channel": "plaza", "text": "$writer $number"}""", taken)
        }
    }
}
