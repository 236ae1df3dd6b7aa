// JavaScript begins again over a process that goes on, on the real uni-app runtime: its numbers for functions begin at
// 1 again, so what was a listener of handles may be the function of setCallBack. Typed clients, as the pages of an app
// have them.
import { describe, expect, it } from 'vitest'
import { clientOn } from '../../../sdk/client/create.ts'
import { lasting } from '../../../sdk/engine/lasting.ts'
import type { RtmClient } from '../../../sdk/api/client-api.ts'
import type { RtmEngine } from '../../../sdk/engine/engine.ts'
import type { Command } from '../protocol.ts'
import { Player } from '../runtime.ts'
import type { Fields } from '../runtime.ts'
import type { PageLevel } from '../runtimes/bridge.ts'
import { loadApp } from '../runtimes/bridge/app.ts'
import type { App } from '../runtimes/bridge/app.ts'
import type { SideCommand } from '../runtimes/bridge/messages.ts'
import { Native } from '../runtimes/bridge/native.ts'
import { OPEN_APP, Server } from '../server.ts'
import { StandingTime } from '../time/standing-time.ts'

const shared = globalThis as { uni?: object }

/** A process whose JavaScript may begin again; to the time a player like any other. */
class Living extends Player {
  private readonly native: Native
  app: App

  constructor(private readonly level: PageLevel) {
    super('an app')
    this.native = new Native(level.worker, level.program, (fault) => {
      this.hear({ fault })
    })
    this.app = this.begins()
  }

  /** Nobody hears what the functions of before are called with. */
  ends(): void {
    this.native.anew()
  }
  begins(): App {
    shared.uni = {}
    this.app = loadApp(this.level.files, this.native, (fault) => {
      this.hear({ fault })
    })
    return this.app
  }

  client(server: string): { client: RtmClient; told: unknown[] } {
    const client = clientOn({ appId: OPEN_APP, server }, lasting(this.app.functions as unknown as RtmEngine))
    const told: unknown[] = []
    client.on('message', ({ text, redelivered }) => {
      told.push([text, redelivered])
    })
    client.on('state', ({ state }) => {
      told.push(state)
    })
    return { client, told }
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

export function pageLevelAnew(name: string, level: PageLevel): void {
  describe(`page level, JavaScript begins again: ${name}`, () => {
    it('a new life hears what was not handled; setCallBack under an old number hears its events', async () => {
      const time = new StandingTime()
      const server = await new Server(time.clock).start()
      const [home, away] = [new Living(level), new Living(level)]
      const scene = { server, players: [home, away] }
      const until = async <T>(promise: Promise<T>): Promise<T> => {
        let over = false
        promise.then(
          () => {
            over = true
          },
          () => {
            over = true
          }
        )
        for (let i = 0; i < 40 && !over; i++) await time.advance(scene, 200)
        return promise
      }
      try {
        await Promise.all(scene.players.map((player) => player.stats()))
        const bob = away.client(server.url).client
        await until(bob.login({ userId: 'bob' }))
        home.begins()
        const first = home.client(server.url)
        await until(first.client.login({ userId: 'alice' }))
        await until(bob.sendMessage('alice', 'handled'))
        await time.advance(scene, 3_000)
        expect(first.told).toEqual(['connecting', 'connected', ['handled', false]])
        home.ends()
        await until(bob.sendMessage('alice', 'not handled'))

        const { functions } = home.begins()
        functions['getSdkVersion']!(null, () => {}) // the number of open, once
        const events: unknown[] = []
        functions['setCallBack']!((event: Fields | string) => {
          if (typeof event === 'object') events.push(event['state'])
        }) // that of listen
        const second = home.client(server.url)
        await until(second.client.login({ userId: 'alice' }))
        await time.settle(scene)
        expect(second.told).toEqual(['connecting', 'connected', ['not handled', true]])
        for (const [call, options] of [
          ['createInstance', { appId: OPEN_APP }],
          ['setParameters', { server: server.url }],
          ['login', { userId: 'carol', token: '' }]
        ] as const)
          functions[call]!(options, () => {})
        await time.advance(scene, 1_000)
        expect(events).toEqual([2, 3])
        await time.advance(scene, 12_000)
        expect([second.client.state, first.told.length, server.sockets()]).toEqual(['connected', 3, 3])
        expect(scene.players.flatMap(({ faults }) => faults)).toEqual([])
      } finally {
        delete shared.uni
        await Promise.all(scene.players.map((player) => player.stop()))
        await server.stop()
      }
    })
  })
}
