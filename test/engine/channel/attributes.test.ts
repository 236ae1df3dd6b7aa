// The copy of own attributes, and the place in a channel's notices: what the engine does when links and sessions break.
import { describe, expect, it } from 'vitest'
import { Rig, type Frame } from '../../kit/engine-kit'

const write = (rig: Rig, how: string, map: Frame): Frame[] =>
  rig.ask((done) => {
    rig.client.attributes.writeOwn(how, map, done)
  })
const changes = (rig: Rig): Frame[] => rig.link.of('setattrs')
const ok = (rig: Rig, frame: Frame = changes(rig).at(-1)!): Rig => rig.say({ t: 'ok', id: frame.id })
const lost = { resumed: 'fresh', why: 'unknown' }
const rows = (...pairs: [string, unknown][]): Frame[] => pairs.map(([k, v]) => ({ k, v }))
const live = (rig: Rig, ms: number): void => {
  for (let i = 0; i < ms; i += 500) rig.say({ t: 'pong' }).advance(500)
}

describe('own attributes', () => {
  it('P-ATTR-8: after a greeting without them, confirmed ones are sent first; after a resume nothing is', () => {
    const rig = new Rig().login()
    write(rig, 'replace', { a: 1, b: 2 })
    ok(rig)
    write(rig, 'merge', { b: 3, c: 4 })
    ok(rig)
    rig.ask((done) => {
      rig.client.attributes.deleteOwn(['a'], done)
    })
    ok(rig)
    write(rig, 'merge', { refused: 1 })
    rig.say({ t: 'no', id: changes(rig).at(-1)!.id, why: 'attributes_too_large' })
    rig.blink({ own: 3 })
    expect(changes(rig)).toEqual([])
    write(rig, 'merge', { waits: 1 })
    rig.blink({ ...lost })
    expect(changes(rig)).toMatchObject([
      { how: 'restore', rows: rows(['b', 3], ['c', 4]) },
      { how: 'merge', rows: rows(['waits', 1]) }
    ])
    rig.blink({ resumed: 'rejoined' })
    expect(changes(rig)).toMatchObject([{ how: 'restore' }, { how: 'merge' }]) // the same two, once each
    const [restore, merge] = changes(rig)
    ok(ok(rig, restore), merge)
    rig.blink({ own: 6 })
    expect(changes(rig)).toEqual([])
    rig.blink() // as after a welcome of `rejoined` that was lost on its way
    expect(changes(rig)).toMatchObject([{ how: 'restore', rows: rows(['b', 3], ['c', 4], ['waits', 1]) }])
  })

  it('P-ATTR-5: a change keeps its number when it is asked again; every change has one of its own', () => {
    const rig = new Rig().login()
    write(rig, 'merge', { a: 1 })
    rig.ask((done) => {
      rig.client.attributes.clearChannel('room', false, done)
    })
    const numbers = changes(rig).map(({ w }) => w)
    expect(numbers).toEqual([1, 2])
    rig.blink()
    expect(changes(rig).map(({ w }) => w)).toEqual(numbers)
  })

  it('P-ATTR-8: after a change that timed out the copy is put back, when no other change is open', () => {
    const rig = new Rig().login()
    write(rig, 'replace', { a: 1 })
    ok(rig)
    const timedOut = write(rig, 'merge', { b: 1 })
    live(rig, 2_000)
    const open = write(rig, 'merge', { c: 1 })
    live(rig, 3_000)
    expect(timedOut).toMatchObject([{ why: 'timeout' }])
    expect(changes(rig).map(({ how }) => how)).toEqual(['replace', 'merge', 'merge'])
    ok(rig)
    expect(open).toEqual([{ ok: 1 }])
    expect(changes(rig).at(-1)).toMatchObject({ how: 'restore', rows: rows(['a', 1], ['c', 1]) })
    ok(rig)
    write(rig, 'merge', { d: 1 })
    ok(rig)
    expect(changes(rig).at(-1)).toMatchObject({ how: 'merge' })
  })

  it('P-ATTR-8: timed out without a link it is put back with the next; if refused, with the next change', () => {
    const rig = new Rig().login()
    rig.link.end()
    const timedOut = write(rig, 'merge', { b: 1 })
    rig.advance(5_000)
    expect(timedOut).toMatchObject([{ why: 'timeout' }])
    rig.greet({ resumed: 'full', why: 'resume' })
    expect(changes(rig)).toMatchObject([{ how: 'restore', rows: [] }])
    rig.say({ t: 'no', id: changes(rig)[0]!.id, why: 'internal' })
    expect(changes(rig)).toHaveLength(1)
    write(rig, 'merge', { c: 1 })
    ok(rig)
    expect(changes(rig).at(-1)).toMatchObject({ how: 'restore', rows: rows(['c', 1]) })
  })

  it('P-ATTR-8: logout, another login and a kick forget the copy; nothing of it is left to wait', () => {
    for (const end of [
      (rig: Rig) => {
        rig.ask((done) => {
          rig.client.logout(done)
        })
      },
      (rig: Rig) => {
        rig.link.end(4201)
        rig.advance(0)
      }
    ]) {
      const rig = new Rig().login()
      write(rig, 'replace', { a: 1 })
      ok(rig)
      const open = write(rig, 'merge', { b: 1 })
      end(rig)
      expect(open).toMatchObject([{ why: 'timeout' }])
      rig.ask((done) => {
        rig.client.logout(done)
      })
      expect(rig.advance(3_000).world.timersOpen()).toBe(0)
      rig.login()
      expect(changes(rig)).toEqual([])
      rig.blink({ ...lost })
      expect(changes(rig)).toEqual([])
    }
  })
})

describe('notices', () => {
  it('P-ATTR-7: a greeting names the last notice that came; a join begins with the one that the answer names', () => {
    const rig = new Rig().login().join('room')
    const greeted = (): Frame => (rig.link.last('hello').channels as Frame[])[0]!
    rig.blink({ channels: [{ ch: 'room', a: 7, e: 'E', o: 0, v: 1, count: 1, mode: 'full', n: 40 }] })
    expect(greeted()).not.toHaveProperty('n')
    rig.blink({ channels: [{ ch: 'room', a: 7, e: 'E', o: 0, v: 1, count: 1, mode: 'full', n: 40 }] })
    expect(greeted()).not.toHaveProperty('n') // what was missed has not come yet
    rig.say({ t: 'attrs', a: 7, n: 40, rows: [] })
    rig.blink()
    expect(greeted()).toMatchObject({ ch: 'room', n: 40 })
    rig.ask((done) => {
      rig.client.join('hall', done)
    })
    rig.say({ t: 'ok', id: rig.link.last('join').id, a: 8, e: 'E', o: 0, v: 1, count: 1, mode: 'full', n: 50 })
    rig.blink()
    expect((rig.link.last('hello').channels as Frame[])[1]).toMatchObject({ ch: 'hall', n: 50 })
    expect(rig.told('attributes')).toEqual([{ event: 'attributes', channel: 'room', rows: [] }])
  })
})
