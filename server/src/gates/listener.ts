// The one listening socket, and who answers on it: HTTP requests and WebSocket handshakes. Slow and silent peers are
// cut off here.
import { createServer } from 'node:http'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import type { Doorway } from './doorway.ts'

export interface Answers {
  request(request: IncomingMessage, response: ServerResponse): void
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void
}

/** A peer that reads nothing of its answer for so long, as one that reads no messages (slow.ts). */
const STALLED_MS = 30_000
// From here on a write answers "wait for drain" (Wire.drained); newer versions of Node have another default.
const HIGH_WATER_BYTES = 16_384

export class ListenProblem extends Error {
  constructor(
    readonly code: string,
    readonly host: string,
    readonly port: number,
    message: string
  ) {
    super(message)
  }
}

export class Listener {
  readonly #server: Server

  /**
   * The doorway counts, and times the first request; later ones of the same socket are timed by Node, from their first
   * byte on.
   */
  constructor(
    answers: Answers,
    readonly doorway: Doorway
  ) {
    const { handshakeMs } = doorway
    const settings = {
      headersTimeout: handshakeMs,
      requestTimeout: handshakeMs,
      connectionsCheckingInterval: Math.min(1_000, Math.ceil(handshakeMs / 2)),
      highWaterMark: HIGH_WATER_BYTES,
      noDelay: true
    }
    this.#server = createServer(settings, (request, response) => {
      doorway.asked(request.socket)
      request.socket.setTimeout(STALLED_MS)
      response.once('close', () => doorway.answered(request.socket))
      answers.request(request, response)
    })
    this.#server.on('connection', (socket) => doorway.arrive(socket))
    this.#server.on('upgrade', (request, socket, head) => {
      doorway.leave(socket as Socket)
      answers.upgrade(request, socket, head)
    })
  }

  /** `ready` runs in the turn in which the port is ours, before any connection is seen. */
  listen(host: string, port: number, ready: () => void): Promise<AddressInfo> {
    return new Promise((resolve, reject) => {
      this.#server.once('error', (error: NodeJS.ErrnoException) => reject(problemOf(error, host, port)))
      this.#server.listen({ host, port, backlog: 4_096 }, () => {
        this.#server.removeAllListeners('error')
        try {
          ready()
          resolve(this.#server.address() as AddressInfo)
        } catch (error) {
          reject(error as Error)
        }
      })
    })
  }

  /** Frees the port; what is connected stays. */
  close(): void {
    this.#server.close()
    this.doorway.close()
  }
}

/** Throws as `listen` would if the port cannot be had. */
export function proveFree(host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', (error: NodeJS.ErrnoException) => reject(problemOf(error, host, port)))
    probe.listen({ host, port }, () => probe.close(() => resolve()))
  })
}

function problemOf(error: NodeJS.ErrnoException, host: string, port: number): ListenProblem {
  const code = error.code ?? 'unknown'
  const texts: Record<string, string> = {
    EADDRINUSE: `port ${port} of ${host} is in use. Stop what listens there, or set another port.`,
    EACCES: `port ${port} may not be used by this user. Set a port above 1023.`,
    EADDRNOTAVAIL: `host: ${host} is not an address of this machine.`,
    ENOTFOUND: `host: the name ${host} is not known.`
  }
  return new ListenProblem(code, host, port, texts[code] ?? `host, port: cannot listen on ${host}:${port} (${code}).`)
}
