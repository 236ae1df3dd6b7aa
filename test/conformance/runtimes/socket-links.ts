// Links over real sockets for engines that run on Node.
import { WebSocket } from 'ws'
import type { Link, LinkListener, Links } from '../../../uni_modules/rtm/utssdk/common/ports.uts'
import type { Stats } from '../protocol.ts'
import { statsOf } from './obey.ts'
import type { Counted } from './obey.ts'

class SocketLink implements Link, Counted {
  state: 'opening' | 'open' | 'over' = 'opening'
  ended = false
  sent = 0
  heard = 0
  private socket: WebSocket | null = null
  constructor(
    private readonly epoch: number,
    private readonly listener: LinkListener,
    private readonly turn: () => void
  ) {}

  open(url: string): void {
    const socket = new WebSocket(url, { perMessageDeflate: false })
    this.socket = socket
    socket.on('open', () => {
      if (this.state !== 'opening') return
      this.state = 'open'
      this.listener.onOpen(this.epoch)
      this.turn()
    })
    socket.on('message', (data) => {
      if (this.state !== 'open') return
      this.heard++
      this.listener.onText(this.epoch, String(data))
      this.turn()
    })
    socket.on('error', () => {})
    socket.on('close', (code, reason) => {
      this.state = 'over'
      this.ended = true
      this.listener.onClose(this.epoch, code, String(reason))
      this.turn()
    })
  }

  send(text: string): void {
    if (this.state !== 'open') return
    this.sent++
    this.socket!.send(text)
  }

  close(code: number, reason: string): void {
    this.state = 'over'
    this.socket?.close(code, reason)
  }
}

export class SocketLinks implements Links {
  private links: SocketLink[] = []
  constructor(private readonly turn: () => void) {}

  create(epoch: number, listener: LinkListener): Link {
    this.links = this.links.filter((link) => !link.ended)
    const link = new SocketLink(epoch, listener, this.turn)
    this.links.push(link)
    return link
  }

  stats(timers: number): Stats {
    return statsOf(this.links, timers)
  }
}
