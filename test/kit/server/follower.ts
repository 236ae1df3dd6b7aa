// A client that keeps cursors as an engine does, notes every break of the rules, and comes back after a cut from where
// it was.
import type { Naive } from './naive.ts'
import type { Client } from './client.ts'
import type { Stage } from './stage.ts'
import type { Fields } from './wire.ts'

interface Place {
  readonly room: string
  epoch: string
  offset: number
  id: string
  version: number
}

export class Follower {
  readonly faults: string[] = []
  private readonly places = new Map<number, Place>()
  private readonly logs = new Map<string, string[]>()
  /** What was sent and not answered yet, by n. */
  private readonly open = new Map<number, { room: string; text: string }>()
  private n = 0
  private attempt = 1
  private waiting: { id: number; act: string; room: string; head: number }[] = []
  private lastId = 0

  private constructor(
    private readonly stage: Stage,
    private readonly naive: Naive,
    private client: Client
  ) {
    this.watch()
  }

  static async login(stage: Stage, naive: Naive, user: string): Promise<Follower> {
    return new Follower(stage, naive, await stage.login(user))
  }

  get session(): string {
    return this.client.welcome!['session'] as string
  }

  log(room: string): string[] {
    return this.logs.get(room) ?? []
  }

  pub(room: string, size: number): void {
    if (!this.client.isOpen || this.place(room) === undefined) return
    const n = ++this.n
    const text = `${this.client.user}/${n}/` + 'x'.repeat(size)
    this.open.set(n, { room, text })
    this.client.pub(n, room, text)
  }

  join(room: string): Promise<void> {
    return this.ask('join', room)
  }

  leave(room: string): Promise<void> {
    return this.ask('leave', room)
  }

  async stall(): Promise<void> {
    this.client.wire.stall()
  }

  async crawl(): Promise<void> {
    this.client.wire.crawl(1)
  }

  async read(): Promise<void> {
    this.client.wire.resume()
    await this.stage.settle()
  }

  async cut(): Promise<void> {
    // What was asked and not answered would be uncertain; the schedule asks only on links that read.
    if (this.waiting.length === 0) this.client.wire.break()
  }

  async back(): Promise<void> {
    if (this.client.wire.closed === null && this.client.isOpen && !this.isCut) return
    const { session, key, generation } = this.client.welcome!
    const channels = [...this.places.values()].map((place) => ({
      ch: place.room,
      e: place.epoch,
      o: place.offset,
      i: place.id,
      v: place.version,
      mode: 'full'
    }))
    const next = this.stage.connect(this.client.user)
    this.client = next
    this.places.clear()
    this.watch()
    await next.hello({ auto: 1, generation, session, key, attempt: ++this.attempt, channels })
  }

  private get isCut(): boolean {
    return this.client.wire.isEnded
  }

  private place(room: string): Place | undefined {
    return [...this.places.values()].find((place) => place.room === room)
  }

  private async ask(act: 'join' | 'leave', room: string): Promise<void> {
    if (!this.client.isOpen || this.isCut || !this.client.wire.isReading) return
    if ((this.place(room) === undefined) !== (act === 'join')) return
    const id = ++this.lastId
    this.waiting.push({ id, act, room, head: this.naive.head(room) })
    this.client.send({ t: act, id, ch: room, mode: 'full' })
    await this.stage.settle()
    if (this.waiting.length > 0) this.faults.push(`${act} ${room} was not answered`)
  }

  private watch(): void {
    const { client } = this
    const keep = client.wire.onFrame
    this.lastId = 0
    client.wire.onFrame = (frame) => {
      keep(frame)
      if (client === this.client) this.onFrame(frame)
    }
  }

  private onFrame(frame: Fields): void {
    const place = this.places.get(frame['a'] as number)
    switch (frame['t']) {
      case 'welcome':
        return this.onWelcome(frame)
      case 'ok':
        return this.onOk(frame)
      case 'no':
        return void this.faults.push(`no ${frame['why']}`)
      case 'out':
        return this.onOut(frame)
      case 'm':
        if (place === undefined) return void this.faults.push(`a record of a channel that is not joined: ${frame['o']}`)
        if (frame['o'] !== place.offset + 1)
          this.faults.push(`record ${frame['o']} after ${place.offset} in ${place.room}`)
        place.offset = frame['o']
        place.id = frame['i']
        return this.keep(place.room, `${frame['o']} ${frame['p']}`)
      case 'skip':
        if (place === undefined || frame['from'] !== place.offset + 1)
          return void this.faults.push(`skip ${frame['from']}`)
        place.offset = frame['to']
        place.id = ''
        return
      case 'gap':
        return void this.faults.push('gap')
      case 'members':
        if (place === undefined) return void this.faults.push('members of a channel that is not joined')
        place.version = Math.max(place.version, frame['v'])
    }
  }

  private onWelcome(frame: Fields): void {
    if (frame['resumed'] !== 'full') this.faults.push(`resumed ${frame['resumed']}`)
    for (const row of frame['channels'] as Fields[])
      this.places.set(row['a'], { room: row['ch'], epoch: row['e'], offset: row['o'], id: '', version: row['v'] })
    for (const out of frame['outcomes'] as Fields[]) this.settle(out)
    // What the server never saw is sent again, as an outbox does.
    for (const [n, { room, text }] of this.open) if (n > frame['taken']) this.client.pub(n, room, text)
  }

  private onOk(frame: Fields): void {
    const at = this.waiting.findIndex((one) => one.id === frame['id'])
    const [asked] = this.waiting.splice(at, 1)
    if (asked === undefined) return void this.faults.push('an answer nobody asked for')
    if (asked.act === 'leave') {
      const place = this.place(asked.room)!
      for (const [alias, one] of this.places) if (one === place) this.places.delete(alias)
      this.naive.left(this.session, asked.room, place.offset, asked.head)
    } else {
      this.places.set(frame['a'], {
        room: asked.room,
        epoch: frame['e'],
        offset: frame['o'],
        id: '',
        version: frame['v']
      })
      this.naive.joined(this.session, asked.room, frame['o'])
    }
  }

  private onOut(frame: Fields): void {
    this.settle(frame)
    const place = this.places.get(frame['a'] as number)
    if (place === undefined || frame['outcome'] !== 'taken') return
    if (frame['o'] !== place.offset + 1) this.faults.push(`out ${frame['o']} after ${place.offset} in ${place.room}`)
    place.offset = frame['o']
    place.id = frame['i']
  }

  private settle(out: Fields): void {
    const sent = this.open.get(out['n'])
    if (sent === undefined) return
    this.open.delete(out['n'])
    if (out['outcome'] === 'taken') this.naive.taken(this.session, sent.room, out['o'], sent.text)
    else if (out['why'] !== 'not_joined') this.faults.push(`out ${out['outcome']} ${out['why']}`)
  }

  private keep(room: string, line: string): void {
    const log = this.logs.get(room)
    if (log === undefined) this.logs.set(room, [line])
    else log.push(line)
  }
}
