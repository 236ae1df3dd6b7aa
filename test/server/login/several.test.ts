// Several sessions of one user, as many as his app allows.
import fc from '../../kit/properties.ts'
import { describe, expect, it } from 'vitest'
import { newest } from '../../../server/src/config/apps.ts'
import type { Client } from '../../kit/server/client.ts'
import { appWith, Stage } from '../../kit/server/stage.ts'
import type { Fields } from '../../kit/server/wire.ts'

const shared = (sessions = 2): Stage => new Stage({ appList: [appWith({}, { policy: newest(sessions) })] })
const wanted = (ch: string, room: Fields, o: number) => ({ ch, e: room['e'], o, i: '', v: room['v'], mode: 'full' })

describe('the policy', () => {
  const seats = (...generations: number[]) => generations.map((generation, i) => ({ id: `s${i}`, generation }))

  it('P-RESUME-7: the newest stay, whoever began first; the same login goes', () => {
    expect(newest(1).replaced(seats(5), 9)).toEqual(['s0'])
    expect(newest(2).replaced(seats(5), 9)).toEqual([])
    expect(newest(2).replaced(seats(5, 7), 9)).toEqual(['s0'])
    expect(newest(2).replaced(seats(7, 5), 6)).toEqual(['s1'])
    expect(newest(3).replaced(seats(5, 6, 7), 6)).toEqual(['s1'])
    expect(newest(2).replaced(seats(1, 2, 3, 4), 5)).toEqual(['s0', 's1', 's2']) // fewer than before are allowed
  })

  it('P-HELLO-10: a full house fences off what is below its lowest', () => {
    expect([
      newest(1).fence(seats(5)),
      newest(2).fence(seats(5)),
      newest(2).fence(seats(9, 5)),
      newest(2).fence([])
    ]).toEqual([4, 0, 4, 0])
  })
})

it('P-RESUME-7: two devices: both live, a third login ends the oldest', async () => {
  const stage = shared()
  const [phone, tablet] = [await stage.login('alice'), await stage.login('alice')]
  expect([phone.closed, tablet.closed, stage.node.stats().sessions]).toEqual([null, null, 2])
  const desk = await stage.login('alice')
  expect([phone.closed, tablet.closed, desk.closed]).toEqual([4201, null, null])
  expect((await phone.back()).closed).toBe(4201)
})

it('P-RESUME-7 P-HELLO-12: a login whose welcome was lost takes its own place, none of another device', async () => {
  const stage = shared()
  const tablet = await stage.login('alice', { login: 'tablet.1' })
  const lost = await stage.login('alice', { login: 'phone.1' })
  const phone = await stage.login('alice', { login: 'phone.1', attempt: 2 })
  expect([tablet.closed, lost.closed, phone.closed, stage.node.stats().sessions]).toEqual([null, 4201, null, 2])
})

it('P-RESUME-9: peer messages go to both, the first acknowledgement settles, all must have handled', async () => {
  const stage = shared()
  const [phone, tablet, bob] = [await stage.login('alice'), await stage.login('alice'), await stage.login('bob')]
  for (let n = 1; n <= 3; n++) bob.peer(n, 'alice', `m${n}`)
  await stage.settle()
  expect([phone.texts(), tablet.texts()]).toEqual([
    ['m1', 'm2', 'm3'],
    ['m1', 'm2', 'm3']
  ])
  expect(bob.of('out')).toEqual([])
  await tablet.acked(3, 3)
  expect(bob.of('out').map(({ outcome }) => outcome)).toEqual(['received', 'received', 'received'])
  phone.wire.break()
  bob.peer(4, 'alice', 'm4')
  await stage.settle()
  tablet.ack(4, 4)
  const again = await phone.back({ inbox: { e: phone.welcome!['inbox'].e, o: 2, i: '', h: 2 } })
  expect(again.texts()).toEqual(['m3', 'm4'])
})

it('P-RESUME-9: a second device begins at the end of the inbox, not with what the first is busy with', async () => {
  const stage = shared()
  const [phone, bob] = [await stage.login('alice'), await stage.login('bob')]
  bob.peer(1, 'alice', 'for the phone')
  await stage.settle()
  const tablet = await stage.login('alice')
  bob.peer(2, 'alice', 'for both')
  await stage.settle()
  expect([phone.texts(), tablet.texts(), tablet.of('redelivery')]).toEqual([
    ['for the phone', 'for both'],
    ['for both'],
    []
  ])
  expect(tablet.welcome!['inbox'].o).toBe(1)
})

it('P-RESUME-7 P-RESUME-9: what a replaced session had not handled goes to the one in its place only', async () => {
  const stage = shared()
  const [phone, tablet, bob] = [await stage.login('alice'), await stage.login('alice'), await stage.login('bob')]
  for (let n = 1; n <= 3; n++) bob.peer(n, 'alice', `m${n}`)
  await stage.settle()
  phone.ack(1, 1)
  await tablet.acked(3, 3)
  const desk = await stage.login('alice')
  expect([phone.closed, desk.texts(), tablet.texts()]).toEqual([4201, ['m2', 'm3'], ['m1', 'm2', 'm3']])
  expect(desk.last('redelivery')).toMatchObject({ from: 2, to: 3 })
})

it('P-RESUME-9: a session that ended comes back at its own cursor, with what another one keeps', async () => {
  const stage = shared()
  const [phone, tablet, bob] = [await stage.login('alice'), await stage.login('alice'), await stage.login('bob')]
  phone.wire.break()
  phone.silent = true
  await stage.live(700_000)
  bob.peer(1, 'alice', 'm1')
  await stage.settle()
  const again = await phone.back({ inbox: { e: phone.welcome!['inbox'].e, o: 0, i: '', h: 0 } })
  expect([again.welcome!['resumed'], again.texts(), tablet.texts(), tablet.closed]).toEqual([
    'fresh',
    ['m1'],
    ['m1'],
    null
  ])
})

it('P-RESUME-9 P-MEMBER-1: a user is in and present while one of their sessions is; others are not told', async () => {
  const stage = shared()
  const [phone, tablet, bob] = [await stage.login('alice'), await stage.login('alice'), await stage.login('bob')]
  await bob.join('room')
  const room = await phone.join('room')
  expect(await tablet.join('room')).toMatchObject({ t: 'ok', count: 2 })
  bob.take()
  phone.wire.break()
  phone.silent = true
  await stage.live(40_000)
  expect((await bob.request('presence', { users: ['alice'] }))['states']).toEqual(['online'])
  const again = await phone.back({ channels: [wanted('room', room, 0)] })
  expect(again.welcome).toMatchObject({ resumed: 'rejoined', channels: [{ ch: 'room', count: 2 }] })
  await again.request('bye')
  expect(bob.take().filter(({ t }) => t === 'members')).toEqual([])
  tablet.pub(1, 'room', 'still here')
  await tablet.leave('room')
  expect([bob.texts(), bob.lastChange()]).toMatchObject([['still here'], { left: [{ u: 'alice', why: 'left' }] }])
  await tablet.request('bye')
  expect((await bob.request('presence', { users: ['alice'] }))['states']).toEqual(['offline'])
})

// Devices of one user that lose their links, stay away for any time, come back by themselves, log out and in again,
// while the server restarts or crashes. Nobody logs in anew without a logout: a session that nobody says goodbye to
// takes a place until it ends.
type Act = 'cut' | 'back' | 'anew'
type Step =
  | { readonly what: Act; readonly device: number }
  | { readonly what: 'wait'; readonly ms: number }
  | { readonly what: 'restart' }
  | { readonly what: 'crash' }

class Devices {
  readonly clients: Client[] = []
  /** Generations of those that were told that another login has replaced them. */
  readonly replaced: number[] = []
  /** Without a link, and not told so. */
  private readonly down = new Set<Client>()
  private readonly dismissed = new Set<Client>()
  private constructor(readonly stage: Stage) {}

  static async of(count: number, sessions: number): Promise<Devices> {
    const devices = new Devices(shared(sessions))
    for (let i = 0; i < count; i++) {
      devices.clients.push(await devices.stage.login('alice'))
      // generations are times, and a server that has crashed takes none for later than now
      await devices.stage.advance(10)
    }
    devices.look()
    return devices
  }

  get generations(): number[] {
    return this.clients.map(({ welcome }) => welcome!['generation'] as number)
  }

  async play(step: Step): Promise<void> {
    const { stage } = this
    if (step.what === 'wait') await stage.live(step.ms)
    else if (step.what === 'restart') await stage.restart()
    else if (step.what === 'crash') {
      for (const client of this.clients) this.down.add(client)
      await stage.crash()
    } else if ('device' in step) await this.act(step.what, step.device)
    await stage.settle()
    this.look()
  }

  private async act(what: Act, device: number): Promise<void> {
    const client = this.clients[device]!
    if (what === 'cut') {
      this.down.add(client)
      client.wire.break()
    } else if (what === 'anew') {
      if (this.isUp(client)) await client.request('bye')
      else if (client.closed !== 4201) return
      this.clients[device] = await this.stage.login('alice')
      await this.stage.advance(10)
    } else if (!this.isUp(client) && client.closed !== 4201) {
      const next = await client.back()
      if (next.isOpen) this.clients[device] = next
      else if (next.closed === 4201) this.dismiss(client)
    }
  }

  private isUp(client: Client): boolean {
    return client.isOpen && !this.down.has(client)
  }

  private look(): void {
    for (const client of this.clients) if (client.closed === 4201 && !this.dismissed.has(client)) this.dismiss(client)
  }

  private dismiss(client: Client): void {
    this.dismissed.add(client)
    client.wire.closed = { code: 4201, reason: '' }
    this.replaced.push(client.welcome!['generation'] as number)
  }
}

const steps = (devices: number) =>
  fc.array(
    fc.oneof(
      {
        weight: 6,
        arbitrary: fc.record({
          what: fc.constantFrom('cut' as const, 'back' as const, 'back' as const, 'anew' as const),
          device: fc.nat(devices - 1)
        })
      },
      {
        weight: 2,
        arbitrary: fc.record({ what: fc.constant('wait' as const), ms: fc.constantFrom(1000, 40_000, 700_000) })
      },
      { weight: 1, arbitrary: fc.constantFrom({ what: 'restart' as const }, { what: 'crash' as const }) }
    ),
    { maxLength: 20 }
  )

describe('devices that come back by themselves', () => {
  it.each([2, 3])(
    'P-HELLO-10: %i of them with as many sessions never push each other out',
    async (count) => {
      await fc.assert(
        fc.asyncProperty(steps(count), async (schedule) => {
          const devices = await Devices.of(count, count)
          for (const step of schedule) await devices.play(step)
          expect(devices.replaced).toEqual([])
        }),
        { numRuns: 200 }
      )
    },
    60_000
  )

  it.each([
    [2, 1],
    [3, 1],
    [3, 2]
  ])(
    'P-HELLO-10: %i of them with %i session(s): the newest login is never replaced, and nobody is twice',
    async (count, sessions) => {
      await fc.assert(
        fc.asyncProperty(steps(count), async (schedule) => {
          const devices = await Devices.of(count, sessions)
          for (const step of schedule) {
            const before = devices.replaced.length
            await devices.play(step)
            expect(devices.replaced.slice(before)).not.toContain(Math.max(...devices.generations))
          }
          expect(new Set(devices.replaced).size).toBe(devices.replaced.length)
          expect(devices.stage.node.stats().sessions).toBeLessThanOrEqual(sessions)
        }),
        { numRuns: 200 }
      )
    },
    60_000
  )
})
