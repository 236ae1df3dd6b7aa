// The real server behind a real reverse proxy with a prefix: who gets in, and from which pages.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { once } from 'node:events'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { WebSocket } from 'ws'
import { portsOver } from '../../../uni_modules/rtm/utssdk/web/ports.uts'
import { refusalOf } from '../../kit/gate.ts'
import { PrefixProxy } from '../../kit/prefix-proxy.ts'
import { buildServer, ServerProcess } from '../../kit/process.ts'

const pages = mkdtempSync(join(tmpdir(), 'rtm-prefix-'))
const bare = { RTM_PAGES: pages, RTM_TRUSTED_PROXIES: '127.0.0.1' }
let running: { server: ServerProcess & { port: number }; proxy: PrefixProxy }[] = []

beforeAll(async () => {
  await buildServer()
  writeFileSync(join(pages, 'index.html'), '<!doctype html><title>rtm</title>')
})
afterAll(async () => {
  for (const { server, proxy } of running) {
    proxy.close()
    server.signal('SIGKILL')
    await server.ended
  }
  running = []
  rmSync(pages, { recursive: true })
})

async function behindProxy(env: Record<string, string>): Promise<{ server: ServerProcess; proxy: PrefixProxy }> {
  const server = await ServerProcess.start(env)
  const proxy = new PrefixProxy('/chat/', () => server.port)
  await proxy.open()
  running.push({ server, proxy })
  return { server, proxy }
}

/** What the page at this address dials by itself. */
function dialledFrom(page: string): string {
  vi.stubGlobal('location', new URL(page))
  try {
    return portsOver((url) => new WebSocket(url) as never).origin.defaultServer()
  } finally {
    vi.unstubAllGlobals()
  }
}

const opens = (url: string, headers: Record<string, string>): Promise<unknown> => {
  const socket = new WebSocket(url, { headers })
  return once(socket, 'open').then(() => socket.terminate())
}

describe('a server behind a proxy with a prefix', () => {
  it('is found beside its pages, by an address or by a name that is listed', async () => {
    const { proxy } = await behindProxy({ ...bare, RTM_ORIGINS: 'https://chat.example,http://127.0.0.1:1' })
    const page = `http://127.0.0.1:${proxy.port}/chat/`
    expect(await (await fetch(page)).text()).toContain('<title>rtm</title>')
    expect((await fetch(`${page}health`)).status).toBe(200)
    expect(dialledFrom(`${page}index.html#/pages/chat/chat`)).toBe(`ws://127.0.0.1:${proxy.port}/chat/rtm`)
    await opens(dialledFrom(page), { Origin: 'https://chat.example', Host: 'chat.example' })
    expect(await refusalOf(`ws://127.0.0.1:${proxy.port}/rtm`)).toMatchObject({ status: 404 })
  })

  it('refuses a foreign site behind its own name at the proxy, whatever it says; tells what to list', async () => {
    const { server, proxy } = await behindProxy(bare)
    const url = dialledFrom(`http://127.0.0.1:${proxy.port}/chat/`)
    const evil = { Origin: 'http://evil.example', Host: 'evil.example' }
    const claims: Record<string, string>[] = [
      {},
      { 'X-Forwarded-Host': 'evil.example' },
      { Forwarded: 'host=evil.example' },
      { 'X-Forwarded-For': '127.0.0.1' }
    ]
    for (const more of claims)
      expect(await refusalOf(url, { ...evil, ...more })).toMatchObject({
        status: 403,
        text: expect.stringContaining('"origins"')
      })
    await opens(url, { Origin: `http://127.0.0.1:${proxy.port}`, Host: `127.0.0.1:${proxy.port}` })
    await opens(url, {}) // a native client
    expect(server.events.filter(({ event }) => event === 'no_origins')).toMatchObject([
      { level: 'warn', message: expect.stringContaining('"origins"') }
    ])
  })
})
