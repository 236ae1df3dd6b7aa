// The next turn of the real event loop, behind all microtasks. What it stands on is taken when this file is loaded: a
// test may put fake timers in its place later, or have had them there before (Jest with `fakeTimers.enableGlobally`).

/** Fake timers of Vitest, Jest and Sinon carry their clock. */
const isReal = (timer: unknown): boolean => typeof timer === 'function' && !('clock' in timer)

// As browsers and Node both have it.
interface Port {
  onmessage: (() => void) | null
  postMessage(value: null): void
  close(): void
}

function byMessage(task: () => void): void {
  const { port1, port2 } = new MessageChannel() as unknown as { port1: Port; port2: Port }
  port1.onmessage = () => {
    port1.close()
    task()
  }
  port2.postMessage(null)
}

function found(): (task: () => void) => unknown {
  if (typeof setImmediate !== 'undefined' && isReal(setImmediate)) return setImmediate // not in jsdom under Jest
  if (isReal(setTimeout)) return setTimeout
  if (typeof MessageChannel !== 'undefined') return byMessage
  throw new Error(
    'rtm: the timers of this test are fake already; import the test kit before they are, or leave setImmediate real'
  )
}

export const afterMicrotasks: (task: () => void) => unknown = found()
