// In the page: the plugin as the web build sees it, with the browser's own WebSocket. Only time is not the browser's.
import * as functions from '../../../uni_modules/rtm/utssdk/index.uts'
import type { Command, Report } from '../protocol.ts'
import { obeyer, reportTaskFaults, statsOf } from './obey.ts'
import type { Counted } from './obey.ts'
import { StandingTimers } from './standing-timers.ts'

// Before sockets are counted: this one is not the plugin's.
const control = new WebSocket(`ws://${location.host}/${location.search}`)

const timers = new StandingTimers()
Object.assign(globalThis, { setTimeout: timers.setTimeout, clearTimeout: timers.clearTimeout })
Date.now = timers.now
performance.now = timers.monotonic

let sockets: CountedSocket[] = []
class CountedSocket extends WebSocket implements Counted {
  state: 'opening' | 'open' | 'over' = 'opening'
  ended = false
  sent = 0
  heard = 0

  constructor(url: string | URL, protocols?: string | string[]) {
    super(url, protocols)
    sockets = sockets.filter(({ ended }) => !ended)
    sockets.push(this)
    this.addEventListener('open', () => {
      if (this.state === 'opening') this.state = 'open'
    })
    this.addEventListener('message', () => {
      this.heard++
    })
    this.addEventListener('close', () => {
      this.state = 'over'
      this.ended = true
    })
  }

  override send(data: string): void {
    if (this.state !== 'over') this.sent++
    super.send(data)
  }

  override close(code?: number, reason?: string): void {
    this.state = 'over'
    super.close(code, reason)
  }
}
globalThis.WebSocket = CountedSocket

let visibility = 'visible'
Object.defineProperty(document, 'visibilityState', { get: () => visibility })

function around(what: string): void {
  if (what === 'network' || what === 'no network')
    window.dispatchEvent(new Event(what === 'network' ? 'online' : 'offline'))
  else {
    visibility = what === 'background' ? 'hidden' : 'visible'
    document.dispatchEvent(new Event('visibilitychange'))
  }
}

// The next task; a timer of 0 would take 4 ms here.
const next = new MessageChannel()
let resting: Array<() => void> = []
next.port1.onmessage = () => {
  const rested = resting
  resting = []
  for (const resolve of rested) resolve()
}
const rest = (): Promise<void> =>
  new Promise((resolve) => {
    resting.push(resolve)
    next.port2.postMessage(0)
  })
const say = (report: Report): void => {
  control.send(JSON.stringify(report))
}
reportTaskFaults(say)
window.addEventListener('error', ({ message }) => {
  say({ fault: message })
})
window.addEventListener('unhandledrejection', ({ reason }) => {
  say({ fault: String(reason) })
})
const obey = obeyer(
  {
    functions: { ...functions },
    ...timers.obeying(rest),
    around,
    stats: () => statsOf(sockets, timers.waiting()),
    rest
  },
  say
)
let last = Promise.resolve() // one at a time, in order
control.onmessage = ({ data }) => {
  last = last.then(() => obey(JSON.parse(String(data)) as Command))
}
