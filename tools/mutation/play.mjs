// One run of the suite on one runtime, up to the first scenario that fails.
import { spawn } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'

const MOST_MS = 300_000

/** null when every scenario passes, else the first that does not, and why. */
export function play(runtime, scratch) {
  const report = join(scratch, 'report.json')
  rmSync(report, { force: true })
  const args = [
    join(scratch, 'node_modules/vitest/vitest.mjs'),
    'run',
    ...runtime.vitest,
    '--bail=1',
    '--reporter=json',
    `--outputFile=${report}`
  ]
  return new Promise((resolve, reject) => {
    // A group of its own: a fault may leave a runtime that never ends.
    const child = spawn(process.execPath, args, {
      cwd: scratch,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...runtime.env(scratch) }
    })
    let output = ''
    const keep = (chunk) => {
      output = (output + String(chunk)).slice(-4_000)
    }
    child.stdout.on('data', keep)
    child.stderr.on('data', keep)
    const stop = () => {
      end(child)
    }
    process.once('exit', stop)
    const limit = setTimeout(stop, MOST_MS)
    child.on('exit', (code) => {
      clearTimeout(limit)
      process.off('exit', stop)
      end(child)
      const first = firstFailure(report)
      if (first !== null) resolve(first)
      else if (code === 0) resolve(null)
      else if (code === null) resolve({ check: 'the run did not end', why: `within ${MOST_MS / 1000} s` })
      else reject(new Error(`${runtime.name}: vitest ended with ${code} and names no scenario:\n${output}`))
    })
  })
}

function end(child) {
  try {
    process.kill(-child.pid, 'SIGKILL')
  } catch {
    // nobody of the group is left
  }
}

function firstFailure(report) {
  let results
  try {
    results = JSON.parse(readFileSync(report, 'utf8')).testResults
  } catch {
    return null
  }
  const failed = results.flatMap((file) => file.assertionResults).find(({ status }) => status === 'failed')
  return failed === undefined ? null : { check: failed.title, why: failed.failureMessages[0]?.split('\n')[0] ?? '' }
}
