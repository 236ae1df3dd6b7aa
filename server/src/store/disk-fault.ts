// What every part of the server may hear of its disk. Apart from disk-problems.ts, which asks the system: the core runs
// where there is none.

/** The store cannot be read or written now. The code is one of the system, as ENOSPC, or what lmdb calls it. */
export class DiskFault extends Error {
  constructor(readonly code: string) {
    super(`the disk failed (${code})`)
  }
}
