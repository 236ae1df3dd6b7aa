// docs/protocol.md, section 5: a new session in the place of another one, which ends.
import { expect, it } from 'vitest'
import type { TokenVerifier } from '../../../server/src/login/verifier.ts'
import { appWith, Stage } from '../../kit/server/stage.ts'

it('P-RESUME-7: a new session replaces the others: 4201, presence does not flicker, rejoining is no news', async () => {
  const seen: string[][] = []
  const stage = new Stage()
  const [alice, bob] = [await stage.login('alice'), await stage.login('bob')]
  await alice.join('room')
  await bob.join('room')
  const watch = async (): Promise<void> =>
    void seen.push((await bob.request('presence', { users: ['alice'] }))['states'])
  await watch()
  const second = await stage.login('alice')
  await watch()
  expect(alice.closed).toBe(4201)
  expect(seen).toEqual([['online'], ['online']])
  await second.join('room')
  expect(bob.of('members').filter(({ left }) => left !== undefined)).toEqual([])
  expect(bob.lastChange()).toMatchObject({ joined: ['bob'], v: 2 })
})

it('P-RESUME-7 P-INBOX-3: what a replaced session had not handled goes to the new one, with its outcome', async () => {
  const stage = new Stage()
  const [alice, bob] = [await stage.login('alice'), await stage.login('bob')]
  for (let n = 1; n <= 4; n++) bob.peer(n, 'alice', `m${n}`)
  await stage.settle()
  await alice.acked(2, 1)
  const second = await stage.login('alice')
  expect(second.welcome!['inbox'].o).toBe(1)
  expect(
    second
      .take()
      .slice(1)
      .map((frame) => frame['t'])
  ).toEqual(['redelivery', 'm', 'm', 'm'])
  expect(second.last('redelivery')).toEqual({ t: 'redelivery', a: 0, from: 2, to: 4 })
  expect(second.of('m').map((frame) => frame['i'])).toEqual(
    alice
      .of('m')
      .slice(1)
      .map((frame) => frame['i'])
  )
  expect(bob.out(3)).toBeUndefined()
  await second.acked(4, 4)
  expect([1, 2, 3, 4].map((n) => bob.out(n)?.['outcome'])).toEqual(['received', 'received', 'received', 'received'])
})

it('P-RESUME-8: no frame of a session reaches its link after it was replaced', async () => {
  const stage = new Stage()
  const [alice, bob] = [await stage.login('alice'), await stage.login('bob')]
  await alice.join('room')
  await bob.join('room')
  const second = stage.connect('alice')
  void second.hello()
  bob.pub(1, 'room', 'late')
  bob.peer(2, 'alice', 'late too')
  await stage.settle()
  expect(alice.closed).toBe(4201)
  const before = alice.frames.length
  bob.pub(3, 'room', 'later')
  await stage.settle()
  expect(alice.frames.length).toBe(before)
})

it('P-RESUME-7: a hello whose link broke meanwhile replaces nobody', async () => {
  let release: () => void = () => {}
  const gate = new Promise<void>((resolve) => (release = resolve))
  let slow = false
  const verifier: TokenVerifier = { verify: async () => (slow && (await gate), { why: 'ok', expiresAt: 0 }) }
  const stage = new Stage({ verifier, appList: [appWith({}, { certificate: true })] })
  const alice = await stage.login('alice')
  slow = true
  const second = stage.connect('alice')
  void second.hello()
  await stage.settle()
  second.wire.break()
  await stage.settle()
  release()
  await stage.settle()
  expect(alice.closed).toBeNull()
  expect(stage.node.stats().sessions).toBe(1)
})
