// Makes a clean clone ready: checks Node, installs the packages when they are missing or older than the lockfile.
// Only node: modules here, because nothing else is there yet.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../', import.meta.url))

export function nodeProblem(version) {
  const major = Number(version.replace(/^v/, '').split('.')[0])
  return major >= 20 ? null : `Node 20 or newer is needed, this is ${version}: see https://nodejs.org`
}

const packagesOf = (file) =>
  Object.entries(JSON.parse(readFileSync(file, 'utf8')).packages ?? {}).filter(
    ([path, { link }]) => path !== '' && link !== true
  )

/**
 * Whether what is installed is not what the lockfile says. npm writes down what it has installed, whoever called it;
 * optional packages may be of other systems.
 */
export function needsInstall(folder) {
  const written = join(folder, 'node_modules', '.package-lock.json')
  if (!existsSync(written)) return true
  const [wanted, installed] = [new Map(packagesOf(join(folder, 'package-lock.json'))), new Map(packagesOf(written))]
  const isThere = ([path, { version, integrity, optional, devOptional }]) => {
    const there = installed.get(path)
    return there === undefined
      ? optional === true || devOptional === true
      : there.version === version && there.integrity === integrity
  }
  return ![...wanted].every(isThere) || [...installed.keys()].some((path) => !wanted.has(path))
}

// A production environment would leave out the tools that build the pages.
export function ensureReady(folder = root) {
  const problem = nodeProblem(process.version)
  if (problem !== null) fail(problem)
  if (!needsInstall(folder)) return
  console.log('Installing packages (npm ci, about half a minute) …')
  const windows = process.platform === 'win32'
  const result = spawnSync(
    windows ? 'npm.cmd' : 'npm',
    ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'],
    {
      cwd: folder,
      stdio: ['ignore', 'inherit', 'inherit'],
      shell: windows
    }
  )
  if (result.error) fail(`npm could not be started: ${result.error.message}`)
  if (result.status !== 0) fail('npm ci failed; see the lines above')
}

function fail(line) {
  console.error(line)
  process.exit(1)
}
