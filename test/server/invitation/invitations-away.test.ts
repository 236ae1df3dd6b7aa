// An accept while the caller is away (P-CALL-4, P-CALL-13): the 5 s in which his engine confirms count from his
// welcome, and nothing makes them longer than his lease of then and the ring time.
import { describe, expect, it } from 'vitest'
import {
  accepted,
  isLapsed,
  lookedAt,
  returned,
  waitsUntil,
  type Reach
} from '../../../server/src/invitation/invitation-confirm.ts'
import type { StoredInvitation } from '../../../server/src/store/invitations.ts'
import { both, call, Call, view, why } from '../../kit/server/call.ts'
import type { Client } from '../../kit/server/client.ts'
import { ModelDisk } from '../../../sdk/testing/model-disk.ts'

/** Alice's link breaks, and bob accepts 0.8 s later. */
async function broken(c: Call): Promise<Call> {
  c.alice.wire.break()
  await c.stage.live(800)
  await c.ask(c.bob, 'accept', { text: 'yes' })
  expect(view(c.bob)).toBe('answering')
  return c
}

/** She is back, and bob may have heard more of it. */
async function back(c: Call): Promise<Client> {
  c.alice = await c.alice.back()
  await c.stage.settle()
  return c.alice
}

describe('P-CALL-4 P-CALL-13: accepted while the caller is away', () => {
  it.each([[2_200], [5_200], [12_000], [29_000]])(
    'P-CALL-4: he comes back after %i ms more, confirms, and it is accepted',
    async (ms) => {
      const c = await broken(await (await call()).rung())
      await c.stage.live(ms)
      expect(view(c.bob)).toBe('answering')
      expect(view(await back(c))).toBe('answering')
      await c.stage.live(4_000)
      expect(await why(c.ask(c.alice, 'confirm'))).toBe('ok')
      expect(both(c)).toEqual(['accepted', 'accepted'])
    }
  )

  it('P-CALL-4: back without confirming: over 5 s after the welcome', async () => {
    const c = await broken(await (await call()).rung())
    await c.stage.live(9_000)
    await back(c)
    await c.stage.live(4_999)
    expect(view(c.bob)).toBe('answering')
    await c.stage.live(1)
    expect(both(c)).toEqual(['failed unconfirmed', 'failed unconfirmed'])
  })

  it('P-CALL-13: not back within the lease: caller_away, when it is over', async () => {
    const c = await broken(await (await call()).rung())
    await c.stage.live(29_199)
    expect(view(c.bob)).toBe('answering')
    await c.stage.live(1)
    expect(view(c.bob)).toBe('failed caller_away')
    expect(view(await back(c))).toBe('failed caller_away')
  })

  it('P-CALL-4: the ring time is over before the lease: unconfirmed', async () => {
    const c = await (await call()).rung()
    await c.stage.live(45_000)
    await broken(c)
    await c.stage.live(14_199)
    expect(view(c.bob)).toBe('answering')
    await c.stage.live(1)
    expect(view(c.bob)).toBe('failed unconfirmed')
  })

  it('P-CALL-4: the link breaks after the accept, and is back within the 5 s or behind them', async () => {
    for (const ms of [3_000, 15_000]) {
      const c = await (await call()).answering()
      c.alice.wire.break()
      await c.stage.live(ms)
      await back(c)
      await c.stage.live(4_000)
      expect(await why(c.ask(c.alice, 'confirm'))).toBe('ok')
      expect(both(c)).toEqual(['accepted', 'accepted'])
    }
  })

  it('P-CALL-4: a link that is silent but not closed is no link; one that lives has its 5 s', async () => {
    const silent = await (await call()).rung()
    silent.alice.silent = true
    await silent.stage.live(800)
    await silent.ask(silent.bob, 'accept')
    await silent.stage.live(12_000)
    expect(view(silent.bob)).toBe('answering')
    await back(silent)
    await silent.ask(silent.alice, 'confirm')
    expect(both(silent)).toEqual(['accepted', 'accepted'])
    const lively = await (await call()).answering()
    await lively.stage.live(5_000)
    expect(view(lively.bob)).toBe('failed unconfirmed')
  })

  it('P-CALL-4: a link that comes and goes lengthens neither the lease of then nor the ring time', async () => {
    for (const [before, most, end] of [
      [0, 29_200, 'failed caller_away'],
      [40_000, 19_200, 'failed unconfirmed']
    ] as const) {
      const c = await (await call()).rung()
      await c.stage.live(before)
      await broken(c)
      let passed = 0
      while (view(c.bob) === 'answering') {
        await c.stage.live(1_000)
        await back(c)
        await c.stage.live(100)
        c.alice.wire.break()
        passed += 1_100
        expect(passed, 'it has an end').toBeLessThan(most + 6_000)
      }
      expect([view(c.bob), passed >= most]).toEqual([end, true])
    }
  })

  it('P-CALL-13: they log out, or their page cancels, while it waits', async () => {
    const c = await broken(await (await call()).rung())
    await c.stage.live(10_000)
    await back(c)
    await c.alice.request('bye')
    expect(view(c.bob)).toBe('failed caller_gone')
    const d = await broken(await (await call()).rung())
    await d.stage.live(10_000)
    await back(d)
    expect(await why(d.ask(d.alice, 'cancel'))).toBe('ok')
    expect(both(d)).toEqual(['cancelled', 'cancelled'])
  })

  it("P-STOP-1: a deploy in between keeps it, and the time without a server is nobody's absence", async () => {
    for (const [before, after] of [
      [1_000, 8_000],
      [25_000, 20_000]
    ] as const) {
      const c = await broken(await (await call()).rung())
      await c.stage.live(before)
      await c.stage.restart()
      c.bob = await c.bob.back()
      await c.stage.live(after)
      expect(view(c.bob)).toBe('answering')
      expect(view(await back(c))).toBe('answering')
      await c.ask(c.alice, 'confirm')
      expect(both(c)).toEqual(['accepted', 'accepted'])
    }
    const never = await broken(await (await call()).rung())
    await never.stage.restart()
    never.bob = await never.bob.back()
    await never.stage.live(29_999)
    expect(view(never.bob)).toBe('answering')
    await never.stage.live(1)
    expect(view(never.bob)).toBe('failed caller_away')
  })

  it('P-CALL-4: killed, the server has it on disk; the same login comes back and confirms it', async () => {
    for (const isBack of [true, false]) {
      const c = await new Call({}, new ModelDisk()).begin()
      await broken(await c.rung())
      await c.stage.crash()
      c.bob = await c.bob.back({ login: 'B' })
      await c.stage.live(12_000)
      expect(view(c.bob)).toBe('answering')
      if (isBack) {
        c.alice = await c.alice.back({ login: 'A' })
        await c.stage.live(4_000)
        expect(await why(c.ask(c.alice, 'confirm'))).toBe('ok')
        expect(both(c)).toEqual(['accepted', 'accepted'])
      } else {
        await c.stage.live(18_000)
        expect(view(c.bob)).toBe('failed caller_away')
      }
    }
  })

  it('P-CALL-4: what an earlier version of the server has saved waits as it did', async () => {
    const c = await (await call()).answering()
    const old: Record<string, unknown> = { ...(await c.store.all())[0]! }
    for (const later of ['ringUntil', 'confirmUntil', 'awayUntil']) delete old[later]
    await c.store.load({ row: old as unknown as StoredInvitation, records: [] })
    await c.stage.live(4_999)
    expect(view(c.bob)).toBe('answering')
    await c.stage.live(1)
    expect(view(c.bob)).toBe('failed unconfirmed')
  })
})

describe('P-CALL-4: the times, as rows', () => {
  const there: Reach = { away: false, leaseUntil: 30_000, reachableUntil: 6_000, silentMs: 0 }
  const gone: Reach = { ...there, away: true }
  const ringing = { ringUntil: 60_000, confirmUntil: 0, awayUntil: 0 }
  const rows = [
    ['there', accepted(ringing, there, 1_000), there, 6_000, false],
    ['there, the ring time nearly over', accepted({ ...ringing, ringUntil: 2_000 }, there, 1_000), there, 6_000, false],
    ['there, silent for all of it', accepted(ringing, there, 0), { ...there, silentMs: 5_000 }, 6_000, false],
    ['away', accepted(ringing, gone, 1_000), gone, 30_000, true],
    ['away, the ring time nearly over', accepted({ ...ringing, ringUntil: 2_000 }, gone, 1_000), gone, 2_000, false],
    ['away after the accept', lookedAt(accepted(ringing, there, 1_000), gone), gone, 30_000, true],
    ['back', returned(accepted(ringing, gone, 1_000), 30_000, 20_000), there, 25_000, false],
    ['back just in time', returned(accepted(ringing, gone, 1_000), 30_000, 29_999), there, 34_999, false],
    ['back too late', returned(accepted(ringing, gone, 1_000), 30_000, 30_000), there, 0, false],
    [
      'back, the ring time nearly over',
      returned({ ...ringing, awayUntil: 90_000 }, 90_000, 59_000),
      there,
      60_000,
      false
    ],
    [
      'back and away again, with another lease',
      lookedAt(returned(accepted(ringing, gone, 1_000), 30_000, 20_000), { ...gone, leaseUntil: 50_000 }),
      { ...gone, leaseUntil: 50_000 },
      30_000,
      true
    ],
    [
      'back just in time and away again',
      lookedAt(returned(accepted(ringing, gone, 1_000), 30_000, 29_000), { ...gone, leaseUntil: 59_000 }),
      { ...gone, leaseUntil: 59_000 },
      34_000,
      true
    ]
  ] as const
  it.each(rows)('P-CALL-4: %s', (_, waiting, reach, until, lapsed) => {
    expect(waitsUntil(waiting, reach)).toBe(until)
    expect(isLapsed(waiting, reach, until)).toBe(lapsed)
  })
})
