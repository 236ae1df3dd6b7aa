// What a wrong address looks like on real sockets, as the typed client for Node and plain web has them: the platform's
// own words become one of ours.
import { createServer, type Server as HttpServer } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo, Server } from 'node:net'
import { createServer as createTcpServer } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { LinkFault } from '../../uni_modules/rtm/utssdk/common/connection/link-fault.uts'
import { WebLink } from '../../uni_modules/rtm/utssdk/web/link.uts'
import { World } from '../../sdk/testing/world.ts'
import { FakeLinks, portsOf } from '../kit/engine-kit'
import { ManualClock, Recorder } from './recorder.ts'

const open: Server[] = []
afterEach(() => {
  for (const server of open.splice(0)) server.close()
})

async function listening(server: Server | HttpServer): Promise<number> {
  open.push(server as Server)
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  return (server.address() as AddressInfo).port
}

async function whyOf(url: string): Promise<unknown> {
  const heard = new Recorder()
  new WebLink(1, heard, new ManualClock(), (to) => new WebSocket(to) as unknown as globalThis.WebSocket).open(url)
  await heard.until('close 1 1006 ')
  const fault = new LinkFault(portsOf(new World(), new FakeLinks()).ports)
  fault.happened(heard.seen[0]!.slice('close 1 1006 '.length), false)
  const told: { link?: { why: string } } = {}
  fault.put(told as never)
  return told.link?.why
}

const answering = (status: number, headers = {}): HttpServer => {
  const answer = (_: unknown, socket: { end(text: string): void }): void => {
    socket.end(
      `HTTP/1.1 ${status} No\r\n${Object.entries(headers)
        .map(([name, value]) => `${name}: ${String(value)}\r\n`)
        .join('')}Content-Length: 0\r\nConnection: close\r\n\r\n`
    )
  }
  return createServer().on('upgrade', answer)
}

describe('a server that is not there, or is not ours', () => {
  it('where nothing listens: refused', async () => {
    const port = await listening(createTcpServer())
    await new Promise((resolve) => {
      open.splice(0)[0]!.close(resolve)
    })
    expect(await whyOf(`ws://127.0.0.1:${port}/rtm`)).toBe('refused')
  })

  it('a web server without this path: http_status', async () => {
    expect(await whyOf(`ws://127.0.0.1:${await listening(answering(404))}/rtm`)).toBe('http_status')
  })

  it('a web server that knows another place: redirect', async () => {
    expect(
      await whyOf(`ws://127.0.0.1:${await listening(answering(302, { Location: 'http://127.0.0.1/' }))}/rtm`)
    ).toBe('redirect')
  })

  it('wss:// to a port without TLS: tls', async () => {
    expect(await whyOf(`wss://127.0.0.1:${await listening(answering(404))}/rtm`)).toBe('tls')
  })

  it('ws:// to a port with TLS: not_websocket, or the status that its web server gives', async () => {
    const port = await listening(createTlsServer({}) as unknown as Server)
    expect(['not_websocket', 'http_status']).toContain(await whyOf(`ws://127.0.0.1:${port}/rtm`))
  })

  it('a server of another protocol: not_websocket', async () => {
    const port = await listening(
      createTcpServer((socket) => {
        socket.end('220 mail.example ESMTP\r\n')
      })
    )
    expect(await whyOf(`ws://127.0.0.1:${port}/rtm`)).toBe('not_websocket')
  })
})
