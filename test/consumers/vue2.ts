// A project of Vue 2 with DCloud's own set for it (vue-cli, webpack), built for h5 and opened in Chromium. The set has 264 MB, so it is kept in the cache and not beside ours.
import { spawnSync } from 'node:child_process'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { inRoot } from '../../tools/lib/paths.mjs'
import { needsInstall } from '../../tools/setup.mjs'
import { openBrowser } from '../e2e/kit/browser.ts'
import { built, consumer, serverOf } from './kit.ts'

let server: Awaited<ReturnType<typeof serverOf>>
let browser: Browser

beforeAll(async () => {
  const place = consumer('vue2', 'src', `${process.env['RTM_CACHE'] ?? inRoot('.cache')}/vue2`)
  if (needsInstall(place)) {
    const { status, stderr } = spawnSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: place, encoding: 'utf8', shell: process.platform === 'win32' })
    if (status !== 0) throw new Error(`npm ci failed in ${place}\n${stderr}`)
  }
  const output = `${place}/dist/build/h5`
  await built('vue2', output, ['-r', './quiet.cjs', 'node_modules/@vue/cli-service/bin/vue-cli-service.js', 'uni-build'], { cwd: place, env: { UNI_PLATFORM: 'h5' } })
  server = await serverOf(output)
  browser = await openBrowser()
}, 600_000)
afterAll(async () => {
  await browser.close()
  server.child.kill('SIGTERM')
  await server.ended
})

async function open(path: string): Promise<Page> {
  const page = await browser.newPage()
  await page.goto(`http://127.0.0.1:${server.port}/#/${path}`)
  return page
}

it('pages of Vue 2 talk: one over index.js and the plugin, one over js-engine.js', async () => {
  const bob = await open('?user=bob')
  await bob.getByText('logged in').waitFor()
  const alice = await open('pages/engine/engine?user=alice&to=bob')
  await alice.getByText('received').waitFor()
  expect(await bob.getByText('hello').textContent()).toBe('alice: hello from Vue 2')
})

it('an error is an RtmError there too, although its classes are lowered', async () => {
  for (const path of ['?user=null', 'pages/engine/engine?user=null']) await (await open(path)).getByText('RtmError invalid').waitFor()
})

it('a page that was written for AR-RtmModule is not changed: the first import of main.js gives it the stand-in', async () => {
  const bob = await open('pages/old/old?user=bert')
  await bob.getByText('login 0').waitFor()
  const alice = await open('pages/old/old?user=anna&to=bert')
  await alice.getByText('sent 0').waitFor()
  expect(await bob.getByText('hello').textContent()).toBe('anna: hello from an old page')
})
