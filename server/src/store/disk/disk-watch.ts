// What the log and /health tell of the disk: a line when it begins to fail and once a minute while it does, one when it
// is back, and what was damaged.
import type { Clock } from '../../base/clock.ts'
import type { DiskNews } from './disk.ts'
import type { Failing } from './disk-rounds.ts'
import type { Log } from '../../base/log.ts'
import type { Seen } from './store-walk.ts'

const MINUTE_MS = 60_000

/** A line a minute; what was left out is counted in the next. */
class Seldom {
  private next = -Infinity
  private count = 0

  constructor(private readonly clock: Clock) {}

  /** How many this line stands for; 0: not now. */
  take(): number {
    this.count++
    const now = this.clock.monotonic()
    if (now < this.next) return 0
    const { count } = this
    this.count = 0
    this.next = now + MINUTE_MS
    return count
  }
}

export interface DiskHealth {
  readonly code: string
  readonly seconds: number
}

export class DiskWatch implements DiskNews {
  private readonly failures: Seldom
  private readonly values = new Map<string, Seldom>()
  private readonly lines: Seldom
  /** That it fails was said, and not that it is back. */
  private isTold = false
  private now: { readonly code: string; readonly since: number } | null = null

  constructor(
    private readonly clock: Clock,
    private readonly log: Log
  ) {
    this.failures = new Seldom(clock)
    this.lines = new Seldom(clock)
  }

  /** null: the disk does what it should. */
  health(): DiskHealth | null {
    return this.now === null
      ? null
      : { code: this.now.code, seconds: Math.floor((this.clock.monotonic() - this.now.since) / 1000) }
  }

  /** What the start found. */
  begin(seen: Seen | null): void {
    if (seen === null) return
    const { whole, pages, values, bad } = seen
    this.log.info('store', { pages, values, whole: whole ? 1 : 0 })
    for (const [shelf, count] of bad)
      this.log.error('damaged_value', {
        shelf,
        values: count,
        message: 'The damaged values are reported as missing when they are read. If the disk causes this, replace it.'
      })
  }

  failing(failing: Failing | null): void {
    if (failing === null) {
      if (this.isTold) this.log.info('disk_back', { seconds: this.health()?.seconds ?? 0 })
      this.isTold = false
      this.now = null
      return
    }
    const { code, writes, bytes } = failing
    this.now = { code, since: this.now?.since ?? this.clock.monotonic() }
    const attempts = this.failures.take()
    if (attempts === 0) return
    this.isTold = true
    this.log.error('disk_failing', { code, attempts, writes, bytes, message: adviceFor(code) })
  }

  damaged(shelf: string): void {
    let seldom = this.values.get(shelf)
    if (seldom === undefined) this.values.set(shelf, (seldom = new Seldom(this.clock)))
    const values = seldom.take()
    if (values > 0) this.log.error('damaged_value', { shelf, values })
  }

  line(line: string): void {
    const lines = this.lines.take()
    if (lines > 0) this.log.warn('lmdb', { lines, line: line.split('\n')[0]! })
  }
}

function adviceFor(code: string): string {
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return 'The disk of the data folder is full. Free some space: the server recovers by itself.'
  if (code === 'EROFS' || code === 'EACCES' || code === 'EPERM')
    return 'The data folder cannot be written. Correct its permissions: the server recovers by itself.'
  return 'The disk of the data folder fails to write. Check it; a restart may be needed.'
}
