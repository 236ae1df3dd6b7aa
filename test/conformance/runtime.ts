// Who plays a part: a runtime that is asked by commands and tells by reports, and how such lines travel to a child
// process.
import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { createInterface } from 'node:readline'
import type { Command, HandleFunction, Options, Report, Stats } from './protocol.ts'

export interface Program {
  readonly command: string
  readonly args: readonly string[]
}

type WithoutId<T> = T extends unknown ? Omit<T, 'id'> : never
export type Ask = WithoutId<Command>
export type Fields = Readonly<Record<string, unknown>>

/** What the stage knows of a runtime. How its lines travel is left to who extends this. */
export abstract class Player {
  /** Where this one finds the server, if not at the server's own address. */
  readonly server: string | null = null
  readonly events: Fields[] = []
  /** Answers, by the id of their call, and the names of events, as they came. */
  readonly order: (number | string)[] = []
  readonly faults: string[] = []
  /** Handles that are open, or were, each with what its listener heard. */
  readonly handles = new Map<string, Fields[]>()
  private readonly results = new Map<number, Fields[]>()
  private readonly calls = new Map<number, string>()
  private readonly ofHandles = new Set<number>()
  private readonly waiting = new Map<number, { resolve(report: { stats?: Stats }): void; reject(fault: Error): void }>()
  protected last = 0
  protected over: string | null = null
  /** Results and events so far. */
  told = 0

  /** The end of what it has written to its log. */
  log = ''

  /** hasFiles: whether pages can have the log written into files there, and we can read them. */
  constructor(
    readonly name: string,
    readonly hasFiles = true
  ) {}

  get isOver(): boolean {
    return this.over !== null
  }

  protected abstract write(command: Command): void
  abstract stop(): Promise<void>

  /** The id under which the callback will report. */
  call(name: string, options: Options): Promise<number> {
    return this.begin({ do: 'call', name, options }, name !== 'setCallBack')
  }

  /** One of the functions for handles; `args` begins with the handle. */
  handle(name: HandleFunction, args: readonly string[]): Promise<number> {
    if (!this.handles.has(args[0]!)) this.handles.set(args[0]!, [])
    return this.begin({ do: 'handle', name, args }, name !== 'listen')
  }

  protected async begin(command: Ask & { readonly name: string }, isAnswered: boolean): Promise<number> {
    const id = this.last + 1
    this.results.set(id, [])
    if (isAnswered) this.calls.set(id, command.name)
    if (command.do === 'handle') this.ofHandles.add(id)
    await this.ask(command)
    return id
  }

  resultsOf(id: number): readonly Fields[] {
    return this.results.get(id) ?? []
  }

  /** What `callback`, in words, was called with: exactly once, or this throws. */
  answerOf(id: number, callback: string): Fields {
    const results = this.resultsOf(id)
    if (results.length !== 1) throw new Error(`${callback} was called ${results.length} times`)
    return results[0]!
  }

  /** Calls whose callback was not called exactly once. */
  unsettled(): string[] {
    return [...this.calls]
      .filter(([id]) => this.resultsOf(id).length !== 1)
      .map(([id, name]) => `${name} was answered ${this.resultsOf(id).length} times`)
  }

  /** What every call was answered with. */
  answers(): { name: string; result: Fields }[] {
    return [...this.calls]
      .filter(([id]) => !this.ofHandles.has(id))
      .flatMap(([id, name]) => this.resultsOf(id).map((result) => ({ name, result })))
  }

  async stats(): Promise<Stats> {
    return (await this.ask({ do: 'stats' })).stats!
  }

  ask(command: Ask): Promise<{ stats?: Stats }> {
    if (this.over !== null) throw new Error(`${this.name} has ended:\n${this.over}`)
    const id = ++this.last
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject })
      this.write({ id, ...command } as Command)
    })
  }

  protected hear(report: Report): void {
    if ('event' in report || 'result' in report || 'heard' in report) this.told++
    if ('event' in report) this.order.push(String(report.event['rtmEvent']))
    else if ('result' in report) this.order.push(report.id)
    if ('event' in report) this.events.push(report.event)
    else if ('fault' in report) this.faults.push(report.fault)
    else if ('heard' in report) this.handles.get(report.handle)?.push(report.heard)
    else if ('result' in report) this.results.get(report.id)?.push(report.result)
    else {
      this.waiting.get(report.id)?.resolve(report)
      this.waiting.delete(report.id)
    }
  }

  /** Nothing comes from there any more. */
  protected ended(why: string): void {
    if (this.over !== null) return
    this.over = why
    for (const { reject } of this.waiting.values()) reject(new Error(`${this.name} ended:\n${why}`))
  }
}

/** A child process that speaks JSON lines. */
export class Runtime extends Player {
  private readonly child: ChildProcess

  constructor(name: string, { command, args }: Program) {
    super(name)
    this.child = spawn(command, [...args], { stdio: ['pipe', 'pipe', 'pipe'] })
    this.child.stderr!.on('data', (chunk) => {
      this.log = (this.log + String(chunk)).slice(-4_000)
    })
    createInterface({ input: this.child.stdout! }).on('line', (line) => {
      this.hear(JSON.parse(line) as Report)
    })
    this.child.on('close', () => {
      this.ended(this.log)
    })
  }

  async stop(): Promise<void> {
    if (this.over !== null) return
    const ended = new Promise((resolve) => this.child.once('close', resolve))
    this.child.stdin!.end()
    await ended
  }

  protected write(command: Command): void {
    this.child.stdin!.write(`${JSON.stringify(command)}\n`)
  }
}
