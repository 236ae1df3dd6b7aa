// Any interleaving of records, own messages, skips, gaps and repeats keeps the order, hands nothing on twice, and is a
// hole exactly where something is missing. The same holds for the inbox, which has no own messages.
import { describe, expect, it } from 'vitest'
import fc from '../../kit/properties.ts'
import { type Frame, Rig, record } from '../../kit/engine-kit'

type Kind = 'record' | 'own' | 'skip' | 'gap'
interface Sent {
  readonly from: number
  readonly to: number
  readonly kind: Kind
  readonly early: number
  readonly frame: Frame
}
interface Plan {
  readonly kinds: Kind[]
  readonly early: number[]
  readonly lost: number[]
  readonly again: number[]
}

const planOf = (...kinds: Kind[]) =>
  fc.record<Plan>({
    kinds: fc.array(fc.constantFrom(...kinds), { minLength: 1, maxLength: 25 }),
    early: fc.array(fc.nat({ max: 4 }), { minLength: 25, maxLength: 25 }),
    lost: fc.array(fc.nat({ max: 12 }), { minLength: 25, maxLength: 25 }),
    again: fc.array(fc.nat({ max: 12 }), { minLength: 25, maxLength: 25 })
  })

function framesOf(plan: Plan, a: number): Sent[] {
  const rows: Sent[] = []
  for (let i = 0; i < plan.kinds.length; i++) {
    const kind = plan.kinds[i]!
    const from = i + 1
    let to = from
    // Neighbours of one skip or gap make a range.
    if (kind === 'skip' || kind === 'gap')
      while (plan.kinds[i + 1] === kind) {
        i++
        to++
      }
    const frame: Frame =
      kind === 'record'
        ? record(a, from)
        : kind === 'own'
          ? { t: 'out', n: 900 + from, outcome: 'taken', a, o: from, i: `own${from}`, ts: 1 }
          : kind === 'skip'
            ? { t: 'skip', a, from, to, why: 'own' }
            : { t: 'gap', a, from, to, count: to - from + 1, why: 'retention' }
    rows.push({ from, to, kind, early: kind === 'own' ? plan.early[from - 1]! : 0, frame })
  }
  return rows
}

/**
 * What reaches the engine: an own message may come before the records around it, anything may come twice or be lost.
 */
function schedule(rows: Sent[], plan: Plan): { frames: Frame[]; firstLost: number } {
  const arriving = rows
    .map((row, at) => ({ row, at: at - row.early - (row.early > 0 ? 0.5 : 0) }))
    .sort((x, y) => x.at - y.at)
    .map(({ row }) => row)
  const lost = rows.filter((row) => plan.lost[row.from - 1] === 0)
  const frames: Frame[] = []
  const seen: Frame[] = []
  for (const row of arriving) {
    if (lost.includes(row)) continue
    frames.push(row.frame)
    seen.push(row.frame)
    if (plan.again[row.from - 1] === 0) frames.push(...seen.slice(-3))
  }
  return { frames, firstLost: lost.length > 0 ? Math.min(...lost.map((row) => row.from)) : Infinity }
}

function judge(rig: Rig, plan: Plan, alias: number, told: () => Frame[]): void {
  const rows = framesOf(plan, alias)
  const { frames, firstLost } = schedule(rows, plan)
  const link = rig.link
  for (const frame of frames) rig.say(frame)
  const reached = rows.filter((row) => row.kind === 'record' && row.to < firstLost).map((row) => `text ${row.from}`)
  expect(told().map((row) => row.text)).toEqual(reached)
  const afterwards = rows.some((row) => row.from > firstLost && row.kind !== 'own' && plan.lost[row.from - 1] !== 0)
  expect(link.closedBy?.code).toBe(afterwards ? 4000 : undefined)
}

describe('a stream, whatever arrives', () => {
  it('P-RECORD-5 P-RECORD-6 P-RECORD-7 P-SKIP-1 P-GAP-1: each record once, in order; a hole asks again', () => {
    fc.assert(
      fc.property(planOf('record', 'record', 'record', 'own', 'skip', 'gap'), (plan) => {
        const rig = new Rig().login().join('room')
        judge(rig, plan, 7, () => rig.told('channelMessage'))
      }),
      { numRuns: 400 }
    )
  })

  it('P-INBOX-4 P-RECORD-5 P-RECORD-6 P-SKIP-1 P-GAP-3: an inbox too', () => {
    fc.assert(
      fc.property(planOf('record', 'record', 'skip', 'gap'), (plan) => {
        const rig = new Rig().login()
        judge(rig, plan, 0, () => rig.told('peerMessage'))
      }),
      { numRuns: 400 }
    )
  })

  it('P-RECORD-5: the same offset with another id is divergence: 4000, and nothing is handed on', () => {
    for (const alias of [0, 7]) {
      const rig = new Rig().login().join('room')
      rig.say(record(alias, 1)).say(record(alias, 1, { i: 'another' }))
      expect(rig.links.all[0]!.closedBy?.code).toBe(4000)
      expect(rig.events.filter((row) => row.text === 'text 1')).toHaveLength(1)
    }
  })

  it('P-RECORD-6 P-STREAM-2: after a hole the resume names the last place, and what follows is handed on once', () => {
    const rig = new Rig().login().join('room', 7, 4)
    rig.say(record(7, 5)).say(record(7, 7)).advance(500)
    rig.link.connect()
    expect(rig.link.last('hello').channels).toEqual([{ ch: 'room', e: 'E', o: 5, i: 'm7.5', j: 1, v: 1, mode: 'full' }])
    rig.greet({ resumed: 'full', channels: [{ ch: 'room', a: 7, e: 'E', o: 5, v: 1, count: 1, mode: 'full' }] })
    for (const o of [6, 7, 8]) rig.say(record(7, o))
    expect(rig.told('channelMessage').map((row) => row.text)).toEqual(['text 5', 'text 6', 'text 7', 'text 8'])
  })

  it('P-RECORD-4: a record without an offset is handed on and moves no cursor', () => {
    const rig = new Rig().login().join('room')
    const volatile = record(7, 0)
    delete volatile.o
    rig.say(volatile).say(record(7, 1))
    expect(rig.told('channelMessage')).toHaveLength(2)
    expect(rig.link.closedBy).toBeNull()
  })
})
