// npm run newcomers [-- --kind NAME] [-- --keep] [-- --record]: a new user's path in each kind of project, from `npm
// init` or a template to the first message, played from the text of the documents: files, commands and addresses are
// theirs. It fetches packages, needs Chromium, and takes minutes; a kind that does not come to its end fails.
//   --kind     one kind alone
//   --keep     leaves the projects where they are
//   --record   writes what came out into docs/projects.md and docs/projects.zh.md
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { build } from '../build.mjs'
import { inRoot } from '../lib/paths.mjs'
import { kinds } from './kinds.mjs'
import { play } from './play.mjs'
import { record } from './record.mjs'
import { openBrowser } from './windows.mjs'

const { values } = parseArgs({
  options: {
    kind: { type: 'string' },
    keep: { type: 'boolean', default: false },
    record: { type: 'boolean', default: false }
  }
})
const chosen = kinds.filter(({ name }) => values.kind === undefined || values.kind === name)
if (chosen.length === 0) {
  console.error(`newcomers: --kind is one of ${kinds.map(({ name }) => name).join(', ')}`)
  process.exit(2)
}

/** The built server with the apps of `npm start`, on a port of its own. */
async function startServer() {
  await build('server', () => {})
  const server = spawn(process.execPath, [inRoot('dist/server/rtm-server.mjs')], {
    env: { PATH: process.env.PATH, RTM_CONFIG: inRoot('server/playground.json'), RTM_HOST: '127.0.0.1', RTM_PORT: '0' },
    stdio: ['ignore', 'ignore', 'pipe']
  })
  process.on('exit', () => {
    server.kill('SIGTERM')
  })
  for await (const line of createInterface({ input: server.stderr })) {
    const event = line.startsWith('{') ? JSON.parse(line) : {}
    if (event.event === 'listening') return { server, port: event.port }
  }
  throw new Error('the server ended before it listened')
}

for (const signal of ['SIGINT', 'SIGTERM'])
  process.on(signal, () => {
    process.exit(130)
  })
const { server, port } = await startServer()
server.stderr.resume()
const browser = await openBrowser()
let failed = 0
for (const kind of chosen) {
  console.log(`${kind.name}: ${kind.title}, ${kind.page}`)
  try {
    const result = await play(kind, { browser, port, say: console.log, keep: values.keep })
    console.log(
      `${kind.name}: ${result.seconds} s, ${result.versions.join(', ')}; first message after ${result.first} s`
    )
    if (values.record) record(kind, result)
  } catch (error) {
    failed++
    console.error(`${kind.name}: FAILED\n${error.message}`)
  }
}
await browser.close()
server.kill('SIGTERM')
await once(server, 'close')
process.exit(failed === 0 ? 0 : 1)
