// Counts by user. A user may be called `constructor` or `__proto__`, so these objects inherit nothing.

export type Counts = Readonly<Record<string, number>>

export function counts(from: Counts = {}): Record<string, number> {
  return Object.assign(Object.create(null) as Record<string, number>, from)
}

export function addTo(by: Record<string, number>, name: string, more: number): void {
  by[name] = (by[name] ?? 0) + more
}
