// One call, accepted, with a cut of either side at every step of it, for as long as one likes: engines and the real
// server on a fake clock. Who is back in his lease and before the ring time is over has his call; who is not has none,
// and both hear the same end (P-CALL-4, P-CALL-10, P-CALL-13).
//   RTM_CUTS=all npx vitest run test/oracles/invitation-cuts.test.ts        every step; every third otherwise
import { describe, expect, it } from 'vitest'
import { InvitationsMemory } from '../../server/src/store/memory/invitations-memory.ts'
import type { Invitation } from '../../server/src/store/invitations.ts'
import { EnginePage } from './kit/engine-page.ts'
import { generous, Town } from './town.ts'

/** Steps of a call from the invite on; the last ones come after it. */
const STEPS = 24
const AWAY = [300, 3_000, 4_900, 8_000, 20_000, 28_000, 40_000, 70_000] as const
const LEASE = 30_000

class Kept extends InvitationsMemory {
  readonly last = new Map<string, Invitation>()
  override put(row: Invitation): Promise<void> {
    this.last.set(row.id, row)
    return super.put(row)
  }
}

/**
 * How an invitation ended at the server; `unheard` when it never came there, because it was over before its caller's
 * link was back.
 */
type Ended = Pick<Invitation, 'why'> & { readonly state: Invitation['state'] | 'unheard' }

interface Cut {
  readonly who: 'alice' | 'bob'
  readonly step: number
  readonly ms: number
  readonly half: boolean
  readonly flaps: number
}
type Deed = 'accept' | 'cancel' | 'accept and cancel'

/** Alice calls bob; 0.8 s after the cut he accepts, she cancels, or both. */
async function play(
  { who, step, ms, half, flaps }: Cut,
  deed: Deed
): Promise<{ alice: string[]; bob: string[]; row: Ended; cancelled: boolean; answered: boolean }> {
  const store = new Kept()
  const town = new Town(generous, {}, () => ({ invitations: store }))
  const [alice, bob] = [new EnginePage(town, 'alice', 'bob', 1), new EnginePage(town, 'bob', 'alice', 2)]
  for (const page of [alice, bob]) page.call('login')
  await town.settle()
  const { net } = town
  const link = { isCut: false }
  const cut = (): void => {
    link.isCut = true
    net.blocked.add(who)
    if (half) net.of(who)?.halfCut('server')
    else net.of(who)?.cut()
  }
  net.at(net.steps + step, cut)
  alice.call('invite')
  await town.settle()
  // Where a step was in the call itself it was cut there; a later one comes in the answer of bob, or after it.
  await town.advance(link.isCut ? 800 : 0)
  const cancel = deed === 'accept' ? -1 : alice.call('cancel')
  const accept = deed === 'cancel' ? -1 : bob.call('accept')
  await town.settle()
  if (!link.isCut) cut()
  await town.advance(ms)
  for (let i = 0; i < flaps; i++) {
    net.blocked.delete(who)
    await town.advance(400)
    net.blocked.add(who)
    net.of(who)?.cut()
    await town.advance(600)
  }
  net.blocked.delete(who)
  await town.advance(100_000)
  const tell = (page: EnginePage): string[] => page.told('invitation').map(({ state }) => state.split(' ')[1]!)
  return {
    alice: tell(alice),
    bob: tell(bob),
    row: [...store.last.values()].at(-1) ?? { state: 'unheard', why: '' },
    cancelled: cancel >= 0 && alice.answersOf(cancel)[0] === 'ok',
    answered: accept >= 0 && bob.answersOf(accept)[0] === 'ok'
  }
}

const cuts: Cut[] = []
for (const who of ['alice', 'bob'] as const)
  for (const ms of AWAY)
    for (const half of [false, true])
      for (let step = 1; step <= STEPS; step++) cuts.push({ who, step, ms, half, flaps: step % 3 })
const share = process.env.RTM_CUTS === 'all' ? cuts : cuts.filter((_, i) => i % 3 === 1)
const nameOf = ({ who, step, ms, half, flaps }: Cut): string =>
  `${who} ${half ? 'silent' : 'cut'} at ${step} for ${ms} ms, ${flaps} flaps`

async function each(deed: Deed, check: (cut: Cut, played: Awaited<ReturnType<typeof play>>) => void): Promise<void> {
  const wrong: string[] = []
  for (const one of share) {
    const played = await play(one, deed)
    try {
      check(one, played)
    } catch (fault) {
      wrong.push(
        `${nameOf(one)}: ${(fault as Error).message.split('\n')[0]}; alice ${played.alice.join()}, bob ` +
          `${played.bob.join()}, server ${played.row.state} ${played.row.why}`
      )
    }
  }
  expect(wrong.slice(0, 12), `${wrong.length} of ${share.length}`).toEqual([])
}

describe('P-CALL-4 P-CALL-10 P-CALL-13: a call and a cut', () => {
  it(
    'P-CALL-4: accepted, whoever was away, if he is back in his lease; else nobody has it, and both hear so',
    { timeout: 900_000 },
    async () => {
      await each('accept', ({ ms, flaps }, { alice, bob, row, answered }) => {
        const away = ms + flaps * 1_000 + 6_000 // and the engine's own wait before it dials
        if (answered && away < LEASE - 2_000)
          expect([row.state, alice.at(-1), bob.at(-1)]).toEqual(['accepted', 'accepted', 'accepted'])
        expect(bob.filter((word) => word === 'received').length).toBeLessThan(2)
        if (row.state === 'unheard') expect(bob).toEqual([])
        if (row.state === 'accepted') expect([alice.at(-1), bob.at(-1)]).toEqual(['accepted', 'accepted'])
        else
          expect([alice.includes('accepted'), bob.includes('accepted')], 'nobody believes in it').toEqual([
            false,
            false
          ])
      })
    }
  )

  it(
    'P-CALL-14: cancelled, whoever was away: told once, at once, and nobody rings on',
    { timeout: 900_000 },
    async () => {
      for (const deed of ['cancel', 'accept and cancel'] as const)
        await each(deed, (_, { alice, bob, row, cancelled }) => {
          if (!cancelled) return expect(['accepted', 'failed']).toContain(alice.at(-1))
          expect(alice.filter((word) => word !== 'received')).toEqual(['cancelled'])
          expect(['cancelled', 'failed', 'unheard']).toContain(row.state)
          expect(bob.includes('accepted')).toBe(false)
          if (bob.length > 0) expect(['cancelled', 'failed']).toContain(bob.at(-1))
        })
    }
  )
})
