// Who works on the folder stands in the table of readers of a small environment of its own. LMDB clears it of processes
// that are gone, killed ones included, by locks that the system keeps. (In the store itself a reader that stays would
// hold back its free pages.)
import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { codeOf, DiskInUse, DiskProblem } from './disk-problems.ts'
import { makeRoomForLocks } from './lock-file.ts'
import { lookAt } from './store-file.ts'

export const OWNER = 'rtm-owner.mdb'
export const FOR_ME_ONLY = 0o600 // messages of people: for nobody but this user

export interface Owner {
  leave(): Promise<void>
}

/** Throws DiskProblem. */
export async function own(folder: string, { open }: typeof import('lmdb')): Promise<Owner> {
  const path = join(folder, OWNER)
  if (existsSync(path) && statSync(path).size > 0)
    lookAt(path, 'It holds nothing: stop whatever server uses the folder, and remove it.')
  let owner
  try {
    makeRoomForLocks(path)
    owner = open({ path, noSubdir: true, noSync: true, permissionsMode: FOR_ME_ONLY } as object as { path: string })
  } catch (error) {
    throw new DiskProblem(
      `data: ${path} cannot be opened (${codeOf(error)}). Correct the permissions of the folder, or make room on ` +
        'its disk.'
    )
  }
  const reading = owner.useReadTransaction()
  const leave = async (): Promise<void> => {
    reading.done()
    await owner.close()
  }
  owner.readerCheck()
  const others = [...owner.readerList().matchAll(/^ *(\d+) /gm)]
    .map(([, pid]) => Number(pid))
    .filter((pid) => pid !== process.pid)
  if (others.length === 0) return { leave }
  await leave()
  throw new DiskInUse(
    `data: another server (process ${others[0]}) uses the folder ${folder}. Stop it, or give this one a folder of ` +
      'its own.'
  )
}
