// A stub WebSocket that does what the test says, in a browser under fake time.
import { afterEach, beforeEach, vi } from 'vitest'
import type { Frame } from '../../kit/engine-kit'

export class StubSocket {
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

/** Each test of this file runs with it, and with the clocks of the page under fake time. */
export function stubBrowser(): void {
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
}
