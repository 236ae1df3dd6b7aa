// An engine that outlives JavaScript: the native plugin goes on when an update, a reload or a hot restart begins it again. It is told which life opens a client, asks
// whether that one goes on, and takes as handled what is confirmed.
import { contextId } from './context.ts'
import type { RtmEngine } from './engine.ts'

export function lasting(engine: RtmEngine): RtmEngine {
  let context = ''
  const life = (): string => (context ||= contextId())
  const say = (handle: string, method: string, args: object): void => { engine.call(handle, method, JSON.stringify(args), () => {}) }
  return {
    ...engine,
    open: (handle, options, done) => { engine.open(handle, JSON.stringify({ ...JSON.parse(options) as object, context: life() }), done) },
    listen: (handle, listener) => {
      let before: unknown // what was confirmed last: a number stands for all up to it
      engine.listen(handle, (text: unknown) => {
        // What was meant for a function of the last life may come to one of this.
        if (typeof text !== 'string') return
        const event = JSON.parse(text) as Readonly<Record<string, unknown>>
        if (event['handle'] !== handle) return
        if (event['event'] === 'probe') say(handle, 'here', { context: life() })
        else {
          const heard = listener(text)
          if (event['confirm'] !== undefined) before = Promise.all([heard, before]).then(([isHeard]) => { if (isHeard !== false) say(handle, 'handled', { n: event['confirm'] }) })
        }
      })
    }
  }
}
