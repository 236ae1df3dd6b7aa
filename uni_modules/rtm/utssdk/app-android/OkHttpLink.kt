package uts.sdk.modules.rtm

import java.util.concurrent.TimeUnit
import java.util.concurrent.atomic.AtomicBoolean
import okhttp3.OkHttpClient
import okhttp3.Request
import okhttp3.Response
import okhttp3.WebSocket
import okhttp3.WebSocketListener

/**
 * One connection. open, send and close are called on the engine's thread, OkHttp calls back on threads of its own;
 * the listener may be called from any thread, so `ended` is all that they share.
 */
class OkHttpLink(
    private val epoch: Number,
    private val listener: LinkListener,
    private val clock: Clock,
) : WebSocketListener(), Link {
    private var socket: WebSocket? = null
    private var closing = false
    private val ended = AtomicBoolean(false)

    override fun open(url: String) {
        try {
            socket = client.newWebSocket(Request.Builder().url(url).build(), this)
        } catch (fault: IllegalArgumentException) {
            end(1006, "bad url: $url")
        }
    }

    override fun send(text: String) {
        if (!closing) socket?.send(text)
    }

    override fun close(code: Number, reason: String) {
        if (closing) return
        closing = true
        val opened = socket
        if (opened == null) {
            end(code.toInt(), reason)
            return
        }
        try {
            opened.close(code.toInt(), reason)
        } catch (fault: IllegalArgumentException) {
            opened.close(1000, null) // a code or a reason that the protocol does not allow
        }
        // OkHttp itself gives a peer that does not answer the close frame a minute.
        clock.after(CLOSE_GRACE_MS) {
            end(1006, "no answer to close")
            opened.cancel()
        }
    }

    override fun onOpen(webSocket: WebSocket, response: Response) {
        if (!ended.get()) listener.onOpen(epoch)
    }

    override fun onMessage(webSocket: WebSocket, text: String) {
        if (!ended.get()) listener.onText(epoch, text)
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
        if (ended.compareAndSet(false, true)) listener.onClose(epoch, code, reason)
    }

    private companion object {
        const val CLOSE_GRACE_MS = 2000
        /** One client for all links: it owns the threads. The engine's own ping finds a dead link, so no read timeout. */
        val client: OkHttpClient = OkHttpClient.Builder()
            .connectTimeout(10, TimeUnit.SECONDS)
            .readTimeout(0, TimeUnit.SECONDS)
            .build()
    }
}
