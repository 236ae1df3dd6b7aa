package uts.sdk.modules.rtm

import java.util.concurrent.TimeUnit
import java.util.concurrent.atomic.AtomicBoolean
import okhttp3.OkHttpClient
import okhttp3.Request
import okhttp3.Response
import okhttp3.WebSocket
import okhttp3.WebSocketListener

/**
 * One connection. open, send, close and giveUp are called on the engine's thread, OkHttp calls back on threads of its
 * own; the functions given may be called from any thread, so `ended` is all that they share.
 */
class OkHttpLink(
    private val opened: () -> Unit,
    private val heard: (String) -> Unit,
    private val closed: (Number, String) -> Unit,
) : WebSocketListener() {
    private var socket: WebSocket? = null
    private var closing = false
    private val ended = AtomicBoolean(false)

    fun open(url: String) {
        try {
            socket = client.newWebSocket(Request.Builder().url(url).build(), this)
        } catch (fault: IllegalArgumentException) {
            end(1006, "bad url: $url")
        }
    }

    fun send(text: String) {
        if (!closing) socket?.send(text)
    }

    /** Whether the peer's answer is waited for: OkHttp itself gives him a minute, who called gives up sooner. */
    fun close(code: Number, reason: String): Boolean {
        if (closing) return false
        closing = true
        val made = socket
        if (made == null) {
            end(code.toInt(), reason)
            return false
        }
        try {
            made.close(code.toInt(), reason)
        } catch (fault: IllegalArgumentException) {
            made.close(1000, null) // a code or a reason that the protocol does not allow
        }
        return true
    }

    fun giveUp() {
        end(1006, "no answer to close")
        socket?.cancel()
    }

    override fun onOpen(webSocket: WebSocket, response: Response) {
        if (!ended.get()) opened()
    }

    override fun onMessage(webSocket: WebSocket, text: String) {
        if (!ended.get()) heard(text)
    }

    /** The peer closes first: OkHttp calls onClosed only after we have answered. */
    override fun onClosing(webSocket: WebSocket, code: Int, reason: String) {
        webSocket.close(1000, null)
        end(code, reason)
    }

    override fun onClosed(webSocket: WebSocket, code: Int, reason: String) = end(code, reason)

    override fun onFailure(webSocket: WebSocket, t: Throwable, response: Response?) =
        end(1006, response?.let { "http ${it.code()}" } ?: "${t.javaClass.simpleName}: ${t.message}")

    private fun end(code: Int, reason: String) {
        if (ended.compareAndSet(false, true)) closed(code, reason)
    }

    private companion object {
        /**
         * One client for all links: it owns the threads. The engine's own ping finds a dead link, so no read timeout.
         */
        val client: OkHttpClient = OkHttpClient.Builder()
            .connectTimeout(10, TimeUnit.SECONDS)
            .readTimeout(0, TimeUnit.SECONDS)
            .build()
    }
}
