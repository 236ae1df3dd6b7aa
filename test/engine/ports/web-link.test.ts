// The link of the web over a stub WebSocket: one end, and nothing before or after its time.
import { describe, expect, it, vi } from 'vitest'
import { WebLink } from '../../../uni_modules/rtm/utssdk/web/link.uts'
import { SERVER } from '../../kit/engine-kit'
import { stubBrowser, StubSocket } from '../kit/stub-socket'

stubBrowser()

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

  it('P-RESUME-8: says nothing after its end, sends nothing before open or after close; binary is no text', () => {
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
