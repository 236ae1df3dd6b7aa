// A program on Node 20, which has no WebSocket of its own, in a project as `npm init -y` makes it: CommonJS. The
// documents' own text is played.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { serverOf } from './kit.ts'
import { play } from './kit-ways.ts'

let server: Awaited<ReturnType<typeof serverOf>>

beforeAll(async () => {
  server = await serverOf()
})
afterAll(async () => {
  server.child.kill('SIGTERM')
  await server.ended
})

it.each(['docs/newcomer.md', 'docs/newcomer.zh.md'])(
  'a program made step by step as %s says talks, and ends by itself',
  (page) => {
    expect(play(page, 'node', server.port)).toBe('received, alice: hello from Node\n')
  }
)
