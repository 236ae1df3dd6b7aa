// A program on Node 20, which has no WebSocket of its own, in a project as `npm init -y` makes it: CommonJS. The folder js_sdk stands where the guide has it.
import { execFileSync } from 'node:child_process'
import { cpSync } from 'node:fs'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { node } from '../../tools/lib/run.mjs'
import { consumer, ID, serverOf } from './kit.ts'

let server: Awaited<ReturnType<typeof serverOf>>
let place: string

beforeAll(async () => {
  place = consumer('node')
  execFileSync('npm', ['init', '-y'], { cwd: place, stdio: 'pipe', shell: process.platform === 'win32' })
  cpSync(`${place}/uni_modules/${ID}/js_sdk`, `${place}/js_sdk`, { recursive: true })
  server = await serverOf()
})
afterAll(async () => {
  server.child.kill('SIGTERM')
  await server.ended
})

it('a program imports web.cjs, gives it the WebSocket of ws, talks, and ends by itself', async () => {
  expect(await node([`${place}/main.mjs`, `ws://127.0.0.1:${server.port}/rtm`])).toEqual({ code: 0, output: 'received, alice: hello from Node\n' })
})
