// Back ends as they are on a disk or on a network: they answer later. Those in memory answer at once what every message
// passes, and then nothing of a message waits; with these everything does.
import type { Stores } from '../../../server/src/app/node.ts'

const TURNS = 3
type Passed = Pick<Stores, 'sessions' | 'streams' | 'inboxes'>

/**
 * The same stores: what they may answer at once comes some turns of the microtask queue later. What is done is done in
 * the order of the calls.
 */
export function later<S extends Passed>(stores: S): S {
  const { sessions, streams, inboxes } = stores
  sessions.begin = slow(sessions.begin.bind(sessions))
  sessions.settle = slow(sessions.settle.bind(sessions))
  sessions.settled = slow(sessions.settled.bind(sessions))
  streams.append = slow(streams.append.bind(streams))
  inboxes.append = slow(inboxes.append.bind(inboxes))
  inboxes.received = slow(inboxes.received.bind(inboxes))
  inboxes.handled = slow(inboxes.handled.bind(inboxes))
  return stores
}

function slow<A extends unknown[], T>(method: (...args: A) => T | Promise<T>): (...args: A) => Promise<T> {
  return async (...args) => {
    const answer = method(...args)
    for (let turn = 0; turn < TURNS; turn++) await Promise.resolve()
    return answer
  }
}
