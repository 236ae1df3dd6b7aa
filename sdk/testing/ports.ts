// What an engine asks of a platform, made of a World: tasks in line, pages in a later turn, the fake clock.
import { PlainJson } from '../../uni_modules/rtm/utssdk/js/plain.uts'
import { Ports } from '../../uni_modules/rtm/utssdk/common/guarded.uts'
import type {
  Executor,
  Links,
  Log,
  LogFiles,
  SurroundingsListener
} from '../../uni_modules/rtm/utssdk/common/ports.uts'
import type { World } from './world.ts'

/**
 * Tasks in line on one thread, pages in a later turn: what every platform's executor promises. A fault of the engine
 * ends the test; a fault of a page is kept in `faults` and goes no further, as in js/executor.uts. Without a list it
 * ends the test too.
 */
export class WorldExecutor implements Executor {
  private readonly line: Array<() => void> = []
  private running = false

  constructor(
    private readonly world: Pick<World, 'deliver'>,
    private readonly faults: unknown[] | null = null
  ) {}

  run(task: () => void): void {
    this.line.push(task)
    if (this.running) return
    this.running = true
    try {
      for (let next = this.line.shift(); next !== undefined; next = this.line.shift()) next()
    } finally {
      this.running = false
    }
  }

  deliver(task: () => void): void {
    this.world.deliver(() => {
      try {
        task()
      } catch (fault) {
        if (this.faults === null) throw fault
        this.faults.push(fault)
      }
    })
  }
}

export interface WorldParts {
  readonly links: Links
  readonly log: Log
  readonly files: LogFiles
  /** 0 <= x < 1; spreads retries. */
  readonly chance: () => number
  readonly defaultServer: string
  readonly faults: unknown[] | null
}

/** `surroundings` hears who wants to know of what happens around the app. `machine`: the clock of the device. */
export function portsOn(
  world: World,
  parts: WorldParts,
  surroundings: (listener: SurroundingsListener) => void,
  machine = world.clock
): Ports {
  const executor = new WorldExecutor(world, parts.faults)
  const clock = {
    ...machine,
    after: (ms: number, task: () => void) =>
      machine.after(ms, () => {
        executor.run(task)
      })
  }
  return new Ports(
    executor,
    clock,
    new PlainJson(),
    parts.links,
    { watch: surroundings },
    { next: parts.chance },
    parts.log,
    { defaultServer: () => parts.defaultServer },
    parts.files
  )
}
