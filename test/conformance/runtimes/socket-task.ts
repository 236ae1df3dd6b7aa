import { WebSocket } from 'ws'
import type { Counted } from './obey.ts'

export type Handler = (event?: unknown) => void
export interface Answers {
  success?: Handler
  fail?: Handler
  complete?: Handler
}

/** wx's SocketTask: handlers are set one by one, calls are answered by callbacks in a later turn. */
export class SocketTask implements Counted {
  state: 'opening' | 'open' | 'over' = 'opening'
  ended = false
  sent = 0
  heard = 0
  private readonly handlers = new Map<string, Handler>()
  private readonly socket: WebSocket

  constructor(url: string) {
    this.socket = new WebSocket(url, { perMessageDeflate: false })
    this.socket.on('open', () => {
      if (this.state === 'opening') this.state = 'open'
      this.tell('open', {})
    })
    this.socket.on('message', (data) => {
      this.heard++
      this.tell('message', { data: String(data) })
    })
    this.socket.on('error', (fault) => {
      this.tell('error', { errMsg: fault.message })
    })
    this.socket.on('close', (code, reason) => {
      this.state = 'over'
      this.ended = true
      this.tell('close', { code, reason: String(reason) })
    })
  }

  onOpen(handler: Handler): void {
    this.handlers.set('open', handler)
  }
  onMessage(handler: Handler): void {
    this.handlers.set('message', handler)
  }
  onError(handler: Handler): void {
    this.handlers.set('error', handler)
  }
  onClose(handler: Handler): void {
    this.handlers.set('close', handler)
  }

  send({ data, success, complete }: Answers & { data: string }): void {
    if (this.state !== 'over') this.sent++
    this.socket.send(data, () => {
      success?.({ errMsg: 'sendSocketMessage:ok' })
      complete?.()
    })
  }

  close({ code, reason, success, complete }: Answers & { code?: number; reason?: string }): void {
    this.state = 'over'
    this.socket.close(code, reason)
    setImmediate(() => {
      success?.({ errMsg: 'closeSocket:ok' })
      complete?.()
    })
  }

  private tell(what: string, event: unknown): void {
    this.handlers.get(what)?.(event)
  }
}
