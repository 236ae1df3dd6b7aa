// A page as a runtime: commands go over its one socket. It is one plugin for the whole run, so a scenario begins with a
// release of what the last one left, and ids go on where they stopped.
import type { Command, Report } from '../protocol.ts'
import { Player } from '../runtime.ts'
import type { Ask } from '../runtime.ts'

const RELEASE_MS = 5_000

export class PagePlayer extends Player {
  constructor(
    override readonly server: string,
    firstId: number,
    private readonly send: (command: Command) => void
  ) {
    super('the page')
    this.last = firstId
  }

  get lastId(): number {
    return this.last
  }

  take(report: Report): void {
    this.hear(report)
  }

  gone(why: string): void {
    this.ended(why)
  }

  /** Without waiting for the page to say that it has called: many calls go out at once, as a page makes them. */
  protected override begin(command: Ask & { readonly name: string }, isAnswered: boolean): Promise<number> {
    const begun = super.begin(command, isAnswered)
    const id = this.last
    begun.catch(() => {}) // a page that has gone is told to whoever waits for a result
    return Promise.resolve(id)
  }

  /** The page stays; the plugin is as before its first call. */
  async stop(): Promise<void> {
    const end = performance.now() + RELEASE_MS
    for (const name of this.handles.keys()) await this.handle('close', [name])
    const id = await this.call('release', null)
    while (this.over === null && this.resultsOf(id).length === 0 && performance.now() < end)
      await this.ask({ do: 'stats' }).catch(() => {})
  }

  protected write(command: Command): void {
    this.send(command)
  }
}
