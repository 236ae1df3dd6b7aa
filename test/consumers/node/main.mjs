// What a program on Node 20 does: it brings its own WebSocket, talks, and ends when its clients are destroyed.
import WebSocket from 'ws'
import { createRtmClient } from './js_sdk/web.cjs'

const login = async (userId) => {
  const client = createRtmClient({ appId: '00000000000000000000000000000000', server: process.argv[2], WebSocket })
  await client.login({ userId })
  return client
}
const [alice, bob] = [await login('alice'), await login('bob')]
const heard = new Promise((resolve) => { bob.on('message', ({ userId, text }) => { resolve(`${userId}: ${text}`) }) })
const { outcome } = await alice.sendMessage('bob', 'hello from Node')
console.log(`${outcome}, ${await heard}`)
await Promise.all([alice.destroy(), bob.destroy()])
