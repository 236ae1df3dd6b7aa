// A disk as tests want it: shelves that outlive a process, a flush that can be held back, and a kill that takes along
// what was not flushed.
import type { Entry, Shelf, Shelves } from '../../server/src/store/shelves.ts'

type Texts = Map<string, string>

class ModelShelf<T> implements Shelf<T> {
  constructor(private readonly texts: () => Texts) {}

  get(key: string): T | undefined {
    const text = this.texts().get(key)
    return text === undefined ? undefined : (JSON.parse(text) as T)
  }
  put(key: string, value: T): void {
    this.texts().set(key, JSON.stringify(value))
  }
  remove(key: string): void {
    this.texts().delete(key)
  }
  range(from: string, before: string, most: number): Entry<T>[] {
    const texts = this.texts()
    const keys = [...texts.keys()]
      .filter((key) => key >= from && key < before)
      .sort()
      .slice(0, most)
    return keys.map((key) => ({ key, value: JSON.parse(texts.get(key)!) as T }))
  }
}

export class ModelDisk {
  private shelves = new Map<string, Texts>()
  private safe = new Map<string, Texts>()
  private waiting: (() => void)[] = []
  private held = false
  private failing = false
  private process = 0
  /** How often the disk was asked, and how often it wrote. */
  asked = 0
  flushes = 0

  /** The disk as the next process has it. What an earlier one still writes goes nowhere. */
  open(): Shelves {
    const mine = ++this.process
    return {
      shelf: <T>(name: string) => new ModelShelf<T>(() => (mine === this.process ? this.texts(name) : new Map())),
      accepts: true,
      flushed: () => (mine === this.process ? this.flushed() : new Promise<void>(() => {}))
    }
  }

  /** From now on nothing reaches the disk. */
  hold(): void {
    this.held = true
  }

  /** From now on it cannot write. */
  fail(): void {
    this.failing = true
  }

  release(): void {
    this.held = false
    if (this.waiting.length > 0) this.flush()
  }

  /** Whether this text stands anywhere on it. */
  holds(text: string): boolean {
    return [...this.shelves.values()].some((texts) =>
      [...texts.values()].some((one) => one.includes(JSON.stringify(JSON.stringify(text))))
    )
  }

  /** The process is killed: what was not flushed is gone. (A real disk may have it: both must be right.) */
  kill(): void {
    this.process++
    this.waiting = []
    this.held = false
    this.shelves = copyOf(this.safe)
  }

  private texts(name: string): Texts {
    let texts = this.shelves.get(name)
    if (texts === undefined) this.shelves.set(name, (texts = new Map()))
    return texts
  }

  private flushed(): Promise<void> {
    this.asked++
    if (this.failing) return Promise.reject(new Error('the disk was told to fail'))
    return new Promise((resolve) => {
      this.waiting.push(resolve)
      if (!this.held) this.flush()
    })
  }

  private flush(): void {
    this.flushes++
    this.safe = copyOf(this.shelves)
    for (const done of this.waiting.splice(0)) done()
  }
}

const copyOf = (shelves: Map<string, Texts>): Map<string, Texts> =>
  new Map([...shelves].map(([name, texts]) => [name, new Map(texts)]))
