// docs/protocol.md, section 1: the payload of a frame, which is relayed as the same text wherever it stands.
import fc from '../../kit/properties.ts'
import { expect, it } from 'vitest'
import { isWellFormed } from '../../../server/src/wire/fields.ts'
import { parse } from '../../../server/src/wire/parse.ts'
import { recordJson } from '../../../server/src/wire/records.ts'
import { Slabs } from '../../../server/src/base/slabs.ts'
import { Stage } from '../../kit/server/stage.ts'

it('P-FRAME-7: wherever the payload stands, the same text of it is relayed', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom(',"p":"', '"}', '\\', '\u2028', '","p":"x"}', '😀')
  )
  fc.assert(
    fc.property(text, fc.string(), (payload, other) => {
      const last = JSON.stringify({ t: 'pub', n: 1, ch: 'room', x: other, p: payload })
      const first = JSON.stringify({ p: payload, t: 'pub', n: 1, ch: 'room', x: other })
      const spaced = last.replace('{', '{ ').replace(/}$/, ' }')
      for (const frame of [parse(last), parse(first), parse(spaced)]) {
        expect(frame?.payload).toBe(payload)
        expect(frame?.fields['ch']).toBe('room')
        expect(frame?.fields['x']).toBe(other)
        expect(frame?.raw).toBe(JSON.stringify(payload))
      }
    })
  )
})

it('P-FRAME-7 P-FRAME-10: whatever text comes, what is relayed is the text of the payload', () => {
  const piece = fc.constantFrom(
    '{',
    '}',
    '"',
    ',',
    ':',
    '"t":"pub"',
    '"n":1',
    '"p":"a"',
    ',"p":"',
    '"}',
    '\\"',
    '[',
    ']',
    '{"x":',
    'p',
    ' ',
    '"p":5',
    '1'
  )
  fc.assert(
    fc.property(
      fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join('')),
      (text) => {
        let whole: unknown = null
        try {
          whole = JSON.parse(text)
        } catch {
          whole = null
        }
        const object =
          typeof whole === 'object' && whole !== null && !Array.isArray(whole)
            ? (whole as Record<string, unknown>)
            : null
        const frame = parse(text)
        if (object === null || typeof object['t'] !== 'string') expect(frame).toBeNull()
        else {
          expect(frame?.t).toBe(object['t'])
          expect(frame?.payload).toBe(typeof object['p'] === 'string' ? object['p'] : null)
          expect(frame?.raw === null ? null : JSON.parse(frame!.raw)).toBe(frame?.payload)
        }
      }
    ),
    { numRuns: 3000 }
  )
})

it('P-FRAME-7: an inner field named like the payload puts nothing beside it into what others receive', () => {
  const payload = 'a"},"z":"b'
  const text = `{"t":"pub","p":${JSON.stringify(payload)},"q":{"x":1,"p":"a"},"z":"b"}`
  expect(JSON.parse(text)).toMatchObject({ p: payload })
  expect(parse(text)).toMatchObject({ payload, raw: JSON.stringify(payload) })
  const twice = '{"t":"pub","p":"first","q":{"p":"inner"},"p":"last"}'
  expect(parse(twice)).toMatchObject({ payload: 'last', raw: '"last"' })
  expect(parse('{"t":"pub","p":"\\n","q":{"p":"\\n"}}')).toMatchObject({ payload: '\n', raw: '"\\n"' })
})

it('P-RECORD-1 P-FRAME-7: a record decodes to what was sent, payload last', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }).filter(isWellFormed), (payload) => {
      const draft = { id: 'm1', from: 'alice', session: 's1', ts: 5, flags: 0, text: JSON.stringify(payload) }
      const text = recordJson(7, 42, draft, new Slabs()).toString()
      expect(JSON.parse(text)).toEqual({ t: 'm', a: 7, o: 42, i: 'm1', f: 'alice', fs: 's1', ts: 5, p: payload })
      expect(text.endsWith(`"p":${JSON.stringify(payload)}}`)).toBe(true)
    })
  )
})

it('P-FRAME-7: a server accepts the payload anywhere in the frame', async () => {
  const stage = new Stage()
  const [alice, bob] = [await stage.login('alice'), await stage.login('bob')]
  await alice.join('room')
  await bob.join('room')
  alice.sendText('{"p":"first","t":"pub","n":1,"ch":"room"}')
  alice.sendText('{"t":"pub","n":2,"ch":"room","p":"last"}')
  await stage.settle()
  expect(bob.texts()).toEqual(['first', 'last'])
})
