// Sockets that only sit, against the real process and its real listener. Nothing here waits for a time: an attacker's
// sockets either stay while others are served, or are waited for until the server ends them.
import { once } from 'node:events'
import { request } from 'node:http'
import { createConnection, type Socket } from 'node:net'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { buildServer, FrameClient, ServerProcess } from '../../kit/process.ts'

const servers: ServerProcess[] = []
const sockets: Socket[] = []

beforeAll(buildServer)
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy()
  for (const server of servers) server.signal('SIGKILL')
  for (const server of servers.splice(0)) await server.ended
})

async function start(env: Record<string, string>): Promise<ServerProcess & { port: number }> {
  const server = await ServerProcess.start(env)
  servers.push(server)
  return server
}

/** Connected, with these bytes sent. `over`: the server has ended it. */
async function sit(port: number, bytes: string | Buffer = ''): Promise<{ socket: Socket; over: Promise<void> }> {
  const socket = createConnection({ port, host: '127.0.0.1' })
  sockets.push(socket)
  const over = new Promise<void>((resolve) => socket.once('close', () => resolve()))
  socket.on('error', () => {})
  socket.resume()
  await once(socket, 'connect')
  if (bytes.length > 0) socket.write(bytes)
  return { socket, over }
}

const health = (port: number): Promise<{ status: number; body: string }> =>
  new Promise((resolve, reject) => {
    request({ port, host: '127.0.0.1', path: '/health', agent: false }, (response) => {
      let body = ''
      response.on('data', (chunk) => {
        body += String(chunk)
      })
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body }))
    })
      .on('error', reject)
      .end()
  })

describe('1,100 sockets that send nothing, where 100 connections may be', () => {
  it('keep nobody out: /health is answered, and 100 users get in while they sit', async () => {
    const { port } = await start({ RTM_CONNECTIONS: '100', RTM_HANDSHAKE_MS: '60000' })
    for (let i = 0; i < 1_100; i++) await sit(port)
    expect(await health(port)).toMatchObject({ status: 200 })
    const clients: FrameClient[] = []
    for (let i = 0; i < 100; i++) {
      clients.push(await FrameClient.open(port))
      await clients[i]!.hello({ user: `user${i}` })
    }
    expect(JSON.parse((await health(port)).body)).toMatchObject({ status: 'ok', connections: 100 })
    for (let i = 0; i < 300; i++) await sit(port)
    expect((await health(port)).status).toBe(200)
    await expect(FrameClient.open(port)).rejects.toThrow('503')
    for (const { socket } of clients) socket.terminate()
  })

  it('are ended by the server, all of them', async () => {
    const { port } = await start({ RTM_CONNECTIONS: '100', RTM_HANDSHAKE_MS: '1000' })
    const all = []
    for (let i = 0; i < 1_100; i++) all.push(await sit(port))
    await Promise.all(all.map(({ over }) => over))
    expect((await health(port)).status).toBe(200)
  })
})

describe('a socket that does not come to a request', () => {
  const clientHello = Buffer.concat([Buffer.from('160301020001000001fc0303', 'hex'), Buffer.alloc(500, 7)])
  const beginnings: readonly (readonly [what: string, bytes: string | Buffer])[] = [
    ['sends nothing', ''],
    ['stops within the first line', 'GET / HT'],
    ['stops within the headers', 'GET /rtm HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\n'],
    ['announces a body and holds it back', 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\nx'],
    ['speaks TLS', clientHello],
    ['sends zeros', Buffer.alloc(1000)],
    ['never ends a header', `GET / HTTP/1.1\r\nX: ${'x'.repeat(100_000)}`],
    ['has had its answer and keeps the socket', 'GET /health HTTP/1.1\r\nHost: x\r\n\r\n'],
    ['has had its answer and stops within the next request', 'GET /health HTTP/1.1\r\nHost: x\r\n\r\nGET /hea']
  ]
  it('is ended, whatever it began with, and also between two requests', async () => {
    const { port } = await start({ RTM_HANDSHAKE_MS: '200' })
    const standing = new Map<string, Promise<void>>()
    for (const [what, bytes] of beginnings)
      standing.set(
        what,
        (await sit(port, bytes)).over.then(() => {
          standing.delete(what)
        })
      )
    while (standing.size > 0) await Promise.race(standing.values())
    expect((await health(port)).status).toBe(200)
  })

  it('is ended although it goes on sending a byte at a time', async () => {
    const { port } = await start({ RTM_HANDSHAKE_MS: '500' })
    const { socket, over } = await sit(port, 'GET / HTTP/1.1\r\n')
    const drip = setInterval(() => socket.write('X-A: b\r\n'), 20)
    await over
    clearInterval(drip)
  })
})
