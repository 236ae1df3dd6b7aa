// What goes by age keeps up with what comes in, in portions of one turn: counted, not timed (P-MAIL-5, P-CALL-9).
import { expect, it } from 'vitest'
import { defaultLimits } from '../../../server/src/config/apps.ts'
import { InvitationTimes, MAX_TURN } from '../../../server/src/invitation/invitation-times.ts'
import { LastingClock } from '../../../server/src/base/lasting.ts'
import { InvitationsMemory } from '../../../server/src/store/memory/invitations-memory.ts'
import { InvitationsDisk } from '../../../server/src/store/disk/invitations-disk.ts'
import type { Invitation } from '../../../server/src/store/invitations.ts'
import { MailDisk } from '../../../server/src/store/mail/mail-disk.ts'
import { NOTHING_BROUGHT } from '../../../server/src/store/mail.ts'
import { AttributesMemory } from '../../../server/src/store/memory/attributes-memory.ts'
import { World } from '../../../sdk/testing/world.ts'
import { invitationOf } from '../../contract/invitations.ts'
import { CountingDisk } from '../../kit/server/counting-disk.ts'
import { APP_ID, Stage } from '../../kit/server/stage.ts'

const DAY = 24 * 3600 * 1000

/** The most that `count` grew by between two ends of turns, while the task ran. */
async function mostPerTurn(world: World, count: () => number, task: () => Promise<unknown>): Promise<number> {
  let most = 0
  let before = count()
  const { soon } = world.turn
  world.turn.soon = (next) =>
    soon.call(world.turn, () => {
      most = Math.max(most, count() - before)
      before = count()
      next()
    })
  await task()
  return Math.max(most, count() - before)
}

it('letters whose time is over go within one round, however many; no turn takes more than fifty', async () => {
  const disk = new CountingDisk()
  const stage = new Stage({ disk, limits: { offline: { ...defaultLimits.offline, ms: 60_000 } } })
  const { core } = stage.node as unknown as { core: { mail: MailDisk } }
  for (let n = 0; n < 2_000; n++)
    await core.mail.put(
      `${APP_ID}/inbox//u${n % 40}`,
      { id: `i${n}`, from: `s${n % 7}`, session: 's', ts: stage.now, flags: 0, text: '"x"' },
      { ...defaultLimits.offline, ms: 60_000 },
      NOTHING_BROUGHT
    )
  expect(core.mail.usage(APP_ID).messages).toBe(2_000)
  await stage.advance(59_000)
  expect(core.mail.usage(APP_ID).messages).toBe(2_000)
  const rows = await mostPerTurn(
    stage.world,
    () => disk.rows,
    () => stage.advance(6_000)
  )
  expect(core.mail.usage(APP_ID).messages).toBe(0)
  expect(rows).toBeGreaterThan(50)
  expect(rows).toBeLessThan(50 * 20)
})

it('what is overdue and still in an inbox holds up no other letter', async () => {
  const disk = new CountingDisk()
  const mail = new MailDisk(disk.open())
  const room = { ...defaultLimits.offline, ms: 1_000 }
  const put = (user: string, n: number): Promise<unknown> =>
    mail.put(
      `app/inbox//${user}`,
      { id: `${n}`, from: 'bob', session: 's', ts: n, flags: 0, text: '"x"' },
      room,
      NOTHING_BROUGHT
    )
  for (let n = 1; n <= 60; n++) await put('alice', n)
  for (let n = 61; n <= 70; n++) await put('carol', n)
  const { letters } = await mail.waiting('app/inbox//alice', 0, NOTHING_BROUGHT)
  const brought = { letter: letters.at(-1)!.number, loss: 0, letters: letters.length }
  let after = ''
  do {
    const page = await mail.over(10_000, 50, after)
    for (const over of page.over)
      await mail.expire(over, 10_000, over.user.endsWith('alice') ? brought : NOTHING_BROUGHT)
    after = page.next
  } while (after !== '')
  expect((await mail.waiting('app/inbox//carol', 0, NOTHING_BROUGHT)).letters).toEqual([])
  expect((await mail.waiting('app/inbox//alice', 0, NOTHING_BROUGHT)).letters).toHaveLength(60)
})

it.each([
  ['memory', () => new InvitationsMemory()],
  ['disk', () => new InvitationsDisk(new CountingDisk().open())]
] as const)(
  'invitations that ended a day ago go a hundred in a turn, and the rest with the next (%s)',
  async (_, make) => {
    const invitations = make()
    const stage = new Stage({ stores: { invitations } })
    const ended = (n: number, at: number): Invitation =>
      invitationOf(`i${n}`, {
        app: APP_ID,
        caller: `a${n}`,
        callee: `b${n}`,
        state: 'failed',
        why: 'silent',
        dueAt: 0,
        endedAt: at
      })
    for (let n = 0; n < 1_000; n++) await invitations.put(ended(n, stage.now - DAY))
    await invitations.put(ended(1_000, stage.now - DAY / 2))
    let removed = 0
    const remove = invitations.remove.bind(invitations)
    invitations.remove = (key) => {
      removed++
      return remove(key)
    }
    const most = await mostPerTurn(
      stage.world,
      () => removed,
      () => stage.advance(5_100)
    )
    expect([removed, most, (await invitations.all()).length]).toEqual([1_000, 100, 1])
  }
)

it('who has seen an end is remembered as long as they may ask: a day of logins makes no list', async () => {
  const store = new InvitationsMemory()
  const stage = new Stage({ stores: { invitations: store } })
  const alice = await stage.login('alice', { login: 'A' })
  const bob = await stage.login('bob', { login: 'B0' })
  await alice.request('invite', { i: '1', to: 'bob', ch: '', content: '' })
  await bob.request('call', { i: '1', of: 'alice', do: 'refuse', text: '' })
  for (let n = 1; n <= 30; n++) {
    const next = await stage.login('bob', { login: `B${n}` })
    await next.request('call', { i: '1', of: 'alice', do: 'seen', text: '' })
    await stage.advance(1_000)
  }
  const [row] = await store.all()
  expect(row!.seen.length).toBeLessThanOrEqual(2)
})

it('invitations that are due together are looked at a hundred in a turn', async () => {
  const world = new World()
  const due: string[] = []
  const clock = new LastingClock(world.clock, null)
  const times = new InvitationTimes(clock, world.turn, ({ id }) => {
    due.push(id)
  })
  for (let n = 0; n < 450; n++) times.set(invitationOf(`i${n}`, { dueAt: clock.lasting() + 1_000 }))
  const most = await mostPerTurn(
    world,
    () => due.length,
    () => world.advance(1_000)
  )
  expect([due.length, most]).toEqual([450, MAX_TURN])
})

it('P-ATTR-9: ended attributes go so many at a time; a refused write looks at a hundred at most', async () => {
  const attributes = new AttributesMemory()
  const write = (owner: string, now: number): Promise<string> =>
    attributes.write(
      owner,
      { how: 'merge', rows: [{ k: 'a', v: 1, by: 'alice', ts: now }] },
      { entries: 1, bytes: 100 },
      { group: 'app', held: 0, now, ms: 1_000, most: 1_000, payers: [] }
    )
  for (let n = 0; n < 1_000; n++) await write(`r${n}`, 0)
  expect(await write('one more', 999)).toBe('too_many')
  const { owners } = attributes as unknown as { owners: Map<string, unknown> }
  expect(await attributes.sweep(1_000, 100)).toBe(true)
  expect(owners.size).toBe(900)
  while (await attributes.sweep(1_000, 100)) {
    /* portion by portion */
  }
  expect(owners.size).toBe(0)
})
