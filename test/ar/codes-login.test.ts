// The code matrix (docs/ar-rules.md, section 9) for renewToken, the log, and what is told of a token.
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { APP, ArRig, type Frame } from '../kit/engine-kit'
import { type Call, code, open } from './kit/calls'

const renew =
  (newToken: unknown = 'new'): Call =>
  (rig, cb) =>
    rig.entry.ar.renewToken({ newToken } as UTSJSONObject, cb)
const file =
  (filePath: unknown = '/there/rtm.log'): Call =>
  (rig, cb) =>
    rig.entry.ar.log.setLogFile({ filePath } as UTSJSONObject, cb)
const filter =
  (value: unknown): Call =>
  (rig, cb) =>
    rig.entry.ar.log.setLogFilter({ filter: value } as UTSJSONObject, cb)
const size =
  (value: unknown): Call =>
  (rig, cb) =>
    rig.entry.ar.log.setLogFileSize({ fileSizeInKBytes: value } as UTSJSONObject, cb)
/** The code after the server has answered. */
function answered(reply: Frame): unknown {
  const rig = new ArRig().loggedIn()
  const answers = open(rig, renew())
  rig.say({ id: rig.link.last('renew').id, ...reply })
  return answers[0]?.code
}

describe('renewToken', () => {
  it.each([
    [{ t: 'ok', now: 1, exp: 100_000 }, 0],
    [{ t: 'no', why: 'internal', message: '' }, 1],
    [{ t: 'no', why: 'too_often', message: '' }, 4],
    [{ t: 'no', why: 'token_expired', message: '' }, 5],
    [{ t: 'no', why: 'token_invalid', message: '' }, 6]
  ] as Array<[Frame, number]>)('A-CODE-5: renewToken: the server says %j: code %i', (reply, expected) => {
    expect(answered(reply)).toBe(expected)
  })

  it('A-CODE-5 A-CALL-4: renewToken 2: missing, empty, no text, half a character, too long; before 102', () => {
    for (const rig of [new ArRig().created(), new ArRig().loggedIn()])
      for (const given of [null, '', 5, {}, true, 'x\ud800', 'x'.repeat(4097)])
        expect(code(rig, renew(given)), String(given)).toBe(2)
    const rig = new ArRig().loggedIn()
    expect(rig.code((cb) => rig.entry.ar.renewToken(null, cb))).toBe(2)
    expect(open(rig, renew('x'.repeat(4096)))).toEqual([])
  })

  it('A-CALL-3 A-CALL-5: renewToken 101, 102: without an instance; before a login, while it runs, after logout', () => {
    const rig = new ArRig().listen()
    expect(code(rig, renew())).toBe(101)
    rig.created()
    expect(code(rig, renew())).toBe(102)
    open(rig, (_, cb) => rig.entry.ar.login({ userId: 'alice' }, cb))
    expect(code(rig, renew())).toBe(102)
    rig.greet()
    open(rig, (_, cb) => rig.entry.ar.logout(cb))
    expect(code(rig, renew())).toBe(102)
  })

  it('A-CODE-5 A-CALL-4: renewToken 4: the third within a second, and before local state', () => {
    const rig = new ArRig().loggedIn()
    expect([open(rig, renew()), open(rig, renew()), code(rig, renew())]).toEqual([[], [], 4])
    rig.link.end(4201)
    rig.advance(1000)
    expect([code(rig, renew()), code(rig, renew()), code(rig, renew())]).toEqual([1, 1, 4]) // 1: in ABORTED
  })

  it('A-TOKEN-2: onTokenWillExpire, onTokenDidExpire: the name and nothing else', () => {
    const rig = new ArRig().created()
    open(rig, (_, cb) => rig.entry.ar.login({ userId: 'alice' }, cb))
    rig.greet({ now: 0, exp: 1000 })
    rig.link.end()
    rig.advance(4000)
    expect(rig.events.slice(2)).toEqual([
      { rtmEvent: 'onTokenWillExpire' },
      { rtmEvent: 'onConnectionStateChanged', state: 4, reason: 5 },
      { rtmEvent: 'onTokenDidExpire' }
    ])
    expect(code(rig, renew())).toBe(0)
  })
})

describe('getSdkVersion', () => {
  it('A-INSTANCE-5: the version of the plugin, with or without an instance', () => {
    const { version } = JSON.parse(
      readFileSync(new URL('../../uni_modules/rtm/package.json', import.meta.url), 'utf8')
    ) as { version: string }
    for (const rig of [new ArRig(), new ArRig().created()])
      expect(rig.ask((cb) => rig.entry.ar.getSdkVersion(cb))).toEqual([{ code: 0, version }])
  })
})

describe('setLogFile, setLogFilter, setLogFileSize', () => {
  const calls: Array<[string, Call]> = [
    ['setLogFile', file()],
    ['setLogFilter', filter(0)],
    ['setLogFileSize', size(512)]
  ]
  it.each(calls)('A-CALL-3 A-CALL-5: %s: 101 without an instance, 0 before login', (_, call) => {
    expect([code(new ArRig(), call), code(new ArRig().created(), call)]).toEqual([101, 0])
  })

  it('A-LOG-1 A-CODE-18: setLogFile 1: no path, not absolute, no such folder, a disk that fails', () => {
    const rig = new ArRig().created()
    for (const path of [null, '', 5, {}, 'rtm.log', '/nowhere/rtm.log'])
      expect(code(rig, file(path)), String(path)).toBe(1)
    expect(rig.code((cb) => rig.entry.ar.log.setLogFile(null, cb))).toBe(1)
    rig.files.broken = true
    expect(code(rig, file())).toBe(1)
  })

  it('A-LOG-2 A-CODE-18: setLogFilter: the six numbers of the vendor, and 1 in words for others', () => {
    const rig = new ArRig().created()
    for (const value of [0, 0x08, 0x0c, 0x0e, 0x0f, 0x80f]) expect(code(rig, filter(value))).toBe(0)
    for (const value of [1, -1, 16, '15', null, undefined, NaN])
      expect(open(rig, filter(value))).toEqual([{ code: 1, message: expect.stringContaining('0x0f') }])
    expect(rig.code((cb) => rig.entry.ar.log.setLogFilter(null, cb))).toBe(1)
  })

  it('A-LOG-3 A-CODE-4: setLogFileSize: 0 for every size, out of range as well', () => {
    const rig = new ArRig().created()
    for (const value of [512, 10_240, 511, 10_241, 0, -1, 'x', null, undefined]) expect(code(rig, size(value))).toBe(0)
    expect(rig.code((cb) => rig.entry.ar.log.setLogFileSize(null, cb))).toBe(0)
  })

  it('A-LOG-4: what happens is written line by line, next instance too; nothing a user said or is called', () => {
    const rig = new ArRig().created()
    code(rig, file())
    open(rig, (_, cb) => rig.entry.ar.login({ userId: 'alice-the-user', token: 'SECRET' }, cb))
    rig.greet().joined('room-of-alice').say({ t: 'm', a: 0, o: 1, i: 'x', f: 'bob', fs: 's', ts: 1, p: 'the text' })
    rig.say({ t: 'gap', a: 0, from: 2, to: 4, count: 3, why: 'retention', by: [{ u: 'bob', count: 3 }] })
    rig.link.end(1006)
    rig.advance(4000)
    open(rig, (_, cb) => rig.entry.ar.release(cb))
    rig.ask((cb) => rig.entry.ar.createInstance({ appId: APP }, cb))
    open(rig, (_, cb) => rig.entry.ar.login({ userId: 'bob' }, cb))
    const text = rig.files.texts.get('/there/rtm.log')!
    const lines = text.trimEnd().split('\n')
    expect(lines.map((line) => line.replace(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z /, ''))).toEqual([
      'info rtm: entering, login',
      'info rtm: link open',
      'info rtm: in, login_success',
      'warn rtm: 3 messages are missing, retention',
      'info rtm: link lost, code 1006',
      'info rtm: mending, interrupted',
      'info rtm: returning, interrupted',
      'info rtm: out, logout',
      'info rtm: entering, login'
    ])
    for (const secret of ['alice', 'bob', 'SECRET', 'the text', 'room']) expect(text).not.toContain(secret)
  })
})
