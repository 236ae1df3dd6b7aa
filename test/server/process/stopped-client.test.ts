// A client's process that the system stops (SIGSTOP), while the server goes on: the real engine, a real socket, and
// what waits in it.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { ClientProcess } from '../../kit/client-process.ts'
import { buildServer, ServerProcess } from '../../kit/process.ts'

const limits = { unreachable: 4000, lease: 8000 }
const folder = mkdtempSync(join(tmpdir(), 'rtm-stopped-'))
let server: ServerProcess & { port: number }
const clients: ClientProcess[] = []

beforeAll(async () => {
  await buildServer()
  writeFileSync(join(folder, 'config.json'), JSON.stringify({ apps: [{ id: '0'.repeat(32), name: 'test', limits }] }))
  server = await ServerProcess.start({ RTM_CONFIG: join(folder, 'config.json') })
}, 60_000)
afterAll(async () => {
  server.signal('SIGKILL')
  await server.ended
  rmSync(folder, { recursive: true })
})

afterEach(async () => {
  for (const client of clients.splice(0)) await client.end()
})

async function two(of: string): Promise<[ClientProcess, ClientProcess]> {
  const bob = await ClientProcess.start(server.port, `bob-${of}`, `alice-${of}`)
  clients.push(bob)
  const alice = await ClientProcess.start(server.port, `alice-${of}`, `bob-${of}`)
  clients.push(alice)
  return [alice, bob]
}

it.each(['unreachable', 'offline'])(
  'P-LIFE-9: stopped until %s, a callee hears all messages in order, and no invitation that has ended',
  async (seen) => {
    const [alice, bob] = await two(seen)
    const name = `bob-${seen}`
    await alice.tells(`online ${name}`)
    bob.signal('SIGSTOP')
    alice.call('invite', name, { content: 'ghost' })
    await alice.tells('done invite')
    for (const text of ['one', 'two', 'three']) alice.call('sendMessage', name, text)
    alice.call('cancelInvitation', name)
    await alice.tells('done cancelInvitation')
    await alice.tells(`${seen} ${name}`)
    bob.signal('SIGCONT')
    await alice.tells(`online ${name}`, 2)
    for (const text of ['one', 'two', 'three']) await bob.tells(`message ${text}`)
    alice.call('sendMessage', name, 'last')
    await bob.tells('message last')
    expect(bob.lines.filter((line) => line.startsWith('message'))).toEqual(
      ['one', 'two', 'three', 'last'].map((text) => `message ${text}`)
    )
    expect(bob.lines.filter((line) => line.startsWith('invitation'))).toEqual([])
  },
  60_000
)

it('P-LIFE-9 P-CALL-15: stopped within it, they are told once what still rings, and the link stays', async () => {
  const [alice, bob] = await two('ringing')
  await alice.tells('online bob-ringing')
  bob.signal('SIGSTOP')
  alice.call('invite', 'bob-ringing', { content: 'real' })
  await alice.tells('unreachable bob-ringing')
  bob.signal('SIGCONT')
  await bob.tells('invitation ringing real')
  await alice.tells('invitation ringing real')
  bob.call('acceptInvitation', 'alice-ringing')
  for (const client of [alice, bob]) await client.tells('invitation accepted real')
  expect(bob.lines.filter((line) => line.startsWith('state'))).toEqual(['state connecting', 'state connected'])
  expect(bob.lines.filter((line) => line.startsWith('invitation'))).toEqual([
    'invitation ringing real',
    'invitation accepted real'
  ])
}, 60_000)
