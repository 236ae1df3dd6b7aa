// Pages written for AR-RtmModule in the built app, with native code at the other end of the bridge: one app and one
// native process for each page, one server, and time that stands still until told.
import { describe, expect, it } from 'vitest'
import type { Command } from '../conformance/protocol.ts'
import { Player } from '../conformance/runtime.ts'
import type { PageLevel } from '../conformance/runtimes/bridge.ts'
import { loadApp } from '../conformance/runtimes/bridge/app.ts'
import { Native } from '../conformance/runtimes/bridge/native.ts'
import type { SideCommand } from '../conformance/runtimes/bridge/messages.ts'
import type { Shown } from '../conformance/runtimes/bridge/shown.ts'
import { Server } from '../conformance/server.ts'
import { StandingTime } from '../conformance/time/standing-time.ts'
import { Person } from './stand.ts'
import type { OldPage, PageName, Stand } from './stand.ts'
import { APP_ID, stories } from './stories.ts'

const STEP_MS = 200
const PATIENCE_MS = 30_000

/** A page, and to the time a player like any other. */
class AppPage extends Player implements OldPage {
  private readonly native: Native
  private readonly load: () => Shown
  private shown: Shown

  constructor(name: PageName, { worker, program, files }: PageLevel, server: string) {
    super(name)
    const hear = (fault: string): void => {
      this.hear({ fault })
    }
    this.native = new Native(worker, program, hear)
    this.load = () => loadApp(files, this.native, hear, { 'rtm-server': server }).show(`pages/${name}/${name}`)
    this.shown = this.load()
  }

  /** Its JavaScript has ended: nobody is called any more. */
  silence(): void {
    this.native.anew()
  }

  /** JavaScript begins again, as after an update; the process goes on. */
  anew(): void {
    this.native.anew()
    this.shown = this.load()
  }

  fill(field: string, text: string): Promise<void> {
    return this.shown.fill(field, text)
  }
  press(action: string): Promise<void> {
    return this.shown.press(action)
  }
  lines(): Promise<string[]> {
    return this.shown.lines()
  }
  stop(): Promise<void> {
    return this.native.stop()
  }

  protected write({ id, ...command }: Command): void {
    this.native.ask(command as SideCommand).then(
      (answer) => {
        this.hear({ ...answer, id, done: 1 })
      },
      (fault: Error) => {
        this.ended(fault.message)
      }
    )
  }
}

export class AppStand implements Stand {
  private readonly time = new StandingTime()
  private readonly server: Server
  private readonly pages: AppPage[] = []

  private constructor(private readonly level: PageLevel) {
    this.server = new Server(this.time.clock, {}, undefined, [APP_ID])
  }

  static async open(level: PageLevel): Promise<AppStand> {
    const stand = new AppStand(level)
    await stand.server.start()
    return stand
  }

  async open(name: PageName): Promise<AppPage> {
    const page = new AppPage(name, this.level, this.server.url)
    this.pages.push(page)
    await page.stats() // the process is up
    return page
  }

  async until(holds: () => Promise<boolean>): Promise<void> {
    await this.settle()
    for (let waited = 0; !(await holds()); waited += STEP_MS) {
      if (waited > PATIENCE_MS) throw new Error(`not within ${PATIENCE_MS} ms`)
      await this.pass(STEP_MS)
    }
  }

  async pass(ms: number): Promise<void> {
    await this.time.advance(this.scene, ms)
    this.sound()
  }

  async away(_page: OldPage, user: string): Promise<void> {
    this.server.refuse(true)
    this.server.cut(user)
    await this.settle()
  }

  async back(): Promise<void> {
    this.server.refuse(false)
    await this.settle()
  }

  async close(): Promise<void> {
    await Promise.all(this.pages.map((page) => page.stop()))
    await this.server.stop()
  }

  private get scene(): { server: Server; players: AppPage[] } {
    return { server: this.server, players: this.pages }
  }

  private async settle(): Promise<void> {
    await this.time.settle(this.scene)
    this.sound()
  }

  private sound(): void {
    for (const { name, faults } of this.pages) if (faults.length > 0) throw new Error(`${name}: ${faults.join('\n')}`)
  }
}

async function begun(person: Person): Promise<void> {
  await person.does('login', { userId: 'alice', peerId: 'bob' })
  await person.hears('createInstance', { code: 0 })
  await person.hears('onConnectionStateChanged', { state: 2, reason: 1 })
  await person.hears('onConnectionStateChanged', { state: 3, reason: 2 })
  await person.hears('login', { code: 0 })
}

export function oldPagesOnApp(name: string, level: PageLevel): void {
  describe(`old pages: ${name}`, () => {
    it('JavaScript begins again: createInstance 0, its events, and what the last page had not handled', async () => {
      const stand = await AppStand.open(level)
      try {
        const [page, bob] = [await stand.open('demo'), await Person.at('demo', stand, { peerId: 'alice' })]
        await begun(new Person(page, stand))
        await bob.does('login', { userId: 'bob' })
        await bob.hears('login', { code: 0 })
        page.silence()
        await bob.does('sendMessageToPeer', { text: 'not handled' })
        await bob.hears('sendMessageToPeer', { code: 0 })
        page.anew()
        const alice = new Person(page, stand)
        await begun(alice)
        await alice.hears('onPeerMessageReceived', { peerId: 'bob', text: 'not handled' })
        await bob.does('sendMessageToPeer', { text: 'now' })
        await alice.hears('onPeerMessageReceived', { peerId: 'bob', text: 'now' })
        await stand.pass(12_000)
        expect(await alice.unheard()).toEqual([])
      } finally {
        await stand.close()
      }
    })

    for (const story of stories) {
      it(story.name, async () => {
        const stand = await AppStand.open(level)
        try {
          await story.play(stand)
        } finally {
          await stand.close()
        }
      })
    }
  })
}
