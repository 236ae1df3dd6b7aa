// A page of the built app in this process, with a native process of its own.
import type { Fields } from '../runtime.ts'
import type { PageLevel } from '../runtimes/bridge.ts'
import { loadApp } from '../runtimes/bridge/app.ts'
import type { App } from '../runtimes/bridge/app.ts'
import { Native } from '../runtimes/bridge/native.ts'

export class Page {
  /** What went wrong where no function of the page could hear it, and what the runtime wrote as an error. */
  readonly faults: string[] = []
  private readonly native: Native
  readonly app: App

  constructor({ worker, program, files }: PageLevel) {
    const hear = (text: string): void => {
      this.faults.push(text)
    }
    this.native = new Native(worker, program, hear)
    this.app = loadApp(files, this.native, hear)
  }

  get functions(): App['functions'] {
    return this.app.functions
  }

  /** Until everything that was begun is done, and the page has been told of it. */
  async rest(): Promise<void> {
    await this.native.ask({ do: 'rest' })
  }
  async advance(ms: number): Promise<void> {
    await this.native.ask({ do: 'advance', ms })
  }

  /** What the callback was called with. */
  async answers(name: string, options: unknown): Promise<Fields[]> {
    const answers: Fields[] = []
    this.functions[name]!(options, (answer: Fields) => {
      answers.push(answer)
    })
    await this.rest()
    return answers
  }

  /** The code of the only answer. */
  async code(name: string, options: unknown): Promise<unknown> {
    const [answer, ...more] = await this.answers(name, options)
    return more.length === 0 ? answer?.['code'] : 'several answers'
  }

  async ready(): Promise<this> {
    if ((await this.code('createInstance', { appId: '0'.repeat(32) })) !== 0) throw new Error('no instance')
    return this
  }

  close(): Promise<void> {
    return this.native.stop()
  }
}

/** `play` with a page of its own, and no fault that it has not looked at. */
export const onPage = (level: PageLevel, play: (page: Page) => Promise<void>) => async (): Promise<void> => {
  const page = new Page(level)
  try {
    await page.rest() // the process is up
    await play(page)
    if (page.faults.length > 0) throw new Error(page.faults.join('\n'))
  } finally {
    await page.close()
  }
}
