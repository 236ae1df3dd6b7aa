// What every JavaScript runtime does with a command.
import type { Around, Command, Report, Stats } from '../protocol.ts'

type Fields = Readonly<Record<string, unknown>>
export type Callback = (result: Fields) => void

export interface Parts {
  /** The exported functions, by name. */
  readonly functions: Readonly<Record<string, unknown>>
  advance(ms: number): void | Promise<void>
  jump(ms: number): void | Promise<void>
  sleep(ms: number): void | Promise<void>
  stall(ms: number): void | Promise<void>
  around(what: Around): void | Promise<void>
  stats(): Stats | Promise<Stats>
  /** Until everything that hangs on the last step is done. */
  rest(): void | Promise<void>
}

export function obeyer(parts: Parts, say: (report: Report) => void): (command: Command) => Promise<void> {
  return async (command) => {
    const { id } = command
    let stats: Stats | null = null
    try {
      if (command.do === 'call') call(parts, command.name, command.options, command.id, say)
      else if (command.do === 'handle') callHandle(parts, command, say)
      else if (command.do === 'advance') await parts.advance(command.ms)
      else if (command.do === 'jump') await parts.jump(command.ms)
      else if (command.do === 'sleep') await parts.sleep(command.ms)
      else if (command.do === 'stall') await parts.stall(command.ms)
      else if (command.do === 'around') await parts.around(command.what)
      await parts.rest()
      if (command.do === 'stats' || command.do === 'advance') stats = await parts.stats()
    } catch (fault) {
      say({ fault: String(fault) })
    }
    say(stats === null ? { id, done: 1 } : { id, done: 1, stats })
  }
}

function call({ functions }: Parts, name: string, options: unknown, id: number, say: (report: Report) => void): void {
  const called = functions[name]
  if (typeof called !== 'function') throw new Error(`there is no function ${name}`)
  const tell: Callback =
    name === 'setCallBack'
      ? (event) => {
          say({ event })
        }
      : (result) => {
          say({ id, result })
        }
  if (name === 'setCallBack') (called as (callback: Callback) => void)(tell)
  else (called as (options: unknown, callback: Callback) => void)(options, tell)
}

function callHandle(
  { functions }: Parts,
  { id, name, args }: Extract<Command, { do: 'handle' }>,
  say: (report: Report) => void
): void {
  const told = (text: string): Fields => JSON.parse(text) as Fields
  const tell =
    name === 'listen'
      ? (text: string): void => {
          say({ handle: args[0]!, heard: told(text) })
        }
      : (text: string): void => {
          say({ id, result: told(text) })
        }
  const called = functions[name] as (...given: unknown[]) => void
  called(...args, tell)
}

/** The plugin's executors catch what a task throws and write it to the console, where nobody would see it. */
export function reportTaskFaults(say: (report: Report) => void): void {
  const write = console.error
  console.error = (...values: unknown[]) => {
    if (values[0] === 'rtm: a task failed') say({ fault: values.map(String).join(' ') })
    else write(...values)
  }
}

/**
 * Sums over the links that are open; `state` is kept by who makes them. `ended`: the platform has told the socket's
 * end.
 */
export interface Counted {
  state: 'opening' | 'open' | 'over'
  ended: boolean
  sent: number
  heard: number
}

export function statsOf(links: readonly Counted[], timers: number): Stats {
  const open = links.filter(({ state }) => state === 'open')
  const sum = (name: 'sent' | 'heard'): number => open.reduce((total, link) => total + link[name], 0)
  const opening = links.filter(({ state }) => state === 'opening').length
  return {
    opening,
    open: open.length,
    sent: sum('sent'),
    heard: sum('heard'),
    alive: links.filter(({ ended }) => !ended).length,
    timers
  }
}
