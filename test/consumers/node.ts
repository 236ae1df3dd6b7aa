// A program on Node 20, which has no WebSocket of its own.
import { cpSync, writeFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { node } from '../../tools/lib/run.mjs'
import { consumer, ID, serverOf } from './kit.ts'

let server: Awaited<ReturnType<typeof serverOf>>
let place: string

beforeAll(async () => {
  place = consumer('node')
  cpSync(`${place}/uni_modules/${ID}/js_sdk/web.js`, `${place}/web.js`)
  writeFileSync(`${place}/package.json`, '{ "type": "module" }')
  server = await serverOf()
})
afterAll(async () => {
  server.child.kill('SIGTERM')
  await server.ended
})

it('a program imports web.js, gives it the WebSocket of ws, talks, and ends by itself', async () => {
  expect(await node([`${place}/main.mjs`, `ws://127.0.0.1:${server.port}/rtm`])).toEqual({ code: 0, output: 'received, alice: hello from Node\n' })
})
