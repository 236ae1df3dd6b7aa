import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { defaultLimits } from '../../../server/src/config/apps.ts'
import { DEVELOPMENT_APP } from '../../../server/src/config/config-apps.ts'
import { variableOf } from '../../../server/src/config/config-env.ts'
import { keys } from '../../../server/src/config/config-schema.ts'
import { readConfig } from '../../../server/src/config/config.ts'
import { VERSION } from '../../../server/src/base/version.ts'

const folder = mkdtempSync(join(tmpdir(), 'rtm-config-'))
afterAll(() => rmSync(folder, { recursive: true }))

const app = 'a'.repeat(32)
const certificate = 'c'.repeat(32)
let files = 0

function fileOf(content: unknown): string {
  const path = join(folder, `${++files}.json`)
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content))
  return path
}

const problemsOf = (content: unknown, env = {}) => readConfig(fileOf(content), env).problems

describe('configuration', () => {
  it('needs nothing: loopback, port 7080, one open development app', () => {
    const { config, apps, problems } = readConfig('', {})
    expect(problems).toEqual([])
    expect(config).toMatchObject({ host: '127.0.0.1', port: 7080, path: '/rtm', frameBytes: 262_144, logLevel: 'info' })
    expect(apps).toEqual([
      expect.objectContaining({
        certificate: '',
        app: expect.objectContaining({ id: DEVELOPMENT_APP, certificate: false, limits: defaultLimits })
      })
    ])
  })

  it('lets the environment win over the file and the file over the defaults', () => {
    const path = fileOf({ port: 7001, frameBytes: 300_000, origins: ['https://a.example'] })
    const { config, problems } = readConfig(path, { RTM_PORT: '7002', RTM_TRUSTED_PROXIES: '10.0.0.0/8, ::1' })
    expect(problems).toEqual([])
    expect(config).toMatchObject({
      port: 7002,
      frameBytes: 300_000,
      origins: ['https://a.example'],
      trustedProxies: ['10.0.0.0/8', '::1']
    })
    expect(readConfig('', { RTM_CONFIG: path }).config.port).toBe(7001)
  })

  it('takes folders of the file as seen from the file', () => {
    expect(readConfig(fileOf({ data: 'state' }), {}).config.data).toBe(join(folder, 'state'))
  })

  it('tells all that is wrong at once, each with the key, the fault and the cure', () => {
    const problems = problemsOf(
      { prot: 7080, port: 'x', allowOpenApps: 1, trustedProxies: ['10.0.0.0/33'], origins: ['https://a.example/'] },
      { RTM_HELO_MS: '1', RTM_FRAME_BYTES: '12 KB' }
    )
    expect(problems).toHaveLength(7)
    const all = problems.join('\n')
    expect(all).toMatch(/^prot: unknown key in .*\.json\. Did you mean "port"\?/m)
    expect(all).toMatch(/^port in .*: must be a whole number from 0 to 65535/m)
    expect(all).toMatch(/^RTM_FRAME_BYTES: must be a whole number from 196608/m)
    expect(all).toMatch(/^RTM_HELO_MS: unknown variable\. Did you mean "RTM_HELLO_MS"\?/m)
  })

  it('refuses what is no JSON object without quoting it', () => {
    expect(problemsOf('[]')).toHaveLength(1)
    expect(problemsOf(`{"certificate": ${certificate}`).join()).not.toContain(certificate)
    expect(readConfig(join(folder, 'absent.json'), {}).problems[0]).toContain('ENOENT')
    expect(problemsOf('{"__proto__": {"port": 1}}')[0]).toContain('__proto__: unknown key')
  })

  it('leaves variables alone that belong to others', () => {
    expect(readConfig('', { RTM_CHROMIUM: '/usr/bin/chromium', PATH: '/bin', RTM_PORT: '' }).problems).toEqual([])
  })
})

describe('apps of the configuration', () => {
  it('P-ID-2: wants ids of 32 letters or digits, each once', () => {
    expect(problemsOf({ apps: [{ id: 'short' }, { id: app }, { id: app }] })).toEqual([
      expect.stringContaining('apps[0]: the id of an app must be 32 letters or digits'),
      expect.stringContaining(`apps[2]: the app ${app} is listed twice`)
    ])
    expect(problemsOf({ apps: [] })).toHaveLength(1)
  })

  it('takes a certificate from the file or from a variable that the file names, and never quotes it', () => {
    const named = readConfig(fileOf({ apps: [{ id: app, certificateEnv: 'RTM_CERT' }] }), { RTM_CERT: certificate })
    expect(named.problems).toEqual([])
    expect(named.apps[0]).toMatchObject({ certificate, app: { certificate: true } })
    expect(problemsOf({ apps: [{ id: app, certificate: 'tooshort' }] }).join()).not.toContain('tooshort')
    const pem = '-----BEGIN PUBLIC KEY-----\nMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE'
    expect(problemsOf({ apps: [{ id: app, certificate: pem }] }).join()).toMatch(
      /shared secret, not a key or certificate in PEM form/
    )
    expect(problemsOf({ apps: [{ id: app, certificateEnv: 'RTM_CERT' }] })[0]).toContain('RTM_CERT is not set')
    expect(problemsOf({ apps: [{ id: app, certifcate: certificate }] })[0]).toContain('Did you mean "certificate"?')
  })

  it('lays limits over the defaults and refuses times that do not rise', () => {
    const { apps, problems } = readConfig(
      fileOf({ apps: [{ id: app, limits: { channels: 40, rates: { message: [600, 1000] } } }] }),
      {}
    )
    expect(problems).toEqual([])
    expect(apps[0]!.app.limits).toEqual({
      ...defaultLimits,
      channels: 40,
      rates: { ...defaultLimits.rates, message: [600, 1000] }
    })
    expect(problemsOf({ apps: [{ id: app, limits: { ping: 9_000 } }] })[0]).toContain('must rise')
    expect(problemsOf({ apps: [{ id: app, limits: { rates: { mesage: [1, 1] }, text: '1' } }] })).toHaveLength(2)
    expect(problemsOf({ apps: [{ id: app, limits: { text: 100_000 } }] })[0]).toContain('six times the longest text')
  })

  it('P-RESUME-7: takes the number of sessions of a user, from 1 to 10', () => {
    const policyOf = (sessions: unknown) =>
      readConfig(fileOf({ apps: [{ id: app, ...(sessions === undefined ? {} : { sessions }) }] }), {}).apps[0]!.app
        .policy
    const others = Array.from({ length: 12 }, (_, i) => ({ id: `s${i}`, generation: i + 1 }))
    expect([undefined, 1, 2, 10].map((sessions) => policyOf(sessions).replaced(others, 99).length)).toEqual([
      12, 12, 11, 3
    ])
    for (const sessions of [0, 11, 1.5, '2', true, null])
      expect(problemsOf({ apps: [{ id: app, sessions }] }), String(sessions)).toEqual([
        expect.stringContaining('apps[0].sessions: must be a whole number from 1 to 10')
      ])
  })

  it('takes one app from the environment alone', () => {
    const { apps, problems } = readConfig('', { RTM_APP_ID: app, RTM_APP_CERTIFICATE: certificate })
    expect(problems).toEqual([])
    expect(apps.map((one) => [one.app.id, one.certificate])).toEqual([[app, certificate]])
    expect(readConfig('', { RTM_APP_CERTIFICATE: certificate }).problems).toHaveLength(1)
  })
})

describe('an open app beyond loopback', () => {
  const said = { RTM_HOST: '0.0.0.0' }

  it('has to be said twice, once of it outside the file', () => {
    expect(readConfig('', said).problems[0]).toContain('has no certificate')
    expect(readConfig('', { ...said, RTM_ALLOW_OPEN_APPS: '1' }).problems).toHaveLength(1)
    expect(readConfig('', { ...said, RTM_ALLOW_OPEN_LAN: '1' }).problems).toHaveLength(1)
    expect(readConfig('', { ...said, RTM_ALLOW_OPEN_APPS: '1', RTM_ALLOW_OPEN_LAN: '1' }).problems).toEqual([])
    expect(readConfig(fileOf({ host: '::', allowOpenApps: true }), { RTM_ALLOW_OPEN_LAN: '1' }).problems).toEqual([])
  })

  it('is no question on loopback, or when every app has a certificate', () => {
    for (const host of ['127.0.0.1', '127.1.2.3', '::1', 'localhost'])
      expect(readConfig('', { RTM_HOST: host }).problems).toEqual([])
    expect(readConfig('', { ...said, RTM_APP_ID: app, RTM_APP_CERTIFICATE: certificate }).problems).toEqual([])
  })
})

describe('what is written about the configuration', () => {
  it('names every key and every variable in docs/server.md', () => {
    const page = readFileSync(new URL('../../../docs/server.md', import.meta.url), 'utf8')
    for (const key of keys) {
      expect(page).toContain(`| \`${key}\` |`)
      expect(page).toContain(`\`${variableOf(key)}\``)
    }
  })

  it('tells the version of the package', () => {
    expect(VERSION).toBe(
      (JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')) as { version: string })
        .version
    )
  })
})
