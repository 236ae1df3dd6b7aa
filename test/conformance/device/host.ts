// The test host beside npm start: one port for everything. At /conformance a page takes the leading part in a run;
// under an address that only that page knows its scenarios have their server, which is gone with them. Pages of
// strangers are kept out, and so is too much of anything.
import { randomBytes } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { isIP } from 'node:net'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { WebSocketServer } from 'ws'
import type { WebSocket } from 'ws'
import { isLoopbackHost, TrustedProxies } from '../../../server/src/base/addresses.ts'
import { systemClock } from '../../../server/src/base/clock.ts'
import { Admission } from '../../../server/src/gates/admission.ts'
import { Doorway } from '../../../server/src/gates/doorway.ts'
import { Listener } from '../../../server/src/gates/listener.ts'
import { silentLog } from '../../../server/src/base/log.ts'
import type { Player } from '../runtime.ts'
import type { Scenario } from '../scenarios/scenario.ts'
import type { Server } from '../server.ts'
import type { Time } from '../time.ts'
import { Guest } from './guest.ts'

const MAX_GUESTS = 4
const FRAME_BYTES = 300_000 // the longest text, escaped, in one report
const HANDSHAKE_MS = 10_000
const MAX_CONNECTIONS = 64
const PATH_BYTES = 16

export interface HostParts {
  readonly scenarios: readonly Scenario[]
  readonly time: Time
  partner(): Player
}

export class Host {
  private readonly guests = new Set<Guest>()
  private readonly servers = new Map<string, Server>()
  private readonly sockets = new WebSocketServer({
    noServer: true,
    maxPayload: FRAME_BYTES,
    perMessageDeflate: false,
    clientTracking: false
  })
  private readonly listener = new Listener(
    {
      request: (_request, response) => {
        response
          .writeHead(404, { 'Content-Type': 'text/plain' })
          .end('This is the conformance host: open pages/conformance.\n')
      },
      upgrade: (request, socket, head) => {
        this.upgrade(request, socket, head)
      }
    },
    new Doorway(
      new Admission({
        path: '',
        origins: { listed: [] },
        proxies: new TrustedProxies([]),
        connections: MAX_CONNECTIONS,
        connectionsPerAddress: MAX_CONNECTIONS
      }),
      HANDSHAKE_MS,
      systemClock,
      silentLog
    )
  )
  private port = 0
  private onlyLoopback = true

  constructor(private readonly parts: HostParts) {}

  async listen(host: string, port: number): Promise<AddressInfo> {
    this.onlyLoopback = isLoopbackHost(host)
    const address = await this.listener.listen(host, port, () => {})
    this.port = address.port
    return address
  }

  close(): void {
    this.listener.close()
    for (const guest of this.guests) guest.close()
  }

  private upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    socket.on('error', () => {
      socket.destroy()
    })
    const path = (request.url ?? '/').split('?', 1)[0]!
    const server = this.servers.get(path)
    if (server !== undefined) server.upgrade(request, socket, head)
    else if (path !== '/conformance') refuse(socket, '404 Not Found')
    else if (!isOurs(request, this.onlyLoopback)) refuse(socket, '403 Forbidden')
    else if (this.guests.size >= MAX_GUESTS) refuse(socket, '503 Service Unavailable')
    else
      this.sockets.handleUpgrade(request, socket, head, (ws) => {
        this.welcome(ws)
      })
  }

  private welcome(ws: WebSocket): void {
    const { scenarios, time, partner } = this.parts
    const guest = new Guest(ws, scenarios, time, partner, {
      open: (make) => {
        const path = `/${randomBytes(PATH_BYTES).toString('hex')}`
        const server = make(path)
        server.url = `ws://127.0.0.1:${this.port}${path}`
        this.servers.set(path, server)
        return { path, server }
      },
      close: (server) => {
        for (const [path, one] of this.servers) if (one === server) this.servers.delete(path)
      },
      left: () => {
        this.guests.delete(guest)
      }
    })
    this.guests.add(guest)
  }
}

/**
 * Apps send no Origin. A browser's page must come from this machine or, where the network may come in, from the address
 * that it was asked for: a name may lead anywhere.
 */
export function isOurs({ headers }: Pick<IncomingMessage, 'headers'>, onlyLoopback: boolean): boolean {
  if (headers.origin === undefined) return true
  try {
    const from = new URL(headers.origin).hostname
    return (
      isLoopbackHost(from) ||
      (!onlyLoopback && isIP(from) !== 0 && from === new URL(`http://${headers.host ?? ''}`).hostname)
    )
  } catch {
    return false
  }
}

function refuse(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
}
