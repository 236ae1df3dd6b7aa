// What a second client stands on in a process of its own: a real socket through the proxy, and the timers of Node.
import { WebSocket } from 'ws'

export function portsOf(port, random) {
  const dial = (on) => {
    const socket = new WebSocket(`ws://127.0.0.1:${port}/rtm`, { perMessageDeflate: false, handshakeTimeout: 4000 })
    socket.on('open', () => on.open())
    socket.on('message', (data) => on.text(String(data)))
    socket.on('close', (code) => on.closed(code))
    socket.on('error', () => {})
    return {
      send: (text) => {
        if (socket.readyState === WebSocket.OPEN) socket.send(text)
      },
      close: (code) => {
        if (socket.readyState === WebSocket.CONNECTING) socket.terminate()
        else socket.close(code)
      }
    }
  }
  return {
    dial,
    now: () => performance.now(),
    after: (ms, task) => setTimeout(task, ms),
    cancel: (id) => clearTimeout(id),
    random: random.next
  }
}
