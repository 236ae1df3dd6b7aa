// The shipped server as a process: its configuration, the token command, and what its log never holds.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { FrameClient, runToken, ServerProcess } from '../../kit/process.ts'
import { RawPeer } from '../../kit/gate.ts'
import { dataFolder } from '../../kit/server/data-folder.ts'

const data = dataFolder()
const { start } = data

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
      ServerProcess.run({ RTM_PAGES: join(data.path, 'absent') }),
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
        'GET /rtm?token=secret-text HTTP/1.1\r\nHost: x\r\nOrigin: http://secret-text\r\nConnection: Upgrade\r\n' +
        'Upgrade: websocket\r\n\r\n'
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
    expect(existsSync(join(data.path, 'rtm-state'))).toBe(true)
  })
})
