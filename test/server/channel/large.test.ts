// A channel with 10,000 members: what each of them is told, what it costs, and that nobody else has to wait for it.
import { expect, it } from 'vitest'
import { MembersMemory } from '../../../server/src/store/memory/members-memory.ts'
import { PresenceMemory } from '../../../server/src/store/memory/presence-memory.ts'
import { Crowd, median, type Member } from '../../kit/server/crowd.ts'

const SIZE = 10_000
const LIMIT = 512
/** Generous sizes of one frame each, ids of nine letters: the bounds below are numbers of frames. */
const [ANSWER, COUNT, DELTA, ID, MESSAGE, WELCOME] = [140, 70, 100, 13, 170, 700]
const LIST = 80 + LIMIT * ID

/** Counts how often all members are read. */
class CountedMembers extends MembersMemory {
  reads = 0
  override async all(channel: string): Promise<readonly string[]> {
    this.reads++
    return super.all(channel)
  }
}

/** Counts whose presence changes within a turn. */
class CountedPresence extends PresenceMemory {
  now = 0
  most = 0
  override async fade(user: string, session: string): ReturnType<PresenceMemory['fade']> {
    this.now++
    return super.fade(user, session)
  }
  override async drop(user: string, session: string): ReturnType<PresenceMemory['drop']> {
    this.now++
    return super.drop(user, session)
  }
  endTurn(): void {
    this.most = Math.max(this.most, this.now)
    this.now = 0
  }
}

async function loggedIn(size: number, members = new MembersMemory(), presence = new PresenceMemory()): Promise<Crowd> {
  const crowd = new Crowd(size, { members, presence })
  for (const member of crowd.members) await crowd.hello(member)
  await crowd.settle()
  return crowd
}

/** One message of this member, in a turn of its own; how long its fan-out took. */
async function speak(crowd: Crowd, member: Member, n: number): Promise<number> {
  crowd.taken()
  crowd.say(member, { t: 'pub', n, ch: 'room', p: 'a text of some twenty-four' })
  await crowd.turn(() => {})
  await crowd.settle()
  return crowd.taken()[0]!
}

const pings = (crowd: Crowd): void => crowd.members.forEach((member) => crowd.say(member, { t: 'ping' }))

it('P-MEMBER-3 P-MEMBER-4 P-MEMBER-6: 10,000 come and go: each hears all it may, each message once', async () => {
  const store = new CountedMembers()
  const crowd = await loggedIn(SIZE, store)
  const { members } = crowd
  const joins: number[] = []
  for (const member of members) {
    joins.push(await crowd.ask(member, 'join', { ch: 'room', mode: 'full' }))
    await crowd.advance(1)
  }
  await crowd.advance(3_000)
  pings(crowd)
  await crowd.settle()

  // Snapshots and deltas up to the limit, then counts alone.
  members.forEach((member, i) => {
    expect(member.of('all'), member.name).toBe(i < LIMIT ? 1 : 0)
    expect(member.of('delta'), member.name).toBe(Math.max(0, LIMIT - Math.max(1, i)))
    const frames = member.counts.length
    expect(member.bytes, member.name).toBeLessThan(
      WELCOME + 2 * ANSWER + frames * COUNT + (i < LIMIT ? LIST + (LIMIT - i) * DELTA : 0)
    )
  })
  // Work: everybody is read once for each who gets a snapshot, and the last join costs what an early one did.
  expect(store.reads).toBeLessThanOrEqual(LIMIT)
  expect(median(joins.slice(-2_000)) / median(joins.slice(LIMIT, LIMIT + 2_000))).toBeLessThan(3)

  // Messages, to everybody, once.
  const before = members.map((member) => member.bytes)
  for (const [n, at] of [0, 1, 5_000, SIZE - 1].entries()) await speak(crowd, members[at]!, n + 1)
  members.forEach((member, i) => {
    const own = [0, 1, 5_000, SIZE - 1].includes(i) ? 1 : 0
    expect([member.of('m'), member.of('out')], member.name).toEqual([4 - own, own])
    expect(member.bytes - before[i]!).toBeLessThanOrEqual(4 * MESSAGE)
  })

  // A list is 512 of them, however many there are, and asking costs no walk over all.
  const lists: number[] = []
  for (let i = 0; i < 100; i++)
    lists.push(await crowd.ask(members[i]!, 'list', { ch: 'room', after: '', limit: LIMIT }))
  expect(store.reads).toBeLessThanOrEqual(LIMIT)
  expect(median(lists) / median(joins)).toBeLessThan(30)

  // Down to 500: one list with all of them when the count is due, then changes again.
  const [bystander] = members
  const told = bystander!.of('delta')
  for (let i = 500; i < SIZE; i++) {
    await crowd.ask(members[i]!, 'leave', { ch: 'room' })
    if (i % 10 === 0) await crowd.advance(1)
  }
  await crowd.advance(3_000)
  for (const member of members.slice(0, 500))
    expect([member.of('all'), member.counts.at(-1)!.count], member.name).toEqual([2, 500])
  expect(bystander!.of('delta') - told).toBeLessThanOrEqual(12)
  await crowd.ask(members[499]!, 'leave', { ch: 'room' })
  await crowd.ask(members[499]!, 'join', { ch: 'room', mode: 'full' })
  await crowd.settle()
  expect(bystander!.of('delta') - told).toBeGreaterThanOrEqual(2)

  // And back, at once.
  pings(crowd)
  for (const member of members.slice(500)) await crowd.ask(member, 'join', { ch: 'room', mode: 'full' })
  await crowd.advance(3_000)
  for (const member of members) expect(member.counts.at(-1)!.count, member.name).toBe(SIZE)
  await speak(crowd, members[7_777]!, 1)
  for (const member of members.slice(500)) expect(member.of('m') + member.of('out'), member.name).toBe(5)

  // Never sooner than a second after another count, nor than 3 s where there were too many at both times.
  for (const { name, counts } of members.slice(0, 499)) {
    // the others came again, some with a list of their own
    const [first, ...rest] = counts
    let last = first!
    for (const one of rest) {
      const least = last.count > LIMIT && one.count > LIMIT ? 3_000 : 1_000
      if (last !== first) expect(one.at - last.at, name).toBeGreaterThanOrEqual(least)
      last = one
    }
  }
}, 60_000)

it('P-LIFE-3 P-MEMBER-4: 10,000 who join, fall away and come back at once keep nobody waiting', async () => {
  const presence = new CountedPresence()
  const crowd = await loggedIn(SIZE, new MembersMemory(), presence)
  const { members } = crowd
  for (const member of members) await crowd.ask(member, 'join', { ch: 'room', mode: 'full' })
  await crowd.settle()
  const message = median([
    await speak(crowd, members[0]!, 1),
    await speak(crowd, members[1]!, 1),
    await speak(crowd, members[2]!, 1)
  ])

  // All links end; one watches. First all are unreachable, then all leases end, then all sessions.
  crowd.onTurn = () => presence.endTurn()
  const [watcher, ...others] = members
  for (const member of others) await crowd.turn(() => member.events.closed())
  await crowd.ask(watcher!, 'watch', { users: others.slice(0, LIMIT).map(({ name }) => name) })
  const stay = async (ms: number): Promise<void> => {
    for (let passed = 0; passed < ms; passed += 2_000) {
      await crowd.advance(2_000)
      crowd.say(watcher!, { t: 'ping' })
    }
  }
  for (const [ms, most] of [
    [8_000, 6],
    [28_000, 6]
  ] as const) {
    crowd.taken()
    await stay(ms)
    const busy = crowd.taken().slice(0, SIZE / 100 / 2) // the longer half of those turns that had work
    expect(presence.most).toBeLessThanOrEqual(100)
    expect(median(busy) / message, `a turn took ${median(busy)} ms, a message to all ${message}`).toBeLessThan(most)
  }
  expect(watcher!.counts.at(-1)!.count).toBe(1)
  expect(crowd.node.stats()).toMatchObject({ links: 1, sessions: SIZE })

  // All come back.
  crowd.taken()
  const wanted = { channels: [{ ch: 'room', e: '', o: 0, i: '', v: 0, mode: 'full' }] }
  for (const member of others) await crowd.hello(member, 2, wanted)
  await crowd.advance(3_000)
  expect(watcher!.counts.at(-1)!.count).toBe(SIZE)
  await speak(crowd, watcher!, 2)
  expect(crowd.total('no')).toBe(0)
}, 60_000)
