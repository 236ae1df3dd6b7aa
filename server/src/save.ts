// Where a graceful stop leaves streams and sessions for the next start (P-STOP-1). What was saved is good for one start only: once messages
// are taken, the same offsets would name other messages, so a start that serves has removed the file, and a crash leaves nothing (P-STREAM-3).
import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, unlinkSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import type { Snapshot } from './node.ts'

const FILE = 'rtm-state.json'
const UNFINISHED = 'rtm-state.unfinished'

export class SaveProblem extends Error {}

export class SavedState {
  readonly #file: string
  readonly #unfinished: string

  constructor(readonly folder: string) {
    this.#file = join(folder, FILE)
    this.#unfinished = join(folder, UNFINISHED)
  }

  /** Creates the folder, so that a folder that cannot be written is found at the start and not at the stop. */
  prepare(): void {
    try {
      mkdirSync(this.folder, { recursive: true, mode: 0o700 })
      rmSync(this.#unfinished, { force: true })
      closeSync(openSync(this.#unfinished, 'wx', 0o600))
      unlinkSync(this.#unfinished)
    } catch (error) {
      throw new SaveProblem(`data: the folder ${this.folder} cannot be written (${codeOf(error)}). Correct the path or its permissions.`)
    }
  }

  /** null: nothing was saved. The file stays until `consume`. */
  read(): Snapshot | null {
    let text: string
    try {
      text = readFileSync(this.#file, 'utf8')
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return null
      throw new SaveProblem(`data: ${this.#file} cannot be read (${codeOf(error)}). Correct its permissions, or remove it.`)
    }
    return JSON.parse(text) as Snapshot
  }

  /** Before the first connection is served. Throws when another process was faster: two servers must not go on with one state. */
  consume(): void {
    try {
      unlinkSync(this.#file)
    } catch (error) {
      throw new SaveProblem(`data: ${this.#file} cannot be removed (${codeOf(error)}). Another server may use the same folder.`)
    }
    syncFolder(this.folder)
  }

  write(snapshot: Snapshot): number {
    const bytes = Buffer.from(JSON.stringify(snapshot))
    rmSync(this.#unfinished, { force: true })
    const file = openSync(this.#unfinished, 'wx', 0o600) // messages of people: for nobody but this user
    try {
      for (let done = 0; done < bytes.length;) done += writeSync(file, bytes, done)
      fsyncSync(file)
    } finally {
      closeSync(file)
    }
    renameSync(this.#unfinished, this.#file)
    syncFolder(this.folder)
    return bytes.length
  }
}

// A name that is gone must stay gone after a power failure. Where folders cannot be opened (Windows) the system does it by itself.
function syncFolder(folder: string): void {
  try {
    const handle = openSync(folder, 'r')
    try {
      fsyncSync(handle)
    } finally {
      closeSync(handle)
    }
  } catch (error) {
    if (!['EISDIR', 'EPERM', 'EACCES', 'EINVAL'].includes(codeOf(error))) throw error
  }
}

const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? 'unknown'
