// Processes that end with the one that started them, however it ends: by a signal, by SIGKILL, because its own parent
// is gone.
import { execFileSync, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { root } from './paths.mjs'

const tied = new URL('./tied.mjs', import.meta.url).href

/**
 * A Node program in a group of its own: a Ctrl-C reaches it once, from here, as a request to stop. Its stdout is ours,
 * its stderr a pipe.
 */
export const spawnTied = (args, { env = process.env, cwd = root } = {}) =>
  spawn(process.execPath, ['--import', tied, ...args], {
    cwd,
    env,
    stdio: ['ignore', 'inherit', 'pipe', 'ipc'],
    detached: process.platform !== 'win32'
  })

const LOOK_MS = 500

/** Parent and name of a process, or null where nothing tells. */
function processOf(pid) {
  try {
    if (process.platform === 'linux') {
      const [, name, rest] = /^\d+ \((.*)\) (.*)$/s.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'))
      return { name, parent: Number(rest.split(' ')[1]) }
    }
    const [, parent, name] = /^\s*(\d+)\s+(.*)$/.exec(
      execFileSync('ps', ['-o', 'ppid=,comm=', '-p', String(pid)], { encoding: 'utf8' })
    )
    return { name, parent: Number(parent) }
  } catch {
    return null
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

/**
 * npm runs a script by a shell, and a signal for npm ends the shell alone: nothing tells the script. It looks for npm
 * and the shell as long as it has something else to do.
 */
export function whenOrphaned(ended, env = process.env) {
  if (env.npm_lifecycle_event === undefined || process.platform === 'win32') return
  const shell = processOf(process.ppid)
  const watched =
    shell !== null && /(^|\/)-?(sh|bash|dash|zsh|ash)$/.test(shell.name) ? [process.ppid, shell.parent] : [process.ppid]
  const look = setInterval(() => {
    if (process.ppid === watched[0] && watched.every(isAlive)) return
    clearInterval(look)
    ended()
  }, LOOK_MS)
  look.unref()
}
