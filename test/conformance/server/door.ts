// Where a socket of the server can be cut or fall silent, and every frame is counted.
import { type Packet, textsIn } from '../../../server/src/wire/packets.ts'
import type { Wire, WireEvents } from '../../../server/src/wire/wire.ts'

/**
 * One accepted socket. Silent, it keeps what comes and goes, its end too, as a network does that has lost its way but
 * not its sockets.
 */
export class Door implements Wire, WireEvents {
  heard = 0
  sent = 0
  user = ''
  inner: WireEvents | null = null
  private held: Array<() => void> | null = null

  constructor(
    private readonly wire: Wire,
    private readonly enter: (door: Door) => void,
    private readonly leave: (door: Door) => void
  ) {}

  get address(): string {
    return this.wire.address
  }
  get place(): string {
    return this.wire.place
  }

  silence(): void {
    this.held ??= []
  }

  speak(): void {
    const held = this.held ?? []
    this.held = null
    for (const task of held) task()
  }

  write(packet: Packet): number {
    return this.writeAll([packet])
  }

  writeAll(packets: readonly Packet[]): number {
    this.pass(() => {
      this.sent += packets.flatMap(textsIn).length
      this.wire.writeAll(packets)
    })
    return packets.reduce((sum, packet) => sum + packet.length, 0)
  }

  unwritten(): number {
    return this.wire.unwritten()
  }
  close(code: number, reason: string): void {
    this.pass(() => {
      this.leave(this)
      this.wire.close(code, reason)
    })
  }
  destroy(): void {
    this.leave(this)
    this.wire.destroy()
  }

  text(text: string): void {
    this.heard++
    if (this.user === '') {
      this.user = String((JSON.parse(text) as { user?: unknown }).user ?? '?')
      this.enter(this)
    }
    this.pass(() => {
      this.inner?.text(text)
    })
  }

  binary(): void {
    this.pass(() => {
      this.inner?.binary()
    })
  }
  drained(): void {
    this.inner?.drained()
  }

  closed(): void {
    this.leave(this)
    this.pass(() => {
      this.inner?.closed()
    })
  }

  private pass(task: () => void): void {
    if (this.held === null) task()
    else this.held.push(task)
  }
}
