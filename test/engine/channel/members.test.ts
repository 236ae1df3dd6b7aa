// Who is in a channel: deltas, snapshots, counts, and what a page hears of them.
import { describe, expect, it } from 'vitest'
import fc from '../../kit/properties.ts'
import { type Frame, Rig } from '../../kit/engine-kit'

const members = (v: number, count: number, fields: Frame = {}): Frame => ({ t: 'members', a: 7, v, count, ...fields })
const left = (...users: string[]) => users.map((u) => ({ u, why: 'left' }))
/** What the page heard since the join: +bob, -bob, and counts. */
function heard(rig: Rig): string[] {
  return rig.events.flatMap((row) =>
    row.event === 'memberJoined'
      ? [`+${String(row.user)}`]
      : row.event === 'memberLeft'
        ? [`-${String(row.user)}`]
        : row.event === 'memberCount'
          ? [String(row.count)]
          : []
  )
}
const room = (...others: string[]): Rig => {
  const rig = new Rig().login().join('room', 7, 0, ['alice', ...others])
  rig.events.length = 0
  return rig
}
const back = (rig: Rig, v: number, count: number, e = 'E'): Rig =>
  rig.blink({ channels: [{ ch: 'room', a: 7, e, o: 0, v, count, mode: 'full' }] })
const crowd = (n: number): string[] => Array.from({ length: n }, (_, i) => `u${i}`)

describe('membership', () => {
  it('A-CHANNEL-2 P-MEMBER-3: the joiner hears the count, once, and no joined event for themselves or others', () => {
    const rig = new Rig().login().join('room', 7, 0, ['alice', 'bob', 'carol'])
    expect(heard(rig)).toEqual(['3'])
  })

  it('A-CHANNEL-9 P-MEMBER-1 P-MEMBER-2: a delta names who came and who left, and why', () => {
    const rig = room('bob')
    rig.say(members(2, 3, { joined: ['carol', 'dave'], left: [{ u: 'bob', why: 'lost' }] }))
    expect(heard(rig)).toEqual(['-bob', '+carol', '+dave'])
    expect(rig.told('memberLeft')).toEqual([{ event: 'memberLeft', channel: 'room', user: 'bob', reason: 'lost' }])
  })

  it('A-CHANNEL-9 P-MEMBER-1 P-MEMBER-4: counts are told for other frames than joined and left, if new', () => {
    const rig = room()
    rig
      .say(members(2, 2, { joined: ['bob'] }))
      .say(members(3, 3, { joined: ['carol'] }))
      .say(members(3, 3))
      .say(members(3, 3))
      .say(members(4, 2, { left: left('bob') }))
      .say(members(4, 2))
    expect(heard(rig)).toEqual(['+bob', '+carol', '3', '-bob', '2'])
  })

  it('P-MEMBER-1: a user is told once: repeats, older versions and oneself are not', () => {
    const rig = room('bob')
    rig
      .say(members(2, 2, { joined: ['bob', 'alice'] }))
      .say(members(1, 1, { left: left('bob') }))
      .say(members(3, 2, { left: left('nobody', 'alice') }))
    expect(heard(rig)).toEqual([])
  })

  it('P-MEMBER-3: above 512 members only counts; back below, what changed meanwhile, then differences', () => {
    const rig = room('bob', 'u0')
    rig
      .say(members(600, 513))
      .say(members(601, 514))
      .say(members(700, 3, { all: ['alice', 'u0', 'u1'] }))
    expect(heard(rig)).toEqual(['513', '514', '-bob', '+u1', '3'])
    rig.say(members(701, 2, { left: left('u1') })).say(members(702, 3, { joined: ['zoe'] }))
    expect(heard(rig).slice(5)).toEqual(['-u1', '+zoe'])
  })

  it('P-MEMBER-3: who joined above 512 takes the first snapshot over in silence: nobody was known', () => {
    const rig = new Rig().login()
    rig.ask((done) => rig.client.join('room', done))
    rig
      .say({ t: 'ok', id: 1, a: 7, e: 'E', o: 0, v: 600, count: 600, mode: 'count' })
      .say(members(700, 512, { all: ['alice', ...crowd(511)] }))
      .say(members(701, 511, { left: left('u1') }))
    expect(heard(rig)).toEqual(['600', '512', '-u1'])
  })

  it('P-HELLO-11 P-WELCOME-5: in another epoch no version is known before its snapshot, whatever its number', () => {
    for (const v of [1, 2, 3]) {
      const rig = room().say(members(2, 2, { joined: ['bob'] }))
      back(rig, v, 1, 'E2')
      back(rig, v, 1, 'E2') // the snapshot was lost with its link
      expect(rig.link.last('hello').channels, `version ${v}`).toMatchObject([{ ch: 'room', e: 'E2', v: 0 }])
    }
  })

  it('P-MEMBER-6 P-WELCOME-3: a list has as many as the app allows', () => {
    const rig = new Rig().login('alice', { limits: { memberList: 3 } }).join('room')
    rig.ask((done) => rig.client.members('room', done))
    expect(rig.link.last('list').limit).toBe(3)
  })

  it('P-MEMBER-5: after an absence the net difference is told, then the count', () => {
    const rig = back(room('bob', 'carol'), 9, 3)
    expect(heard(rig)).toEqual([])
    rig.say(members(9, 3, { all: ['alice', 'carol', 'dave'] })).say(members(9, 3))
    expect(heard(rig)).toEqual(['-bob', '+dave'])
    back(rig, 12, 5).say(members(12, 5, { all: ['alice', 'carol', 'dave', 'eve', 'fay'] }))
    expect(heard(rig).slice(2)).toEqual(['+eve', '+fay', '5'])
  })

  it('P-MEMBER-5: who left and came back while one was away is not told', () => {
    const rig = back(room('bob'), 9, 2).say(members(9, 2, { all: ['bob', 'alice'] }))
    expect(heard(rig)).toEqual([])
  })

  it('P-MEMBER-4: the last count is told even if the link broke between the delta and the count', () => {
    const rig = room()
    rig.say(members(2, 2, { joined: ['bob'] }))
    expect(heard(back(rig, 2, 2))).toEqual(['+bob', '2'])
  })

  it('P-HELLO-11: the version in the greeting is 0 while no members are known', () => {
    const version = (rig: Rig): unknown => {
      back(rig, 1, 1)
      return (rig.link.last('hello').channels as Frame[])[0]?.v
    }
    const unknown = new Rig().login()
    unknown.ask((done) => unknown.client.join('room', done))
    unknown.say({ t: 'ok', id: 1, a: 7, e: 'E', o: 0, v: 600, count: 600, mode: 'count' })
    expect([version(room()), version(unknown)]).toEqual([1, 0])
  })

  it("P-HELLO-11 P-MEMBER-3: a count names no members: a greeting still names the list's version and changes", () => {
    const named = (rig: Rig): unknown => (rig.link.last('hello').channels as Frame[])[0]?.v
    const rig = room('bob').say(members(600, 513))
    expect(named(back(rig, 601, 513))).toBe(1)
    rig.say(members(601, 513)).say(members(602, 3, { all: ['alice', 'u1', 'u2'] }))
    expect(heard(rig)).toEqual(['513', '-bob', '+u1', '+u2', '3'])
    expect(named(back(rig, 602, 3))).toBe(602)
  })

  it('P-STREAM-3: versions of another life of the server count anew', () => {
    const rig = room('bob').say(members(40, 3, { joined: ['carol'] }))
    back(rig, 2, 2, 'E2')
      .say(members(2, 2, { all: ['alice', 'bob'] }))
      .say(members(3, 3, { joined: ['dave'] }))
    expect(heard(rig)).toEqual(['+carol', '-carol', '+dave'])
  })

  it("P-MEMBER-1 P-MEMBER-5: whatever the server tells, each user's joined and left alternate and end right", () => {
    const deed = fc.record({
      who: fc.subarray(['bob', 'carol', 'dave', 'eve']),
      form: fc.constantFrom('delta', 'snapshot', 'away', 'count')
    })
    fc.assert(
      fc.property(fc.array(deed, { maxLength: 20 }), (deeds) => {
        const rig = room()
        let known = new Set<string>()
        let now = new Set<string>()
        let v = 1
        for (const { who, form } of deeds) {
          const then = new Set(who)
          v++
          const all = { all: ['alice', ...then] }
          if (form === 'count') {
            rig.say(members(v, now.size + 1))
            continue
          }
          if (form === 'away') {
            back(rig, v, then.size + 1)
            rig.say(members(v, then.size + 1, all))
          }
          if (form === 'snapshot') rig.say(members(v, then.size + 1, all))
          if (form === 'delta')
            rig.say(
              members(v, then.size + 1, {
                joined: [...then].filter((u) => !now.has(u)),
                left: left(...[...now].filter((u) => !then.has(u)))
              })
            )
          now = then
        }
        known = new Set()
        for (const row of heard(rig)) {
          const user = row.slice(1)
          if (row.startsWith('+')) {
            expect(known.has(user)).toBe(false)
            known.add(user)
          }
          if (row.startsWith('-')) {
            expect(known.has(user)).toBe(true)
            known.delete(user)
          }
        }
        expect([...known].sort()).toEqual([...now].sort())
      }),
      { numRuns: 200 }
    )
  })
})
