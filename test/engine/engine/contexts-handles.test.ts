// Lives of JavaScript over one engine: who answers stays, who does not is ended in silence, and what was not confirmed
// is not handled.
import { describe, expect, it } from 'vitest'
import { APP, type Frame, record } from '../../kit/engine-kit'
import { Lives } from '../kit/lives-rig'

describe('a context that begins', () => {
  it('asks the handles of others; one that answers keeps them, and nobody waits any longer', () => {
    const rig = new Lives().in('a', 'alice', 'one')
    expect(rig.open('b', 'two')).toEqual([])
    expect(rig.heard['a one']!.at(-1)).toMatchObject({ event: 'probe', handle: 'a' })
    expect(rig.invoke('a', 'here', { context: 'one' })).toEqual([{ ok: 1 }])
    expect(rig.invoke('b', 'stats')).toMatchObject([{ ok: 1, phase: 'out' }])
    rig.advance(20_000)
    expect(rig.invoke('a', 'stats')).toMatchObject([{ ok: 1 }])
    expect(rig.invoke('b', 'stats')).toMatchObject([{ ok: 1 }])
  })

  it('has calls wait 2 s where another one is silent, in order; then its handles end in silence', () => {
    const rig = new Lives().in('a', 'alice', 'one')
    const told = rig.heard['a one']!.length
    const answers: unknown[] = []
    rig.entry.open('b', JSON.stringify({ app: APP, context: 'two' }), () => {
      answers.push('open')
    })
    rig.entry.call('b', 'stats', '{}', (text) => {
      answers.push((JSON.parse(text) as Frame)['phase'])
    })
    rig.advance(1_999)
    expect(answers).toEqual([])
    rig.advance(1)
    expect(answers).toEqual(['open', 'out'])
    rig.say({ t: 'm', a: 0, o: 1, i: 'x', f: 'bob', p: 'for nobody', ts: 1 }).advance(30_000)
    expect(rig.heard['a one']!.slice(told).map(({ event }) => event)).toEqual(['probe'])
    expect(rig.invoke('a', 'stats')).toMatchObject([{ ok: 0, why: 'not_initialised' }])
    expect(rig.world.timersOpen()).toBe(0)
  })

  it('may open a handle of the same name: it gets its own', () => {
    const rig = new Lives().in('main', 'alice', 'one')
    rig.open('main', 'two')
    rig.advance(2_000)
    expect(rig.invoke('main', 'stats')).toMatchObject([{ phase: 'out' }])
    expect(rig.kinds('main two')).toEqual([])
  })

  it('a second handle of the same context, and one without a context, ask nobody', () => {
    const rig = new Lives().in('a', 'alice', 'one')
    expect([rig.open('b', 'one'), rig.open('c')]).toEqual([[{ ok: 1 }], [{ ok: 1 }]])
    expect(rig.kinds('a one')).not.toContain('probe')
  })

  it('a handle without a context is never asked and never ended', () => {
    const rig = new Lives().in('a', 'alice')
    expect(rig.open('b', 'two')).toEqual([{ ok: 1 }])
    rig.advance(1_000)
    expect(rig.invoke('a', 'stats')).toMatchObject([{ ok: 1, phase: 'in' }])
  })

  it('the session it left says no goodbye: the next login takes its place, or it ends after 10 s', () => {
    const rig = new Lives().in('a', 'alice', 'one')
    const old = rig.link
    rig.open('b', 'two')
    rig.advance(2_000)
    rig.invoke('b', 'login', { user: 'alice' })
    rig.greet({ session: 's2', key: 'k2' })
    expect(old.of('bye')).toEqual([])
    rig.advance(20_000)
    expect(rig.heard['b two']!.filter(({ event }) => event === 'state').map(({ told }) => told)).not.toContain(
      'aborted'
    )

    const alone = new Lives().in('a', 'alice', 'one')
    alone.open('b', 'two')
    for (let s = 0; s < 13; s++) alone.say({ t: 'pong' }).advance(1_000)
    expect(alone.links.all[0]!.of('bye')).toHaveLength(1)
  })
})

describe('what JavaScript has handled', () => {
  it('P-INBOX-1: with a context it is what it confirms, in any portions; without, what its listener was told', () => {
    const rig = new Lives().in('a', 'alice', 'one')
    for (const n of [1, 2, 3]) rig.say(record(0, n))
    const numbers = rig.heard['a one']!.filter(({ event }) => event === 'peerMessage').map(({ confirm }) => confirm)
    expect(numbers).toEqual([1, 2, 3])
    rig.advance(2_100)
    expect(rig.link.last('ping')).not.toMatchObject({ h: 1 })
    rig.invoke('a', 'handled', { n: 2 })
    rig.say({ t: 'pong' }).advance(2_100)
    expect(rig.link.last('ping')).toMatchObject({ h: 2 })
    rig.invoke('a', 'handled', { n: 99 })
    rig.say({ t: 'pong' }).advance(2_100)
    expect(rig.link.last('ping')).toMatchObject({ h: 3 })

    const plain = new Lives().in('a', 'alice')
    plain.say(record(0, 1)).advance(2_100)
    expect(plain.heard['a ']!.find(({ event }) => event === 'peerMessage')).not.toHaveProperty('confirm')
    expect(plain.link.last('ping')).toMatchObject({ h: 1 })
  })
})
