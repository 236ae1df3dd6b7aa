// plant.mjs <folder with the generated Kotlin> <new folder>: a copy with faults of confinement. Each sleeps until -Dplanted=<name> wakes it, so that one
// compile serves all. Prints the names.
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

// After the line `at` inside the class `in`, the code stands as `if (planted(name)) …`.
const faults = [
  { name: 'executor-run', file: 'EngineThread.kt', in: 'class EngineThread', at: 'override fun run(task: () -> Unit) {', code: 'return guarded(task)' },
  { name: 'executor-deliver', file: 'EngineThread.kt', in: 'class EngineThread', at: 'override fun deliver(task: () -> Unit) {', code: 'return guarded(task)' },
  { name: 'timers-elsewhere', file: 'EngineThread.kt', in: 'class EngineThread', at: 'timers[id] = timer', code: '{ main.postDelayed(timer, delayMs.toLong()); return id }' },
  { name: 'link-state', file: 'OkHttpLink.kt', in: 'class OkHttpLink', at: 'override fun onMessage(webSocket: WebSocket, text: String) {', code: 'socket = webSocket' },
  { name: 'entry-run', file: 'index.kt', in: 'open class Entry', at: 'open fun run(task: () -> Unit): Unit {', code: 'return task()' },
  { name: 'on-text', file: 'index.kt', in: 'open class PostedListener', at: 'override fun onText(epoch: Number, text: String): Unit {', code: 'return this.target.onText(epoch, text)' },
  { name: 'on-close', file: 'index.kt', in: 'open class PostedListener', at: 'override fun onClose(epoch: Number, code: Number, reason: String): Unit {', code: 'return this.target.onClose(epoch, code, reason)' },
  { name: 'on-network', file: 'index.kt', in: 'open class PostedSurroundings', at: 'override fun onNetwork(usable: Number): Unit {', code: 'return this.target.onNetwork(usable)' },
  { name: 'on-background', file: 'index.kt', in: 'open class PostedSurroundings', at: 'override fun onBackground(): Unit {', code: 'return this.target.onBackground()' },
  { name: 'answer', file: 'index.kt', in: 'open class Outlet', at: 'open fun answer(done: Done, result: UTSJSONObject): Unit {', code: 'return done(result)' },
  { name: 'event', file: 'index.kt', in: 'open class Outlet', at: 'val handled = row.handled', code: '{ listener(row.event); return }' },
  { name: 'handled', file: 'index.kt', in: 'open class Outlet', at: 'val mark: Handled = handled!!', code: 'return this.ports.executor.deliver(mark)' }
]

const [from, to] = process.argv.slice(2)
rmSync(to, { recursive: true, force: true })
cpSync(from, to, { recursive: true })
for (const fault of faults) {
  const path = join(to, fault.file)
  const text = readFileSync(path, 'utf8')
  const start = text.indexOf(fault.in)
  const at = text.indexOf(fault.at, start)
  if (start < 0 || at < 0 || /\n(open )?class /.test(text.slice(start, at))) throw new Error(`${fault.file} has no place for the fault ${fault.name}`)
  const end = at + fault.at.length
  writeFileSync(path, `${text.slice(0, end)}\nif (planted("${fault.name}")) ${fault.code}${text.slice(end)}`)
}
writeFileSync(join(to, 'Planted.kt'), 'package uts.sdk.modules.rtm\n\ninternal fun planted(name: String): Boolean = System.getProperty("planted") == name\n')
console.log(faults.map((fault) => fault.name).join(' '))
