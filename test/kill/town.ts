// A town on the real thing: the shipped server as a process with a data folder, engines on real sockets, users who come
// and go and write to each other. Everything is moved by what happens, nothing by waiting: an answer leads to the next
// message, so many messages lead to a kill.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ServerProcess } from '../kit/process.ts'
import { randomOf, type Random } from '../../sdk/testing/random.ts'
import { APP, User, type Sent } from './user.ts'

const USERS = ['ann', 'ben', 'cat', 'dan', 'eve']
/** Messages of one user that have no answer yet. */
const UNDER_WAY = 3
/** Every so many answers somebody comes or goes. */
const MOVE_EVERY = 12

export class KillTown {
  users: User[] = []
  kills = 0
  private readonly folder = mkdtempSync(join(tmpdir(), 'rtm-kill-'))
  private readonly random: Random
  private server: (ServerProcess & { port: number }) | null = null
  private port = 0
  private answers = 0
  private sends = 0
  private killAt = 0
  private writing = false
  private waiting: (() => void)[] = []

  constructor(seed: number) {
    this.random = randomOf(seed)
    const limits = { rates: { message: [100_000, 1_000] }, offline: { messages: 10_000 } }
    writeFileSync(this.config, JSON.stringify({ apps: [{ id: APP, name: 'kill', limits }] }))
  }

  async begin(): Promise<void> {
    await this.start()
    this.users = USERS.map((name) => new User(this, name, `ws://127.0.0.1:${this.port}/rtm`))
    this.users.forEach((user, i) => {
      if (i < 3) user.login()
    })
    await this.until('the first are in', () => this.users.filter(({ state }) => state === 'in').length === 3)
  }

  /** Traffic, a kill in the middle of it, the next process; ends when somebody is back. */
  async round(): Promise<void> {
    this.writing = true
    this.killAt = this.sends + 20 + this.random.below(300)
    for (const user of this.users) this.fill(user)
    await this.until('enough was sent', () => this.sends >= this.killAt)
    for (let turns = this.random.below(8); turns > 0; turns--) await new Promise((resolve) => setImmediate(resolve))
    const { server } = this
    server!.signal('SIGKILL')
    await server!.ended
    this.kills++
    await this.start()
    await this.until('somebody is back', () => this.users.some(({ state }) => state === 'in'))
  }

  /** Nobody writes any more, everybody comes, and what was promised has time to arrive. */
  async rest(): Promise<void> {
    this.writing = false
    await this.until('everything is answered', () => this.users.every(({ underWay }) => underWay === 0))
    await this.allIn()
    await this.until('everything that was promised is there', () =>
      this.promised().every(({ to, text }) => this.user(to).heard.includes(text))
    )
    // Whatever would come twice comes at a login, before this.
    for (const user of this.users) user.logout()
    await this.until('everybody is out', () => this.users.every(({ state }) => state === 'out'))
    await this.allIn()
    for (const user of this.users) user.send(user.name, `last of ${user.name}`)
    await this.until('the last ones are there', () =>
      this.users.every(({ name, heard }) => heard.includes(`last of ${name}`))
    )
  }

  /** Exit code of the last server. */
  async end(): Promise<number | null> {
    for (const user of this.users) await user.release()
    this.server?.signal('SIGTERM')
    return (await this.server?.ended) ?? null
  }

  dispose(): void {
    this.server?.signal('SIGKILL')
    rmSync(this.folder, { recursive: true, force: true })
  }

  promised(): Sent[] {
    return this.users
      .flatMap(({ sent }) => sent)
      .filter(({ outcome }) => outcome === 'stored' || outcome === 'received')
  }
  user(name: string): User {
    return this.users.find((user) => user.name === name)!
  }

  answered(user: User): void {
    this.answers++
    if (this.writing) this.fill(user)
    if (this.writing && this.answers % MOVE_EVERY === 0) this.move()
    this.moved()
  }

  /** Something happened: whoever waits looks again. */
  moved(): void {
    for (const look of this.waiting.splice(0)) look()
  }

  private get config(): string {
    return join(this.folder, 'config.json')
  }

  private fill(user: User): void {
    // In a turn of its own: an answer may be given within the call.
    setImmediate(() => {
      while (this.writing && user.underWay < UNDER_WAY && user.state === 'in') {
        this.sends++
        user.next(this.random.pick(USERS), this.random)
      }
      this.moved()
    })
  }

  private move(): void {
    const user = this.random.pick(this.users)
    if (user.state === 'out') user.login()
    else if (user.state === 'in' && this.users.filter(({ state }) => state === 'in').length > 1) user.logout()
    for (const one of this.users) this.fill(one)
  }

  private async allIn(): Promise<void> {
    for (const user of this.users) if (user.state === 'out') user.login()
    await this.until('everybody is in', () =>
      this.users.every((user) => {
        if (user.state === 'out') user.login() // his way in had failed while there was no server
        return user.state === 'in'
      })
    )
  }

  private async start(): Promise<void> {
    this.server = await ServerProcess.start({
      RTM_CONFIG: this.config,
      RTM_DATA: join(this.folder, 'data'),
      RTM_PORT: String(this.port),
      RTM_LOG_LEVEL: 'info'
    })
    this.port = this.server.port
  }

  private async until(what: string, done: () => boolean): Promise<void> {
    const patience = setTimeout(() => {
      this.waiting.splice(0).forEach((look) => {
        look()
      })
    }, 25_000)
    const end = performance.now() + 24_900
    try {
      while (!done()) {
        if (performance.now() > end)
          throw new Error(
            `waited in vain until ${what}: ` +
              `${JSON.stringify(this.users.map(({ name, state, underWay }) => [name, state, underWay]))}`
          )
        await new Promise<void>((look) => {
          this.waiting.push(look)
        })
      }
    } finally {
      clearTimeout(patience)
    }
  }
}
