// The pages of an LMDB file as the pinned lmdb writes them (data format 2, 64 bits, little endian), read without
// mapping them: what LMDB itself makes of a damaged page is a crash. Names and places are those of its mdb.c.
import { fstatSync, readSync } from 'node:fs'

/** Something in the file cannot be what was written. */
export class Damage extends Error {}

export interface Tree {
  readonly flags: number
  readonly depth: number
  readonly root: number // NONE: empty
  readonly entries: number
}

export interface Meta {
  readonly psize: number
  readonly free: Tree
  readonly main: Tree
  readonly last: number
  readonly txn: number
  readonly boot: bigint
  /** Written by a server of before, which flushed later: after a power failure an older one counts. */
  readonly unflushed: boolean
}

export interface Node {
  readonly flags: number
  readonly key: Buffer
  readonly data: Buffer
  readonly size: number
  /** Of a branch. */
  readonly child: number
}

export const NONE = -1
export const BRANCH = 1
export const LEAF = 2
export const OVERFLOW = 4
export const BIG = 1
export const SUB = 2
const META = 8
const MAGIC = 0xbeefc0de
const VERSION = 2
const HEAD = 24
const NODE = 8
const OVERLAPPING = 0x1000
const SMALLEST = 256
const LARGEST = 65_536

export class StorePages {
  readonly bytes: number
  readonly metas: readonly Meta[]
  readonly psize: number

  constructor(private readonly file: number) {
    this.bytes = fstatSync(file).size
    const first = this.meta(0)
    this.psize = first.psize
    this.metas = [first, this.meta(this.psize)]
  }

  /** The one that counts. */
  get latest(): Meta {
    const [a, b] = this.metas as [Meta, Meta]
    return a.txn >= b.txn ? a : b
  }

  /** What was flushed last by a server that flushed later. */
  get flushed(): Meta | null {
    try {
      const meta = this.meta(this.psize >> 1, false)
      return meta.txn > 0 ? meta : null
    } catch {
      return null
    }
  }

  /** `kind`: what it must be. */
  page(number: number, kind: number, newest: number): Buffer {
    const page = this.read(number * this.psize, kind === OVERFLOW ? HEAD : this.psize)
    const flags = page.readUInt16LE(18)
    if (numberAt(page, 0) !== number || (flags & 0xff) !== kind || numberAt(page, 8) > newest)
      throw new Damage(`page ${number} is not what was written`)
    return page
  }

  nodes(page: Buffer, kind: number): Node[] {
    const count = page.readUInt16LE(20) >> 1
    const upper = page.readUInt16LE(22)
    if (HEAD + 2 * count > HEAD + upper || HEAD + upper > this.psize) throw wrong(page)
    return Array.from({ length: count }, (_, i) => this.node(page, page.readUInt16LE(HEAD + 2 * i) + HEAD, kind))
  }

  read(at: number, length: number): Buffer {
    const bytes = Buffer.allocUnsafe(length)
    if (at < 0 || at + length > this.bytes || readSync(this.file, bytes, 0, length, at) !== length)
      throw new Damage('it is shorter than what was written')
    return bytes
  }

  private node(page: Buffer, at: number, kind: number): Node {
    if (at + NODE > this.psize) throw wrong(page)
    const low = page.readUInt16LE(at) + page.readUInt16LE(at + 2) * 0x10000
    const flags = page.readUInt16LE(at + 4)
    const keyEnd = at + NODE + page.readUInt16LE(at + 6)
    const size = kind === BRANCH ? 0 : low
    const dataEnd = keyEnd + ((flags & BIG) !== 0 && kind === LEAF ? HEAD : size)
    if (dataEnd > this.psize) throw wrong(page)
    return {
      flags,
      size,
      key: page.subarray(at + NODE, keyEnd),
      data: page.subarray(keyEnd, dataEnd),
      child: kind === BRANCH ? low + flags * 0x1_0000_0000 : NONE
    }
  }

  private meta(at: number, whole = true): Meta {
    const page = this.read(at, 168)
    const known =
      page.readUInt32LE(24) === MAGIC &&
      (page.readUInt32LE(28) & 0xffff) === VERSION &&
      (page.readUInt16LE(18) & META) !== 0
    const psize = page.readUInt32LE(48)
    if (whole && (!known || psize < SMALLEST || psize > LARGEST || (psize & (psize - 1)) !== 0))
      throw new Damage('its first pages are not those of a store')
    return {
      psize,
      free: treeAt(page, 48),
      main: treeAt(page, 96),
      last: numberAt(page, 144),
      txn: numberAt(page, 152),
      boot: page.readBigInt64LE(160),
      unflushed: (page.readUInt16LE(52) & OVERLAPPING) !== 0
    }
  }
}

export function treeAt(bytes: Buffer, at: number): Tree {
  return {
    flags: bytes.readUInt16LE(at + 4),
    depth: bytes.readUInt16LE(at + 6),
    entries: numberAt(bytes, at + 32),
    root: numberAt(bytes, at + 40)
  }
}

/** All ones stand for none. */
export function numberAt(bytes: Buffer, at: number): number {
  const number = bytes.readBigUInt64LE(at)
  return number === 0xffff_ffff_ffff_ffffn ? NONE : Number(number)
}

const wrong = (page: Buffer): Damage => new Damage(`page ${numberAt(page, 0)} is not what was written`)
