// The back ends on a disk keep the contracts, also for the next process: `again` closes the disk and opens it anew. So
// do those on the model of a disk that other tests use, with which they are comparable.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach } from 'vitest'
import { Disk } from '../../server/src/store/disk/disk.ts'
import { MailDisk } from '../../server/src/store/mail/mail-disk.ts'
import { ModelDisk } from '../../sdk/testing/model-disk.ts'
import { mailContract } from './mail.ts'

const ends: (() => Promise<void>)[] = []

/** A disk in a folder of its own. */
async function anew(): Promise<{ disk: Disk; again(): Promise<Disk> }> {
  const folder = mkdtempSync(join(tmpdir(), 'rtm-contract-'))
  let disk = await Disk.at(folder)
  ends.push(async () => {
    await disk.close()
    rmSync(folder, { recursive: true })
  })
  const again = async (): Promise<Disk> => {
    await disk.close()
    disk = await Disk.at(folder)
    return disk
  }
  return { disk, again }
}

afterEach(async () => {
  for (const end of ends.splice(0)) await end()
})

mailContract('disk', async () => {
  const { disk, again } = await anew()
  return { mail: new MailDisk(disk), again: async () => new MailDisk(await again()) }
})

mailContract('model of a disk', async () => {
  const disk = new ModelDisk()
  return { mail: new MailDisk(disk.open()), again: async () => new MailDisk(disk.open()) }
})
