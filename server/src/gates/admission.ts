// Who gets a socket: the checks before a handshake, in the order in which they cost. It counts connections and forgets
// them when they end; what has no WebSocket yet counts by its address too (doorway.ts).
import type { IncomingMessage } from 'node:http'
import { isLoopback, placeOf, TrustedProxies } from '../base/addresses.ts'
import { pathOf } from './http/http.ts'
import { originAllowed } from './http/origins.ts'
import type { OriginRule } from './http/origins.ts'

export interface AdmissionRules {
  readonly path: string
  readonly origins: OriginRule
  readonly proxies: TrustedProxies
  readonly connections: number
  readonly connectionsPerAddress: number
}

export interface Refusal {
  readonly status: number
  readonly why: string // one word, for the log
  readonly message: string
}

const refusals = {
  stopping: { status: 503, why: 'stopping', message: 'the server is stopping: try again in a moment' },
  path: { status: 404, why: 'path', message: 'there is no WebSocket at this path' },
  origin: {
    status: 403,
    why: 'origin',
    message: 'pages of this origin are not allowed here: add it to "origins" in the configuration of the server'
  },
  full: { status: 503, why: 'full', message: 'the server has no room for more connections: try again later' },
  address: { status: 429, why: 'address', message: 'this address has too many connections: close some' }
} as const satisfies Record<string, Refusal>

export class Admission {
  stopping = false
  #total = 0
  readonly #places = new Map<string, number>()

  constructor(readonly rules: AdmissionRules) {}

  /** WebSockets. */
  get total(): number {
    return this.#total
  }

  addressOf(request: IncomingMessage): string {
    const { proxies } = this.rules
    const forwarded = proxies.size === 0 ? '' : (request.headers['x-forwarded-for'] ?? '')
    return proxies.clientOf(
      request.socket.remoteAddress ?? '',
      Array.isArray(forwarded) ? forwarded.join(',') : forwarded
    )
  }

  check(request: IncomingMessage, address: string): Refusal | null {
    const { path, origins, connections, connectionsPerAddress } = this.rules
    if (this.stopping) return refusals.stopping
    if (pathOf(request.url ?? '') !== path) return refusals.path // P-HELLO-4: of the address only the path is read
    if (!originAllowed(origins, request.headers.origin, request.headers.host)) return refusals.origin
    if (this.#total >= connections) return refusals.full
    if (this.at(placeOf(address)) >= connectionsPerAddress && !isLoopback(address)) return refusals.address
    return null
  }

  enter(address: string): void {
    this.#total++
    this.hold(placeOf(address))
  }

  leave(address: string): void {
    this.#total--
    this.release(placeOf(address))
  }

  /** Sockets of a place, with a WebSocket or without one. */
  at(place: string): number {
    return this.#places.get(place) ?? 0
  }

  hold(place: string): void {
    this.#places.set(place, this.at(place) + 1)
  }

  release(place: string): void {
    const left = this.at(place) - 1
    if (left > 0) this.#places.set(place, left)
    else this.#places.delete(place)
  }
}
