// Where a block of the documents runs: a page of alice on the sources of sdk and of the plugin, with a town of other
// users around one server, on a fake clock.
import ts from 'typescript'
import { vi } from 'vitest'
import { root } from '../../../tools/lib/paths.mjs'
import { defaultLimits } from '../../../server/src/config/apps.ts'
import type { Links } from '../../../uni_modules/rtm/utssdk/common/ports.uts'
import type { RtmClient } from '../../../sdk/api/client-api.ts'
import { portsOf } from '../../kit/engine-kit.ts'
import { randomOf } from '../../../sdk/testing/random.ts'
import { TypedTown } from '../../sdk/sdk-kit.ts'
import { before, pageFunctions, type Snippet } from './snippets.ts'

const OPEN_APP = '0'.repeat(32)

type Module = Record<string, unknown>

export class Scene extends TypedTown {
  /** What the page has shown. */
  readonly shown: unknown[][] = []
  /** What the page has written to the console. */
  readonly printed: unknown[][] = []
  /** Addresses that the page's engines have dialled. */
  readonly urls: string[] = []
  /** Whose token was fetched. */
  readonly fetched: string[] = []
  /** What is called when the page is left. */
  private readonly leaving: Array<() => void> = []

  constructor() {
    super(defaultLimits, { id: OPEN_APP })
    // A module of the plugin that is loaded from here on gets its ports from this town.
    vi.resetModules()
    const ports = () => {
      const links = this.town.net.links(`page ${++this.engines}`)
      const noted: Links = {
        create: (epoch, listener) => {
          const link = links.create(epoch, listener)
          const open = link.open.bind(link)
          link.open = (url) => {
            this.urls.push(url)
            open(url)
          }
          return link
        }
      }
      return portsOf(this.town.world, noted, 'ws://127.0.0.1:7080/rtm', randomOf(this.engines).next).ports
    }
    for (const file of ['web/ports.uts', 'uni/ports.uts']) {
      vi.doMock(`${root}/uni_modules/rtm/utssdk/${file}`, () => ({ platformPorts: ports, portsOver: ports }))
    }
  }
  private engines = 0

  /** Runs a block to where it waits for time, or to its end. What it exports is returned. */
  async run(snippet: Snippet): Promise<Module> {
    const source = `${before[snippet.stage] ?? ''}${snippet.code}`
    const { outputText } = ts.transpileModule(source, {
      compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022, esModuleInterop: false }
    })
    const modules = new Map<string, Module>()
    for (const [, name] of outputText.matchAll(/require\("([^"]+)"\)/g)) modules.set(name!, await this.moduleOf(name!))
    const exported: Module = {}
    const given: Module = {
      require: (name: string) => modules.get(name),
      exports: exported,
      console: {
        log: (...said: unknown[]) => {
          this.printed.push(said)
        },
        error: (...said: unknown[]) => {
          this.printed.push(said)
        }
      },
      show: (...said: unknown[]) => {
        this.shown.push(said)
      },
      setTimeout: (task: () => void, ms: number) => this.town.world.clock.after(ms, task),
      fetchToken: (userId: string) => {
        this.fetched.push(userId)
        return Promise.resolve(`token of ${userId}`)
      }
    }
    const names = ['require', 'exports', 'console', 'setTimeout', ...pageFunctions]
    const run = new Function(...names, `return (async () => { ${outputText}\n })()`) as (
      ...values: unknown[]
    ) => Promise<void>
    let over = false
    const done = run(...names.map((name) => given[name])).then(() => {
      over = true
    })
    done.catch(() => {
      over = true
    })
    await this.town.settle()
    if (over) await done
    else
      done.catch((fault: unknown) => {
        this.printed.push([fault])
      })
    return exported
  }

  /** The page is left. */
  async leave(): Promise<void> {
    for (const task of this.leaving) task()
    await this.town.settle()
  }

  /** Someone beside alice, who does not hear her echo. */
  async other(userId: string): Promise<{ client: RtmClient; got: string[] }> {
    const client = await this.login(userId, { appId: OPEN_APP })
    const got: string[] = []
    client.on('message', ({ userId: from, text }) => {
      got.push(`${from}: ${text}`)
    })
    return { client, got }
  }

  private async moduleOf(name: string): Promise<Module> {
    if (name === 'vue') return (await import('vue')) as unknown as Module
    if (name === 'ws') return { default: class {} }
    if (name === '@dcloudio/uni-app')
      return {
        onLoad: (task: (options: object) => void) => {
          task({})
        },
        onUnload: (task: () => void) => {
          this.leaving.push(task)
        }
      }
    const entry = /\/js_sdk\/([\w-]+)\.js$/.exec(name)?.[1]
    if (entry !== undefined) return (await import(`../../../sdk/${entry}.ts`)) as Module
    if (name === '@/uni_modules/rtm') return (await import('../../../uni_modules/rtm/utssdk/index.uts')) as Module
    throw new Error(`a snippet imports ${name}: say in test/docs/kit/stage.ts what it gets`)
  }
}
