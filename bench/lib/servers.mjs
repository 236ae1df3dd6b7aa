// The servers of the comparison, how each is started, and how it is ended. Each run gets a fresh process on a free
// port.
import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, openSync, closeSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onServerCore } from './machine.mjs'

const APP = 'bench000000000000000000000000000'
const READY_MS = 10_000
const END_MS = 3_000

const title = (name) =>
  ({ rtm: 'rtm', before: 'rtm before', socketio: 'Socket.IO', nats: 'NATS', ws: 'ws relay' })[name]
export { title as titleOf }

const node = (flags, program, ...args) => [
  process.execPath,
  [...(process.env.BENCH_NODE_FLAGS ?? '').split(' ').filter((flag) => flag !== ''), ...flags, program, ...args]
]

const servers = {
  // The default configuration. Only the rate of messages is raised, because 60 a second for each user is no load; the
  // certificate makes it check tokens.
  rtm: ({ path, folder, port, flags }) => {
    const certificate = randomBytes(24).toString('base64url')
    const file = join(folder, 'rtm.json')
    writeFileSync(
      file,
      JSON.stringify({
        port,
        apps: [{ id: APP, name: 'bench', certificate, limits: { rates: { message: [100_000, 1_000] } } }]
      }),
      { mode: 0o600 }
    )
    return { protocol: 'rtm', login: { app: APP, certificate }, command: node(flags, path, '--config', file) }
  },
  socketio: ({ path, port, workload, flags }) => ({
    protocol: 'socketio',
    env: { PORT: port, RECOVERY: workload === 'storm' ? '1' : '' },
    command: node(flags, path)
  }),
  nats: ({ path, folder, port, spare }) => {
    const file = join(folder, 'nats.conf')
    writeFileSync(
      file,
      `host: 127.0.0.1\nport: ${spare}\nwebsocket { host: "127.0.0.1", port: ${port}, no_tls: true }\n` +
        'max_pending: 256MB\n'
    )
    return { protocol: 'nats', command: [path, ['-c', file]] }
  },
  ws: ({ path, port, flags }) => ({ protocol: 'relay', env: { PORT: port }, command: node(flags, path) })
}
export const serverNames = Object.keys(servers)
servers.before = servers.rtm // another build of it: only where --before names its file

const running = new Set()

/** `flags`: of Node. */
export async function startServer(name, path, workload, flags = [], more = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'rtm-bench-'))
  const port = await freePort()
  const {
    protocol,
    login,
    env = {},
    command
  } = servers[name]({ path, folder, port, workload, flags, spare: await freePort() })
  const output = openSync(join(folder, 'output'), 'w')
  const [program, args] = onServerCore(...command)
  // A variable of ours in the shell would change the configuration that is measured.
  const clean = Object.fromEntries(Object.entries(process.env).filter(([key]) => !key.startsWith('RTM_')))
  const child = spawn(program, args, {
    env: { ...clean, ...env, ...more },
    stdio: ['ignore', output, output],
    cwd: process.env.BENCH_PROFILE_FOLDER
  })
  closeSync(output)
  const server = { name, pid: child.pid, port, protocol, login, child, folder }
  running.add(server)
  const ended = new Promise((resolve) => child.once('exit', resolve))
  server.ended = ended
  try {
    await answers(port, child)
  } catch (error) {
    const said = readFileSync(join(folder, 'output'), 'utf8').trim().split('\n').slice(-3).join('\n')
    await stopServer(server)
    throw new Error(`${name}: ${error.message}\n${said}`)
  }
  return server
}

export async function stopServer(server) {
  if (server.child.exitCode === null && server.child.signalCode === null) {
    server.child.kill('SIGTERM')
    const force = setTimeout(() => server.child.kill('SIGKILL'), END_MS)
    await server.ended
    clearTimeout(force)
  }
  running.delete(server)
  rmSync(server.folder, { recursive: true, force: true })
}

/** For the way out of the process: what it started does not stay. */
export function killServers() {
  for (const { child, folder } of running) {
    child.kill('SIGKILL')
    rmSync(folder, { recursive: true, force: true })
  }
}

export function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address()
      probe.close(() => resolve(port))
    })
  })
}

async function answers(port, child) {
  const end = performance.now() + READY_MS
  while (performance.now() < end) {
    if (child.exitCode !== null) throw new Error(`ended with ${child.exitCode} at its start`)
    const open = await new Promise((resolve) => {
      const socket = connect(port, '127.0.0.1', () => {
        socket.destroy()
        resolve(true)
      })
      socket.on('error', () => resolve(false))
    })
    if (open) {
      await new Promise((resolve) => setTimeout(resolve, 300))
      return
    }
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error(`did not answer on its port within ${READY_MS / 1_000} s`)
}
