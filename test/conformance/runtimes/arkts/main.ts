// The generated ArkTS on Node: types are taken off, the kits and DCloud's runtime are stand-ins, the sockets are real.
import { createInterface } from 'node:readline'
import type { Command, Report } from '../../protocol.ts'
import { obeyer, reportTaskFaults, statsOf } from '../obey.ts'
import { StandingTimers } from '../standing-timers.ts'
import { networks, sockets } from './network-kit.ts'
import { UTS, watchers } from './uni-app-runtime.ts'

const say = (report: Report): void => {
  process.stdout.write(`${JSON.stringify(report)}\n`)
}
const timers = new StandingTimers(true)
// The generated file reads these three names; the build of the runtime gives them to it alone.
Object.assign(globalThis, {
  arktsSetTimeout: timers.setTimeout,
  arktsClearTimeout: timers.clearTimeout,
  arktsDate: timers.date(),
  arktsUptime: timers.monotonic
})
const generated = (await import('rtm-arkts')) as Readonly<Record<string, unknown>>

// The generated proxy hands objects over as UTSJSONObject. Handles have texts only.
const asTheyAre = ['setCallBack', 'open', 'call', 'listen', 'close']
const functions: Record<string, unknown> = {}
for (const [name, called] of Object.entries(generated)) {
  if (typeof called !== 'function') continue
  functions[name] = asTheyAre.includes(name)
    ? called
    : (options: unknown, callback: unknown) =>
        (called as (...given: unknown[]) => void)(UTS.JSON.parse(JSON.stringify(options)), callback)
}

function around(what: string): void {
  if (what === 'foreground') for (const watcher of watchers) watcher.onApplicationForeground()
  else if (what === 'background') for (const watcher of watchers) watcher.onApplicationBackground()
  else for (const network of networks) network.get(what === 'network' ? 'netAvailable' : 'netLost')?.({ netId: 101 })
}

const rest = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
const obey = obeyer(
  {
    functions,
    ...timers.obeying(rest),
    around,
    stats: () => statsOf(sockets, timers.waiting()),
    rest
  },
  say
)

reportTaskFaults(say)
process.on('uncaughtException', (fault) => {
  say({ fault: String(fault) })
})
process.on('unhandledRejection', (fault) => {
  say({ fault: String(fault) })
})
createInterface({ input: process.stdin })
  .on('line', (line) => {
    void obey(JSON.parse(line) as Command)
  })
  .on('close', () => {
    process.exit(0)
  })
