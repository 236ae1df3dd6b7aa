// What is taken as an id and as a flag, and how a page is told that something is no id.
import { describe, expect, it } from 'vitest'
import fc from '../kit/properties.ts'
import { idFrom } from '../../uni_modules/rtm/utssdk/common/ar/arguments.uts'
import { flagOf, numberFrom, wholeText } from '../../uni_modules/rtm/utssdk/common/values.uts'
import { ArRig, type Frame } from '../kit/engine-kit'
import { asks, fn } from './kit/options'

describe('ids and flags', () => {
  it('A-CALL-7: a number is taken as the id it is written as', () => {
    const rig = new ArRig().created()
    asks('login', rig, { userId: 1001, token: '' })
    rig.greet()
    asks('sendMessageToPeer', rig, { peerId: 7.0, text: 'hi' })
    expect([rig.link.last('hello').user, rig.link.last('send').to]).toEqual(['1001', '7'])
  })

  it('A-CALL-7: safe whole numbers are written as they are, everything else is no id', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), (n) => {
        expect(wholeText(n)).toBe(String(n))
      })
    )
    fc.assert(
      fc.property(fc.double({ noInteger: true }), (x) => {
        expect(wholeText(x)).toBe('')
      })
    )
    expect([0, -0, 5.0, 1e14, 999_999_999_999_999, 1e15, 2 ** 53 - 1].map(wholeText)).toEqual([
      '0',
      '0',
      '5',
      '100000000000000',
      '999999999999999',
      '1000000000000000',
      '9007199254740991'
    ])
    fc.assert(
      fc.property(fc.maxSafeInteger(), (n) => {
        expect(idFrom(n)).toBe(String(n))
      })
    )
    expect([2 ** 53, 1e21, -1, -5.0, 0.5, NaN, Infinity, -Infinity].map(wholeText)).toEqual([
      '',
      '',
      '',
      '',
      '',
      '',
      '',
      ''
    ])
  })

  it('A-CALL-8: flags are true, 1 or "true"; a missing one is false', () => {
    expect([true, 1, 'true', 2].map((flag) => flagOf({ flag }, 'flag'))).toEqual([true, true, true, true])
    expect(
      [false, 0, 'false', '', null, undefined, {}, [], 'yes', -1, NaN].map((flag) => flagOf({ flag }, 'flag'))
    ).toEqual(Array(11).fill(false))
    const rig = new ArRig().loggedIn()
    asks('sendMessageToPeer', rig, {
      peerId: 'bob',
      text: 'hi',
      enableHistoricalMessaging: true,
      enableOfflineMessaging: 'true'
    })
    asks('sendMessageToPeer', rig, { peerId: 'bob', text: 'hi' })
    expect(rig.link.of('send').map(({ hist, store }) => [hist, store])).toEqual([
      [1, 1],
      [0, 0]
    ])
  })
  it('a number may be named a boolean: iOS has one class for both', () => {
    expect([true, false, 1, 0, 7].map((value) => numberFrom(value, 9))).toEqual([1, 0, 1, 0, 7])
    expect([null, '1', {}, []].map((value) => numberFrom(value, 9))).toEqual(Array(4).fill(9))
  })

  it('A-CALL-7 A-PRESENCE-2: peers are asked for in the order given, each once', () => {
    const rig = new ArRig().loggedIn()
    asks('queryPeersOnlineStatus', rig, { peerIds: ['b', 'a', 'b', 5, '5'] })
    expect(rig.link.last('presence').users).toEqual(['b', 'a', '5'])
  })
})

describe('what is no id is told by its kind', () => {
  const words = (userId: unknown): string => {
    const rig = new ArRig().created()
    const answers: Frame[] = []
    rig.entry.run(() => fn['login']!(rig, { userId }, (answer) => answers.push(answer)))
    rig.advance(10)
    return String(answers[0]!['message'])
  }

  it('words about letters are for texts only', () => {
    expect([undefined, null, 1.5, 2 ** 53, true, {}, []].map(words)).toEqual(
      [
        'userId is missing',
        'userId is missing',
        ...Array<string>(2).fill('userId is a number that is not whole, or too large to be exact'),
        'userId is a boolean',
        'userId is an object',
        'userId is an object'
      ].map((reason) => `${reason}; an id is a string or a whole number`)
    )
    expect(words('中文')).toMatch(/^userId must be 1 to 64 letters/)
    expect(words('')).toBe('userId is missing or empty')
  })
})
