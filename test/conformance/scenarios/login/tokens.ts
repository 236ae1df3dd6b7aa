// Tokens of a login that goes on: what is told of their end, and how they are replaced.
import { expect } from 'vitest'
import { CLOSED_APP } from '../../server.ts'
import type { Stage } from '../../stage.ts'
import type { Scenario } from '../scenario.ts'
import { kinds, states } from '../scenario.ts'

const SECOND = 1 / 3600
const TOKEN_EVENTS = ['onTokenWillExpire', 'onTokenDidExpire']
const told = (events: readonly Readonly<Record<string, unknown>>[]): unknown[] =>
  events
    .map(({ rtmEvent, state, reason }) =>
      rtmEvent === 'onConnectionStateChanged' ? `${String(state)}/${String(reason)}` : rtmEvent
    )
    .filter((one) => typeof one === 'string' && (one.includes('/') || TOKEN_EVENTS.includes(one)))

/** Alice's link is cut, and her page hears of it. */
async function outage(stage: Stage): Promise<void> {
  stage.server.refuse(true)
  stage.server.cut('alice')
  await stage.advance(5_000)
}

export const tokens: readonly Scenario[] = [
  {
    name: "A-CODE-5: renewToken by its codes: 2 no token, 6 another user's, 5 expired, 4 too often, 1 in ABORTED",
    play: async (stage) => {
      const alice = stage.actor('alice')
      expect(await alice.call('renewToken', { newToken: 'x' })).toMatchObject({ code: 101 })
      await alice.enter(CLOSED_APP)
      expect(await alice.call('renewToken', { newToken: 'x' })).toMatchObject({ code: 102 })
      const short = stage.server.token('alice', SECOND)
      expect(await alice.login(stage.server.token('alice'))).toEqual({ code: 0 })
      for (const newToken of ['', null, {}, true, 'x'.repeat(4097)])
        expect(await alice.call('renewToken', { newToken }), String(newToken)).toMatchObject({ code: 2 })
      await stage.advance(2_000)
      expect(await alice.call('renewToken', { newToken: stage.server.token('bob') })).toMatchObject({ code: 6 })
      expect(await alice.call('renewToken', { newToken: short })).toMatchObject({ code: 5 })
      await stage.advance(1_500)
      const renewal = ['renewToken', { newToken: stage.server.token('alice') }] as const
      expect((await alice.inARow(renewal, renewal, renewal)).map(({ code }) => code)).toEqual([0, 0, 4])
      alice.events()
      await stage.actor('alice', false).ready(CLOSED_APP, stage.server.token('alice'))
      expect(states(alice)).toEqual(['5/8'])
      await stage.advance(1_500)
      expect(await alice.call('renewToken', { newToken: stage.server.token('alice') })).toMatchObject({ code: 1 })
    }
  },
  {
    name: 'A-TOKEN-2: a token ends: a warning first, onTokenDidExpire once in an outage; renewToken restores the login',
    notInRealTime: 'a lease ends',
    play: async (stage) => {
      const alice = stage.actor('alice')
      await alice.enter(CLOSED_APP)
      expect(await alice.login(stage.server.token('alice', 3 * SECOND))).toEqual({ code: 0 })
      await stage.advance(4_000)
      expect(told(alice.events())).toEqual(['2/1', '3/2', 'onTokenWillExpire'])
      expect(await alice.call('sendMessageToPeer', { peerId: 'alice', text: 'x' })).toMatchObject({ code: 0 })
      alice.events()

      await outage(stage)
      expect(alice.events()).toEqual([
        { rtmEvent: 'onConnectionStateChanged', state: 4, reason: 5 },
        { rtmEvent: 'onTokenDidExpire' }
      ])
      stage.server.refuse(false)
      await stage.returns('alice', stage.server.greeted('alice'))
      expect(told(alice.events())).toEqual(['3/2'])

      await outage(stage)
      await stage.time.leap(31_000) // for the server alone
      stage.server.refuse(false)
      await stage.advance(12_000)
      const greeted = stage.server.greeted('alice')
      expect(told(alice.events())).toEqual(['4/5', 'onTokenDidExpire'])
      expect(await alice.call('sendMessageToPeer', { peerId: 'alice', text: 'x' })).toMatchObject({ code: 2 })
      await stage.advance(6_000)
      expect(stage.server.greeted('alice')).toBe(greeted) // it has stopped trying
      expect(await alice.call('renewToken', { newToken: stage.server.token('alice') })).toEqual({ code: 0 })
      expect(told(alice.events())).toEqual(['3/2'])
      expect(await alice.call('sendMessageToPeer', { peerId: 'alice', text: 'y' })).toMatchObject({ code: 0 })
    }
  },
  {
    name: 'A-TOKEN-1: a token given while the link is away is answered 0 and shown at once; of two the last one holds',
    notInRealTime: 'a lease ends',
    play: async (stage) => {
      const alice = await stage.actor('alice').ready(CLOSED_APP, stage.server.token('alice', 40 * SECOND))
      await outage(stage)
      expect(kinds(alice.events())).toEqual(['onConnectionStateChanged'])
      await stage.time.leap(50_000)
      stage.server.refuse(false)
      const given = stage.server.token('alice')
      expect(
        (await alice.inARow(['renewToken', { newToken: 'not this one' }], ['renewToken', { newToken: given }])).map(
          ({ code }) => code
        )
      ).toEqual([0, 0])
      await stage.advance(6_000, () => alice.count('onConnectionStateChanged') > 0)
      expect(told(alice.events()).at(-1)).toBe('3/2')
      await stage.time.leap(5_000)
      stage.server.cut('alice')
      await stage.advance(3_000)
      expect(told(alice.events())).toEqual([])
      expect(await alice.call('sendMessageToPeer', { peerId: 'alice', text: 'y' })).toMatchObject({ code: 0 })
    }
  }
]
