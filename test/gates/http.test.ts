// What the gate answers over HTTP: pages and /health.
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PagesProblem, readPages } from '../../server/src/gates/pages/pages.ts'
import { RawPeer, TestGate } from '../kit/gate.ts'

const folder = mkdtempSync(join(tmpdir(), 'rtm-pages-'))
let gate: TestGate
const at = (path: string) => `http://127.0.0.1:${gate.port}${path}`

beforeAll(async () => {
  mkdirSync(join(folder, 'public', 'assets'), { recursive: true })
  writeFileSync(join(folder, 'secret.txt'), 'secret')
  for (const [name, text] of Object.entries({
    'index.html': '<!doctype html><title>rtm</title>',
    'assets/index-CY_RXn4l.js': 'export {}',
    'assets/uni.837eb623.css': 'a{}',
    '.env': 'secret',
    'logo.svg': '<svg/>'
  }))
    writeFileSync(join(folder, 'public', name), text)
  symlinkSync(join(folder, 'secret.txt'), join(folder, 'public', 'link.txt'))
  gate = await TestGate.start({ pages: readPages(join(folder, 'public')) })
})
afterAll(async () => {
  await gate.stop()
  rmSync(folder, { recursive: true })
})

describe('pages', () => {
  it('serves the folder with types, index.html for the root, and nothing in place of what is missing', async () => {
    const root = await fetch(at('/?a=1'))
    expect([root.status, root.headers.get('content-type'), await root.text()]).toEqual([
      200,
      'text/html; charset=utf-8',
      '<!doctype html><title>rtm</title>'
    ])
    expect((await fetch(at('/assets/index-CY_RXn4l.js'))).headers.get('content-type')).toBe(
      'text/javascript; charset=utf-8'
    )
    expect((await fetch(at('/assets/uni.837eb623.css'))).headers.get('content-type')).toBe('text/css; charset=utf-8')
    for (const path of ['/nothing', '/assets', '/assets/', '/pages/playground'])
      expect((await fetch(at(path))).status).toBe(404)
  })

  it('lets hashed files be kept for ever and asks for the others again', async () => {
    expect((await fetch(at('/assets/index-CY_RXn4l.js'))).headers.get('cache-control')).toContain('immutable')
    expect((await fetch(at('/assets/uni.837eb623.css'))).headers.get('cache-control')).toContain('immutable')
    const first = await fetch(at('/'))
    expect(first.headers.get('cache-control')).toBe('no-cache')
    const again = await fetch(at('/'), { headers: { 'If-None-Match': `"x", W/${first.headers.get('etag')}` } })
    expect([again.status, await again.text()]).toEqual([304, ''])
  })

  it('answers HEAD without a body and refuses to be written to', async () => {
    const head = await fetch(at('/logo.svg'), { method: 'HEAD' })
    expect([head.status, head.headers.get('content-length'), await head.text()]).toEqual([200, '6', ''])
    const post = await fetch(at('/'), { method: 'POST', body: 'x' })
    expect([post.status, post.headers.get('allow')]).toEqual([405, 'GET, HEAD'])
  })

  it('tells browsers to trust nothing that it did not serve', async () => {
    const { headers } = await fetch(at('/nothing'))
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('referrer-policy')).toBe('no-referrer')
    expect(headers.get('content-security-policy')).toContain("default-src 'self'")
    expect(headers.get('content-security-policy')).not.toContain('unsafe-eval')
  })

  it('shows neither hidden files, nor what links point at, nor anything above the folder', async () => {
    for (const path of [
      '/../secret.txt',
      '/..%2fsecret.txt',
      '/%2e%2e/secret.txt',
      '/.env',
      '/link.txt',
      '//secret.txt',
      '/assets/../../secret.txt',
      '/%00',
      '/%',
      '/__proto__',
      '/constructor',
      'http://x/secret.txt',
      '*'
    ]) {
      const peer = await RawPeer.open(gate.port, {
        greeting: `GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`
      })
      await peer.closed
      expect(peer.frames.toString()).toBe('there is no such page\n')
    }
  })

  it('sends the whole file whatever range is asked for', async () => {
    for (const range of ['bytes=10-5', 'bytes=-1', 'bytes=0-0', 'bytes=99999-', 'lines=1']) {
      const answer = await fetch(at('/logo.svg'), { headers: { Range: range } })
      expect([answer.status, await answer.text()]).toEqual([200, '<svg/>'])
    }
  })

  it('says at the start what is wrong with the folder', () => {
    expect(() => readPages(join(folder, 'absent'))).toThrow(PagesProblem)
    expect(() => readPages(folder)).toThrow('there is no index.html')
  })
})

describe('/health', () => {
  it('tells status, version, age and connections, and 503 while the server stops', async () => {
    const answer = await fetch(at('/health'))
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(await answer.json()).toEqual({
      status: 'ok',
      version: expect.any(String),
      uptimeSeconds: expect.any(Number),
      connections: 0
    })
    gate.admission.stopping = true
    const stopping = await fetch(at('/health'))
    expect([stopping.status, ((await stopping.json()) as { status: string }).status]).toEqual([503, 'stopping'])
    gate.admission.stopping = false
  })

  it("explains itself to a browser that opens the socket's address", async () => {
    expect((await fetch(at('/rtm'))).status).toBe(426)
  })
})
