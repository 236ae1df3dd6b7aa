// One life of JavaScript. The native plugin outlives it, so it is told which one speaks: the id stands on `uni`, where
// all bundles and pages of a life find it.
declare const uni: object | undefined

/** In the place of the number of an event: all that was told, and what is still on its way. More than are ever told. */
export const ALL = 1e9

const KEY = 'rtmContext'
const bare: Record<string, unknown> = {} // where there is no uni

/** The id, the same for as long as this JavaScript lives. */
export function contextId(): string {
  const shared = typeof uni === 'object' ? (uni as Record<string, unknown>) : bare
  shared[KEY] ??= [0, 0].map(() => Math.random().toString(36).slice(2)).join('')
  return String(shared[KEY])
}
