// Seeded chance: the same seed is the same schedule on every machine.
export interface Random {
  /** 0 <= x < 1 */
  next(): number
  below(limit: number): number
  pick<T>(list: readonly T[]): T
}

// mulberry32: small, and good enough to choose deeds by.
export function randomOf(seed: number): Random {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
  return {
    next,
    below: (limit) => Math.floor(next() * limit),
    pick: (list) => list[Math.floor(next() * list.length)] as (typeof list)[number]
  }
}
