// Sockets from the moment they are accepted until they carry a WebSocket. They cost a place each, so they count from
// here on, and the first request has to be whole within `handshakeMs` of the accept, whatever trickles in meanwhile.
// What `connections` leaves is theirs, and SPARE more, so that /health and a refusal can be told by a full server. A
// newcomer is never turned away here: the oldest that asks for nothing makes room,
// so that who only sits keeps nobody out.
import type { Socket } from 'node:net'
import { isLoopback, placeOf } from '../base/addresses.ts'
import type { Clock } from '../base/clock.ts'
import type { Log } from '../base/log.ts'
import type { Admission } from './admission.ts'

/** Beside `connections`, for pages, health and refusals. */
export const SPARE = 256
const CROWDED_EVERY_MS = 60_000

/** `fresh` has asked for nothing yet, `idle` has had its answer, `busy` is being answered. */
type Stage = 'fresh' | 'idle' | 'busy'

interface Visitor {
  readonly since: number
  /**
   * '' for who is not counted by address: this machine, and a proxy,
   * whose peers are counted once their address is read.
   */
  readonly place: string
  stage: Stage
}

export class Doorway {
  readonly #visitors = new Map<Socket, Visitor>()
  // Each in the order of coming; the first of `fresh` is the first whose time is over.
  readonly #stages: Readonly<Record<Stage, Set<Socket>>> = { fresh: new Set(), idle: new Set(), busy: new Set() }
  readonly #ofPlace = new Map<string, Set<Socket>>()
  // One for all sockets, which find themselves in `this`: a closure each would be memory of each connection.
  readonly #gone: (this: Socket) => void
  #timer = 0
  #pushedOut = 0
  #toldAt = -Infinity

  constructor(
    readonly admission: Admission,
    readonly handshakeMs: number,
    readonly clock: Clock,
    readonly log: Log
  ) {
    const forget = (socket: Socket): void => this.#forget(socket)
    this.#gone = function () {
      forget(this)
    }
  }

  get size(): number {
    return this.#visitors.size
  }

  /** At the accept. */
  arrive(socket: Socket): void {
    const address = socket.remoteAddress ?? ''
    const place = isLoopback(address) || this.admission.rules.proxies.includes(address) ? '' : placeOf(address)
    this.#visitors.set(socket, { since: this.clock.monotonic(), place, stage: 'fresh' })
    this.#stages.fresh.add(socket)
    if (place !== '') this.#enter(place, socket)
    socket.on('close', this.#gone)
    if (this.#timer === 0) this.#timer = this.clock.after(this.handshakeMs, this.#look)
    if (this.#visitors.size > Math.max(0, this.admission.rules.connections - this.admission.total) + SPARE)
      this.#pushOut(this.#oldest())
  }

  /** Its request is there, whole. */
  asked(socket: Socket): void {
    this.#move(socket, 'busy')
  }

  answered(socket: Socket): void {
    this.#move(socket, 'idle')
  }

  /** From here on it is the WebSocket gate's, which counts it anew by the address that the request tells. */
  leave(socket: Socket): void {
    this.#forget(socket)
  }

  close(): void {
    this.clock.cancel(this.#timer)
    this.#timer = -1
    for (const stage of ['fresh', 'idle'] as const) for (const socket of [...this.#stages[stage]]) socket.destroy()
  }

  #enter(place: string, socket: Socket): void {
    let here = this.#ofPlace.get(place)
    if (here === undefined) this.#ofPlace.set(place, (here = new Set()))
    // Where all of them carry a WebSocket one more is let in, to be told of the bound: its handshake is answered 429.
    if (this.admission.at(place) >= this.admission.rules.connectionsPerAddress)
      this.#pushOut(here.values().next().value)
    this.#ofPlace.set(place, here.add(socket))
    this.admission.hold(place)
  }

  #oldest(): Socket | undefined {
    for (const stage of ['idle', 'fresh', 'busy'] as const) for (const socket of this.#stages[stage]) return socket
    return undefined
  }

  #pushOut(socket: Socket | undefined): void {
    if (socket === undefined) return
    this.#forget(socket)
    socket.destroy()
    this.#pushedOut++
    const now = this.clock.monotonic()
    if (now - this.#toldAt < CROWDED_EVERY_MS) return
    this.log.warn('crowded', { pushedOut: this.#pushedOut, waiting: this.size, connections: this.admission.total })
    this.#toldAt = now
    this.#pushedOut = 0
  }

  #move(socket: Socket, stage: Stage): void {
    const visitor = this.#visitors.get(socket)
    if (visitor === undefined) return
    this.#stages[visitor.stage].delete(socket)
    this.#stages[stage].add(socket)
    visitor.stage = stage
  }

  #forget(socket: Socket): void {
    const visitor = this.#visitors.get(socket)
    if (visitor === undefined) return
    this.#visitors.delete(socket)
    socket.off('close', this.#gone)
    this.#stages[visitor.stage].delete(socket)
    if (visitor.place === '') return
    this.admission.release(visitor.place)
    const here = this.#ofPlace.get(visitor.place)
    here?.delete(socket)
    if (here?.size === 0) this.#ofPlace.delete(visitor.place)
  }

  readonly #look = (): void => {
    this.#timer = 0
    const over = this.clock.monotonic() - this.handshakeMs
    for (const socket of this.#stages.fresh) {
      const { since } = this.#visitors.get(socket)!
      if (since > over) {
        this.#timer = this.clock.after(since - over, this.#look)
        return
      }
      this.#forget(socket)
      socket.destroy()
    }
  }
}
