// What runs in the process of client-process.ts: port, user, and whom he watches.
import { createInterface } from 'node:readline'
import { WebSocket } from 'ws'
import { createRtmClient, RtmError } from '../../sdk/web.ts'

const [, , port, user, watched] = process.argv
const say = (...words: string[]): void => {
  process.stdout.write(`${words.join(' ')}\n`)
}

const client = createRtmClient({ appId: '0'.repeat(32), server: `ws://127.0.0.1:${port!}/rtm`, WebSocket })
client.on('state', ({ state }) => {
  say('state', state)
})
client.on('message', ({ text }) => {
  say('message', text)
})
client.on('invitation', ({ state, content }) => {
  say('invitation', state, content)
})
client.on('presence', (users) => {
  for (const { userId, presence } of users) say(presence, userId)
})

createInterface({ input: process.stdin }).on('line', (line) => {
  const [method, ...args] = JSON.parse(line) as [string, ...unknown[]]
  const called = (client as unknown as Record<string, (...args: unknown[]) => Promise<unknown>>)[method]!.apply(
    client,
    args
  )
  called.then(
    () => {
      say('done', method)
    },
    (error: unknown) => {
      say('failed', method, error instanceof RtmError ? error.code : 'unknown')
    }
  )
})

await client.login({ userId: user! })
await client.subscribePresence([watched!])
say('ready')
