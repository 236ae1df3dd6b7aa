// The link of mini-programs over the socket of each of them.
import { EventEmitter } from 'node:events'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { SocketTaskLink } from '../../uni_modules/rtm/utssdk/uni/link.uts'
import { OnlySocket } from '../../uni_modules/rtm/utssdk/uni/only-socket.uts'
import { frameText } from '../../uni_modules/rtm/utssdk/uni/frame-text.uts'
import { UniSurroundings } from '../../uni_modules/rtm/utssdk/uni/surroundings.uts'
import { ManualClock, Recorder } from '../ports/recorder.ts'
import { platforms, worst } from './platforms.ts'
import type { Platform } from './platforms.ts'
import { connector } from './socket.ts'
import type { Wire } from './socket.ts'

/** A wire that does what the test says. Like the real one it tells its end after a close. */
class FakeWire extends EventEmitter implements Wire {
  readonly sent: string[] = []
  isClosed = false
  send(text: string, done: () => void): void {
    this.sent.push(text)
    done()
  }
  close(code = 1005, reason = ''): void {
    if (this.isClosed) return
    this.isClosed = true
    this.emit('close', code, reason)
  }
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
afterEach(() => {
  vi.unstubAllGlobals()
})

function phone(platform: Platform): {
  wires: FakeWire[]
  clock: ManualClock
  link: () => { link: SocketTaskLink; heard: Recorder }
} {
  const wires: FakeWire[] = []
  const { functions } = connector(platform, () => {
    wires.push(new FakeWire())
    return wires.at(-1)!
  })
  vi.stubGlobal('uni', functions)
  const only = new OnlySocket()
  const clock = new ManualClock()
  return {
    wires,
    clock,
    link: () => {
      const heard = new Recorder()
      const link = new SocketTaskLink(3, heard, clock, only)
      link.open('wss://host/rtm')
      return { link, heard }
    }
  }
}

describe.each([...platforms, worst])('the link on $title', (platform) => {
  it('opens once, carries every text, and tells the code and the reason of the peer', async () => {
    const {
      wires: [wire],
      link: open,
      wires
    } = { ...phone(platform) }
    expect(wire).toBeUndefined()
    const { link, heard } = open()
    wires[0]!.emit('open')
    for (const text of ['{"t":"welcome"}', 'é中😀\u0000\u2028', '']) wires[0]!.emit('message', text)
    await turn()
    link.send('hello')
    wires[0]!.emit('close', 4001, 'kick')
    await turn()
    expect(wires[0]!.sent).toEqual(['hello'])
    expect(heard.seen).toEqual([
      'open 3',
      'text 3 {"t":"welcome"}',
      'text 3 é中😀\u0000\u2028',
      'text 3 ',
      ...(platform.closed === null ? [] : ['close 3 4001 kick'])
    ])
  })

  it('tells one end of its own close, within 2 s whatever the platform tells', async () => {
    const { wires, clock, link: open } = phone(platform)
    const { link, heard } = open()
    wires[0]!.emit('open')
    await turn()
    link.close(1000, 'bye')
    await turn()
    clock.move(2000)
    expect(wires[0]!.isClosed).toBe(true)
    expect(heard.seen).toEqual([
      'open 3',
      platform.closed === null ? 'close 3 1006 no answer to close' : 'close 3 1000 bye'
    ])
    expect(clock.waiting).toBe(0)
  })

  it('leaves no socket behind that opens after it was given up, and the next one opens', async () => {
    const { wires, clock, link: open } = phone(platform)
    const first = open()
    first.link.close(1000, 'given up')
    await turn()
    clock.move(2000)
    wires[0]!.emit('open')
    await turn()
    expect(wires[0]!.isClosed).toBe(true)
    expect(first.heard.seen.map((line) => line.slice(0, 7))).toEqual(['close 3'])
    const second = open()
    wires[1]!.emit('open')
    await turn()
    expect(second.heard.seen).toEqual(['open 3'])
  })

  it('tells one more socket than the platform allows by one end, in its words', async () => {
    const { wires, link: open } = phone(platform)
    const links = Array.from({ length: platform.most + 1 }, open)
    await turn()
    expect(wires).toHaveLength(platform.most)
    expect(links.map(({ heard }) => heard.closes)).toEqual([...Array.from({ length: platform.most }, () => 0), 1])
  })

  it('hears what its app is told', () => {
    const on: Record<string, (event?: unknown) => void> = {}
    const known = ['onAppShow', 'onAppHide', 'onNetworkStatusChange'].filter((name) => !platform.lacks.includes(name))
    vi.stubGlobal(
      'uni',
      Object.fromEntries(
        known.map((name) => [
          name,
          (heard: () => void) => {
            on[name] = heard
          }
        ])
      )
    )
    const seen: string[] = []
    new UniSurroundings().watch({
      onForeground: () => seen.push('fore'),
      onBackground: () => seen.push('back'),
      onNetwork: (n) => seen.push(`net ${n}`)
    })
    on['onAppHide']?.()
    on['onAppShow']?.()
    on['onNetworkStatusChange']!(platform.network(false))
    on['onNetworkStatusChange']!(platform.network(true))
    expect(seen).toEqual([...(known.includes('onAppShow') ? ['back', 'fore'] : []), 'net 0', 'net 1'])
  })
})

describe('where a platform has functions of the socket for the whole app in place of tasks', () => {
  type Told = (event: unknown) => void
  function whole(): {
    on: Record<string, Told[]>
    asked: unknown[]
    link: () => { link: SocketTaskLink; heard: Recorder }
  } {
    const on: Record<string, Told[]> = { Open: [], Message: [], Error: [], Close: [] }
    const asked: unknown[] = []
    const listeners = Object.fromEntries(
      Object.keys(on).map((what) => [`onSocket${what}`, (heard: Told) => on[what]!.push(heard)])
    )
    vi.stubGlobal('uni', {
      ...listeners,
      connectSocket: () => undefined,
      sendSocketMessage: ({ data }: { data: string }) => asked.push(data),
      closeSocket: ({ code }: { code: number }) => asked.push(code)
    })
    const only = new OnlySocket()
    const clock = new ManualClock()
    return {
      on,
      asked,
      link: () => {
        const heard = new Recorder()
        const link = new SocketTaskLink(3, heard, clock, only)
        link.open('wss://host/rtm')
        return { link, heard }
      }
    }
  }
  const tell = (on: Record<string, Told[]>, what: string, event: unknown = {}): void => {
    for (const heard of on[what]!) heard(event)
  }

  it('each is listened to once, and a link has none of the texts, nor the end, of the one before', () => {
    const { on, asked, link: open } = whole()
    const first = open()
    tell(on, 'Open')
    first.link.close(1000, 'bye')
    const second = open()
    tell(on, 'Message', { data: 'late' })
    tell(on, 'Close', { code: 1000, reason: 'bye' })
    tell(on, 'Open')
    tell(on, 'Message', { data: 'hello' })
    second.link.send('to the server')
    first.link.send('nothing')
    first.link.close(1000, 'again')
    tell(on, 'Close', { code: '4001', reason: 'kick' })
    expect(second.heard.seen).toEqual(['open 3', 'text 3 hello', 'close 3 4001 kick'])
    expect(first.heard.seen).toEqual(['open 3'])
    expect([asked, Object.values(on).map(({ length }) => length)]).toEqual([
      [1000, 'to the server'],
      [1, 1, 1, 1]
    ])
  })

  it('an open proves that the one before is gone, though its end was never told', () => {
    const { on, link: open } = whole()
    open()
    tell(on, 'Open')
    const second = open()
    tell(on, 'Open')
    tell(on, 'Close', { code: 4001, reason: 'kick' })
    expect(second.heard.seen).toEqual(['open 3', 'close 3 4001 kick'])
  })

  it('and where there are none of these either, the link ends at once and says so', () => {
    vi.stubGlobal('uni', { connectSocket: () => undefined })
    const heard = new Recorder()
    new SocketTaskLink(3, heard, new ManualClock(), new OnlySocket()).open('wss://host/rtm')
    expect(heard.seen).toEqual(['close 3 1006 connectSocket gave no SocketTask'])
  })
})

describe('a message of a socket', () => {
  it('is text in every form that a platform gives it, and nothing else is', () => {
    const text = '{"中": "😀é"}'
    const buffer = new Uint8Array(Buffer.from(text)).buffer
    const base64 = Buffer.from(text).toString('base64')
    for (const form of [
      { data: text },
      { data: buffer },
      { data: { data: text } },
      { data: { data: buffer, isBuffer: true } },
      { data: { data: base64, isBuffer: true } },
      { data: base64, isBuffer: true }
    ])
      expect(frameText(form)).toBe(text)
    const broken = [
      [0x80],
      [0xc3],
      [0xc0, 0x80],
      [0xed, 0xa0, 0x80],
      [0xf4, 0x90, 0x80, 0x80],
      [0xe4, 0xb8],
      [0xff]
    ].map((bytes) => ({ data: new Uint8Array(bytes).buffer }))
    for (const form of [undefined, null, 'text', {}, { data: null }, { data: 5 }, { data: [] }, ...broken])
      expect(frameText(form), JSON.stringify(form)).toBeNull()
  })

  it('is text of whatever bytes: as the decoder of other platforms has it', () => {
    const points = [0, 0x7f, 0x80, 0x7ff, 0x800, 0xd7ff, 0xe000, 0xffff, 0x10000, 0x10ffff]
    const text = String.fromCodePoint(...points)
    for (let end = 0; end <= points.length; end++) {
      const part = String.fromCodePoint(...points.slice(0, end))
      expect(frameText({ data: new TextEncoder().encode(part).buffer })).toBe(part)
      expect(frameText({ data: Buffer.from(part).toString('base64'), isBuffer: true })).toBe(part)
    }
    expect(frameText({ data: new TextEncoder().encode(text).buffer })).toBe(text)
  })
})
