// A reverse proxy as docs/server.md has it for nginx: a prefix of the path is taken off, Host is handed on as the
// client said it, and who asks stands in X-Forwarded-For. What is outside the prefix is somebody else's, and answered
// 404.
import { createServer, request as ask, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'

export class PrefixProxy {
  /** Every path that was asked for, as the client asked for it. */
  readonly asked: string[] = []
  private readonly server: Server
  private readonly sockets = new Set<Socket>()

  constructor(
    readonly prefix: string,
    private readonly target: () => number
  ) {
    this.server = createServer((request, response) => {
      const onward = this.onward(request)
      if (onward === null) return void response.writeHead(404).end()
      onward.on('response', (from) => from.pipe(response.writeHead(from.statusCode ?? 502, from.headers)))
      onward.on('error', () => response.destroy())
      request.pipe(onward)
    })
    this.server.on('connection', (socket: Socket) => {
      this.sockets.add(socket)
      socket.on('error', () => {}).once('close', () => this.sockets.delete(socket))
    })
    this.server.on('upgrade', (request: IncomingMessage, socket: Socket, head: Buffer) => {
      const onward = this.onward(request)
      if (onward === null) return void socket.end('HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n')
      onward.on('upgrade', (answer, behind, rest) => {
        socket.write(headOf(answer))
        socket.write(rest)
        behind.write(head)
        behind.on('error', () => socket.destroy()).once('close', () => socket.destroy())
        socket.once('close', () => behind.destroy())
        behind.pipe(socket).pipe(behind)
      })
      onward.on('response', (answer) => {
        socket.write(headOf(answer))
        answer.pipe(socket)
      })
      onward.on('error', () => socket.destroy())
      onward.end()
    })
  }

  async open(): Promise<void> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve))
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port
  }

  close(): void {
    this.server.close()
    for (const socket of this.sockets) socket.destroy()
  }

  private onward({ url = '', method, headers, socket }: IncomingMessage): ReturnType<typeof ask> | null {
    this.asked.push(url)
    if (!url.startsWith(this.prefix)) return null
    const who = [headers['x-forwarded-for'] ?? [], socket.remoteAddress ?? ''].flat().join(', ')
    return ask({
      port: this.target(),
      host: '127.0.0.1',
      method,
      agent: false,
      path: `/${url.slice(this.prefix.length)}`,
      headers: { ...headers, 'x-forwarded-for': who }
    })
  }
}

function headOf({ statusCode, statusMessage, rawHeaders }: IncomingMessage): string {
  let head = `HTTP/1.1 ${statusCode} ${statusMessage}\r\n`
  for (let i = 0; i < rawHeaders.length; i += 2) head += `${rawHeaders[i]}: ${rawHeaders[i + 1]}\r\n`
  return `${head}\r\n`
}
