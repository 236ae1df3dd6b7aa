// The shipped server with a data folder: attributes of channels survive a process that is killed, and own attributes do
// not (P-ATTR-8, P-ATTR-10).
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { FrameClient, ServerProcess, buildServer } from '../../kit/process'

const folder = mkdtempSync(join(tmpdir(), 'rtm-attributes-'))
beforeAll(buildServer, 60_000)
afterAll(() => {
  rmSync(folder, { recursive: true })
})

async function ask(client: FrameClient, id: number, t: string, fields: Record<string, unknown>): Promise<unknown> {
  client.send({ t, id, ...fields })
  const reply = await Promise.race([client.frame('ok', { id }), client.frame('no', { id })])
  return reply['why'] ?? reply['rows']
}

it('P-ATTR-10: kill -9 loses no change of channel attributes that was answered', { timeout: 30_000 }, async () => {
  const first = await ServerProcess.start({ RTM_DATA: folder })
  const alice = await FrameClient.open(first.port)
  await alice.hello({ user: 'alice' })
  const rows = [
    { k: 'age', v: 23 },
    { k: 'on', v: 1, y: 'b' }
  ]
  await ask(alice, 1, 'join', { ch: 'held', mode: 'full' })
  for (const [id, ch] of [
    [2, 'held'],
    [3, 'empty']
  ] as const)
    await ask(alice, id, 'setattrs', { w: id, how: 'merge', ch, rows })
  await ask(alice, 4, 'setattrs', { w: 4, how: 'merge', rows })
  first.signal('SIGKILL')
  await first.ended
  const second = await ServerProcess.start({ RTM_DATA: folder })
  const bob = await FrameClient.open(second.port)
  await bob.hello({ user: 'bob' })
  for (const [id, ch] of [
    [1, 'held'],
    [2, 'empty']
  ] as const) {
    expect(await ask(bob, id, 'getattrs', { ch })).toMatchObject([
      { k: 'age', v: 23, by: 'alice' },
      { k: 'on', v: 1, y: 'b', by: 'alice' }
    ])
  }
  expect(await ask(bob, 3, 'getattrs', { user: 'alice' })).toBe('user_offline')
  await ask(bob, 4, 'setattrs', { w: 1, how: 'clear', ch: 'empty' })
  second.signal('SIGTERM')
  await second.ended
  const third = await ServerProcess.start({ RTM_DATA: folder })
  const carol = await FrameClient.open(third.port)
  await carol.hello({ user: 'carol' })
  expect(await ask(carol, 1, 'getattrs', { ch: 'empty' })).toEqual([])
  expect(await ask(carol, 2, 'getattrs', { ch: 'held' })).toHaveLength(2)
  third.signal('SIGKILL')
  await third.ended
})
