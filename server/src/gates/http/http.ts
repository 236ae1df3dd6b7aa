// Plain HTTP: the pages, and /health for whoever watches the server. It knows no user and no message.
import type { IncomingMessage, ServerResponse } from 'node:http'
import { VERSION } from '../../base/version.ts'
import type { Page, Pages } from '../pages/pages.ts'

export interface Health {
  stopping(): boolean
  connections(): number
  /** Since when the disk fails, and with what code; null: it does not, or there is none. */
  disk(): { readonly code: string; readonly seconds: number } | null
}

// The built pages use inline styles and data: images. Sockets may go to another server, because the playground lets one
// choose it.
const policy = [
  "default-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "connect-src 'self' ws: wss:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'self'"
].join('; ')

const always = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Content-Security-Policy': policy
}

export class HttpGate {
  readonly #started = performance.now()

  constructor(
    readonly pages: Pages,
    readonly socketPath: string,
    readonly health: Health
  ) {}

  readonly handle = (request: IncomingMessage, response: ServerResponse): void => {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      this.#text(request, response, 405, 'only GET and HEAD are answered here', { Allow: 'GET, HEAD' })
      return
    }
    const path = pathOf(request.url ?? '')
    const page = this.pages.get(path)
    if (path === '/health') this.#tellHealth(request, response)
    else if (path === this.socketPath)
      this.#text(request, response, 426, 'this is the address of the WebSocket', { Upgrade: 'websocket' })
    else if (page === undefined) this.#text(request, response, 404, 'there is no such page', {})
    else send(request, response, page)
  }

  #tellHealth(request: IncomingMessage, response: ServerResponse): void {
    const stopping = this.health.stopping()
    const disk = this.health.disk()
    const degraded = disk === null ? {} : { reason: 'disk', code: disk.code, degradedSeconds: disk.seconds }
    const body = JSON.stringify({
      status: stopping ? 'stopping' : disk === null ? 'ok' : 'degraded',
      ...degraded,
      version: VERSION,
      uptimeSeconds: Math.floor((performance.now() - this.#started) / 1000),
      connections: this.health.connections()
    })
    end(
      request,
      response,
      stopping ? 503 : 200,
      { 'Content-Type': 'application/json; charset=utf-8', 'Cache-Control': 'no-store' },
      Buffer.from(body)
    )
  }

  #text(
    request: IncomingMessage,
    response: ServerResponse,
    status: number,
    text: string,
    headers: Record<string, string>
  ): void {
    end(
      request,
      response,
      status,
      { ...headers, 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' },
      Buffer.from(`${text}\n`)
    )
  }
}

function send(request: IncomingMessage, response: ServerResponse, page: Page): void {
  const headers = { 'Content-Type': page.type, 'Cache-Control': page.cache, ETag: page.etag }
  const has = (request.headers['if-none-match'] ?? '')
    .split(',')
    .some((tag) => tag.trim().replace(/^W\//, '') === page.etag)
  if (!has) end(request, response, 200, headers, page.body)
  else response.writeHead(304, { ...always, 'Cache-Control': page.cache, ETag: page.etag }).end()
}

function end(
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  headers: Record<string, string>,
  body: Buffer
): void {
  response.writeHead(status, { ...always, ...headers, 'Content-Length': body.length })
  response.end(request.method === 'HEAD' ? undefined : body)
}

/** Of a request target; '' for one that is no path. */
export function pathOf(target: string): string {
  const end = target.search(/[?#]/)
  const path = end < 0 ? target : target.slice(0, end)
  try {
    return decodeURIComponent(path)
  } catch {
    return ''
  }
}
