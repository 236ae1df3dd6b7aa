// A user of the town: an engine on a real socket, what they sent and what they heard.
import { SocketLinks } from '../conformance/runtimes/socket-links.ts'
import type { Frame } from '../kit/engine-kit.ts'
import { WorldExecutor } from '../../sdk/testing/ports.ts'
import type { Random } from '../../sdk/testing/random.ts'
import { RealWorld } from '../kit/real-world.ts'
import { Client } from '../../uni_modules/rtm/utssdk/common/engine/client.uts'
import { Ports } from '../../uni_modules/rtm/utssdk/common/guarded.uts'
import { NoLogFiles, PlainJson, PlainRandom } from '../../uni_modules/rtm/utssdk/js/plain.uts'

export const APP = 'k'.repeat(32)
const LONGEST = 3_000

export interface Sent {
  readonly text: string
  readonly to: string
  outcome: string
}

/** Where they live. */
export interface Town {
  answered(user: User): void
  moved(): void
}

export class User {
  readonly heard: string[] = []
  readonly missed: Frame[] = []
  readonly sent: Sent[] = []
  readonly client: Client
  readonly faults: unknown[] = []
  state = 'out'
  private n = 0
  private readonly world = new RealWorld()
  private readonly executor = new WorldExecutor(this.world, this.faults)

  constructor(
    private readonly town: Town,
    readonly name: string,
    server: string
  ) {
    const clock = {
      ...this.world.clock,
      after: (ms: number, task: () => void) =>
        this.world.clock.after(ms, () => {
          this.executor.run(task)
        })
    }
    const silent = { write: () => {} }
    const ports = new Ports(
      this.executor,
      clock,
      new PlainJson(),
      new SocketLinks(() => {}),
      { watch: () => {} },
      new PlainRandom(),
      silent,
      { defaultServer: () => '' },
      new NoLogFiles()
    )
    this.client = new Client(ports, APP, server)
    this.run(() => {
      this.client.listen((event: Frame) => {
        this.hear(event)
      })
    })
  }

  login(): void {
    this.run(() => {
      this.client.login(this.name, '', () => {
        this.town.moved()
      })
    })
  }
  logout(): void {
    this.run(() => {
      this.client.logout(() => {
        this.town.moved()
      })
    })
  }
  release(): Promise<void> {
    return new Promise((resolve) => {
      this.run(() => {
        this.client.close(() => {
          resolve()
        })
      })
    })
  }

  send(to: string, text: string): void {
    const sent: Sent = { text, to, outcome: '' }
    this.sent.push(sent)
    this.run(() => {
      this.client.send(to, text, false, true, (answer: Frame) => {
        sent.outcome = String(answer.outcome ?? answer.why)
        this.town.answered(this)
      })
    })
  }

  next(to: string, random: Random): void {
    const text = `${this.name}>${to}:${++this.n} `
    this.send(to, text + 'x'.repeat(random.below(4) === 0 ? random.below(LONGEST) : 0))
  }

  get underWay(): number {
    return this.sent.filter(({ outcome }) => outcome === '').length
  }

  private hear(event: Frame): void {
    if (event.event === 'state') this.state = String(event.state)
    else if (event.event === 'peerMessage') this.heard.push(String(event.text))
    else if (event.event === 'missed') this.missed.push(event)
    this.town.moved()
  }
  private run(task: () => void): void {
    this.executor.run(task)
  }
}
