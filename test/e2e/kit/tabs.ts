// A Chromium whose tabs may be hidden, frozen or left. Playwright keeps every page in front, and switches off what a
// browser does to pages that nobody sees; so this one is spoken to in its own protocol, and throttles timers as it does
// for everybody.
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { WebSocket } from 'ws'
import { chromiumFlags, findChromium } from '../../../tools/chromium.mjs'

interface Said {
  id?: number
  sessionId?: string
  method?: string
  params?: Record<string, unknown>
  result?: Record<string, unknown>
  error?: { message: string }
}

/** After ten seconds out of sight timers run once a minute (otherwise after five minutes). */
const FLAGS = [
  '--remote-debugging-port=0',
  '--enable-features=IntensiveWakeUpThrottling:grace_period_seconds/10',
  'about:blank'
]

export class Tabs {
  private last = 0
  private readonly waiting = new Map<number, (said: Said) => void>()
  private readonly listeners = new Map<string, (method: string, params: Record<string, unknown>) => void>()

  private constructor(
    private readonly child: ChildProcess,
    private readonly socket: WebSocket,
    private readonly folder: string
  ) {
    socket.on('message', (data) => {
      this.hear(JSON.parse(String(data)) as Said)
    })
  }

  static async open(): Promise<Tabs> {
    const executable = findChromium()
    if (executable === null) throw new Error('no Chromium: run node tools/chromium.mjs')
    const folder = mkdtempSync(join(tmpdir(), 'rtm-tabs-'))
    const child = spawn(executable, [...chromiumFlags, `--user-data-dir=${folder}`, ...FLAGS], {
      stdio: ['ignore', 'ignore', 'pipe']
    })
    const lines = createInterface({ input: child.stderr })
    const address = await new Promise<string>((resolve, reject) => {
      lines.on('line', (line) => {
        if (line.includes('DevTools listening on ')) resolve(line.split('listening on ')[1]!.trim())
      })
      child.once('exit', () => {
        reject(new Error('the browser ended before it listened'))
      })
    })
    const socket = new WebSocket(address)
    await once(socket, 'open')
    return new Tabs(child, socket, folder)
  }

  /** A new tab comes in front of all others: those are hidden from now on. */
  async tab(url: string): Promise<Tab> {
    const { targetId } = await this.send('Target.createTarget', { url: 'about:blank' })
    const { sessionId } = await this.send('Target.attachToTarget', { targetId, flatten: true })
    const tab = new Tab(this, String(targetId), String(sessionId))
    this.listeners.set(String(sessionId), (method, params) => {
      tab.hear(method, params)
    })
    for (const domain of ['Page', 'Runtime', 'Network']) await tab.send(`${domain}.enable`)
    await tab.go(url)
    return tab
  }

  async send(method: string, params: object = {}, sessionId?: string): Promise<Record<string, unknown>> {
    const id = ++this.last
    const said = new Promise<Said>((resolve) => {
      this.waiting.set(id, resolve)
    })
    this.socket.send(JSON.stringify({ id, method, params, ...(sessionId === undefined ? {} : { sessionId }) }))
    const { result, error } = await said
    if (error !== undefined) throw new Error(`${method}: ${error.message}`)
    return result ?? {}
  }

  async close(): Promise<void> {
    // all its processes: they have the pipe, too, and write into the folder as long as they live
    const gone = once(this.child, 'close')
    this.socket.close()
    this.child.kill('SIGTERM')
    await gone
    rmSync(this.folder, { recursive: true, force: true })
  }

  private hear(said: Said): void {
    if (said.id !== undefined) {
      this.waiting.get(said.id)?.(said)
      this.waiting.delete(said.id)
    } else if (said.sessionId !== undefined) this.listeners.get(said.sessionId)?.(said.method ?? '', said.params ?? {})
  }
}

export class Tab {
  /** Texts that came over WebSockets. */
  private readonly texts: string[] = []
  private wake: (() => void)[] = []
  private loaded = 0

  constructor(
    private readonly tabs: Tabs,
    private readonly targetId: string,
    private readonly sessionId: string
  ) {}

  send(method: string, params: object = {}): Promise<Record<string, unknown>> {
    return this.tabs.send(method, params, this.sessionId)
  }

  hear(method: string, params: Record<string, unknown>): void {
    if (method === 'Network.webSocketFrameReceived')
      this.texts.push((params['response'] as { payloadData: string }).payloadData)
    else if (method === 'Page.loadEventFired') this.loaded++
    else return
    for (const one of this.wake.splice(0)) one()
  }

  async go(url: string): Promise<void> {
    const before = this.loaded
    await this.send('Page.navigate', { url })
    while (this.loaded === before) await this.news()
  }

  /** To the page before, as the button of the browser does. */
  async back(): Promise<void> {
    const { entries, currentIndex } = (await this.send('Page.getNavigationHistory')) as {
      entries: { id: number }[]
      currentIndex: number
    }
    await this.send('Page.navigateToHistoryEntry', { entryId: entries[currentIndex - 1]!.id })
  }

  front(): Promise<unknown> {
    return this.tabs.send('Target.activateTarget', { targetId: this.targetId })
  }

  /** 'frozen' as the browser does to pages that nobody has looked at for long; 'active' again. */
  lifecycle(state: 'frozen' | 'active'): Promise<unknown> {
    return this.send('Page.setWebLifecycleState', { state })
  }

  async evaluate<T>(expression: string): Promise<T> {
    const { result, exceptionDetails } = (await this.send('Runtime.evaluate', {
      expression,
      awaitPromise: true,
      returnByValue: true
    })) as { result: { value: T }; exceptionDetails?: { exception?: { description: string } } }
    if (exceptionDetails !== undefined) throw new Error(exceptionDetails.exception?.description ?? 'the page threw')
    return result.value
  }

  /** Until the page shows it. Looks at every change of the page, not by a timer. */
  shows(selector: string): Promise<void> {
    return this.evaluate(`new Promise((resolve) => {
      const look = () => { if (document.querySelector(${JSON.stringify(selector)}) !== null) resolve() }
      new MutationObserver(look).observe(document, { subtree: true, childList: true, attributes: true })
      look()
    })`)
  }

  async type(selector: string, text: string): Promise<void> {
    await this.evaluate(`document.querySelector(${JSON.stringify(selector)}).focus()`)
    await this.send('Input.insertText', { text })
    for (const type of ['rawKeyDown', 'char', 'keyUp'])
      await this.send('Input.dispatchKeyEvent', {
        type,
        key: 'Enter',
        code: 'Enter',
        text: '\r',
        windowsVirtualKeyCode: 13
      })
  }

  heard(start: string): number {
    return this.texts.filter((text) => text.startsWith(start)).length
  }

  /** Until so many texts that begin so have come to the page. */
  async hears(start: string, count: number): Promise<void> {
    while (this.heard(start) < count) await this.news()
  }

  private news(): Promise<void> {
    return new Promise((resolve) => {
      this.wake.push(resolve)
    })
  }
}
