// The app as it was built (dist/build/app), loaded by the real uni-app runtime: its pages' functions of the plugin, as
// they hold them. Stand-ins are what the app's native layer would give to JavaScript, and answer only what loading asks
// for.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { Shown } from './shown.ts'
import type { Mounts, UniNode } from './shown.ts'
import type { Native } from './native.ts'

type Globals = Readonly<Record<string, unknown>>
type PageFunction = (...given: unknown[]) => unknown
type Define = Readonly<Record<string, unknown>> & { readonly name: string }
type Init = (isAsync: boolean, define: Define) => PageFunction
interface Framework {
  readonly Vue: Mounts
  readonly UniElement: new (name: string, container: null) => UniNode
  readonly runtime: Record<string, unknown> & { readonly uni: Record<string, unknown> }
}

export interface AppFiles {
  /** The bundle of uni-app.entry.mjs. */
  readonly framework: string
  readonly service: string
  readonly platform: 'Android' | 'iOS'
}

export interface App {
  /** Functions of the plugin that the app's pages use, by name. */
  readonly functions: Readonly<Record<string, PageFunction>>
  /** One of them, or one that the plugin has not, with other words in its proxy. */
  readonly other: (name: string, words: Readonly<Record<string, unknown>>) => PageFunction
  readonly Vue: Globals
  /** Shows a page of the app, by its path in pages.json. */
  readonly show: (path: string) => Shown
}

/** Takes whatever is asked for and does nothing. */
const nothing: unknown = new Proxy(() => {}, {
  get: (_, name) => (name === Symbol.toPrimitive ? () => '' : name === 'then' ? undefined : nothing),
  apply: () => nothing,
  construct: () => nothing as object
})
const among = (known: Globals): unknown =>
  new Proxy(known, { get: (target, name) => target[name as string] ?? nothing })

function run(path: string, globals: Globals): void {
  ;(new Function(...Object.keys(globals), readFileSync(path, 'utf8')) as (...given: unknown[]) => void)(
    ...Object.values(globals)
  )
}

/**
 * `error` hears the console's errors: the runtime reports there when a callback is called that it has released.
 * `stored`: what uni.getStorageSync finds.
 */
export function loadApp(
  { framework, service, platform }: AppFiles,
  native: Native,
  error: (text: string) => void,
  stored: Readonly<Record<string, string>> = {}
): App {
  const modules: Globals = { 'UTS-Proxy': native, plus: among({ getLanguage: () => 'en' }) }
  const uni: Record<string, unknown> = {}
  const globals: Globals = {
    uni,
    __uniConfig: {},
    __uniRoutes: [],
    plus: among({
      os: { name: platform },
      storage: { getItem: (key: string) => stored[key] ?? null, setItem: () => {} }
    }),
    weex: { requireModule: (name: string) => modules[name] ?? nothing },
    console: {
      ...console,
      error: (...said: unknown[]) => {
        error(said.map(String).join(' '))
      }
    }
  }
  const module = { exports: {} as Framework }
  // The runtime looks for what it exports among its globals, too.
  const own =
    (name: string) =>
    (...given: unknown[]): unknown =>
      (module.exports.runtime[name] as PageFunction)(...given)
  run(framework, {
    ...globals,
    getApp: own('getApp'),
    getCurrentPages: own('getCurrentPages'),
    module,
    exports: module.exports,
    require: createRequire(import.meta.url)
  })
  const {
    Vue,
    UniElement,
    runtime: { uni: real, ...rest }
  } = module.exports
  const pages: Record<string, unknown> = {}
  const contexts: unknown[] = []

  const functions: Record<string, PageFunction> = {}
  const defines: Record<string, Define> = {}
  const init = real['initUTSProxyFunction'] as Init
  Object.assign(uni, real, {
    initUTSProxyFunction: (isAsync: boolean, define: Define) => {
      const made = init(isAsync, define)
      const name = define.name.replace(/ByJs$/, '')
      functions[name] = made
      defines[name] = define
      return made
    }
  })
  run(service, {
    ...globals,
    ...rest,
    __definePage: (path: string, component: unknown) => {
      pages[path] = component
    },
    Vue: {
      ...Vue,
      createVueApp: (...given: unknown[]) => {
        const app = Vue.createVueApp(...given)
        contexts.push(app._context)
        return app
      }
    }
  })
  const show = (path: string): Shown => new Shown(Vue, contexts[0], pages[path], new UniElement('body', null))
  return { show, functions, other: (name, words) => init(false, { ...defines[name]!, ...words }), Vue }
}
