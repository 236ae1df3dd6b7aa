// The shipped server as a process: what it leaves when it stops or is killed, and the folder in which it leaves it.
import { readdirSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { FrameClient, ServerProcess } from '../../kit/process.ts'
import { RawPeer } from '../../kit/gate.ts'
import { dataFolder } from '../../kit/server/data-folder.ts'

const data = dataFolder()
const { start } = data

/** What a graceful stop left; the store on disk stays. */
const saved = (): string[] => readdirSync(data.path).filter((name) => name.startsWith('rtm-state'))

async function inRoom(
  port: number,
  user: string
): Promise<{ client: FrameClient; session: string; key: string; e: string; inbox: string }> {
  const client = await FrameClient.open(port)
  const welcome = await client.hello({ user })
  client.send({ t: 'join', id: 1, ch: 'room', mode: 'full' })
  const joined = await client.frame('ok', { id: 1 })
  return {
    client,
    session: String(welcome['session']),
    key: String(welcome['key']),
    e: String(joined['e']),
    inbox: (welcome['inbox'] as { e: string }).e
  }
}

describe('stop and start', () => {
  it('P-STOP-1: tells clients when to come back, and goes on under the same epochs without a gap', async () => {
    const first = await start({ RTM_MOVE_AFTER_MS: '300', RTM_MOVE_JITTER_MS: '700' })
    const alice = await inRoom(first.port, 'alice')
    const bob = await inRoom(first.port, 'bob')
    bob.client.send({ t: 'pub', n: 1, ch: 'room', hist: 0, p: 'one' })
    const one = await alice.client.frame('m', { p: 'one' })
    alice.client.socket.terminate()
    bob.client.send({ t: 'pub', n: 2, ch: 'room', hist: 0, p: 'two' })
    bob.client.send({ t: 'send', n: 3, to: 'alice', hist: 0, store: 0, p: 'psst' })
    await bob.client.frame('out', { n: 2 })
    first.signal('SIGTERM')
    expect(await bob.client.frame('moved')).toEqual({ t: 'moved', after: 300, jitter: 700 })
    expect(await bob.client.closed).toBe(4000)
    expect(await first.ended).toBe(0)

    const [file, ...others] = saved()
    expect(others).toEqual([])
    if (process.platform !== 'win32') expect(statSync(join(data.path, file!)).mode & 0o777).toBe(0o600)
    const second = await start()
    expect(saved()).toEqual([])

    const back = await FrameClient.open(second.port)
    const welcome = await back.hello({
      user: 'alice',
      auto: 1,
      session: alice.session,
      key: alice.key,
      attempt: 2,
      inbox: { e: alice.inbox, o: 0, i: '', h: 0 },
      channels: [{ ch: 'room', e: alice.e, o: one['o'], i: one['i'], v: 2, mode: 'full' }]
    })
    expect(welcome).toMatchObject({
      resumed: 'full',
      session: alice.session,
      inbox: { e: alice.inbox },
      channels: [{ ch: 'room', e: alice.e }]
    })
    expect(await back.frame('m', { p: 'two' })).toMatchObject({ o: Number(one['o']) + 1 })
    await back.frame('m', { p: 'psst' })
    expect(back.frames.map(({ t }) => t)).not.toContain('gap')
  })

  it('P-STREAM-3: begins new epochs after a crash, and never twice from one saved state', async () => {
    const first = await start()
    const before = await inRoom(first.port, 'alice')
    before.client.send({ t: 'pub', n: 1, ch: 'room', hist: 0, p: 'one' })
    await before.client.frame('out', { n: 1 })
    first.signal('SIGTERM')
    expect(await first.ended).toBe(0)

    const second = await start()
    second.signal('SIGKILL')
    expect(await second.ended).toBeNull()

    const third = await start()
    expect(third.events.map(({ event }) => event)).not.toContain('restored')
    const after = await inRoom(third.port, 'alice')
    expect(after.e).not.toBe(before.e)
    expect(after.inbox).not.toBe(before.inbox)
  })

  it('leaves the saved state to the next start when the port is in use, and says so with code 3', async () => {
    const first = await start()
    first.signal('SIGTERM')
    expect(await first.ended).toBe(0)
    const left = saved()
    const holder = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => holder.once('listening', resolve))
    const port = (holder.address() as AddressInfo).port
    const second = ServerProcess.run({ RTM_DATA: data.path, RTM_PORT: String(port) })
    expect(await second.ended).toBe(3)
    expect(await second.event('port_in_use')).toMatchObject({ port, host: '127.0.0.1' })
    holder.close()
    expect(saved()).toEqual(left)
  })

  it.each([
    ['no state at all', 'rtm-state', 'something else', 'it does not begin like a saved state'],
    ['one of an older server, damaged', 'rtm-state.json', '{"version":1,"streams":', 'it is no JSON'],
    ['one of another version', 'rtm-state.json', '{"version":7}', 'it has the format 7'],
    ['an empty one', 'rtm-state', '', 'its end is missing']
  ])(
    'P-STREAM-3: starts with new epochs when what was saved cannot be read, and says why in one line: %s',
    async (_what, name, bytes, why) => {
      writeFileSync(join(data.path, name), bytes)
      const server = await start()
      expect(server.events.filter(({ level }) => level === 'error')).toMatchObject([
        { event: 'not_restored', file: join(data.path, name), why }
      ])
      expect(saved()).toEqual([])
      await inRoom(server.port, 'alice')
    }
  )

  it('ends at once at the second signal; a state that was whole by then is kept', async () => {
    const server = await start({ RTM_STOP_MS: '60000' })
    const peer = await RawPeer.open(server.port) // never answers the close
    await peer.until(() => peer.socket.bytesRead > 0)
    server.signal('SIGTERM')
    await server.event('saved')
    server.signal('SIGINT')
    expect(await server.ended).toBe(1)
    expect(saved()).toEqual(['rtm-state'])
    expect(await (await start()).event('restored')).toMatchObject({ level: 'info' })
  })
})

describe('the data folder', () => {
  it('belongs to one process: a second one is told who has it and ends with 2; after a kill it is free', async () => {
    const first = await start()
    const second = ServerProcess.run({ RTM_DATA: data.path, RTM_PORT: '0' })
    expect(await second.ended).toBe(2)
    expect(second.lines).toEqual([
      `rtm-server: data: another server (process ${first.child.pid}) uses the folder ${data.path}. Stop it, or give ` +
        'this one a folder of its own.'
    ])
    const samePort = ServerProcess.run({ RTM_DATA: data.path, RTM_PORT: String(first.port) })
    expect(await samePort.ended).toBe(3)
    first.signal('SIGKILL')
    await first.ended
    await start()
  })

  it('P-CALL-8: keeps invitations when the server is killed, and says which ones it does not know', async () => {
    const first = await start()
    const [alice, bob] = [await FrameClient.open(first.port), await FrameClient.open(first.port)]
    await alice.hello({ user: 'alice', login: 'A' })
    await bob.hello({ user: 'bob', login: 'B' })
    alice.send({ t: 'invite', id: 1, i: 'A.1', to: 'bob', ch: '', content: 'c' })
    await alice.frame('ok', { id: 1 })
    bob.send({ t: 'call', id: 1, i: 'A.1', of: 'alice', do: 'ring', text: '' })
    await bob.frame('ok', { id: 1 })
    first.signal('SIGKILL')
    await first.ended
    const second = await start()
    const [caller, callee] = [await FrameClient.open(second.port), await FrameClient.open(second.port)]
    await callee.hello({ user: 'bob', login: 'B' })
    expect(await callee.frame('call', { i: 'A.1' })).toMatchObject({
      from: 'alice',
      to: 'bob',
      content: 'c',
      state: 'ringing'
    })
    callee.send({ t: 'call', id: 1, i: 'A.1', of: 'alice', do: 'accept', text: 'yes' })
    await callee.frame('ok', { id: 1 })
    await caller.hello({
      user: 'alice',
      login: 'A',
      auto: 1,
      calls: [
        { i: 'A.1', of: 'alice', v: 1 },
        { i: 'A.0', of: 'alice', v: 1 }
      ]
    })
    expect(await caller.frame('call', { i: 'A.1' })).toMatchObject({ state: 'answering', response: 'yes', by: 'B' })
    expect(await caller.frame('call', { i: 'A.0' })).toMatchObject({ state: 'unknown' })
    caller.send({ t: 'call', id: 1, i: 'A.1', of: 'alice', do: 'confirm', text: '' })
    expect(await callee.frame('call', { i: 'A.1', state: 'accepted' })).toMatchObject({ response: 'yes' })
  })

  it('is for nobody but its user', async () => {
    await start()
    for (const name of readdirSync(data.path))
      if (process.platform !== 'win32') expect(statSync(join(data.path, name)).mode & 0o777).toBe(0o600)
  })
})
