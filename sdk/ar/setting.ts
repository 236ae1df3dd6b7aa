// Where the server is, said once for all pages. A page's own setParameters wins.
import { setParameters } from '@/uni_modules/rtm'
import { memory } from './memory.ts'
import { namesServer } from './shapes.ts'
import type { Options } from './shapes.ts'

/** What `configure` takes. */
export interface ServerSetting {
  /** As `ws://192.168.1.5:7080/rtm` or `wss://rtm.example.com/rtm`. */
  readonly server: string
}

/**
 * Says where the server is. Call it once in main.ts, before any page. Without it the web uses the address `rtm` beside
 * the page; elsewhere login answers 1.
 *
 * @param options The address.
 *
 * @example configure({ server: 'wss://rtm.example.com/rtm' })
 */
export function configure(options: ServerSetting): void {
  const { server } = options
  if (typeof server !== 'string' || !/^wss?:\/\/[^/\s]+/.test(server)) {
    throw new Error(
      `configure: server is ${JSON.stringify(server)}; give it as 'ws://host:port/rtm' or 'wss://host/rtm'`
    )
  }
  memory.setting = server
}

/** @internal Before calls that look at the address. */
export function applySetting(): void {
  if (memory.isThePages || memory.setting === memory.applied) return
  memory.applied = memory.setting
  setParameters({ server: memory.setting }, () => {})
}

/** @internal A page has called setParameters. */
export function heed(options: Options): void {
  if (namesServer(options)) memory.isThePages = true
}
