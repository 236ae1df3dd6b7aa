// A stand-in for NetworkKit with real sockets: every callback comes with a fault first, as the kit's declarations say,
// and in a later turn.
import { WebSocket } from 'ws'
import type { Counted } from '../obey.ts'

type Answer = (fault: Error | null, ok: boolean) => void
type Handler = (fault: Error | null, value: unknown) => void

export let sockets: KitSocket[] = []

class KitSocket implements Counted {
  state: 'opening' | 'open' | 'over' = 'opening'
  ended = false
  sent = 0
  heard = 0
  private socket: WebSocket | null = null
  private readonly handlers = new Map<string, Handler>()

  on(what: string, handler: Handler): void {
    this.handlers.set(what, handler)
  }

  connect(url: string, answer: Answer): void {
    const socket = new WebSocket(url, { perMessageDeflate: false })
    this.socket = socket
    socket.on('open', () => {
      if (this.state === 'opening') this.state = 'open'
      this.tell('open', { status: 101, message: '' })
    })
    socket.on('message', (data) => {
      this.heard++
      this.tell('message', String(data))
    })
    socket.on('error', (fault) => {
      this.handlers.get('error')?.(fault, undefined)
    })
    socket.on('close', (code, reason) => {
      this.state = 'over'
      this.ended = true
      this.tell('close', { code, reason: String(reason) })
    })
    setImmediate(() => {
      answer(null, true)
    })
  }

  send(data: string, answer: Answer): void {
    if (this.state !== 'over') this.sent++
    this.socket?.send(data, () => {
      answer(null, true)
    })
  }

  close({ code, reason }: { code: number; reason: string }, answer: Answer): void {
    this.state = 'over'
    this.socket?.close(code, reason)
    setImmediate(() => {
      answer(null, true)
    })
  }

  private tell(what: string, value: unknown): void {
    this.handlers.get(what)?.(null, value)
  }
}

export const webSocket = {
  createWebSocket: (): KitSocket => {
    const socket = new KitSocket()
    sockets = [...sockets.filter(({ ended }) => !ended), socket]
    return socket
  }
}

export const networks: Map<string, (net: unknown) => void>[] = []
export const connection = {
  createNetConnection: () => {
    const handlers = new Map<string, (net: unknown) => void>()
    networks.push(handlers)
    return {
      on: (what: string, handler: (net: unknown) => void): void => {
        handlers.set(what, handler)
      },
      register: (answer: (fault: Error | null) => void): void => {
        setImmediate(() => {
          handlers.get('netAvailable')?.({ netId: 100 }) // the network of the moment
          answer(null)
        })
      }
    }
  }
}
