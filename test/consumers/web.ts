// A page without uni-app: one script tag, and the folder js_sdk on the server.
import { cpSync } from 'node:fs'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openBrowser } from '../e2e/kit/browser.ts'
import { consumer, ID, serverOf } from './kit.ts'

let server: Awaited<ReturnType<typeof serverOf>>
let browser: Browser

beforeAll(async () => {
  const place = consumer('web')
  cpSync(`${place}/uni_modules/${ID}/js_sdk`, `${place}/js_sdk`, { recursive: true })
  server = await serverOf(place)
  browser = await openBrowser()
})
afterAll(async () => {
  await browser.close()
  server.child.kill('SIGTERM')
  await server.ended
})

async function open(query: string): Promise<Page> {
  const page = await browser.newPage()
  await page.goto(`http://127.0.0.1:${server.port}/?${query}`)
  return page
}

it('a plain page imports web.js, logs in to its own server, and a message passes between two users', async () => {
  const bob = await open('user=bob')
  await bob.getByText('logged in').waitFor()
  const alice = await open('user=alice&to=bob')
  await alice.getByText('received').waitFor()
  expect(await bob.locator('#said').textContent()).toBe('alice: hello from a plain page')
})

it('a refusal reaches the page as an RtmError with what to do', async () => {
  const nobody = await open('user=null')
  await nobody.getByText('invalid: ').waitFor()
})
