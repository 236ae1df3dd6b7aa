// Every code of the functions for attributes, of users and of channels.
import { expect } from 'vitest'
import type { Fields } from '../../runtime.ts'
import type { Scenario } from '../scenario.ts'
import { codes } from '../scenario.ts'
import { all, channelReads, channelWrites, code, codesOf, own, userReads, userWrites } from './calls.ts'

export const attributeCodes: readonly Scenario[] = [
  {
    name: 'A-CALL-4 A-CODE-15 A-CODE-16: attributes: 101 no instance, 3 bad arguments, 102 no login, 2 server fault',
    play: async (stage) => {
      const alice = stage.actor('alice')
      for (const [name, right] of all) expect(await code(alice, name, right), name).toBe(101)
      await alice.enter()
      for (const [name, right, wrong] of all) {
        for (const options of wrong)
          expect(await code(alice, name, options), `${name} ${JSON.stringify(options)}`).toBe(3)
        expect(await code(alice, name, right), name).toBe(102)
      }
      await alice.login()
      for (const [method, calls] of [
        ['userAttributes.write', userWrites],
        ['userAttributes.read', userReads],
        ['channelAttributes.write', channelWrites],
        ['channelAttributes.read', channelReads]
      ] as const) {
        stage.server.failing(method)
        for (const [name, right] of calls) expect(await code(alice, name, right), name).toBe(2)
      }
      stage.server.failing('')
      for (const [name, right] of all) expect(await code(alice, name, right), name).toBe(0)
    }
  },
  {
    name: 'A-CODE-15 A-CODE-16: attributes: 5 beyond the rates of writes and reads, 7 after 5 s without an answer',
    notInRealTime: 'it waits for times out and windows',
    play: async (stage) => {
      const alice = await stage.actor('alice').ready()
      for (const [calls, most] of [
        [userWrites, 10],
        [userReads, 40],
        [channelWrites, 10],
        [channelReads, 10]
      ] as const) {
        expect(await codesOf(stage, alice, most, calls[0]![0], calls[0]![1])).toEqual([0])
        for (const [name, right] of calls)
          expect(await alice.call(name, right), name).toMatchObject({ code: 5, retryAfterMs: 5_000 })
      }
      await stage.advance(5_000)
      stage.server.refuse(true)
      stage.server.cut('alice')
      const answers: (() => Fields)[] = []
      for (const [name, right] of all) answers.push(await alice.begin(name, right))
      await stage.advance(5_000)
      expect(codes(answers)).toEqual([7])
      stage.server.refuse(false)
      await stage.advance(5_000)
      expect(await own(alice)).toEqual({ a: 'x' }) // what timed out has not happened
    }
  }
]
