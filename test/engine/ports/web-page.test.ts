// The engine on the ports of the web: a stub WebSocket that does what the test says, the real executor and clock under
// fake time.
import { describe, expect, it, vi } from 'vitest'
import { platformPorts } from '../../../uni_modules/rtm/utssdk/web/ports.uts'
import { WebSurroundings } from '../../../uni_modules/rtm/utssdk/web/surroundings.uts'
import { Entry } from '../../../uni_modules/rtm/utssdk/common/ar/entry.uts'
import { APP, type Frame, record, SERVER, welcome } from '../../kit/engine-kit'
import { stubBrowser, StubSocket } from '../kit/stub-socket'

stubBrowser()

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
      entry.ar.channels.createChannel({ channelId: 'a' }, () => {
        order.push('createChannel')
      })
    })
    entry.run(() => {
      entry.ar.channels.join({ channelId: 'nowhere' }, () => {
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

  it('P-RESUME-2 P-RESUME-8: late events of an old socket change nothing; throwing pages lose nothing', async () => {
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

  it('P-LIFE-2: hidden, frozen or kept to go back to is the background; online and offline are the network', () => {
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
