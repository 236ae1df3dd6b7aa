// Looks through a store before it is mapped: first every page of every tree (what is used must be there, be what was
// written, be used once and not be free), then every value. Both end when the time is over; values that were not looked
// at are when they are read.
import { closeSync, openSync, readFileSync } from 'node:fs'
import { BAD, isNewer, isSealed, opened } from './disk-values.ts'
import {
  BIG,
  BRANCH,
  Damage,
  LEAF,
  NONE,
  numberAt,
  OVERFLOW,
  StorePages,
  SUB,
  treeAt,
  type Meta,
  type Node,
  type Tree
} from './store-pages.ts'

const DEEPEST = 32
const FEW = 16

export interface Seen {
  /** False: the time was over. */
  readonly whole: boolean
  readonly pages: number
  readonly values: number
  /** Of them written before values had checksums. */
  readonly unsealed: number
  /** In a form of a later server. */
  readonly newer: number
  /** By shelf. */
  readonly bad: ReadonlyMap<string, number>
  /** Was it written by a server that flushed after it had committed? */
  readonly unflushed: boolean
}

interface Shelved {
  readonly name: string
  readonly tree: Tree
}

class Late extends Error {}

/** Throws Damage, or what the system says of the file. */
export function walkStore(path: string, isLate: () => boolean = () => false): Seen {
  const file = openSync(path, 'r')
  try {
    const pages = new StorePages(file)
    const { latest, flushed } = pages
    try {
      return new Walk(pages, latest, isLate).seen()
    } catch (error) {
      // After a power failure it is what was flushed that counts; within one run of the system everything that was
      // written is there.
      if (!(error instanceof Damage) || !latest.unflushed || flushed === null || latest.boot === bootOfSystem())
        throw error
      return new Walk(pages, flushed, isLate).seen()
    }
  } finally {
    closeSync(file)
  }
}

class Walk {
  private readonly used: Uint8Array
  private readonly bad = new Map<string, number>()
  private count = 0
  /** Every page was looked at; what follows only reads. */
  private checked = false
  private values = 0
  private unsealed = 0
  private newer = 0

  constructor(
    private readonly store: StorePages,
    private readonly meta: Meta,
    private readonly isLate: () => boolean
  ) {
    if (meta.last < 1 || meta.last * 64 > 2 ** 52) throw new Damage('its first pages are not those of a store')
    this.used = new Uint8Array((meta.last >> 3) + 1)
  }

  seen(): Seen {
    const { meta } = this
    let whole = true
    try {
      const free: Node[] = []
      const shelves: Shelved[] = []
      this.tree(meta.free, (node) => free.push(node))
      this.tree(meta.main, (node) => {
        if ((node.flags & SUB) === 0 || node.data.length < 48) return
        shelves.push({ name: node.key.toString().replace(/\0$/, ''), tree: treeAt(node.data, 0) })
      })
      for (const { tree } of shelves) this.tree(tree, () => {})
      for (const node of free) this.freed(this.dataOf(node))
      this.checked = true
      for (const { name, tree } of shelves) this.tree(tree, (node) => this.look(name, node))
    } catch (error) {
      if (!(error instanceof Late)) throw error
      whole = false
    }
    const { count, values, unsealed, newer, bad } = this
    return { whole, pages: count, values, unsealed, newer, bad, unflushed: meta.unflushed }
  }

  private tree({ root, depth, entries }: Tree, each: (node: Node) => void): void {
    if (root === NONE) return
    if (depth < 1 || depth > DEEPEST) throw new Damage('a tree in it has no depth that can be')
    let found = 0
    const walk = (number: number, level: number): void => {
      this.take(number, 1)
      const kind = level === depth ? LEAF : BRANCH
      const nodes = this.store.nodes(this.store.page(number, kind, this.meta.txn), kind)
      if (nodes.length === 0) throw new Damage(`page ${number} is empty`)
      for (const node of nodes) {
        if (kind === BRANCH) walk(node.child, level + 1)
        else {
          found++
          if ((node.flags & BIG) !== 0 && !this.checked) this.overflow(node)
          each(node)
        }
      }
    }
    walk(root, 1)
    if (found !== entries) throw new Damage(`a tree in it has ${found} entries instead of ${entries}`)
  }

  private overflow(node: Node): void {
    const first = numberAt(node.data, 0)
    const page = this.store.page(first, OVERFLOW, this.meta.txn)
    const length = page.readUInt32LE(20)
    if (length * this.store.psize < node.size || (first + length) * this.store.psize > this.store.bytes)
      throw new Damage(`page ${first} is not what was written`)
    this.take(first, length)
  }

  /** These pages have one use. */
  private take(first: number, length: number): void {
    if (this.checked) return
    if (++this.count % FEW === 0 && this.isLate()) throw new Late()
    for (let number = first; number < first + length; number++) {
      if (number < 2 || number > this.meta.last) throw new Damage(`it names page ${number}, which is not there`)
      const bit = 1 << (number & 7)
      if ((this.used[number >> 3]! & bit) !== 0) throw new Damage(`page ${number} is used twice`)
      this.used[number >> 3]! |= bit
    }
  }

  /** A list of free pages: its length, then pages; a number below zero says how many follow from the next one on. */
  private freed(list: Buffer): void {
    const length = numberAt(list, 0)
    if ((length + 1) * 8 > list.length) throw new Damage('the list of its free pages is not what was written')
    for (let i = 1; i <= length; i++) {
      const entry = Number(list.readBigInt64LE(i * 8))
      if (entry === 0) continue
      if (entry > 0) this.take(entry, 1)
      else if (++i <= length) this.take(numberAt(list, i * 8), -entry)
    }
  }

  private look(shelf: string, node: Node): void {
    if (++this.values % FEW === 0 && this.isLate()) throw new Late()
    const bytes = this.dataOf(node)
    if (!isSealed(bytes)) this.unsealed++
    if (isNewer(bytes)) this.newer++
    else if (opened(node.key.toString(), bytes) === BAD) this.bad.set(shelf, (this.bad.get(shelf) ?? 0) + 1)
  }

  private dataOf(node: Node): Buffer {
    if ((node.flags & BIG) === 0) return node.data
    return this.store.read(numberAt(node.data, 0) * this.store.psize + 24, node.size)
  }
}

/** As lmdb has it. 0n: unknown. */
function bootOfSystem(): bigint {
  try {
    return BigInt(`0x${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').split('-')[0]}`)
  } catch {
    return 0n
  }
}
