// Breaks in numbers: what holds once must hold the hundredth time.
import { expect } from 'vitest'
import { defaultLimits } from '../../../../server/src/config/apps.ts'
import type { Limits } from '../../../../server/src/config/apps.ts'
import type { Stage } from '../../stage.ts'
import type { Scenario } from '../scenario.ts'
import { codes, kinds, numbered, texts, twoAtRest } from '../scenario.ts'

const BREAKS = 100
const CRASHES = 5
const SILENT_MS = 800

/** Silence is noticed soon, and no rate stands in the way of traffic. */
const quick: Partial<Limits> = {
  ping: SILENT_MS / 2,
  silent: SILENT_MS,
  rates: { ...defaultLimits.rates, message: [100_000, 1_000], rejoin: [1_000, 1_000], join: [1_000, 1_000] }
}

const ways: readonly ((stage: Stage) => Promise<void>)[] = [
  async (stage) => {
    stage.server.cut('alice')
  },
  async (stage) => {
    stage.server.silence('alice')
  },
  async (stage) => {
    stage.server.refuse(true)
    stage.server.cut('alice')
    await stage.advance(600)
    stage.server.refuse(false)
  },
  async (stage) => {
    await stage.server.restart()
  }
]

export const breaks: readonly Scenario[] = [
  {
    name: `P-ORDER-1: ${BREAKS} breaks of every kind in a row under traffic: nothing is lost, doubled or out of order`,
    limits: quick,
    timeoutMs: 120_000,
    notInRealTime: 'a hundred breaks take minutes',
    play: async (stage) => {
      const { alice, bob } = await twoAtRest(stage)
      const results = []
      for (let i = 1; i <= BREAKS; i++) {
        const before = stage.server.greeted('alice')
        results.push(await bob.begin('sendChannelMessage', { channelId: 'room', text: `m${2 * i - 1}` }))
        results.push(await alice.begin('sendChannelMessage', { channelId: 'room', text: `c${i}` }))
        await ways[i % ways.length]!(stage)
        results.push(await bob.begin('sendChannelMessage', { channelId: 'room', text: `m${2 * i}` }))
        results.push(await bob.begin('sendMessageToPeer', { peerId: 'alice', text: `q${i}` }))
        results.push(await alice.begin('sendMessageToPeer', { peerId: 'bob', text: `p${i}` }))
        await stage.returns('alice', before)
        stage.server.speak('alice')
      }
      await stage.advance(10_000)
      expect(codes(results)).toEqual([0])
      const [toAlice, toBob] = [alice.events(), bob.events()]
      expect(texts(toAlice, 'onChannelMessageReceived')).toEqual(numbered(1, 2 * BREAKS))
      expect(texts(toAlice, 'onPeerMessageReceived')).toEqual(numbered(1, BREAKS, 'q'))
      expect(texts(toBob, 'onChannelMessageReceived')).toEqual(numbered(1, BREAKS, 'c'))
      expect(texts(toBob, 'onPeerMessageReceived')).toEqual(numbered(1, BREAKS, 'p'))
      expect([...kinds(toAlice), ...kinds(toBob)]).not.toContain('onMessagesMissed')
    }
  },
  {
    name: 'P-RESUME-8: logout and login while frames are on their way: the old socket is not heard, and ends nothing',
    notInRealTime: 'its ten rounds take half a minute',
    limits: quick,
    play: async (stage) => {
      const { alice, bob } = await twoAtRest(stage)
      for (let round = 1; round <= 10; round++) {
        const sent = []
        for (const text of numbered(1, 20))
          sent.push(await bob.begin('sendChannelMessage', { channelId: 'room', text }))
        const out = await alice.begin('logout')
        const back = await alice.begin('login', { userId: 'alice', token: '' })
        await stage.settle()
        expect([...codes(sent), out()['code'], back()['code']]).toEqual([0, 0, 0])
        const heard = alice.events()
        const told = kinds(heard)
        expect(told.lastIndexOf('onChannelMessageReceived')).toBeLessThan(told.indexOf('onConnectionStateChanged'))
        const arrived = texts(heard, 'onChannelMessageReceived')
        expect(arrived).toEqual(numbered(1, arrived.length))
        const greeted = stage.server.greeted('alice')
        await alice.joined('room')
        await stage.advance(1_000)
        expect(stage.server.greeted('alice')).toBe(greeted)
        alice.events()
      }
      await bob.call('sendChannelMessage', { channelId: 'room', text: 'last' })
      expect(texts(alice.events(), 'onChannelMessageReceived')).toEqual(['last'])
    }
  },
  {
    name: 'A-TIMER-2: a server that accepts and never answers: each try ends after 5 s, the first answered one stays',
    notInRealTime: 'it waits for 18 s',
    closesOpening: true,
    play: async (stage) => {
      const { alice, bob } = await twoAtRest(stage)
      stage.server.hang(true)
      stage.server.cut('alice')
      const message = await bob.begin('sendMessageToPeer', { peerId: 'alice', text: 'waits' })
      await stage.advance(7_000)
      expect(kinds(alice.events())).toEqual(['onConnectionStateChanged'])
      stage.server.hang(false)
      await stage.advance(8_000)
      expect(message()['code']).toBe(2)
      expect(texts(alice.events(), 'onPeerMessageReceived')).toEqual(['waits'])
      expect(await alice.call('sendChannelMessage', { channelId: 'room', text: 'here' })).toMatchObject({ code: 0 })
      expect(texts(bob.events(), 'onChannelMessageReceived')).toEqual(['here'])
      await stage.advance(3_000)
    }
  },
  {
    name: `P-GAP-2: ${CRASHES} crashes under traffic: everybody is back, hears of the gap, and hears nothing twice`,
    notInRealTime: 'it waits for 40 s',
    limits: quick,
    play: async (stage) => {
      const { alice, bob } = await twoAtRest(stage)
      for (let i = 1; i <= CRASHES; i++) {
        expect(await bob.call('sendChannelMessage', { channelId: 'room', text: `before ${i}` })).toMatchObject({
          code: 0
        })
        const toPeer = await alice.begin('sendMessageToPeer', { peerId: 'bob', text: `peer ${i}` })
        const toChannel = await bob.begin('sendChannelMessage', { channelId: 'room', text: `during ${i}` })
        stage.server.crash()
        await stage.advance(8_000)
        expect(await bob.call('sendChannelMessage', { channelId: 'room', text: `after ${i}` })).toMatchObject({
          code: 0
        })
        const heard = alice.events()
        const arrived = texts(heard, 'onChannelMessageReceived')
        expect([
          [`before ${i}`, `after ${i}`],
          [`before ${i}`, `during ${i}`, `after ${i}`]
        ]).toContainEqual(arrived)
        expect(heard.filter(({ rtmEvent }) => rtmEvent === 'onMessagesMissed')).toMatchObject([
          { channelId: '', missed: -1 },
          { channelId: 'room', missed: -1 }
        ])
        // 0: it has come. 2: it came once or not at all.
        const atBob = texts(bob.events(), 'onPeerMessageReceived')
        expect([[], [`peer ${i}`]]).toContainEqual(atBob)
        if (toPeer()['code'] === 0) expect(atBob).toEqual([`peer ${i}`])
        expect([0, 2]).toContain(toPeer()['code'])
        expect([0, 2]).toContain(toChannel()['code'])
      }
    }
  }
]
