// A network between engines and one server, in memory and under control: every message is a step, and between two steps
// a socket may break, stall or fall silent.
import type { Link, LinkListener, Links } from '../../uni_modules/rtm/utssdk/common/ports.uts'
import type { Wire, WireEvents } from '../../server/src/wire/wire.ts'
import { Socket } from './socket.ts'
import { LinkFaults } from './link-faults.ts'
import type { World } from './world.ts'

export { Socket } from './socket.ts'

const HELLOS_KEPT = 64

export interface Door {
  accept(wire: Wire): WireEvents
}

export class Net {
  door: Door | null = null
  readonly blocked = new Set<string>()
  /** The last greetings: a hostile network may repeat one. */
  readonly hellos: { owner: string; text: string }[] = []
  /** How many there were. */
  greetings = 0
  /** Messages delivered so far; a fault may be planned for a number. */
  steps = 0
  private readonly open = new Set<Socket>()
  private readonly faults = new Map<number, Array<() => void>>()

  private readonly linkFaults = new Map<string, LinkFaults>()

  /** `onSocket` hears of every socket before it opens. */
  constructor(
    private readonly world: World,
    private readonly onSocket: (socket: Socket) => void = () => {}
  ) {}

  /** `owner`: who the sockets belong to, or who they will belong to when they are made. */
  links(owner: string | (() => string)): Links {
    return {
      create: (epoch: number, listener: LinkListener): Link => {
        const socket = new Socket(this, typeof owner === 'string' ? owner : owner(), epoch, listener)
        this.onSocket(socket)
        this.open.add(socket)
        return socket
      }
    }
  }
  /** Those that have not ended on both sides, the oldest first. */
  get sockets(): readonly Socket[] {
    return [...this.open]
  }
  forget(socket: Socket): void {
    this.open.delete(socket)
  }
  greets(owner: string, text: string): void {
    this.greetings++
    this.hellos.push({ owner, text })
    if (this.hellos.length > HELLOS_KEPT) this.hellos.shift()
  }
  faultsOf(owner: string): LinkFaults {
    let faults = this.linkFaults.get(owner)
    if (faults === undefined) this.linkFaults.set(owner, (faults = new LinkFaults()))
    return faults
  }
  /** As every machine measures it. */
  monotonic(): number {
    return this.world.clock.monotonic()
  }
  step(deliver: () => void): void {
    this.world.turn.soon(() => {
      this.steps++
      for (const fault of this.faults.get(this.steps) ?? []) fault()
      deliver()
    })
  }
  later(ms: number, deliver: () => void): void {
    this.world.clock.after(ms, () => {
      this.step(deliver)
    })
  }
  /** A frame from nowhere: a socket that says this and nothing else. */
  ghost(text: string): void {
    const nobody: LinkListener = { onOpen: () => {}, onText: () => {}, onClose: () => {} }
    const socket = new Socket(this, 'nobody', 0, nobody)
    socket.open()
    this.step(() => {
      socket.send(text)
    })
  }
  at(step: number, fault: () => void): void {
    this.faults.set(step, [...(this.faults.get(step) ?? []), fault])
  }
  of(owner: string): Socket | undefined {
    return this.sockets.filter((socket) => socket.owner === owner && socket.live).at(-1)
  }
}
