// Hosts that a test starts, and a page in front of one.
import { once } from 'node:events'
import { WebSocket } from 'ws'
import type { News, Report, Start } from '../../../../pages/conformance/wire.ts'
import type { Scenario } from '../../scenarios/scenario.ts'
import { RealTime } from '../../time/real-time.ts'
import type { Time } from '../../time.ts'
import { Host } from '../host.ts'

const hosts: Host[] = []

/** The address of a host of these scenarios. */
export async function listening(scenarios: readonly Scenario[], time: Time = new RealTime(1)): Promise<string> {
  const host = new Host({
    scenarios,
    time,
    partner: () => {
      throw new Error('these scenarios have no partner')
    }
  })
  hosts.push(host)
  return `ws://127.0.0.1:${(await host.listen('127.0.0.1', 0)).port}`
}

export function closeHosts(): void {
  for (const host of hosts.splice(0)) host.close()
}

/** A page that obeys: every call is answered with what `answer` says. */
export class Page {
  readonly news: News[] = []
  readonly closed: Promise<number>
  private readonly ws: WebSocket

  constructor(
    readonly url: string,
    answer: (name: string, page: Page, id: number) => Record<string, unknown> | null = () => ({ code: 0 })
  ) {
    this.ws = new WebSocket(`${url}/conformance`)
    this.closed = once(this.ws, 'close').then(([code]) => code as number)
    this.ws.on('message', (data) => {
      const message = JSON.parse(String(data)) as News & { id?: number; do?: string; name?: string }
      if (message.id === undefined) this.news.push(message)
      else {
        const result = message.do === 'call' ? answer(message.name!, this, message.id) : null
        if (result !== null) this.say({ id: message.id, result })
        this.say({ id: message.id, done: 1 })
      }
    })
  }

  async open(): Promise<this> {
    await once(this.ws, 'open')
    return this
  }

  say(message: Start | Report | string): void {
    this.ws.send(typeof message === 'string' ? message : JSON.stringify(message))
  }
  start(only: number[] = []): void {
    this.say({ start: 1, server: this.url, only })
  }
  leave(): void {
    this.ws.terminate()
  }
  /** Twice there and back: whatever the host asked before has its answer. */
  async answersPings(): Promise<void> {
    for (let i = 0; i < 2; i++) {
      this.ws.ping()
      await once(this.ws, 'pong')
    }
  }
  deaf(): void {
    this.ws.pause()
  }
  hears(): void {
    this.ws.resume()
  }
}

/** What a handshake is answered that is refused. */
export const statusOf = async (url: string, headers = {}): Promise<number> => {
  const ws = new WebSocket(url, { headers })
  const [, response] = (await once(ws, 'unexpected-response')) as [unknown, { statusCode: number }]
  ws.on('error', () => {})
  ws.terminate()
  return response.statusCode
}
