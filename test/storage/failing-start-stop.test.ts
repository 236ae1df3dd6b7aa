// Every call by which the disk of the data folder can fail at a start or at a stop: in the real process with the real
// library.
import { chownSync, existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { plainDisk, smallDisk } from '../kit/storage-stage.ts'
import { failingDisks, isClean, kill, NOBODY, waitFor } from './kit/failing-disks.ts'

const disks = failingDisks()

describe('a disk that fails at the start: one line that names the file, code 2', () => {
  it.each([
    ['read', 'rtm-store', 'EIO'],
    ['read', 'rtm-owner', 'EIO'],
    ['write', 'rtm-store', 'ENOSPC'],
    ['write', 'rtm-owner', 'EIO'],
    ['sync', 'rtm-store', 'EIO']
  ] as const)(
    '%s of %s: %s',
    async (call, file, code) => {
      const stage = disks.onDisk()
      if (call === 'read') await kill(await stage.start())
      disks.fail(call, file, code)
      const server = stage.run()
      expect([await server.ended, server.lines]).toEqual([
        2,
        [expect.stringMatching(new RegExp(`^rtm-server: data: .*\\(${code}\\)\\. `))]
      ])
      disks.mend()
      await stage.start()
    },
    120_000
  )

  it('a file system that is read-only', async () => {
    const stage = disks.onDisk(smallDisk(4))
    const first = await stage.start()
    const writers = stage.writers()
    await kill(first)
    for (const pid of writers) waitFor(pid) // it has the store open
    stage.disk.readOnly(true)
    const server = stage.run()
    expect([await server.ended, server.lines]).toEqual([
      2,
      [expect.stringMatching(/^rtm-server: data: .*\(EROFS\)\. /)]
    ])
    stage.disk.readOnly(false)
    await stage.start()
  }, 120_000)

  it('a folder, or a file, that belongs to another (EACCES, without root)', async () => {
    const disk = plainDisk()
    const stage = disks.onDisk(disk).as(NOBODY)
    const folder = stage.run()
    expect([await folder.ended, folder.lines]).toEqual([
      2,
      [expect.stringMatching(/^rtm-server: data: .*\(EACCES\)\. .*permissions/)]
    ])
    chownSync(disk.data, NOBODY, NOBODY)
    await kill(await stage.start())
    for (const name of readdirSync(disk.data)) {
      const path = join(disk.data, name)
      chownSync(path, 0, 0)
      const server = stage.run()
      expect([await server.ended, server.lines], name).toEqual([
        2,
        [expect.stringMatching(/^rtm-server: data: .*\(EACCES\)\. .*permissions/)]
      ])
      chownSync(path, NOBODY, NOBODY)
    }
    await stage.start()
  }, 120_000)
})

describe('P-STOP-1: a disk that fails at a stop: said, code 1, no state is left', () => {
  it.each([
    ['write', 'rtm-store', 'not_stored'],
    ['sync', 'rtm-store', 'not_stored'],
    ['write', 'rtm-state', 'not_saved'],
    ['sync', 'rtm-state', 'not_saved']
  ] as const)(
    '%s of %s: %s',
    async (call, file, event) => {
      const stage = disks.onDisk()
      const server = await stage.start()
      const alice = await stage.client('alice')
      disks.fail(call, file, 'EIO')
      alice.send({ t: 'send', n: 1, to: 'bob', hist: 0, store: 1, p: 'letter' })
      await alice.frame('out', { n: 1 })
      server.signal('SIGTERM')
      expect(await server.ended).toBe(1)
      expect(await server.event(event)).toMatchObject({ level: 'error', code: 'EIO' })
      expect(readdirSync(stage.disk.data).filter((name) => name.startsWith('rtm-state'))).toEqual([])
      isClean(server)
      disks.mend()
      await stage.start()
    },
    120_000
  )

  it('a state that cannot be read is not taken and not lost: the start says it and ends with 2', async () => {
    const stage = disks.onDisk()
    const server = await stage.start()
    server.signal('SIGTERM')
    expect(await server.ended).toBe(0)
    disks.fail('read', 'rtm-state', 'EIO')
    const second = stage.run()
    expect(await second.ended).toBe(2)
    expect(second.lines.filter((line) => !line.startsWith('{'))).toEqual([
      expect.stringMatching(/^rtm-server: data: .*rtm-state.*\(EIO\)/)
    ])
    disks.mend()
    await (await stage.start()).event('restored')
  }, 120_000)
})

it('a server that is killed takes its writer along', async () => {
  const stage = disks.onDisk()
  const server = await stage.start()
  const pids = stage.writers()
  expect(pids).toHaveLength(1)
  await kill(server)
  waitFor(pids[0]!)
  expect(existsSync(`/proc/${pids[0]!}`)).toBe(false)
}, 120_000)
