// Makes a clean clone ready: checks Node, installs the packages when they are missing or older than the lockfile.
// Only node: modules here, because nothing else is there yet.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../', import.meta.url))

export function nodeProblem(version) {
  const major = Number(version.replace(/^v/, '').split('.')[0])
  return major >= 20 ? null : `Node 20 or newer is needed, this is ${version}: see https://nodejs.org`
}

export function lockHash(folder) {
  return createHash('sha256').update(readFileSync(join(folder, 'package-lock.json'))).digest('hex')
}

export function needsInstall(folder) {
  const mark = join(folder, 'node_modules', '.rtm-lock')
  return !existsSync(mark) || readFileSync(mark, 'utf8') !== lockHash(folder)
}

// A production environment would leave out the tools that build the pages.
export function ensureReady(folder = root) {
  const problem = nodeProblem(process.version)
  if (problem !== null) fail(problem)
  if (!needsInstall(folder)) return
  console.log('Installing packages (npm ci, about half a minute) …')
  const windows = process.platform === 'win32'
  const result = spawnSync(windows ? 'npm.cmd' : 'npm', ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: folder,
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: windows
  })
  if (result.error) fail(`npm could not be started: ${result.error.message}`)
  if (result.status !== 0) fail('npm ci failed; see the lines above')
  writeFileSync(join(folder, 'node_modules', '.rtm-lock'), lockHash(folder))
}

function fail(line) {
  console.error(line)
  process.exit(1)
}
