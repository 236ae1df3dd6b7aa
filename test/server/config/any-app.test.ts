// Apps that nobody has named: a page with the appId of another service logs in here, for development, and not
// everywhere.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { anyAppsOf } from '../../../server/src/config/any-apps.ts'
import { appsOf, defaultLimits } from '../../../server/src/config/apps.ts'
import { readConfig } from '../../../server/src/config/config.ts'
import type { Reading } from '../../../server/src/config/config.ts'
import type { LogFields } from '../../../server/src/base/log.ts'
import { silentLog } from '../../../server/src/base/log.ts'
import { buildServer, FrameClient, ServerProcess } from '../../kit/process.ts'
import { appWith, APP_ID } from '../../kit/server/stage.ts'

const folder = mkdtempSync(join(tmpdir(), 'rtm-any-app-'))
afterAll(() => {
  rmSync(folder, { recursive: true })
})
let files = 0

function fileOf(content: unknown): string {
  const path = join(folder, `${++files}.json`)
  writeFileSync(path, JSON.stringify(content))
  return path
}
const read = (content: unknown, env: Record<string, string> = {}): Reading => readConfig(fileOf(content), env)
const id = (i: number): string => String(i).padStart(32, 'v')

describe('anyApp in the configuration', () => {
  it('is not there unless it is written', () => {
    expect([read({}).anyApp, readConfig('', {}).anyApp]).toEqual([null, null])
  })

  it('has the traits of an app, and how many there may be', () => {
    const { anyApp, problems } = read({
      anyApp: { most: 3, sessions: 2, inviteExpireFrom: 'sent', limits: { channels: 40 } }
    })
    expect(problems).toEqual([])
    expect(anyApp).toMatchObject({
      most: 3,
      traits: { inviteExpireFrom: 'sent', limits: { ...defaultLimits, channels: 40 } }
    })
    expect(anyApp!.traits.policy.replaced([{ id: 'a', generation: 1 }], 2)).toEqual([])
    expect(read({ anyApp: {} }).anyApp).toMatchObject({ most: 16, traits: { limits: defaultLimits } })
  })

  it('tells what is wrong with it', () => {
    for (const anyApp of [true, null, [], 'yes'])
      expect(read({ anyApp }).problems).toEqual([expect.stringContaining('anyApp: must be an object')])
    for (const most of [0, 1.5, 1_001, '16', null])
      expect(read({ anyApp: { most } }).problems, String(most)).toEqual([
        expect.stringContaining('anyApp.most: must be a whole number from 1 to 1000')
      ])
    expect(read({ anyApp: { certificate: 'c'.repeat(32) } }).problems[0]).toMatch(
      /^anyApp\.certificate: unknown key.* It has most, sessions, limits, inviteExpireFrom\.$/
    )
    expect(read({ anyApp: { sessions: 0, limits: { pin: 1 } } }).problems).toEqual(
      [expect.stringContaining('anyApp.limits.pin'), expect.stringContaining('anyApp.sessions')].sort(() => -1)
    )
    expect(read({ anyApp: { limits: { text: 100_000 } } }).problems).toEqual([
      expect.stringContaining('six times the longest text of anyApp')
    ])
    expect(read({ anyapp: {} }).problems[0]).toContain('Did you mean "anyApp"?')
  })

  it('beyond loopback is what an open app is there: said twice, or refused', () => {
    const closed = { host: '0.0.0.0', apps: [{ id: APP_ID, certificate: 'c'.repeat(32) }] }
    expect(read(closed).problems).toEqual([])
    expect(read({ ...closed, anyApp: {} }).problems).toEqual([
      expect.stringMatching(/^host: "0\.0\.0\.0" .*anyApp has no certificate.*Leave anyApp out/)
    ])
    expect(read({ ...closed, anyApp: {}, allowOpenApps: true }).problems).toHaveLength(1)
    expect(read({ ...closed, anyApp: {}, allowOpenApps: true }, { RTM_ALLOW_OPEN_LAN: '1' }).problems).toEqual([])
  })
})

describe('the apps that come of it', () => {
  const named = appsOf([appWith()])
  const { anyApp } = read({ anyApp: { most: 3, limits: { channels: 7 } } })

  it('are open, have its limits, and each stays the same one; an app that is named stays as it is', () => {
    const apps = anyAppsOf(named, anyApp!, silentLog)
    expect(apps.find(id(1))).toMatchObject({ id: id(1), certificate: false, limits: { channels: 7 } })
    expect(apps.find(id(1))).toBe(apps.find(id(1)))
    expect(apps.find(APP_ID)).toBe(named.find(APP_ID))
  })

  it('P-ID-2: want an appId as every app does', () => {
    const apps = anyAppsOf(named, anyApp!, silentLog)
    for (const wrong of ['', 'v'.repeat(31), 'v'.repeat(33), `${'v'.repeat(31)}-`])
      expect(apps.find(wrong), wrong).toBeUndefined()
  })

  it('are no more than allowed; the log has one line for each, and one when they are all', () => {
    const lines: [string, LogFields | undefined][] = []
    const note = (event: string, fields?: LogFields): void => {
      lines.push([event, fields])
    }
    const apps = anyAppsOf(named, anyApp!, { ...silentLog, info: note, warn: note })
    const found = Array.from({ length: 50 }, (_, i) => apps.find(id(i % 25)))
    expect(found.filter((app) => app !== undefined)).toHaveLength(6)
    expect(lines).toEqual([
      ...[0, 1, 2].map((i) => ['any_app', { app: id(i), count: i + 1, most: 3 }]),
      ['any_apps_full', { app: id(3), most: 3 }]
    ])
  })
})

describe('the server with the configuration of npm start', () => {
  const servers: ServerProcess[] = []
  const start = async (data: string): Promise<ServerProcess & { port: number }> => {
    const server = await ServerProcess.start({ RTM_CONFIG: 'server/playground.json', RTM_DATA: join(folder, data) })
    servers.push(server)
    return server
  }
  const login = async (port: number, app: string, user: string): Promise<FrameClient> => {
    const client = await FrameClient.open(port)
    await client.hello({ app, user, token: 'a token of another service' })
    return client
  }

  beforeAll(buildServer)
  afterEach(async () => {
    for (const server of servers.splice(0)) {
      server.signal('SIGKILL')
      await server.ended
    }
  })

  it('takes any appId, and users of one never meet those of another', async () => {
    const server = await start('apart')
    const { port } = server
    const [alice, stranger] = [await login(port, id(1), 'alice'), await login(port, id(2), 'bob')]
    const bob = await login(port, id(1), 'bob')
    alice.send({ t: 'send', n: 1, to: 'bob', hist: 0, store: 0, p: 'hello' })
    await bob.frame('m', { p: 'hello' })
    stranger.send({ t: 'presence', id: 1, users: ['alice'] })
    expect(await stranger.frame('ok', { id: 1 })).toMatchObject({ states: ['offline'] })
    expect(stranger.frames.map(({ p }) => p)).not.toContain('hello')
    expect(server.events.filter(({ event }) => event === 'any_app').map(({ app }) => app)).toEqual([id(1), id(2)])
  })

  it('keeps what is stored in such an app over a restart', async () => {
    const first = await start('kept')
    const alice = await login(first.port, id(1), 'alice')
    alice.send({ t: 'send', n: 1, to: 'bob', hist: 0, store: 1, p: 'for later' })
    expect(await alice.frame('out', { n: 1 })).toMatchObject({ outcome: 'stored' })
    first.signal('SIGTERM')
    await first.ended
    const bob = await login((await start('kept')).port, id(1), 'bob')
    await bob.frame('m', { p: 'for later' })
  })
})
