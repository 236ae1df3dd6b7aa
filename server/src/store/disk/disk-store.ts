// The store as a file: what may be opened at all. It is looked at before it is mapped, it comes into being whole, under
// its name only when it is, and nothing is ever begun anew where something was.
import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { RootDatabase } from 'lmdb'
import { FOR_ME_ONLY } from './disk-owner.ts'
import { codeOf, DiskProblem } from './disk-problems.ts'
import { makeRoomForLocks } from './lock-file.ts'
import { lookAt } from './store-file.ts'
import type { Seen } from './store-walk.ts'
import { syncFolder } from './sync-folder.ts'

export const STORE = 'rtm-store.mdb'
const LOCK = `${STORE}-lock`
const UNFINISHED = 'rtm-store.unfinished.mdb'
const MAX_SHELVES = 32
/** How long a start looks. */
const LOOK_MS = 10_000

type Lmdb = typeof import('lmdb')

/**
 * A commit is on the disk, the pages first, then the page that names them: LMDB's own order. (Flushing behind a commit,
 * as lmdb-js does by itself, needs its own writer.)
 */
export const storeOptions = (path: string): { path: string } =>
  ({
    path,
    noSubdir: true,
    encoding: 'binary',
    permissionsMode: FOR_ME_ONLY,
    overlappingSync: false,
    maxDbs: MAX_SHELVES
  }) as object as { path: string }

/** What stands in the store of the folder; null: there never was one. Throws DiskProblem. */
export function lookAtStore(folder: string, isLate?: () => boolean): Seen | null {
  const path = join(folder, STORE)
  const seen = lookAt(
    path,
    `Put a backup in its place, or move it away together with ${LOCK} to begin with nothing.`,
    isLate
  )
  if (seen !== null || !existsSync(join(folder, LOCK))) return seen
  throw new DiskProblem(
    `data: ${path} is missing, and there was one. Put it or a backup back, or remove ${LOCK} to begin with nothing.`
  )
}

/** In the folder, which is ours. Begins one if there never was one. */
export async function openStore(
  folder: string,
  lmdb: Lmdb
): Promise<{ store: RootDatabase<Buffer, string>; seen: Seen | null }> {
  const path = join(folder, STORE)
  const end = performance.now() + LOOK_MS
  const seen = lookAtStore(folder, () => performance.now() > end)
  if (seen === null) await begin(folder, lmdb)
  try {
    makeRoomForLocks(path)
    if (seen?.unflushed === true) await flushOld(path, lmdb)
    return { store: lmdb.open<Buffer, string>(storeOptions(path)), seen }
  } catch (error) {
    throw new DiskProblem(
      `data: ${path} cannot be opened (${codeOf(error)}). Correct its permissions, make room on its disk, or put a ` +
        'backup in its place.'
    )
  }
}

async function begin(folder: string, { open }: Lmdb): Promise<void> {
  const path = join(folder, UNFINISHED)
  const clear = (): void => {
    for (const name of [path, `${path}-lock`]) rmSync(name, { force: true })
  }
  try {
    clear()
    makeRoomForLocks(path)
    const store = open(storeOptions(path))
    await store.close()
    syncFile(path)
    renameSync(path, join(folder, STORE))
    clear()
    syncFolder(folder)
  } catch (error) {
    clear()
    throw new DiskProblem(
      `data: the store in ${folder} cannot be made (${codeOf(error)}). Correct the permissions of the folder, or ` +
        'make room on its disk.'
    )
  }
}

function syncFile(path: string): void {
  const file = openSync(path, 'r+')
  try {
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}

/**
 * An earlier server flushed behind its commits: lmdb takes back what was not flushed when the power failed, and flushes
 * the rest.
 */
async function flushOld(path: string, { open }: Lmdb): Promise<void> {
  const store = open({ ...storeOptions(path), overlappingSync: true } as { path: string })
  const { sync } = store as unknown as { sync(done: (error?: Error) => void): void }
  await new Promise<void>((resolve, reject) => sync((error) => (error ? reject(error) : resolve())))
  await store.close()
}
