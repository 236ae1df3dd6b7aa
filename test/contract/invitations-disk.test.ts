// Invitations on a real disk keep the contract, and outlive the process.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { Disk } from '../../server/src/store/disk/disk.ts'
import { InvitationsDisk } from '../../server/src/store/disk/invitations-disk.ts'
import { APP, invitationOf, invitationsContract } from './invitations.ts'

const open: { disk: Disk; folder: string }[] = []

async function diskIn(folder: string): Promise<Disk> {
  const disk = await Disk.at(folder)
  open.push({ disk, folder })
  return disk
}
const folder = (): string => mkdtempSync(join(tmpdir(), 'rtm-invitations-'))

afterEach(async () => {
  for (const { disk } of open) await disk.close()
  for (const { folder } of open.splice(0)) rmSync(folder, { recursive: true, force: true })
})

invitationsContract('disk', async () => new InvitationsDisk(await diskIn(folder())))

describe('invitations: disk', () => {
  it('what was put is there in the next process, by both users, and what was removed is not', async () => {
    const place = folder()
    const first = await diskIn(place)
    const store = new InvitationsDisk(first)
    for (let i = 0; i < 3; i++) await store.put(invitationOf(`i${i}`, { sentAt: i, content: '漢字' }))
    await store.remove(invitationOf('i1'))
    await first.close()
    const again = new InvitationsDisk(await diskIn(place))
    const ids = (await again.all()).map(({ id }) => id)
    expect([ids, await again.find(invitationOf('i2', {}))]).toEqual([
      ['i0', 'i2'],
      invitationOf('i2', { sentAt: 2, content: '漢字' })
    ])
    expect((await again.ofUser(APP, 'bob')).map(({ id }) => id)).toEqual(['i0', 'i2'])
  })

  it('many are read in portions', async () => {
    const store = new InvitationsDisk(await diskIn(folder()))
    await Promise.all(
      Array.from({ length: 2_300 }, (_, i) => store.put(invitationOf(`i${i}`, { sentAt: i, caller: `user${i % 700}` })))
    )
    expect((await store.all()).map(({ sentAt }) => sentAt)).toEqual(Array.from({ length: 2_300 }, (_, i) => i))
  })
})
