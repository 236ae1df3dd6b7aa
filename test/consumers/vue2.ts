// A project of Vue 2 with DCloud's own set for it (vue-cli, webpack), built for h5 and opened in Chromium, and for
// WeChat, where a stand-in has its socket. The set has 264 MB, so it is kept in the cache and not beside ours.
import { spawnSync } from 'node:child_process'
import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { inRoot } from '../../tools/lib/paths.mjs'
import { needsInstall } from '../../tools/setup.mjs'
import { openBrowser } from '../e2e/kit/browser.ts'
import { openPhone, see } from '../../tools/newcomers/mini.mjs'
import { built, consumer, serverOf } from './kit.ts'

let server: Awaited<ReturnType<typeof serverOf>>
let browser: Browser
let mini: string

beforeAll(async () => {
  const place = consumer('vue2', 'src', `${process.env['RTM_CACHE'] ?? inRoot('.cache')}/vue2`)
  if (needsInstall(place)) {
    const { status, stderr } = spawnSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
      cwd: place,
      encoding: 'utf8',
      shell: process.platform === 'win32'
    })
    if (status !== 0) throw new Error(`npm ci failed in ${place}\n${stderr}`)
  }
  const build = async (platform: string): Promise<string> => {
    const output = `${place}/dist/build/${platform}`
    await built(
      'vue2',
      output,
      ['-r', './quiet.cjs', 'node_modules/@vue/cli-service/bin/vue-cli-service.js', 'uni-build'],
      { cwd: place, env: { UNI_PLATFORM: platform } }
    )
    return output
  }
  server = await serverOf(await build('h5'))
  mini = withPort(await build('mp-weixin'), server.port)
  browser = await openBrowser()
}, 1_200_000)
afterAll(async () => {
  await browser.close()
  server.child.kill('SIGTERM')
  await server.ended
})

/** A copy of a mini-program whose server has another port. */
function withPort(folder: string, port: number): string {
  const copy = inRoot('dist', 'consumers', 'vue2-mp-weixin')
  rmSync(copy, { recursive: true, force: true })
  cpSync(folder, copy, { recursive: true })
  for (const name of readdirSync(copy, { recursive: true, encoding: 'utf8' }).filter((one) => one.endsWith('.js'))) {
    const file = join(copy, name)
    writeFileSync(file, readFileSync(file, 'utf8').replaceAll(':7080/', `:${port}/`))
  }
  return copy
}

interface Phone {
  readonly vm: { readonly said: string }
  close(): void
}

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
  for (const path of ['?user=null', 'pages/engine/engine?user=null'])
    await (await open(path)).getByText('RtmError invalid').waitFor()
})

it('a page written for AR-RtmModule stays as it is: the first import of main.js gives the stand-in', async () => {
  const bob = await open('pages/old/old?user=bert')
  await bob.getByText('login 0').waitFor()
  const alice = await open('pages/old/old?user=anna&to=bert')
  await alice.getByText('sent 0').waitFor()
  expect(await bob.getByText('hello').textContent()).toBe('anna: hello from an old page')
})

it.each([
  [
    'over index.js and over js-engine.js',
    ['ben', 'ada'],
    'pages/index/index',
    'pages/engine/engine',
    'logged in',
    'received',
    'ada: hello from Vue 2'
  ],
  [
    'that were written for AR-RtmModule, by the first import of main.js',
    ['bill', 'anne'],
    'pages/old/old',
    'pages/old/old',
    'login 0',
    'sent 0',
    'anne: hello from an old page'
  ]
])(
  'in a mini-program, as built, pages of Vue 2 talk %s',
  async (_which, [user, from], reader, writer, ready, sent, heard) => {
    const reading = openPhone(mini, reader, { user }) as Phone
    await see(ready, () => [reading.vm.said])
    const writing = openPhone(mini, writer, { user: from, to: user }) as Phone
    await see(sent, () => [writing.vm.said])
    await see(heard, () => [reading.vm.said])
    for (const phone of [reading, writing]) phone.close()
  }
)
