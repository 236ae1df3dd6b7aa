// An nvue page in an app of Vue 3. It is built; nvue runs on a phone only.
import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { built, consumer } from './kit.ts'

it('an nvue page with index.js is built for app: the client inside, the engine left to the plugin', async () => {
  const place = consumer('nvue')
  const output = `${place}/dist`
  await built('nvue', output, ['tools/uni.cjs', 'build', '-p', 'app'], {
    env: { UNI_INPUT_DIR: place, UNI_OUTPUT_DIR: output }
  })
  const page = readFileSync(`${output}/pages/index/index.js`, 'utf8')
  expect(page).toContain('hello from nvue')
  expect(page).toContain('name="RtmError"')
  expect(page).toMatch(/initUTSPackageName\("acmeRtm"|acmeRtm|acme-rtm/)
  // Of the engine: it would weigh the page down, and would not be the native one.
  expect(page).not.toContain('heartbeat')
})
