// js_sdk as shipped, over uni.connectSocket and a real server: what an app page does on a base without the native part
// of the plugin.
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest'
import { RtmError } from '../../uni_modules/rtm/js_sdk/index.js'
import type { RtmClient } from '../../uni_modules/rtm/js_sdk/index.js'
import { SocketTask } from '../conformance/runtimes/socket-task.ts'
import type { Answers } from '../conformance/runtimes/socket-task.ts'
import { buildServer, ServerProcess } from '../kit/process.ts'

const APP = '0'.repeat(32)
let server: ServerProcess & { port: number }
const clients: RtmClient[] = []

beforeAll(async () => {
  await buildServer()
  server = await ServerProcess.start({ RTM_CONFIG: 'server/playground.json' })
  vi.stubGlobal('uni', {
    connectSocket: ({ url, success }: Answers & { url: string }) => {
      success?.()
      return new SocketTask(url)
    }
  })
})
afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.destroy()))
})
afterAll(async () => {
  vi.unstubAllGlobals()
  server.child.kill('SIGTERM')
  await server.ended
})

async function login(userId: string): Promise<RtmClient> {
  const { createRtmClient } = await import('../../uni_modules/rtm/js_sdk/js-engine.js')
  const client = createRtmClient({ appId: APP, server: `ws://127.0.0.1:${server.port}/rtm` })
  clients.push(client)
  await client.login({ userId })
  return client
}

it('two users on the JavaScript engine talk over uni.connectSocket', async () => {
  const [alice, bob] = [await login('alice'), await login('bob')]
  const heard = new Promise((resolve) => {
    bob.on('message', resolve)
  })
  const receipt = await alice.sendMessage('bob', 'hello')
  expect(await heard).toMatchObject({ userId: 'alice', text: 'hello', messageId: receipt.messageId })
})

it('an error of it is an RtmError of the same class as that of index.js', async () => {
  const alice = await login('alice')
  await expect(alice.channel('plaza').sendMessage('hello')).rejects.toBeInstanceOf(RtmError)
})
