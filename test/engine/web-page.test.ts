// The engine on the ports of the web: a stub WebSocket that does what the test says, the real executor and clock under
// fake time.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { WebLink } from '../../uni_modules/rtm/utssdk/web/link.uts'
import { platformPorts } from '../../uni_modules/rtm/utssdk/web/ports.uts'
import { WebSurroundings } from '../../uni_modules/rtm/utssdk/web/surroundings.uts'
import { Entry } from '../../uni_modules/rtm/utssdk/common/ar/entry.uts'
import { APP, type Frame, record, SERVER, welcome } from '../kit/engine-kit'

class StubSocket {
  static all: StubSocket[] = []
  static refuse = false
  readyState = 0
  sent: Frame[] = []
  closedWith: unknown[] = []
  onopen: () => void = () => {}
  onmessage: (event: { data: unknown }) => void = () => {}
  onclose: (event: { code: number; reason: string }) => void = () => {}
  constructor(readonly url: string) {
    if (StubSocket.refuse) throw new SyntaxError('bad url')
    StubSocket.all.push(this)
  }
  send(text: string): void {
    this.sent.push(JSON.parse(text) as Frame)
  }
  close(...how: unknown[]): void {
    if (typeof how[0] === 'number' && how[0] !== 1000 && (how[0] < 3000 || how[0] > 4999))
      throw new Error('InvalidAccessError')
    this.closedWith.push(how)
  }
  opens(): this {
    this.readyState = 1
    this.onopen()
    return this
  }
  says(frame: Frame): this {
    this.onmessage({ data: JSON.stringify(frame) })
    return this
  }
  ends(code = 1006): this {
    this.readyState = 3
    this.onclose({ code, reason: '' })
    return this
  }
  static get last(): StubSocket {
    return this.all.at(-1)!
  }
}

beforeEach(() => {
  StubSocket.all = []
  StubSocket.refuse = false
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'] })
  vi.stubGlobal('WebSocket', StubSocket)
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

function linked(): { link: WebLink; heard: string[] } {
  const heard: string[] = []
  const clock = {
    now: () => Date.now(),
    monotonic: () => Math.floor(performance.now()),
    after: (ms: number, task: () => void) => {
      setTimeout(task, ms)
      return 1
    },
    cancel: () => {}
  }
  const listener = {
    onOpen: () => {
      heard.push('open')
    },
    onText: (_: number, text: string) => {
      heard.push(text)
    },
    onClose: (_: number, code: number) => {
      heard.push(`close ${code}`)
    }
  }
  return { link: new WebLink(1, listener, clock, (url) => new WebSocket(url)), heard }
}

describe('the web link', () => {
  it.each<[string, (link: WebLink) => void, string[]]>([
    [
      'a bad url',
      (link) => {
        StubSocket.refuse = true
        link.open('x')
        link.close(1000, '')
      },
      ['close 1006']
    ],
    [
      'closed by both',
      (link) => {
        link.open(SERVER)
        StubSocket.last.opens()
        link.close(4000, '')
        StubSocket.last.ends(4000).ends(1006)
        link.close(1000, '')
      },
      ['open', 'close 4000']
    ],
    [
      'a peer that does not answer the close, and then does',
      (link) => {
        link.open(SERVER)
        StubSocket.last.opens()
        link.close(1000, '')
        vi.advanceTimersByTime(2000)
        StubSocket.last.ends(1000)
      },
      ['open', 'close 1006']
    ],
    [
      'closed before it opened',
      (link) => {
        link.open(SERVER)
        link.close(1000, '')
        StubSocket.last.ends(1006)
      },
      ['close 1006']
    ],
    [
      'closed before open was called',
      (link) => {
        link.close(1000, '')
      },
      ['close 1000']
    ]
  ])('P-CLOSE-2: exactly one end, whatever happens: %s', (_, happen, expected) => {
    const { link, heard } = linked()
    happen(link)
    vi.advanceTimersByTime(10_000)
    expect(heard).toEqual(expected)
  })

  it('P-CLOSE-2: a code or reason that a page may not use is closed without one', () => {
    const { link } = linked()
    link.open(SERVER)
    link.close(1006, 'no pong')
    expect(StubSocket.last.closedWith).toEqual([[]])
  })

  it('P-RESUME-8: after its end it says nothing; before it opened and after close it sends nothing; binary is not text', () => {
    const { link, heard } = linked()
    link.open(SERVER)
    const socket = StubSocket.last
    link.send('{"early":1}')
    socket.opens().onmessage({ data: new ArrayBuffer(2) })
    link.send('{"t":"in time"}')
    link.close(1000, '')
    link.send('{"late":1}')
    socket.ends().opens().says({ t: 'ghost' })
    expect([heard, socket.sent]).toEqual([['open', 'close 1006'], [{ t: 'in time' }]])
  })
})

describe('a page in a browser', () => {
  const events: Frame[] = []
  const turn = async (): Promise<void> => {
    for (let i = 0; i < 20; i++) await Promise.resolve()
  }
  async function loggedIn(): Promise<Entry> {
    events.length = 0
    const entry = new Entry(platformPorts())
    entry.run(() => {
      entry.ar.setCallBack((event: Frame) => {
        events.push(event)
      })
    })
    entry.run(() => {
      entry.ar.setParameters({ server: SERVER }, () => {})
    })
    entry.run(() => {
      entry.ar.createInstance({ appId: APP }, () => {})
    })
    entry.run(() => {
      entry.ar.login({ userId: 'alice' }, () => {})
    })
    StubSocket.last.opens().says(welcome())
    await turn()
    return entry
  }
  const mail = (): unknown[] =>
    events.filter(({ rtmEvent }) => rtmEvent === 'onPeerMessageReceived').map(({ text }) => text)

  it('A-CALL-2: callbacks come in later turns, in the order in which results are known', async () => {
    const entry = await loggedIn()
    const order: string[] = []
    entry.run(() => {
      entry.ar.createChannel({ channelId: 'a' }, () => {
        order.push('createChannel')
      })
    })
    entry.run(() => {
      entry.ar.join({ channelId: 'nowhere' }, () => {
        order.push('join')
      })
    })
    entry.run(() => {
      entry.ar.logout(() => {
        order.push('logout')
      })
    })
    entry.run(() => {
      entry.ar.release(() => {
        order.push('release')
      })
    })
    expect(order).toEqual([])
    await turn()
    expect(order).toEqual(['createChannel', 'join', 'logout', 'release'])
    expect(vi.getTimerCount()).toBeLessThanOrEqual(1) // the grace of the closing socket
  })

  it('P-RESUME-2 P-RESUME-8: late events of an old socket change nothing, and a throwing page loses nothing', async () => {
    const logged = vi.spyOn(console, 'error').mockImplementation(() => {})
    const entry = await loggedIn()
    const old = StubSocket.last.says(record(0, 1))
    old.ends()
    vi.advanceTimersByTime(500)
    StubSocket.last.opens().says(welcome({ resumed: 'full', inbox: { e: 'I', o: 1 } }))
    old
      .opens()
      .says(record(0, 2, { p: 'ghost' }))
      .ends(4201)
    entry.run(() => {
      entry.ar.setCallBack((event: Frame) => {
        events.push(event)
        throw new Error('a fault of the page')
      })
    })
    StubSocket.last.says(record(0, 2)).says(record(0, 3))
    await turn()
    expect(mail()).toEqual(['text 1', 'text 2', 'text 3'])
    vi.advanceTimersByTime(2000)
    expect(StubSocket.last.sent.at(-1)).toMatchObject({ t: 'ping', r: 3, h: 3 })
    expect(logged).toHaveBeenCalledTimes(2)
    logged.mockRestore()
  })

  it('P-LIFE-2: a hidden tab is the background, from its first moment, and so is a frozen page and one that is kept for the way back; online and offline are the network', () => {
    const on: Record<string, (event: object) => void> = {}
    const seen: string[] = []
    const add = (name: string, handler: (event: object) => void): void => {
      on[name] = handler
    }
    const page = { visibilityState: 'hidden', addEventListener: add }
    vi.stubGlobal('document', page)
    vi.stubGlobal('window', { addEventListener: add })
    new WebSurroundings().watch({
      onForeground: () => {
        seen.push('fore')
      },
      onBackground: () => {
        seen.push('back')
      },
      onNetwork: (usable: number) => {
        seen.push(`net ${usable}`)
      }
    })
    const hears = (name: string, event: object = {}): string[] => {
      on[name]!(event)
      return seen.splice(0)
    }
    expect(seen.splice(0)).toEqual(['back'])
    expect(hears('visibilitychange')).toEqual(['back'])
    page.visibilityState = 'visible'
    expect(hears('visibilitychange')).toEqual(['fore'])
    expect([hears('freeze'), hears('resume')]).toEqual([['back'], ['fore']])
    expect([
      hears('pagehide', { persisted: true }),
      hears('pageshow', { persisted: true }),
      hears('pageshow', { persisted: false })
    ]).toEqual([['back'], ['fore'], []])
    page.visibilityState = 'hidden'
    expect([hears('freeze'), hears('resume')]).toEqual([['back'], ['back']])
    expect([hears('offline'), hears('online')]).toEqual([['net 0'], ['net 1']])
    page.visibilityState = 'visible'
    new WebSurroundings().watch({
      onForeground: () => {
        seen.push('fore')
      },
      onBackground: () => {
        seen.push('back')
      },
      onNetwork: () => {}
    })
    expect(seen).toEqual([])
  })
})
