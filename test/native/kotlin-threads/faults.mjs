// Faults of confinement, each asleep until -Dplanted=<name> wakes it.
export const wake = {
  file: 'Planted.kt',
  text:
    'package uts.sdk.modules.rtm\n\ninternal fun planted(name: String): Boolean = System.getProperty("planted") ' +
    '== name\n',
  line: (name, code) => `if (planted("${name}")) ${code}`
}

export const faults = [
  {
    name: 'executor-run',
    file: 'EngineThread.kt',
    in: 'class EngineThread',
    at: 'fun run(task: () -> Unit) {',
    code: 'return guarded(task)'
  },
  {
    name: 'executor-deliver',
    file: 'EngineThread.kt',
    in: 'class EngineThread',
    at: 'fun deliver(task: () -> Unit) {',
    code: 'return guarded(task)'
  },
  {
    name: 'timers-elsewhere',
    file: 'EngineThread.kt',
    in: 'class EngineThread',
    at: 'timers[id] = timer',
    code: '{ main.postDelayed(timer, delayMs.toLong()); return id }'
  },
  {
    name: 'link-state',
    file: 'OkHttpLink.kt',
    in: 'class OkHttpLink',
    at: 'override fun onMessage(webSocket: WebSocket, text: String) {',
    code: 'socket = webSocket'
  },
  {
    name: 'entry-run',
    file: 'index.kt',
    in: 'open class Entry',
    at: 'open fun run(task: () -> Unit): Unit {',
    code: 'return task()'
  },
  {
    name: 'on-text',
    file: 'index.kt',
    in: 'open class ListenerOnExecutor',
    at: 'override fun onText(epoch: Number, text: String): Unit {',
    code: 'return this.target.onText(epoch, text)'
  },
  {
    name: 'on-close',
    file: 'index.kt',
    in: 'open class ListenerOnExecutor',
    at: 'override fun onClose(epoch: Number, code: Number, reason: String): Unit {',
    code: 'return this.target.onClose(epoch, code, reason)'
  },
  {
    name: 'on-network',
    file: 'index.kt',
    in: 'open class SurroundingsOnExecutor',
    at: 'override fun onNetwork(usable: Number): Unit {',
    code: 'return this.target.onNetwork(usable)'
  },
  {
    name: 'on-background',
    file: 'index.kt',
    in: 'open class SurroundingsOnExecutor',
    at: 'override fun onBackground(): Unit {',
    code: 'return this.target.onBackground()'
  },
  {
    name: 'answer',
    file: 'index.kt',
    in: 'open class PageEvents',
    at: 'open fun answer(done: Done, result: UTSJSONObject): Unit {',
    code: 'return done(result)'
  },
  {
    name: 'event',
    file: 'index.kt',
    in: 'open class PageEvents',
    at: 'val handled = row.handled',
    code: '{ listener(row.event); return }'
  },
  {
    name: 'handled',
    file: 'index.kt',
    in: 'open class PageEvents',
    at: 'val mark: Handled = handled!!',
    code: 'return this.ports.executor.deliver(mark)'
  }
]
