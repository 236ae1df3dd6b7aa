// An engine that outlives JavaScript: the native plugin goes on when an update, a reload or a hot restart begins it
// again. It is told which life opens a client, asks whether that one goes on,
// and takes as handled what its client confirms.
import { contextId } from './context.ts'
import type { RtmEngine } from './engine.ts'

export function lasting(engine: RtmEngine): RtmEngine {
  let context = ''
  const life = (): string => (context ||= contextId())
  return {
    ...engine,
    open: (handle, options, done) => {
      engine.open(handle, JSON.stringify({ ...(JSON.parse(options) as object), context: life() }), done)
    },
    listen: (handle, listener) => {
      engine.listen(handle, (text: unknown) => {
        // What was meant for a function of the last life may come to one of this.
        if (typeof text !== 'string') return
        const event = JSON.parse(text) as Readonly<Record<string, unknown>>
        if (event['handle'] !== handle) return
        if (event['event'] === 'probe') engine.call(handle, 'here', JSON.stringify({ context: life() }), () => {})
        else listener(text)
      })
    }
  }
}
