import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import { WebLink } from '../../uni_modules/rtm/utssdk/web/link.uts'
import { platformPorts } from '../../uni_modules/rtm/utssdk/web/ports.uts'
import { ManualClock, Recorder } from './recorder.ts'

let server: WebSocketServer
let url: string
beforeEach(async () => {
  server = new WebSocketServer({ port: 0, host: '127.0.0.1' })
  await new Promise((resolve) => {
    server.once('listening', resolve)
  })
  url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}/`
  vi.stubGlobal('WebSocket', WebSocket)
})
afterEach(() => {
  vi.unstubAllGlobals()
  for (const client of server.clients) client.terminate()
  server.close()
})

const connect = (to: string): globalThis.WebSocket => new WebSocket(to) as unknown as globalThis.WebSocket

describe('the web link', () => {
  it('opens, carries text both ways, and reports the close of the peer once', async () => {
    server.on('connection', (peer) => {
      peer.on('message', (data) => {
        peer.send(`echo ${String(data)}`)
        peer.close(4001, 'kick')
      })
    })
    const heard = new Recorder()
    const link = new WebLink(7, heard, new ManualClock(), connect)
    link.open(url)
    link.send('too early: ignored')
    await heard.until('open')
    link.send('hello')
    await heard.until('close')
    link.send('too late: ignored')
    link.close(1000, 'bye')
    expect(heard.seen).toEqual(['open 7', 'text 7 echo hello', 'close 7 4001 kick'])
  })

  it('reports a bad url as a close, not as an exception', () => {
    const heard = new Recorder()
    new WebLink(1, heard, new ManualClock(), connect).open('nonsense')
    expect(heard.seen).toEqual(['close 1 1006 SyntaxError: Invalid URL: nonsense'])
  })

  it('reports a refused connection once', async () => {
    const heard = new Recorder()
    new WebLink(1, heard, new ManualClock(), connect).open('ws://127.0.0.1:9/')
    await heard.until('close 1 1006')
    expect(heard.closes).toBe(1)
  })

  it('ends when it is closed before it opened, and before open was called', async () => {
    const early = new Recorder()
    const link = new WebLink(1, early, new ManualClock(), connect)
    link.open(url)
    link.close(1000, 'changed my mind')
    await early.until('close')
    expect(early.seen).toEqual(['close 1 1006 WebSocket was closed before the connection was established'])
    const never = new Recorder()
    new WebLink(2, never, new ManualClock(), connect).close(1000, 'bye')
    expect(never.seen).toEqual(['close 2 1000 bye'])
  })

  it('does not wait for a peer that never answers the close', async () => {
    const heard = new Recorder()
    const clock = new ManualClock()
    const link = new WebLink(1, heard, clock, connect)
    server.on('connection', (peer) => {
      ;(peer as unknown as { _socket: { pause(): void } })._socket.pause()
    })
    link.open(url)
    await heard.until('open')
    link.close(1000, 'bye')
    expect(heard.closes).toBe(0)
    clock.move(2000)
    expect(heard.seen).toEqual(['open 1', 'close 1 1006 no answer to close'])
    expect(clock.waiting).toBe(0)
  })
})

describe('the web ports', () => {
  it('are made where there is neither a document nor a window', () => {
    const ports = platformPorts()
    ports.surroundings.watch({ onForeground() {}, onBackground() {}, onNetwork() {} })
    expect(ports.origin.defaultServer()).toBe('')
    expect(ports.random.next()).toBeLessThan(1)
  })

  const beside = (page: string, base = page): string => {
    vi.stubGlobal('location', new URL(page))
    vi.stubGlobal('document', { baseURI: base })
    return platformPorts().origin.defaultServer()
  }

  it('find the server beside the page', () => {
    expect(beside('https://rtm.example:8443/')).toBe('wss://rtm.example:8443/rtm')
    expect(beside('http://127.0.0.1:7080/index.html')).toBe('ws://127.0.0.1:7080/rtm')
    expect(beside('https://rtm.example/chat/')).toBe('wss://rtm.example/chat/rtm')
    expect(beside('https://rtm.example/a/b/index.html?x=/y/#/pages/chat/chat?user=a/b')).toBe(
      'wss://rtm.example/a/b/rtm'
    )
    expect(beside('http://rtm.example/?from=/z/')).toBe('ws://rtm.example/rtm')
  })

  it('find it where <base href> says that the page lies, on the host of the page only', () => {
    expect(beside('https://rtm.example/chat/room/5', 'https://rtm.example/chat/')).toBe('wss://rtm.example/chat/rtm')
    expect(beside('https://rtm.example/chat/', 'https://files.example/v7/')).toBe('wss://rtm.example/chat/rtm')
    expect(beside('https://rtm.example/chat/', 'https://rtm.example.evil/v7/')).toBe('wss://rtm.example/chat/rtm')
  })

  it('find none for a page out of a file, and one beside the script of a worker', () => {
    expect(beside('file:///home/chat/index.html')).toBe('')
    expect(beside('about:srcdoc', 'https://rtm.example/chat/')).toBe('')
    vi.stubGlobal('document', undefined)
    vi.stubGlobal('location', new URL('https://rtm.example/chat/worker.js'))
    expect(platformPorts().origin.defaultServer()).toBe('wss://rtm.example/chat/rtm')
  })
})
