// P-GAP-1: the count of a gap leaves out the session's own messages, exactly, whatever broke before: what a client has
// settled says nothing of where it stands in the stream.
import { expect, it } from 'vitest'
import fc from '../../kit/properties.ts'
import type { Client } from '../../kit/server/client.ts'
import { retainAll } from '../../kit/server/retention.ts'
import { OwnPlaces } from '../../../server/src/store/memory/own-places.ts'
import { Stage } from '../../kit/server/stage.ts'
import type { Fields } from '../../kit/server/wire.ts'

const five = { limits: { retention: { ...retainAll, messages: 5, leastMessages: 0 } } }
const at = (room: Fields, o: number): Fields => ({
  channels: [{ ch: 'room', e: room['e'], o, i: '', v: 2, mode: 'full' }]
})
const gapOf = (client: Client): Fields | undefined => client.last('gap') ?? client.welcome?.['channels'][0].gap

const pair = async (stage: Stage): Promise<{ alice: Client; bob: Client; room: Fields }> => {
  const [alice, bob] = [await stage.login('alice'), await stage.login('bob')]
  const room = await alice.join('room')
  await bob.join('room')
  return { alice, bob, room }
}

for (const settled of [0, 1]) {
  it(`P-GAP-1: a resume cut between outcomes and replay counts no own message, settled ${settled}`, async () => {
    const stage = new Stage(five)
    const { alice, bob, room } = await pair(stage)
    bob.pub(1, 'room', 'before')
    alice.wire.break()
    await stage.settle()
    const first = await alice.back(at(room, 0))
    first.pub(1, 'room', 'own')
    first.wire.break()
    await stage.settle()
    const second = await alice.back(at(room, 0)) // the welcome has the outcome, and breaks before the replay
    second.wire.break()
    for (let n = 2; n <= 11; n++) bob.pub(n, 'room', `m${n}`)
    await stage.settle()
    const third = await alice.back({ settled, ...at(room, 0) })
    expect(third.last('gap')).toEqual({ t: 'gap', a: 1, from: 1, to: 7, count: 6, why: 'retention' })
  })
}

it('P-GAP-1 P-GAP-5: own messages of a session that ended are left out, those that retention dropped too', async () => {
  const stage = new Stage()
  const { alice, bob, room } = await pair(stage)
  for (let n = 1; n <= 3; n++) alice.pub(n, 'room', `own${n}`)
  await stage.settle()
  alice.wire.break()
  await stage.live(300_000)
  for (let n = 1; n <= 3; n++) bob.pub(n, 'room', `m${n}`)
  await stage.live(310_000)
  const again = await alice.back({ settled: 2, ...at(room, 1) })
  expect(again.welcome).toMatchObject({
    resumed: 'fresh',
    why: 'expired',
    channels: [{ o: 6, gap: { from: 2, to: 6, count: 3, why: 'expired' } }]
  })
})

it('P-GAP-1: own messages of a session that the hello does not name are counted: nobody can tell whose', async () => {
  const stage = new Stage()
  const { alice, bob, room } = await pair(stage)
  alice.pub(1, 'room', 'own')
  bob.pub(1, 'room', 'of another')
  await stage.settle()
  const again = await stage.login('alice', at(room, 0))
  expect(again.welcome!['channels'][0].gap).toEqual({ from: 1, to: 2, count: 2, why: 'expired' })
  expect(again.texts()).toEqual([])
})

it('P-GAP-1 P-STOP-1: a graceful restart forgets no own place', async () => {
  const stage = new Stage(five)
  const { alice, bob, room } = await pair(stage)
  alice.pub(1, 'room', 'own')
  await stage.settle()
  const second = await alice.back({ settled: 1, ...at(room, 0) })
  second.wire.break()
  bob.wire.break()
  await stage.restart()
  const bobAgain = await bob.back(at(room, 1))
  for (let n = 1; n <= 11; n++) bobAgain.pub(n, 'room', `m${n}`)
  await stage.settle()
  expect((await second.back({ settled: 1, ...at(room, 0) })).last('gap')).toMatchObject({ from: 1, to: 7, count: 6 })
})

// The oracle: two writers, a reader's cursor anywhere that it may be, and a plain list of who wrote what.
type Step = 'own' | 'other' | 'welcome' | 'cut' | 'restart' | 'settled'
const steps = fc.array(
  fc.constantFrom<Step>('own', 'own', 'other', 'other', 'other', 'welcome', 'cut', 'restart', 'settled'),
  { minLength: 5, maxLength: 40 }
)

it('P-GAP-1: whatever happened before, a gap counts exactly what others wrote in it', { timeout: 60_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(steps, fc.nat(), fc.nat(), fc.boolean(), async (list, cursorAt, settledAt, ends) => {
      const stage = new Stage(five)
      const made = await pair(stage)
      const { room } = made
      let { alice, bob } = made
      const log: ('own' | 'other')[] = []
      let [mine, his, cursor] = [0, 0, 0]
      let inPlace = 0 // the last own message whose answer came in its place on this link
      for (const step of list) {
        if (step === 'own' || step === 'other') {
          if (step === 'own' && alice.wire.isEnded) continue
          log.push(step)
          if (step === 'own') {
            alice.pub(++mine, 'room', 'own')
            inPlace = log.length
          } else bob.pub(++his, 'room', 'other')
          await stage.settle()
        } else if (step === 'cut') alice.wire.break()
        else if (step === 'settled') {
          if (alice.wire.isEnded) continue
          alice.send({ t: 'ping', settled: mine }) // P-SEND-11
          await stage.settle()
          cursor = Math.max(cursor, inPlace)
        } else if (step === 'welcome') {
          // The answers come, and the link breaks somewhere in the replay: the cursor is anywhere between where it
          // was and the head.
          cursor += cursorAt % (log.length - cursor + 1)
          inPlace = 0
          alice = await alice.back({ settled: settledAt % (mine + 1), ...at(room, cursor) })
          const gap = gapOf(alice)
          if (gap !== undefined)
            expect(gap['count']).toBe(log.slice(gap['from'] - 1, gap['to']).filter((who) => who === 'other').length)
        } else {
          alice.wire.break()
          bob.wire.break()
          await stage.restart()
          bob = await bob.back({ settled: his, ...at(room, log.length) })
        }
      }
      if (ends) {
        alice.wire.break()
        await stage.live(700_000)
      }
      cursor += cursorAt % (log.length - cursor + 1)
      const last = await alice.back({ settled: settledAt % (mine + 1), ...at(room, cursor) })
      const gap = gapOf(last)
      const got = last.of('m').map(({ o }) => o as number)
      const covered = (o: number): boolean =>
        gap !== undefined && o >= (gap['from'] as number) && o <= (gap['to'] as number)
      expect(got).toEqual(log.map((who, i) => (who === 'other' ? i + 1 : 0)).filter((o) => o > cursor && !covered(o)))
      if (gap !== undefined)
        expect(gap['count']).toBe(log.slice(gap['from'] - 1, gap['to']).filter((who) => who === 'other').length)
    }),
    { numRuns: 150 }
  )
})

it('P-GAP-1: a client that says nothing of what it has: its last two thousand own places are remembered', () => {
  const own = new OwnPlaces()
  for (let n = 1; n <= 10_000; n++) own.add(1, 2 * n, n)
  expect(own.size).toBeLessThanOrEqual(2048 + 256)
  expect(own.count(1, 20_000 - 2 * 2048 + 1, 20_000)).toBe(2048)
  own.passed(1, 20_000)
  expect([own.size, own.dump()]).toEqual([0, []])
})
