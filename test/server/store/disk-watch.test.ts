// What is said of a disk that fails: often enough to be seen, seldom enough to be read.
import { describe, expect, it } from 'vitest'
import type { Clock } from '../../../server/src/base/clock.ts'
import { DiskWatch } from '../../../server/src/store/disk/disk-watch.ts'
import type { LogFields } from '../../../server/src/base/log.ts'

function stage() {
  let ms = 0
  const said: [event: string, fields: LogFields][] = []
  const say = (event: string, fields: LogFields = {}): void => {
    said.push([event, fields])
  }
  const clock: Clock = { now: () => ms, monotonic: () => ms, after: () => 1, cancel: () => {} }
  return {
    watch: new DiskWatch(clock, { debug: say, info: say, warn: say, error: say }),
    said,
    pass: (more: number) => {
      ms += more
    }
  }
}

const failing = { code: 'ENOSPC', writes: 3, bytes: 100 }

describe('a disk that fails', () => {
  it('has a line a minute, which counts the attempts, and one when it is back; health says since when', () => {
    const { watch, said, pass } = stage()
    expect(watch.health()).toBeNull()
    for (let second = 0; second < 150; second++) {
      watch.failing(failing)
      pass(1_000)
    }
    expect(said.map(([event, { attempts }]) => [event, attempts])).toEqual([
      ['disk_failing', 1],
      ['disk_failing', 60],
      ['disk_failing', 60]
    ])
    expect(watch.health()).toEqual({ code: 'ENOSPC', seconds: 150 })
    watch.failing(null)
    expect(said.at(-1)).toEqual(['disk_back', { seconds: 150 }])
    expect(watch.health()).toBeNull()
  })

  it('that comes and goes has no more lines than one that stays away', () => {
    const { watch, said, pass } = stage()
    for (let second = 0; second < 120; second++) {
      watch.failing(failing)
      watch.failing(null)
      pass(1_000)
    }
    expect(said.map(([event]) => event)).toEqual(['disk_failing', 'disk_back', 'disk_failing', 'disk_back'])
  })

  it('and what it damaged and printed, a line a minute each, with how many it stands for', () => {
    const { watch, said, pass } = stage()
    for (let i = 0; i < 10; i++) {
      watch.damaged('mail-letters')
      watch.line('Write error\nmore')
    }
    pass(60_000)
    watch.damaged('mail-letters')
    watch.damaged('attributes')
    expect(said).toEqual([
      ['damaged_value', { shelf: 'mail-letters', values: 1 }],
      ['lmdb', { lines: 1, line: 'Write error' }],
      ['damaged_value', { shelf: 'mail-letters', values: 10 }],
      ['damaged_value', { shelf: 'attributes', values: 1 }]
    ])
  })
})
