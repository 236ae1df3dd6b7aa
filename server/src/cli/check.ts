// `--check`: what stands in a data folder, looked through from end to end. Nothing in it is changed.
import { existsSync, realpathSync } from 'node:fs'
import { join } from 'node:path'
import { loadLmdb } from '../store/disk/disk.ts'
import { own, OWNER } from '../store/disk/disk-owner.ts'
import { codeOf, DiskProblem } from '../store/disk/disk-problems.ts'
import { lookAtStore, STORE } from '../store/disk/disk-store.ts'
import type { Seen } from '../store/disk/store-walk.ts'

export interface Report {
  readonly lines: readonly string[]
  readonly isWhole: boolean
}

export async function check(data: string): Promise<Report> {
  if (data === '')
    return {
      lines: ['there is no data folder to check: give one, as RTM_DATA or in the configuration.'],
      isWhole: false
    }
  try {
    const folder = realpathSync(data)
    const owner = existsSync(join(folder, OWNER)) ? await own(folder, await loadLmdb()) : null
    try {
      return reportOf(join(folder, STORE), lookAtStore(folder))
    } finally {
      await owner?.leave()
    }
  } catch (error) {
    if (error instanceof DiskProblem) return { lines: [error.message], isWhole: false }
    return { lines: [`data: the folder ${data} cannot be read (${codeOf(error)}).`], isWhole: false }
  }
}

function reportOf(path: string, seen: Seen | null): Report {
  if (seen === null) return { lines: [`${path}: there is none.`], isWhole: true }
  const { pages, values, unsealed, bad } = seen
  const lines = [...bad].map(
    ([shelf, count]) => `${path}: damaged values in ${shelf}: ${count}. Each is told as missing when it is read.`
  )
  if (lines.length === 0)
    lines.push(
      `${path}: whole, ${pages} pages, ${values} ` +
        `values${unsealed > 0 ? `, ${unsealed} of them of an earlier server, without a checksum` : ''}.`
    )
  return { lines, isWhole: bad.size === 0 }
}
