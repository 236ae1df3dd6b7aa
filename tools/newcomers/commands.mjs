// The commands of a way, one line after the other, as a person's shell has them: nothing of our own environment but the
// way to Node.
import { spawn } from 'node:child_process'
import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { inRoot } from '../lib/paths.mjs'

// Ours is left out: npm sets variables for what it runs, vitest and the gate do, too.
const inherited = Object.entries(process.env).filter(([name]) => !/^(npm_|RTM_|VITEST|NODE_ENV$|INIT_CWD$)/i.test(name))
// `npm create` asks before it fetches its package: yes. DCloud's compilers would send a hash of the machine's address
// once a day: no.
const env = {
  ...Object.fromEntries(inherited),
  npm_config_yes: 'true',
  NODE_OPTIONS: `--require ${JSON.stringify(inRoot('tools/newcomers/quiet.cjs'))}`
}

// What of a build's output names a file of ours: a warning, or a fault. A line with a size is none, it lists what was
// made.
const named = /(uni_modules[\\/]rtm|js_sdk)[\\/].*/
const listed = /\d (bytes|[kKM]i?B)\b/
const complaintIn = (said) =>
  said
    .split('\n')
    .filter((line) => !listed.test(line))
    .map((line) => named.exec(line)?.[0])
    .find((found) => found !== undefined) ?? null

const running = new Set()
/** Nothing of a way stays behind, however it ends. A command is a group of its own. */
export function endAll() {
  for (const child of running) {
    try {
      process.kill(-child.pid, 'SIGTERM')
    } catch {}
  }
  running.clear()
}
process.on('exit', endAll)

function start(line, cwd) {
  const child = spawn(line, { cwd, env, shell: true, stdio: ['ignore', 'pipe', 'pipe'], detached: true })
  running.add(child)
  child.said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk) => {
      child.said += chunk
    })
  child.ended = new Promise((resolve) => {
    child.on('close', (code) => {
      running.delete(child)
      resolve(code)
    })
  })
  return child
}

/** Runs the lines of a step from a folder on; gives the folder that it is in then, and what the last line printed. */
export async function runLines({ lines, makes, prints, lacks, at }, from) {
  let [here, said] = [from, '']
  const fail = (line, why) => {
    throw new Error(`${at}: ${line}\n${why}\n${said.slice(-4000)}`)
  }
  const made = makes.map((file) => join(from, file))
  for (const file of made) rmSync(file, { force: true })
  for (const [i, line] of lines.entries()) {
    if (line.startsWith('cd ')) {
      here = join(here, line.slice(3))
      if (!existsSync(here)) fail(line, `there is no ${here}`)
      continue
    }
    const child = start(line, here)
    const code = await child.ended
    said = child.said
    const wanted = lacks && i === lines.length - 1 ? 1 : 0
    if (code !== wanted) fail(line, `ended with ${code}, and not with ${wanted}`)
    const complaint = named.test(line) ? null : complaintIn(said)
    if (complaint !== null) fail(line, `names a file of ours: ${complaint}`)
  }
  if (prints !== '' && said.trim() !== prints) fail(lines.at(-1), `printed that, and not "${prints}"`)
  for (const file of made) if (!existsSync(file)) fail(lines.at(-1), `did not make ${file}`)
  return here
}

/** Starts what stays; gives the address that it prints, which has another port where that of the document is taken. */
export async function serve({ command, address, at }, cwd) {
  const child = start(command, cwd)
  const host = new URL(address).hostname
  const shown = new RegExp(`http://${host.replaceAll('.', '\\.')}:\\d+/?`)
  const printed = () => shown.exec(stripVTControlCharacters(child.said))?.[0]
  const found = await new Promise((resolve) => {
    const look = () => {
      if (printed() !== undefined) resolve(printed())
    }
    child.stdout.on('data', look)
    child.stderr.on('data', look)
    child.ended.then(() => {
      resolve(undefined)
    })
  })
  if (found === undefined)
    throw new Error(`${at}: ${command}\nended, and printed no address at ${host}\n${child.said.slice(-4000)}`)
  return {
    address: found.replace(/\/?$/, '/'),
    /** What it said of files of ours, null where it said nothing. */
    complaint: () => complaintIn(child.said),
    stop: async () => {
      try {
        process.kill(-child.pid, 'SIGTERM')
      } catch {}
      await child.ended
    }
  }
}
