// One page that has come for a run: its socket, what it says, and the part it plays. One run for one socket.
import type { WebSocket } from 'ws'
import type { News, Report as PageReport, Start } from '../../../pages/conformance/wire.ts'
import type { Command, Report } from '../protocol.ts'
import type { Player } from '../runtime.ts'
import type { Scenario } from '../scenarios/scenario.ts'
import type { Server } from '../server.ts'
import type { Time } from '../time.ts'
import { PagePlayer } from './page-player.ts'
import { run } from './run.ts'

const START_MS = 30_000
const BEAT_MS = 5_000
const MAX_ADDRESS = 200

export interface Place {
  open(make: (path: string) => Server): { path: string; server: Server }
  close(server: Server): void
  left(): void
}

export class Guest {
  private player: PagePlayer | null = null
  private begun = false
  private gone = false
  private alive = true
  private beat = 0
  private readonly late: number

  constructor(
    private readonly ws: WebSocket,
    private readonly scenarios: readonly Scenario[],
    private readonly time: Time,
    private readonly partner: () => Player,
    private readonly place: Place
  ) {
    this.late = time.clock.after(START_MS, () => {
      this.refuse('no start came')
    })
    this.watch()
    ws.on('message', (data, isBinary) => {
      this.hear(isBinary ? '' : String(data))
    })
    ws.on('pong', () => {
      this.alive = true
    })
    ws.on('error', () => {})
    ws.on('close', () => {
      this.leave()
    })
  }

  close(): void {
    this.ws.terminate()
  }

  // A phone that was locked answers nothing and closes nothing.
  private watch(): void {
    this.beat = this.time.clock.after(BEAT_MS, () => {
      if (!this.alive) return this.ws.terminate()
      this.alive = false
      this.ws.ping()
      this.watch()
    })
  }

  private hear(text: string): void {
    const message = objectOf(text)
    if (message === null) this.refuse('that is no JSON object')
    else if (this.player !== null && isReport(message)) this.player.take(message)
    else if (!isStart(message)) this.refuse('that is neither a start nor a report')
    else if (this.begun) this.refuse('a socket has one run')
    else void this.play(message)
  }

  private async play({ server: address, only }: Start): Promise<void> {
    this.begun = true
    this.time.clock.cancel(this.late)
    let path = ''
    let lastId = 0
    await run(
      this.scenarios,
      only,
      {
        time: this.time,
        page: () => {
          lastId = this.player?.lastId ?? lastId
          return (this.player = new PagePlayer(address + path, lastId, (command) => {
            this.send(command)
          }))
        },
        partner: this.partner,
        open: (make) => {
          const opened = this.place.open(make)
          path = opened.path
          return opened.server
        },
        close: (server) => {
          this.place.close(server)
        },
        gone: () => this.gone
      },
      (news) => {
        this.send(news)
      }
    )
    this.ws.close(1000, 'over')
  }

  private send(message: Command | News): void {
    if (this.ws.readyState === this.ws.OPEN) this.ws.send(JSON.stringify(message))
  }

  private refuse(why: string): void {
    this.send({ refused: why })
    this.ws.close(1008, why)
  }

  private leave(): void {
    this.gone = true
    this.time.clock.cancel(this.late)
    this.time.clock.cancel(this.beat)
    this.player?.gone('it closed its socket, or answered nothing for 10 s')
    this.place.left()
  }
}

function objectOf(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Readonly<Record<string, unknown>>)
      : null
  } catch {
    return null
  }
}

function isStart(message: object): message is Start {
  const { start, server, only } = message as Partial<Start>
  return (
    start === 1 &&
    typeof server === 'string' &&
    server.length <= MAX_ADDRESS &&
    /^wss?:\/\/[^/\s]+$/.test(server) &&
    Array.isArray(only) &&
    only.every((one) => Number.isInteger(one))
  )
}

const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null

function isReport(
  message: Readonly<Record<string, unknown>>
): message is Report & PageReport & Readonly<Record<string, unknown>> {
  const { id, done, result, event, handle, heard, fault } = message
  return (
    isObject(event) ||
    (typeof handle === 'string' && isObject(heard)) ||
    typeof fault === 'string' ||
    (Number.isInteger(id) && (done === 1 || isObject(result)))
  )
}
