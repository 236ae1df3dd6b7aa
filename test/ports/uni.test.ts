import { afterEach, describe, expect, it, vi } from 'vitest'
import { OnlySocket } from '../../uni_modules/rtm/utssdk/uni/only-socket.uts'
import { SocketTaskLink } from '../../uni_modules/rtm/utssdk/uni/link.uts'
import { UniSurroundings } from '../../uni_modules/rtm/utssdk/uni/surroundings.uts'
import { ManualClock, Recorder } from './recorder.ts'

type Handler = (event?: unknown) => void
/** A SocketTask that does what the test says, and nothing by itself: mini-programs differ in what follows what. */
class FakeTask {
  on: Record<string, Handler> = {}
  sent: string[] = []
  closeWith: { code?: number; reason?: string; fail?: Handler } | null = null
  onOpen(f: Handler): void {
    this.on['open'] = f
  }
  onMessage(f: Handler): void {
    this.on['message'] = f
  }
  onError(f: Handler): void {
    this.on['error'] = f
  }
  onClose(f: Handler): void {
    this.on['close'] = f
  }
  send(o: { data: string }): void {
    this.sent.push(o.data)
  }
  close(o: { code?: number; reason?: string; fail?: Handler }): void {
    this.closeWith = o
  }
}

function linked(connect?: (options: { fail: Handler }) => unknown): {
  task: FakeTask
  heard: Recorder
  clock: ManualClock
  link: SocketTaskLink
} {
  const task = new FakeTask()
  vi.stubGlobal('uni', { connectSocket: connect ?? (() => task) })
  const heard = new Recorder()
  const clock = new ManualClock()
  return { task, heard, clock, link: new SocketTaskLink(3, heard, clock, new OnlySocket()) }
}
afterEach(() => {
  vi.unstubAllGlobals()
})

describe('the link of mini-programs', () => {
  it('opens once, carries text, and reports one end although error and close both come', () => {
    const { task, heard, link } = linked()
    link.open('ws://host/rtm')
    link.send('too early')
    task.on['open']!()
    task.on['open']!()
    link.send('hello')
    task.on['message']!({ data: 'hi' })
    task.on['message']!({ data: new Uint8Array([0xff]).buffer })
    task.on['error']!({ errMsg: 'broken' })
    task.on['close']!({ code: 1006, reason: 'abnormal' })
    task.on['message']!({ data: 'late' })
    expect(task.sent).toEqual(['hello'])
    expect(heard.seen).toEqual(['open 3', 'text 3 hi', 'close 3 1006 broken'])
  })

  it('keeps the code and the reason of the peer, and takes 1006 where a platform gives none', () => {
    const first = linked()
    first.link.open('wss://host/rtm')
    first.task.on['close']!({ code: 4001, reason: 'kick' })
    expect(first.heard.seen).toEqual(['close 3 4001 kick'])
    const second = linked()
    second.link.open('wss://host/rtm')
    second.task.on['close']!()
    expect(second.heard.seen).toEqual(['close 3 1006 '])
  })

  it('reports a refusal, a throw and a missing task as one close each, in the words of the platform', () => {
    const refused = linked((options) => {
      options.fail({ errMsg: 'url not in domain list' })
      return undefined
    })
    refused.link.open('ws://host/')
    expect(refused.heard.seen).toEqual(['close 3 1006 url not in domain list'])
    const alipay = linked((options) => {
      options.fail({ error: 12, errorMessage: 'url not in domain list' })
      return undefined
    })
    alipay.link.open('ws://host/')
    expect(alipay.heard.seen).toEqual(['close 3 1006 url not in domain list (12)'])
    const thrown = linked(() => {
      throw new Error('url not in domain list')
    })
    thrown.link.open('ws://host/')
    expect(thrown.heard.seen).toEqual(['close 3 1006 url not in domain list'])
    const silent = linked(() => null)
    silent.link.open('ws://host/')
    expect(silent.heard.closes).toBe(1)
  })

  it('ends after a close that the platform refuses, ignores or answers', () => {
    const refused = linked()
    refused.link.open('ws://host/')
    refused.link.close(1000, 'bye')
    refused.task.closeWith!.fail!({ errMsg: 'not open' })
    const ignored = linked()
    ignored.link.open('ws://host/')
    ignored.link.close(1000, 'bye')
    ignored.link.close(1000, 'bye')
    ignored.clock.move(2000)
    const answered = linked()
    answered.link.open('ws://host/')
    answered.link.close(1000, 'bye')
    answered.task.on['close']!({ code: 1000, reason: 'bye' })
    answered.clock.move(5000)
    expect([...refused.heard.seen, ...ignored.heard.seen, ...answered.heard.seen]).toEqual([
      'close 3 1006 close failed',
      'close 3 1006 no answer to close',
      'close 3 1000 bye'
    ])
    expect(answered.clock.waiting).toBe(0)
  })
})

describe('the surroundings of mini-programs', () => {
  it('pass on foreground, background and network, and do without what a platform lacks', () => {
    const on: Record<string, Handler> = {}
    const seen: string[] = []
    const listener = {
      onForeground: () => {
        seen.push('fore')
      },
      onBackground: () => {
        seen.push('back')
      },
      onNetwork: (n: number) => {
        seen.push(`net ${n}`)
      }
    }
    vi.stubGlobal('uni', {
      onAppShow: (f: Handler) => {
        on['show'] = f
      },
      onAppHide: (f: Handler) => {
        on['hide'] = f
      },
      onNetworkStatusChange: (f: Handler) => {
        on['net'] = f
      }
    })
    new UniSurroundings().watch(listener)
    on['hide']!()
    on['show']!()
    on['net']!({ isConnected: false })
    on['net']!({ isConnected: true })
    expect(seen).toEqual(['back', 'fore', 'net 0', 'net 1'])
    vi.stubGlobal('uni', {})
    new UniSurroundings().watch(listener)
    expect(seen).toHaveLength(4)
  })
})
