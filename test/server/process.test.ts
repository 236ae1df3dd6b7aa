import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { buildServer, FrameClient, runToken, ServerProcess } from '../kit/process.ts'
import { RawPeer } from '../kit/gate.ts'

let data = ''
const servers: ServerProcess[] = []

/** What a graceful stop left; the store on disk stays. */
const saved = (): string[] => readdirSync(data).filter((name) => name.startsWith('rtm-state'))

async function start(env: Record<string, string> = {}): Promise<ServerProcess & { port: number }> {
  const server = await ServerProcess.start({ RTM_DATA: data, ...env })
  servers.push(server)
  return server
}

beforeAll(buildServer)
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'rtm-data-'))
})
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.signal('SIGKILL')
    await server.ended
  }
  rmSync(data, { recursive: true })
})

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
    if (process.platform !== 'win32') expect(statSync(join(data, file!)).mode & 0o777).toBe(0o600)
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
    const second = ServerProcess.run({ RTM_DATA: data, RTM_PORT: String(port) })
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
      writeFileSync(join(data, name), bytes)
      const server = await start()
      expect(server.events.filter(({ level }) => level === 'error')).toMatchObject([
        { event: 'not_restored', file: join(data, name), why }
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
    const second = ServerProcess.run({ RTM_DATA: data, RTM_PORT: '0' })
    expect(await second.ended).toBe(2)
    expect(second.lines).toEqual([
      `rtm-server: data: another server (process ${first.child.pid}) uses the folder ${data}. Stop it, or give this one a folder of its own.`
    ])
    const samePort = ServerProcess.run({ RTM_DATA: data, RTM_PORT: String(first.port) })
    expect(await samePort.ended).toBe(3)
    first.signal('SIGKILL')
    await first.ended
    await start()
  })

  it('P-CALL-8: keeps invitations when the server is killed, and says of others that it does not know them', async () => {
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
    for (const name of readdirSync(data))
      if (process.platform !== 'win32') expect(statSync(join(data, name)).mode & 0o777).toBe(0o600)
  })
})

describe('bad configuration', () => {
  it('ends with code 2 and one line for each fault', async () => {
    const server = ServerProcess.run({ RTM_PORT: 'x', RTM_PAGE: '/tmp' })
    expect(await server.ended).toBe(2)
    expect(server.lines).toEqual([
      expect.stringMatching(/^rtm-server: RTM_PORT: must be a whole number/),
      expect.stringMatching(/^rtm-server: RTM_PAGE: unknown variable\. Did you mean "RTM_PAGES"\?/)
    ])
  })

  it('covers arguments, pages, folders and addresses', async () => {
    const wrong = [
      ServerProcess.run({}, ['--prot', '1']),
      ServerProcess.run({ RTM_PAGES: join(data, 'absent') }),
      ServerProcess.run({ RTM_DATA: '/dev/null/x' }),
      ServerProcess.run({
        RTM_HOST: '192.0.2.1',
        RTM_PORT: '0',
        RTM_APP_ID: 'a'.repeat(32),
        RTM_APP_CERTIFICATE: 'c'.repeat(32)
      }),
      ServerProcess.run({ RTM_HOST: '0.0.0.0' })
    ]
    for (const server of wrong) {
      expect(await server.ended).toBe(2)
      expect(server.lines).toHaveLength(1)
    }
  })
})

describe('P-HELLO-6: the token command', () => {
  const app = 'a'.repeat(32)
  const certificate = 'the-certificate-of-the-app-000001'

  it('prints a token that logs its user in, and nobody else', async () => {
    const server = await start({ RTM_APP_ID: app, RTM_APP_CERTIFICATE: certificate })
    const { code, out } = await runToken(['--app', app, '--user', 'alice', '--certificate-env', 'CERT'], {
      CERT: certificate
    })
    expect(code).toBe(0)
    const alice = await FrameClient.open(server.port)
    expect(await alice.hello({ app, user: 'alice', token: out })).toMatchObject({ resumed: 'fresh' })
    const bob = await FrameClient.open(server.port)
    await expect(bob.hello({ app, user: 'bob', token: out })).rejects.toThrow('token_invalid')
    expect(await bob.closed).toBe(4203)
  })

  it('says what is missing', async () => {
    for (const args of [
      [],
      ['--app', app],
      ['--app', app, '--user', 'alice', '--hours', '25'],
      ['--app', app, '--user', 'alice', '--certificate-env', 'NONE'],
      ['--app', app, '--user', 'alice'],
      ['--wat']
    ]) {
      const { code, out, err } = await runToken(args)
      expect([code, out, err === '']).toEqual([2, '', false])
    }
  })
})

describe('the log', () => {
  it('at its most verbose holds no message, token, key or certificate, whatever clients send', async () => {
    const app = 'a'.repeat(32)
    const certificate = 'certificate-that-nobody-may-read-1'
    const server = await start({ RTM_APP_ID: app, RTM_APP_CERTIFICATE: certificate, RTM_LOG_LEVEL: 'debug' })
    const { out: token } = await runToken(['--app', app, '--user', 'alice', '--certificate-env', 'CERT'], {
      CERT: certificate
    })
    const alice = await FrameClient.open(server.port)
    const welcome = await alice.hello({ app, token })
    alice.send({ t: 'join', id: 1, ch: 'room', mode: 'full' })
    alice.send({ t: 'pub', n: 1, ch: 'room', hist: 0, p: 'secret-text' })
    alice.send({ t: 'send', n: 2, to: 'alice', hist: 0, store: 0, p: 'secret-text' })
    alice.socket.send('{"t":"send","p":"secret-text')
    alice.send({ t: 'send', n: 'secret-text', to: 'secret-text', p: { 'secret-text': 1 } })
    alice.send({ t: 'secret-text', id: 3 })
    await alice.frame('no', { id: 3 })
    for (const hello of [
      { token: `${token}x` },
      { session: String(welcome['session']), key: 'secret-text', token: 'secret-text' },
      { app: 'secret-text' }
    ]) {
      const client = await FrameClient.open(server.port)
      await expect(client.hello({ app, ...hello })).rejects.toThrow()
    }
    const peer = await RawPeer.open(server.port, {
      greeting:
        'GET /rtm?token=secret-text HTTP/1.1\r\nHost: x\r\nOrigin: http://secret-text\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n'
    })
    await peer.closed
    server.signal('SIGTERM')
    expect(await server.ended).toBe(0)
    expect(server.events.map(({ event }) => event)).toEqual(
      expect.arrayContaining(['listening', 'welcome', 'refused', 'stopping', 'saved', 'stopped'])
    )
    const all = server.lines.join('\n')
    for (const secret of ['secret-text', certificate, token, token.split('.')[2]!, String(welcome['key'])])
      expect(all).not.toContain(secret)
    expect(existsSync(join(data, 'rtm-state'))).toBe(true)
  })
})
