// Where a graceful stop leaves streams and sessions for the next start (P-STOP-1). What was saved is good for one start
// only: once messages are taken, the same offsets would name other messages, so a start that serves has removed the
// file, and a crash leaves nothing (P-STREAM-3). A state is there as a whole or not at all: it is written aside,
// flushed, and gets its name last.
import { closeSync, createReadStream, mkdirSync, openSync, readFileSync, rmSync, unlinkSync } from 'node:fs'
import { open, rename, stat, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import { decoded, encoded } from './saved-format.ts'
import { firstFormat } from './saved-first.ts'
import type { Snapshot } from './snapshot.ts'
import { syncFolder } from '../store/disk/sync-folder.ts'

const FILE = 'rtm-state'
const UNFINISHED = 'rtm-state.unfinished'
const FIRST = 'rtm-state.json' // as servers before 0.2 saved it
const CHUNK = 1_048_576
/** What is written is sent to the disk on the way, so that little is left for the end. */
const FLUSH_EVERY = 64 * CHUNK

export class SaveProblem extends Error {}

export interface Found {
  readonly savedAt: number
  readonly pieces: Snapshot
}

export class SavedState {
  readonly #file: string
  readonly #unfinished: string
  readonly #first: string

  constructor(readonly folder: string) {
    this.#file = join(folder, FILE)
    this.#unfinished = join(folder, UNFINISHED)
    this.#first = join(folder, FIRST)
  }

  get file(): string {
    return this.#file
  }

  /** Creates the folder, so that a folder that cannot be written is found at the start and not at the stop. */
  prepare(): void {
    try {
      mkdirSync(this.folder, { recursive: true, mode: 0o700 })
      rmSync(this.#unfinished, { force: true })
      closeSync(openSync(this.#unfinished, 'wx', 0o600))
      unlinkSync(this.#unfinished)
    } catch (error) {
      throw new SaveProblem(
        `data: the folder ${this.folder} cannot be written (${codeOf(error)}). Correct the path or its permissions.`
      )
    }
  }

  /** What the last stop left; '' when nothing was saved. The file stays until `consume`. */
  async find(): Promise<string> {
    const found: { file: string; at: number }[] = []
    for (const file of [this.#file, this.#first]) {
      try {
        found.push({ file, at: (await stat(file)).mtimeMs })
      } catch (error) {
        if (codeOf(error) !== 'ENOENT') throw unreadable(file, error)
      }
    }
    return found.sort((a, b) => b.at - a.at)[0]?.file ?? ''
  }

  /** Throws `Damaged` for what is no state; so may the pieces while they are read. */
  async read(file: string): Promise<Found> {
    try {
      if (file === this.#first) return firstFormat(readFileSync(file, 'utf8'))
      const { head, pieces } = await decoded(createReadStream(file, { highWaterMark: CHUNK }) as AsyncIterable<Buffer>)
      return { savedAt: head.savedAt, pieces }
    } catch (error) {
      if (codeOf(error) === 'unknown') throw error
      throw unreadable(file, error)
    }
  }

  /**
   * Before the first connection is served. Throws when another process was faster:
   * two servers must not go on with one state.
   */
  consume(found: string): void {
    try {
      unlinkSync(found)
      // an older one, of a server of another version
      for (const other of [this.#file, this.#first]) rmSync(other, { force: true })
    } catch (error) {
      throw new SaveProblem(
        `data: ${found} cannot be removed (${codeOf(error)}). Another server may use the same folder.`
      )
    }
    syncFolder(this.folder)
  }

  /**
   * Answers its bytes. When it throws there is no state at all:
   * an old one would give the same offsets to other messages.
   */
  async write(savedAt: number, pieces: Snapshot): Promise<number> {
    try {
      rmSync(this.#file, { force: true })
      rmSync(this.#unfinished, { force: true })
      const file = await open(this.#unfinished, 'wx', 0o600) // messages of people: for nobody but this user
      let bytes: number
      try {
        bytes = await written(file, encoded(savedAt, pieces))
        await file.sync()
      } finally {
        await file.close()
      }
      await rename(this.#unfinished, this.#file)
      syncFolder(this.folder)
      return bytes
    } catch (error) {
      for (const left of [this.#file, this.#unfinished]) removed(left)
      throw error
    }
  }
}

const unreadable = (file: string, error: unknown): SaveProblem =>
  new SaveProblem(`data: ${file} cannot be read (${codeOf(error)}). Correct its permissions, or remove it.`)

/** What is left aside is removed by the next start at the latest. */
function removed(file: string): void {
  try {
    rmSync(file, { force: true })
  } catch {
    // the first error is the one to tell
  }
}

/** A chunk is written while the next one is made. */
async function written(file: FileHandle, chunks: AsyncIterable<Buffer>): Promise<number> {
  let bytes = 0
  let flushed = 0
  let writing: Promise<unknown> = Promise.resolve()
  let flushing: Promise<unknown> = Promise.resolve()
  for await (const chunk of chunks) {
    await writing
    writing = whole(file, chunk, bytes)
    writing.catch(() => {}) // told where it is waited for
    bytes += chunk.length
    if (bytes - flushed < FLUSH_EVERY) continue
    flushed = bytes
    await flushing
    flushing = file.datasync()
    flushing.catch(() => {})
  }
  await writing
  await flushing
  return bytes
}

async function whole(file: FileHandle, chunk: Buffer, position: number): Promise<void> {
  for (let done = 0; done < chunk.length;)
    done += (await file.write(chunk, done, chunk.length - done, position + done)).bytesWritten
}

const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? 'unknown'
