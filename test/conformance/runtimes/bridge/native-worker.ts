// Keeps the native process on a thread of its own, because the thread of pages stands still during a call.
import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import type { MessagePort } from 'node:worker_threads'
import { workerData } from 'node:worker_threads'
import type { Program } from '../../runtime.ts'

const { program, port, signal } = workerData as { program: Program; port: MessagePort; signal: Int32Array }
const child = spawn(program.command, [...program.args], { stdio: ['pipe', 'pipe', 'inherit'] })

function tell(line: string | null): void {
  port.postMessage(line)
  Atomics.add(signal, 0, 1)
  Atomics.notify(signal, 0)
}

createInterface({ input: child.stdout }).on('line', tell)
child.on('error', (fault) => {
  tell(JSON.stringify({ fault: fault.message }))
})
child.on('close', () => {
  tell(null)
  port.close()
})
port.on('message', (line: string | null) => {
  if (line === null) child.stdin.end()
  else child.stdin.write(`${line}\n`)
})
