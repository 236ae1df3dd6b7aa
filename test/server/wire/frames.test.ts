// docs/protocol.md, section 1: frames, and what a peer may send that is none.
import fc from '../../kit/properties.ts'
import { expect, it } from 'vitest'
import { webSocketFraming } from '../../../server/src/gates/websocket/framing.ts'
import { decode } from '../../kit/decode.ts'
import { Stage } from '../../kit/server/stage.ts'

it('P-FRAME-1: a frame of any length is one final unmasked text frame', () => {
  for (const size of [0, 1, 125, 126, 65535, 65536, 200_000]) {
    const text = 'x'.repeat(size)
    for (const frame of [text, Buffer.from(text)]) expect(decode(webSocketFraming.bytesOf([frame]))).toEqual([text])
  }
  expect(decode(webSocketFraming.bytesOf(['é漢😀']))).toEqual(['é漢😀'])
})

it('P-FRAME-2: unknown fields are ignored', async () => {
  const stage = new Stage()
  const alice = await stage.login('alice', { later: { deep: [1] } })
  expect(await alice.request('join', { ch: 'room', later: 1 })).toMatchObject({ t: 'ok' })
})

it('P-FRAME-4 P-RESERVED-1: a request of unknown type is answered unsupported and the link lives on', async () => {
  const stage = new Stage()
  const alice = await stage.login('alice')
  for (const t of ['read', 'pause', 'mute', 'nonsense'])
    expect(await alice.request(t)).toMatchObject({ t: 'no', why: 'unsupported' })
  alice.take()
  alice.send({ t: 'nonsense' })
  await stage.settle()
  expect(alice.take()).toEqual([])
  expect(await alice.join('room')).toMatchObject({ t: 'ok' })
})

it('P-FRAME-6: request ids rise, and each is answered once', async () => {
  const stage = new Stage()
  const alice = await stage.login('alice')
  await alice.join('a')
  alice.take()
  for (const id of [1, 0, -1, 1.5, '7', undefined]) alice.send({ t: 'join', id, ch: 'b', mode: 'full' })
  await stage.settle()
  expect(alice.take()).toEqual(
    Array.from({ length: 6 }, () => expect.objectContaining({ t: 'no', id: 0, why: 'invalid' }))
  )
})

it('P-FRAME-5: there are no booleans and no null on the wire', async () => {
  const stage = new Stage()
  const alice = await stage.login('alice')
  await alice.join('room')
  alice.send({ t: 'pub', n: 1, ch: 'room', hist: true, p: 'x' })
  alice.send({ t: 'pub', n: 2, ch: null, hist: 0, p: 'x' })
  await stage.settle()
  expect(alice.out(1)).toMatchObject({ outcome: 'refused', why: 'invalid' })
  expect(alice.out(1)!['message']).toContain('hist')
  expect(alice.out(2)!['message']).toContain('ch')
  for (const frame of alice.frames) expect(JSON.stringify(frame)).not.toMatch(/:(true|false|null)[,}]/)
})

it('P-FRAME-8: a frame above 262,144 bytes closes with 1009', async () => {
  const stage = new Stage()
  const alice = await stage.login('alice')
  alice.sendText(JSON.stringify({ t: 'ping', x: 'é'.repeat(131_072) }))
  expect(alice.closed).toBe(1009)
})

it('P-FRAME-9: a binary frame closes with 4302', async () => {
  const stage = new Stage()
  const alice = await stage.login('alice')
  alice.wire.events.binary()
  expect(alice.closed).toBe(4302)
})

it('P-FRAME-10: malformed text is answered, and the tenth closes with 4300', async () => {
  const stage = new Stage()
  const alice = await stage.login('alice')
  const bad = ['', '[]', '5', 'null', '{', '{"t":5}', '{}', '"t"', '{"x":1}']
  for (const text of bad) alice.sendText(text)
  await stage.settle()
  expect(alice.of('no')).toEqual(bad.map(() => expect.objectContaining({ id: 0, why: 'malformed' })))
  expect(alice.closed).toBeNull()
  alice.sendText('{')
  expect(alice.closed).toBe(4300)
})

it('P-FRAME-10: malformed text before hello closes at once', async () => {
  const stage = new Stage()
  const stranger = stage.connect()
  stranger.sendText('GET / HTTP/1.1')
  expect(stranger.closed).toBe(4300)
})

it('P-FRAME-11: a wrong field is refused by its name and the link lives on', async () => {
  const stage = new Stage()
  const alice = await stage.login('alice')
  for (const [t, fields, name] of [
    ['join', { ch: 'not/allowed' }, 'ch'],
    ['join', {}, 'ch'],
    ['join', { ch: 'room', mode: 5 }, 'mode'],
    ['list', { ch: 'room', limit: 0 }, 'limit'],
    ['list', { ch: 'room', limit: 513 }, 'limit'],
    ['counts', { chs: [] }, 'chs'],
    ['counts', { chs: Array.from({ length: 33 }, (_, i) => `c${i}`) }, 'chs'],
    ['presence', { users: 'alice' }, 'users'],
    ['presence', { users: [5] }, 'users']
  ] as const) {
    const reply = await alice.request(t, fields)
    expect(reply).toMatchObject({ t: 'no', why: 'invalid' })
    expect(reply['message']).toContain(`Field ${name} `)
  }
  expect(alice.closed).toBeNull()
})

it('P-FRAME-12: text with a lone surrogate is refused, and limits count decoded UTF-8 bytes', async () => {
  const stage = new Stage()
  const [alice, bob] = [await stage.login('alice'), await stage.login('bob')]
  await alice.join('room')
  await bob.join('room')
  alice.sendText('{"t":"pub","n":1,"ch":"room","p":"\\ud800"}')
  alice.pub(2, 'room', 'é'.repeat(16_384))
  alice.pub(3, 'room', 'é'.repeat(16_384) + 'x')
  alice.sendText(`{"t":"pub","n":4,"ch":"room","p":"${'\\u0041'.repeat(32_768)}"}`)
  await stage.settle()
  expect(alice.out(1)).toMatchObject({ outcome: 'refused', why: 'invalid' })
  expect(alice.out(2)).toMatchObject({ outcome: 'taken' })
  expect(alice.out(3)).toMatchObject({ outcome: 'refused', why: 'too_large' })
  expect(alice.out(4)).toMatchObject({ outcome: 'taken' })
  expect(bob.texts()).toEqual(['é'.repeat(16_384), 'A'.repeat(32_768)])
})

it('P-FRAME-10 P-FRAME-11: whatever a peer sends, nothing is thrown and others are not disturbed', async () => {
  const stage = new Stage()
  const bob = await stage.login('bob')
  await bob.join('room')
  const value = fc.oneof(
    fc.constantFrom<unknown>(0, 1, -1, 1e300, '', 'room', 'bob', null, true, [], {}, [null], { a: 1 }),
    fc.jsonValue()
  )
  const frame = fc.record(
    {
      t: fc.constantFrom('hello', 'join', 'leave', 'pub', 'send', 'ack', 'ping', 'list', 'counts', 'presence', 'x'),
      id: value,
      n: value,
      ch: value,
      to: value,
      p: value,
      chs: value,
      users: value,
      r: value,
      h: value,
      mode: value,
      limit: value,
      after: value,
      v: value,
      app: value,
      user: value,
      codecs: value,
      channels: value,
      inbox: value,
      session: value,
      attempt: value,
      hist: value,
      store: value
    },
    { requiredKeys: ['t'] }
  )
  await fc.assert(
    fc.asyncProperty(fc.array(frame, { maxLength: 8 }), fc.boolean(), async (frames, greeted) => {
      const mallory = greeted ? await stage.login('mallory') : stage.connect()
      for (const one of frames) mallory.send(one)
      await stage.settle()
      mallory.wire.break()
      await stage.settle()
    }),
    { numRuns: 300 }
  )
  expect(bob.closed).toBeNull()
  expect(await bob.request('counts', { chs: ['room'] })).toMatchObject({ t: 'ok' })
})
