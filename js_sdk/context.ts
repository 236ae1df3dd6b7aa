// One life of JavaScript. The native plugin outlives it, so it is told which one speaks: the id stands on `uni`, where all bundles and pages of a life find it.
declare const uni: object | undefined

const KEY = 'rtmContext'
const bare: Record<string, unknown> = {} // where there is no uni

/** The id, the same for as long as this JavaScript lives. */
export function contextId(): string {
  const shared = typeof uni === 'object' ? uni as Record<string, unknown> : bare
  shared[KEY] ??= [0, 0].map(() => Math.random().toString(36).slice(2)).join('')
  return String(shared[KEY])
}
