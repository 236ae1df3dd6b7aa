// A mini-program as it was built, on Node: its modules under a stand-in for its platform with a real socket. Built code
// gets its globals from here, so that its time stands still and nobody else's does.
//   mini-main.mjs <folder of the mini-program> <platform, as in test/minis/platforms.ts>
//     [<name of a native plugin, whose functions are called in place of ours>]
import {
  accessSync,
  appendFileSync,
  existsSync,
  readFileSync,
  renameSync,
  statSync,
  unlinkSync,
  writeFileSync
} from 'node:fs'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Command, Report } from '../protocol.ts'
import { obeyer, reportTaskFaults, statsOf } from './obey.ts'
import { WebSocket } from 'ws'
import { platforms } from '../../minis/platforms.ts'
import { connector } from '../../minis/socket.ts'
import type { Handler } from '../../minis/socket.ts'
import { StandingTimers } from './standing-timers.ts'

const [, , root = '', name = '', plugin] = process.argv
const platform = platforms.find((one) => one.name === name)!
const timers = new StandingTimers()
const say = (report: Report): void => {
  process.stdout.write(`${JSON.stringify(report)}\n`)
}

/** Its file system, as far as the log uses it. */
const files = {
  accessSync: (path: string) => {
    accessSync(path)
  },
  writeFileSync: (path: string, text: string) => {
    writeFileSync(path, text)
  },
  appendFileSync: (path: string, text: string) => {
    accessSync(path)
    appendFileSync(path, text)
  },
  statSync: (path: string) => statSync(path),
  unlinkSync: (path: string) => {
    unlinkSync(path)
  },
  renameSync: (from: string, to: string) => {
    if (existsSync(to)) throw new Error('renameSync:fail file already exists')
    renameSync(from, to)
  }
}

const sockets = connector(platform, (url) => new WebSocket(url, { perMessageDeflate: false }))
const around: Record<string, Handler[]> = { show: [], hide: [], network: [] }
const known: Readonly<Record<string, unknown>> = {
  ...sockets.functions,
  onAppShow: (handler: Handler) => {
    around['show']!.push(handler)
  },
  onAppHide: (handler: Handler) => {
    around['hide']!.push(handler)
  },
  onNetworkStatusChange: (handler: Handler) => {
    around['network']!.push(handler)
  },
  canIUse: () => false,
  getFileSystemManager: () => files,
  getSystemInfoSync: () => ({}),
  getAppBaseInfo: () => ({}),
  getDeviceInfo: () => ({}),
  getWindowInfo: () => ({}),
  getLaunchOptionsSync: () => ({}),
  getEnterOptionsSync: () => ({}),
  getStorageSync: () => '',
  setStorageSync: () => {}
}
const own = new Proxy(known, {
  get: (target, name) => (platform.lacks.includes(name as string) ? undefined : target[name as string])
})

// What the platform calls pages and apps by; the built code registers its own with them, and nothing here shows them.
const ignored = (options: unknown): unknown => options
const globals: Readonly<Record<string, unknown>> = {
  [platform.global]: own,
  App: ignored,
  Page: ignored,
  Component: ignored,
  Behavior: ignored,
  getApp: () => undefined,
  getCurrentPages: () => [],
  setTimeout: timers.setTimeout,
  clearTimeout: timers.clearTimeout,
  Date: timers.date(),
  performance: undefined // as in a mini-program: the fallback is what plays here
}

const loaded = new Map<string, { exports: Record<string, unknown> }>()
function load(path: string): Record<string, unknown> {
  const before = loaded.get(path)
  if (before !== undefined) return before.exports
  const module = { exports: {} as Record<string, unknown> }
  loaded.set(path, module)
  const run = new Function('require', 'module', 'exports', ...Object.keys(globals), readFileSync(path, 'utf8')) as (
    ...given: unknown[]
  ) => void
  run((name: string) => load(join(dirname(path), name)), module, module.exports, ...Object.values(globals))
  return module.exports
}

/** A page that imports all of it under one name makes the builder export them under that. */
function exported(): Record<string, unknown> {
  const module = load(join(root, 'uni_modules/rtm/utssdk/index.js'))
  return (module['rtm'] ?? module) as Record<string, unknown>
}

/** As its pages get them, which are loaded after the app. */
function nativePlugin(name: string): Record<string, unknown> {
  load(join(root, 'app.js'))
  const { index: uni } = load(join(root, 'common/vendor.js')) as {
    index: { requireNativePlugin: (name: string) => Record<string, unknown> }
  }
  return uni.requireNativePlugin(name)
}

const rest = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
const obey = obeyer(
  {
    functions: plugin === undefined ? exported() : nativePlugin(plugin),
    ...timers.obeying(rest),
    around: (what) => {
      const [list, event] =
        what === 'foreground'
          ? (['show', {}] as const)
          : what === 'background'
            ? (['hide', {}] as const)
            : (['network', platform.network(what === 'network')] as const)
      for (const handler of around[list]!) handler(event)
    },
    stats: () => statsOf(sockets.tasks, timers.waiting()),
    rest
  },
  say
)

reportTaskFaults(say)
process.on('uncaughtException', (fault) => {
  say({ fault: String(fault) })
})
createInterface({ input: process.stdin })
  .on('line', (line) => {
    void obey(JSON.parse(line) as Command)
  })
  .on('close', () => {
    process.exit(0)
  })
