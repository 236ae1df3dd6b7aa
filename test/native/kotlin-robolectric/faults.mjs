// Faults that show on Android's own classes, each asleep until -Dplanted=<name> wakes it. The first cannot show on our
// stand-ins, where no activity is ever rotated.
export { wake } from '../kotlin-threads/faults.mjs'

export const faults = [
  {
    name: 'rotation-is-background',
    file: 'AndroidSurroundings.kt',
    in: 'class FrontActivity',
    at: 'override fun onActivityStopped(activity: Activity) {',
    code:
      '{ val last = front?.get(); if (!background && (last == null || last === activity)) { background = true; ' +
      'onBackground() }; return }'
  },
  {
    name: 'never-in-front-again',
    file: 'AndroidSurroundings.kt',
    in: 'class FrontActivity',
    at: 'override fun onActivityStarted(activity: Activity) {',
    code: 'return'
  },
  {
    name: 'first-network-is-news',
    file: 'AndroidSurroundings.kt',
    in: 'class DefaultNetwork',
    at: 'override fun onAvailable(network: Network) {',
    code: 'return onNetwork(1)'
  },
  {
    name: 'own-thread',
    file: 'EngineThread.kt',
    in: 'class EngineThread',
    at: 'fun run(task: () -> Unit) {',
    code: 'return guarded(task)'
  },
  {
    name: 'page-at-once',
    file: 'EngineThread.kt',
    in: 'class EngineThread',
    at: 'fun deliver(task: () -> Unit) {',
    code: 'return guarded(task)'
  },
  {
    name: 'never-cancelled',
    file: 'EngineThread.kt',
    in: 'class EngineThread',
    at: 'fun cancel(id: Number) {',
    code: 'return'
  },
  {
    name: 'unguarded',
    file: 'EngineThread.kt',
    in: 'class EngineThread',
    at: 'private fun guarded(task: () -> Unit) {',
    code: 'return task()'
  },
  {
    name: 'sleep-not-counted',
    file: 'EngineThread.kt',
    in: 'class EngineThread',
    at: 'fun monotonic(): Number =',
    code: 'System.nanoTime() / 1_000_000 else'
  }
]
