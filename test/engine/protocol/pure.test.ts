// Parts without state, numbers first.
import { describe, expect, it } from 'vitest'
import fc from '../../kit/properties.ts'
import { backoffMs } from '../../../uni_modules/rtm/utssdk/common/connection/backoff.uts'
import { withPayload } from '../../../uni_modules/rtm/utssdk/common/protocol/frames.uts'
import { closeRule, closeWhy } from '../../../uni_modules/rtm/utssdk/common/protocol/close.uts'
import { isAppId, isId, utf8Length } from '../../../uni_modules/rtm/utssdk/common/protocol/ids.uts'

describe('backoff', () => {
  it.each([
    [1, 0, 300],
    [2, 437.5, 500],
    [3, 875, 1000],
    [4, 1750, 2000],
    [5, 3500, 4000],
    [6, 4375, 5000],
    [1000, 4375, 5000]
  ])('A-TIMER-1: attempt %i waits from %i to %i ms', (attempt, least, most) => {
    expect(backoffMs(attempt, 0)).toBe(least)
    expect(backoffMs(attempt, 0.999999)).toBeCloseTo(most, 1)
    expect(backoffMs(attempt, 0.5)).toBe((least + most) / 2)
  })

  it('A-TIMER-1: never above 5 s, never shorter after one more attempt', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1e6 }),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (attempt, chance) => {
          const wait = backoffMs(attempt, chance)
          return wait >= 0 && wait <= 5000 && backoffMs(attempt + 1, chance) >= wait
        }
      )
    )
  })

  it('A-TIMER-1: an outage of 3 s, dials refused at once, costs at most 0.8 s more, whatever the chance', () => {
    const chance = fc.double({ min: 0, max: 0.999, noNaN: true })
    fc.assert(
      fc.property(fc.array(chance, { minLength: 5, maxLength: 5 }), (chances) => {
        let at = 0
        for (let attempt = 1; at < 3000; attempt++) at += backoffMs(attempt, chances[attempt - 1]!)
        return at <= 3800
      })
    )
  })
})

describe('names', () => {
  const allowed = 'abzABZ019 !#$%&()+-:;<=.>?@[]^_{}|~,'

  it.each([...allowed])('P-ID-1: %j may stand in an id', (c) => {
    expect(isId(`a${c}`)).toBe(true)
  })

  it.each([...'"\'*/\\`\n\t\u0000é中😀'])('P-ID-1: %j may not', (c) => {
    expect(isId(`a${c}`)).toBe(false)
  })

  it('P-ID-1: 1 to 64 bytes, not the word null; case counts', () => {
    expect([
      isId(''),
      isId('a'),
      isId('a'.repeat(64)),
      isId('a'.repeat(65)),
      isId('null'),
      isId('Null'),
      isId('nul')
    ]).toEqual([false, true, true, false, false, true, true])
  })

  it('P-ID-1: an id is exactly a text of the allowed characters', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 70 }), (text) => {
        expect(isId(text)).toBe(text !== 'null' && /^[A-Za-z0-9 !#$%&()+\-:;<=.>?@[\]^_{}|~,]{1,64}$/.test(text))
      })
    )
  })

  it('P-ID-2: an app id is 32 letters or digits', () => {
    expect([
      isAppId('a'.repeat(32)),
      isAppId('A9'.repeat(16)),
      isAppId('a'.repeat(31)),
      isAppId('a'.repeat(33)),
      isAppId(`${'a'.repeat(31)}-`),
      isAppId('')
    ]).toEqual([true, true, false, false, false, false])
  })
})

describe('the length of text', () => {
  it('P-FRAME-12: is its UTF-8 bytes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        expect(utf8Length(text)).toBe(Buffer.byteLength(text))
      })
    )
  })

  it('P-FRAME-12: is -1 exactly where a surrogate stands alone', () => {
    const unit = fc.oneof(
      fc.constantFrom('\ud800', '\udbff', '\udc00', '\udfff', 'a', 'é', '中', '😀'),
      fc.string({ unit: 'binary', maxLength: 1 })
    )
    fc.assert(
      fc.property(fc.array(unit, { maxLength: 12 }), (units) => {
        const text = units.join('')
        expect(utf8Length(text)).toBe(
          (text as unknown as { isWellFormed(): boolean }).isWellFormed() ? Buffer.byteLength(text) : -1
        )
      })
    )
  })
})

describe('close codes', () => {
  const rows: Array<[string, number[]]> = [
    [
      'resume',
      [0, 1000, 1001, 1005, 1006, 1008, 1010, 1011, 1012, 1013, 1014, 1015, 4000, 4001, 4002, 4003, 4004, 4005, 4099]
    ],
    ['login', [4100, 4150, 4199]],
    ['stop', [4200, 4201, 4202, 4203, 4204, 4205, 4206, 4207, 4250, 4299]],
    ['client', [1002, 1003, 1007, 1009, 4300, 4302, 4303, 4304, 4305, 4310, 4399]]
  ]
  it.each(rows.flatMap(([rule, codes]) => codes.map((code) => [code, rule] as const)))(
    'P-CLOSE-1 P-CLOSE-2: %i means %s',
    (code, rule) => {
      expect(closeRule(code)).toBe(rule)
    }
  )

  it('P-HELLO-7: a close code alone says why as well', () => {
    expect([4201, 4203, 4204, 4205, 4206, 4207, 4304, 4299, 4300].map((code) => closeWhy(code))).toEqual([
      'replaced',
      'token_invalid',
      'token_expired',
      'unknown_app',
      'not_authorised',
      'bad_user',
      'version',
      'refused',
      'refused'
    ])
  })
})

describe('a frame with a payload', () => {
  it('P-FRAME-7: is one JSON object whose last field is p, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (payload, to) => {
        const text = withPayload(JSON.stringify({ t: 'send', n: 12, to }), JSON.stringify({ p: payload }))
        expect(JSON.parse(text)).toEqual({ t: 'send', n: 12, to, p: payload })
        expect(Object.keys(JSON.parse(text) as object).at(-1)).toBe('p')
      })
    )
  })
})
