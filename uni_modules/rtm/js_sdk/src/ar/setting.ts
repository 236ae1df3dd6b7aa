// Where the server is, said once for all pages. A page's own setParameters wins.
import { setParameters } from '@/uni_modules/rtm'
import { namesServer } from './shapes.ts'
import type { Options } from './shapes.ts'

let setting = ''
let applied = ''
let isThePages = false

/**
 * Says where the server is. Call it once in main.ts, before any page. Without it the web uses the page's own origin; elsewhere login answers 1.
 * @example configure({ server: 'wss://rtm.example.com/rtm' })
 */
export function configure({ server }: { readonly server: string }): void {
  if (typeof server !== 'string' || !/^wss?:\/\/[^/\s]+/.test(server)) {
    throw new Error(`configure: server is ${JSON.stringify(server)}; give it as 'ws://host:port/rtm' or 'wss://host/rtm'`)
  }
  setting = server
}

/** @internal Before calls that look at the address. */
export function applySetting(): void {
  if (isThePages || setting === applied) return
  applied = setting
  setParameters({ server: setting }, () => {})
}

/** @internal A page has called setParameters. */
export function heed(options: Options): void {
  if (namesServer(options)) isThePages = true
}
