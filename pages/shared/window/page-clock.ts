// The two times of a page. now: what the clock on the wall says, for what is shown as a time of day or compared with a
// stamp of the server's. monotonic: what lengths and orders are made of; whoever sets the clock changes nothing about
// it.
export interface PageClock {
  now(): number
  monotonic(): number
}

// Mini-programs have no performance.now. A step back counts as nothing there, and one forward as a minute at most.
const STEP_MOST_MS = 60_000

export function clockOf(wall: () => number, reading: (() => number) | null): PageClock {
  let last = wall()
  let time = 0
  const pieced = (): number => {
    const now = wall()
    time += Math.min(STEP_MOST_MS, Math.max(0, now - last))
    last = now
    return time
  }
  return { now: wall, monotonic: reading ?? pieced }
}

export const pageClock = clockOf(
  () => Date.now(),
  typeof performance === 'undefined' ? null : () => Math.floor(performance.now())
)
