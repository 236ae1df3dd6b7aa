// What the bench needs and the project does not: the other servers. Installed when missing; NATS only where Go is.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { build } from '../../tools/build.mjs'
import { inRoot } from '../../tools/lib/paths.mjs'
import { ensureReady } from '../../tools/setup.mjs'

const NATS_VERSION = '2.15.2'
const cache = join(process.env.RTM_CACHE ?? inRoot('.cache'), 'bench')
const natsBinary = join(cache, `nats-server-${NATS_VERSION}`)

const versionOf = (name) =>
  JSON.parse(readFileSync(inRoot('bench', 'node_modules', name, 'package.json'), 'utf8')).version

/** Path of each server's program, and the versions for the report. A server that cannot be had is absent. */
export async function ready(wanted, before, say) {
  ensureReady(inRoot('bench'))
  await build('server', say)
  const programs = {
    rtm: {
      path: inRoot('dist', 'server', 'rtm-server.mjs'),
      version: JSON.parse(readFileSync(inRoot('package.json'), 'utf8')).version
    },
    socketio: { path: inRoot('bench', 'servers', 'socketio.mjs'), version: versionOf('socket.io') },
    ws: { path: inRoot('bench', 'servers', 'relay.mjs'), version: versionOf('ws') }
  }
  if (before !== undefined) programs.before = { path: resolve(before), version: 'the build given' }
  if (wanted.includes('nats')) {
    const problem = installNats(say)
    if (problem === '') programs.nats = { path: natsBinary, version: NATS_VERSION }
    else say(`nats: left out, ${problem}`)
  }
  return programs
}

function installNats(say) {
  if (existsSync(natsBinary)) return ''
  if (spawnSync('go', ['version']).error) return 'Go is not installed'
  say(`nats: installing ${NATS_VERSION} (go install, about a minute) …`)
  mkdirSync(cache, { recursive: true })
  const result = spawnSync('go', ['install', `github.com/nats-io/nats-server/v2@v${NATS_VERSION}`], {
    env: { ...process.env, GOBIN: cache },
    stdio: ['ignore', 'ignore', 'pipe'],
    timeout: 540_000
  })
  if (result.status !== 0) return `go install failed: ${String(result.stderr).trim().split('\n').at(-1)}`
  renameSync(join(cache, 'nats-server'), natsBinary)
  return ''
}
