// Who writes the store: a process beside the server, one transaction for each list of writes, on the disk when it is
// answered. A failure is an exception there, and an answer here. The writer of lmdb-js itself is not used: after a
// failed commit it leaves promises that nobody can catch, and locks that nobody opens; what LMDB prints goes to
// whatever is standard error; and a store whose last page could not be written takes no more until it is opened anew
// (ARCHITECTURE.md, Dependencies). The process ends with this one, however that ends: it writes one list at a time and
// notices at the next.
import { spawn, type ChildProcess } from 'node:child_process'
import { createRequire } from 'node:module'
import { DiskFault } from '../disk-fault.ts'
import { trueCode } from './disk-problems.ts'

/** null: the key is removed. */
export type WriteOrder = readonly [shelf: string, key: string, value: Buffer | null]

interface Answer {
  readonly id: number
  readonly code?: unknown
}

// What of lmdb and of its process the other side uses.
interface ShelfThere {
  removeSync(key: string): void
  putSync(key: string, value: Buffer): void
}
interface StoreThere {
  openDB(name: string, options: { readonly encoding: 'binary' }): ShelfThere
  transactionSync(task: () => void): void
  close(): Promise<void>
}
type Place = { readonly path: string }
interface Order {
  readonly id: number
  readonly options: Place
  readonly orders: readonly WriteOrder[] | null
}
type Load = (name: string) => { open(options: Place): StoreThere }
interface Host {
  readonly argv: readonly string[]
  send(answer: Answer): void
  exit(code: number): void
  on(event: string, hear: (order: Order) => void): void
}

/** Runs in that process, from its text: it uses nothing of this module. */
function main(load: Load, host: Host): void {
  const { open } = load(host.argv[1]!)
  const stores = new Map<string, { readonly root: StoreThere; readonly shelves: Map<string, ShelfThere> }>()
  const write = (options: Place, orders: readonly WriteOrder[]): void => {
    if (!stores.has(options.path)) stores.set(options.path, { root: open(options), shelves: new Map() })
    const store = stores.get(options.path)!
    // Within the transaction: a shelf that is new comes with its first value, or not at all.
    const shelfOf = (name: string): ShelfThere => {
      if (!store.shelves.has(name)) store.shelves.set(name, store.root.openDB(name, { encoding: 'binary' }))
      return store.shelves.get(name)!
    }
    store.root.transactionSync(() => {
      for (const [name, key, value] of orders) {
        if (value === null) shelfOf(name).removeSync(key)
        else shelfOf(name).putSync(key, Buffer.from(value.buffer, value.byteOffset, value.byteLength))
      }
    })
  }
  const close = async (options: Place): Promise<void> => {
    const store = stores.get(options.path)
    stores.delete(options.path)
    await store?.root.close()
  }
  const answer = async ({ id, options, orders }: Order): Promise<void> => {
    try {
      if (orders === null) await close(options)
      else write(options, orders)
      host.send({ id })
    } catch (error) {
      // what was opened in it is not any more, and after some failures nothing can be written without
      await close(options).catch(() => {})
      host.send({ id, code: (error as { code?: unknown }).code ?? 0 })
    }
  }
  host.on('message', (order) => {
    void answer(order)
  })
  host.on('disconnect', () => host.exit(0))
  // meant for the server, which ends this one
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) host.on(signal, () => {})
}

const ENDED = 'WRITER_ENDED'

class Writer {
  static current: Writer | null = null
  private readonly child: ChildProcess
  private readonly waiting = new Map<number, (answer: Answer) => void>()
  private last = 0

  private constructor(line: (text: string) => void) {
    const lmdb = createRequire(import.meta.url).resolve('lmdb')
    // certificates are none of its business
    const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('RTM_')))
    this.child = spawn(process.execPath, ['-e', `(${main.toString()})(require, process)`, lmdb], {
      env,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      serialization: 'advanced'
    })
    const { child } = this
    for (const stream of [child.stdout!, child.stderr!]) stream.setEncoding('utf8').on('data', line)
    child.on('message', (answer) => this.waiting.get((answer as Answer).id)?.(answer as Answer))
    child.on('error', (error) => {
      line(String(error))
    })
    child.on('close', () => {
      this.end()
    })
    this.hold(false)
  }

  private end(): void {
    if (Writer.current === this) Writer.current = null // the next write begins another
    for (const [id, hear] of [...this.waiting]) hear({ id, code: ENDED })
  }

  static get(line: (text: string) => void): Writer {
    return (Writer.current ??= new Writer(line))
  }

  ask(options: object, orders: readonly WriteOrder[] | null): Promise<Answer> {
    return new Promise((resolve) => {
      const id = ++this.last
      this.hold(true)
      this.waiting.set(id, (answer) => {
        this.waiting.delete(id)
        if (this.waiting.size === 0) this.hold(false)
        resolve(answer)
      })
      this.child.send({ id, options, orders }, (error) => {
        if (error !== null) this.end() // before 'close' says so
      })
    })
  }

  /** Only an answer that is waited for keeps this process going. */
  private hold(holds: boolean): void {
    const { child } = this
    const handles = [child, child.channel, child.stdout, child.stderr] as unknown as ({
      ref(): void
      unref(): void
    } | null)[]
    for (const handle of handles)
      if (holds) handle?.ref()
      else handle?.unref()
  }
}

export class StoreWriter {
  /** `options`: as lmdb opens the store. `line`: what lmdb, or the process, writes on a console. */
  constructor(
    private readonly options: object,
    private readonly folder: string,
    private readonly line: (text: string) => void
  ) {
    Writer.get(line) // it takes a moment to begin
  }

  /**
   * One at a time. Resolves when it is on the disk; rejects with a DiskFault when nothing of it is, or nobody knows.
   */
  async write(orders: readonly WriteOrder[]): Promise<void> {
    let answer = await Writer.get(this.line).ask(this.options, orders)
    // Somebody killed it: no fault of the disk. Whether the list is written nobody knows; written twice it is the same.
    if (answer.code === ENDED) answer = await Writer.get(this.line).ask(this.options, orders)
    if (answer.code !== undefined) throw new DiskFault(trueCode(answer, this.folder))
  }

  /** There; the next write opens it again. */
  async close(): Promise<void> {
    if (Writer.current !== null) await Writer.current.ask(this.options, null)
  }
}
