// The plugin as the web build sees it, bundled for a page of Chromium: one browser for all actors, a page for each,
// kept and loaded anew for the next one. Commands and reports pass over a socket of each page, which is ten times as
// quick as the debugger's.
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Plugin } from 'esbuild'
import { chromium, type Browser, type Page } from 'playwright-core'
import { type WebSocket, WebSocketServer } from 'ws'
import { chromiumFlags, findHeadless } from '../../../tools/chromium.mjs'
import { forTarget } from '../../../tools/lib/ifdef.mjs'
import type { Command, Report } from '../protocol.ts'
import { Player } from '../runtime.ts'
import { forPage } from './bundle.ts'

const utsForWeb: Plugin = {
  name: 'uts-for-web',
  setup: ({ onLoad }) => {
    onLoad({ filter: /\.uts$/ }, ({ path }) => ({
      contents: (forTarget as (code: string, target: string) => string)(readFileSync(path, 'utf8'), 'web'),
      loader: 'ts'
    }))
  }
}

/** Starting a browser, or a page with a process of its own, takes longer than most scenarios. */
export class Chromium {
  private readonly free: Page[] = []
  /** Actors whose page is on its way, by the name in its address. */
  private readonly awaited = new Map<string, PagePlayer>()
  private last = 0

  private constructor(
    private readonly browser: Browser,
    private readonly server: Server
  ) {
    new WebSocketServer({ server }).on('connection', (socket, { url = '' }) => {
      this.awaited.get(url)?.sit(socket)
      this.awaited.delete(url)
    })
  }

  static async start(): Promise<Chromium> {
    const script = readFileSync(await forPage('chromium', './chromium-page.ts', [utsForWeb]), 'utf8')
    const executablePath = findHeadless()
    if (executablePath === null) throw new Error('no Chromium: run node tools/chromium.mjs')
    // From loopback, because a browser keeps other pages away from servers on this machine.
    const server = createServer(({ url = '' }, response) => {
      if (url === '/page.js') response.setHeader('Content-Type', 'text/javascript').end(script)
      else {
        response.setHeader('Content-Type', 'text/html')
        response.end('<!doctype html><title>conformance</title><script src="/page.js"></script>')
      }
    })
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    return new Chromium(await chromium.launch({ executablePath, args: chromiumFlags }), server)
  }

  /** An actor with a page of its own. */
  runtime(): Player {
    const path = `/?${++this.last}`
    const player = new PagePlayer(this.free)
    this.awaited.set(path, player)
    const { port } = this.server.address() as AddressInfo
    void player.open(this.free.pop() ?? this.browser.newPage(), `http://127.0.0.1:${port}${path}`)
    return player
  }

  async close(): Promise<void> {
    await this.browser.close()
    this.server.close()
  }
}

class PagePlayer extends Player {
  private page: Page | null = null
  private socket: WebSocket | null = null
  /** Commands that came before the page did. */
  private early: string[] = []

  constructor(private readonly free: Page[]) {
    super('Chromium', false)
  }

  async open(page: Page | Promise<Page>, address: string): Promise<void> {
    try {
      this.page = await page
      this.page.removeAllListeners()
      this.page.on('pageerror', ({ message }) => {
        this.log = `${this.log}${message}\n`.slice(-4_000)
      })
      this.page.on('crash', () => {
        this.ended('the page has crashed')
      })
      await this.page.goto(address)
    } catch (fault) {
      this.ended(String(fault))
    }
  }

  /** The page is there. */
  sit(socket: WebSocket): void {
    this.socket = socket
    for (const text of this.early.splice(0)) socket.send(text)
    socket.on('message', (data) => {
      this.hear(JSON.parse(String(data)) as Report)
    })
    socket.on('close', () => {
      this.ended('the page has gone')
    })
  }

  /** Its page goes elsewhere, with all that it held, and is the next actor's. */
  async stop(): Promise<void> {
    if (this.isOver || this.page === null) return
    await this.page.goto('about:blank')
    this.ended('stopped')
    this.free.push(this.page)
  }

  protected write(command: Command): void {
    const text = JSON.stringify(command)
    if (this.socket === null) this.early.push(text)
    else this.socket.send(text)
  }
}
