// Attributes on disk keep the contract, and outlive a process that was killed.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { attributesOnDisk } from '../../server/src/store/disk/attributes-disk.ts'
import { Disk } from '../../server/src/store/disk/disk.ts'
import { attributesContract, type Made } from './attributes.ts'

const ends: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

async function at(folder: string, now: number): Promise<Made> {
  const disk = await Disk.at(folder)
  ends.push(() => disk.close())
  return {
    attributes: attributesOnDisk(disk, now),
    again: async (later) => {
      await disk.close()
      return at(folder, later)
    }
  }
}

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'rtm-attributes-'))
  ends.push(async () => {
    rmSync(made, { recursive: true })
  })
  return made
}

attributesContract('disk', () => at(folder(), 0))

it('P-ATTR-10: what members held when the process ended is counted from the next start', async () => {
  const first = await at(folder(), 0)
  await first.attributes.write(
    'room',
    { how: 'replace', rows: [{ k: 'a', v: 'x', by: 'alice', ts: 1 }] },
    { entries: 1, bytes: 9 },
    { group: 'app', held: 1, now: 0, ms: 100, most: 0, payers: [] }
  )
  const second = await first.again(5_000)
  expect(await second.attributes.read('room', 5_099)).toHaveLength(1)
  expect(await second.attributes.read('room', 5_100)).toEqual([])
  const third = await second.again(5_050)
  expect(await third.attributes.read('room', 5_099)).toHaveLength(1)
  expect(await (await third.again(5_100)).attributes.read('room', 5_100)).toEqual([])
})
