// What is wrong with the data folder, as the start says it: what happened, in which file, and what to do.
import { statfsSync } from 'node:fs'
import { constants } from 'node:os'

export class DiskProblem extends Error {}

/** Another process, or this one, works on the folder. */
export class DiskInUse extends DiskProblem {}

const NO_ROOM_BYTES = 65_536

/** Of an error of node, or of lmdb, whose codes are numbers of the system. */
export function codeOf(error: unknown): string {
  const { code } = error as { code?: unknown }
  if (typeof code === 'string') return code
  const name = Object.entries(constants.errno).find(([, number]) => number === code)
  return name === undefined ? `LMDB ${String(code)}` : name[0]
}

/** A write that was cut short for want of room is to lmdb an error of the device. */
export function trueCode(error: unknown, folder: string): string {
  const code = codeOf(error)
  if (code !== 'EIO') return code
  try {
    const { bavail, bsize } = statfsSync(folder)
    return bavail * bsize < NO_ROOM_BYTES ? 'ENOSPC' : code
  } catch {
    return code
  }
}
