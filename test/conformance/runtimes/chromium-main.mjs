// One page of Chromium as a runtime: passes commands in and reports out.
import { once } from 'node:events'
import { createServer } from 'node:http'
import { createInterface } from 'node:readline'
import { chromium } from 'playwright-core'
import { chromiumFlags, findChromium } from '../../../tools/chromium.mjs'

// From loopback, because a browser keeps other pages away from servers on this machine.
const empty = createServer((_request, response) => { response.setHeader('Content-Type', 'text/html').end('<!doctype html><title>conformance</title>') })
empty.listen(0, '127.0.0.1')
await once(empty, 'listening')

const executablePath = findChromium()
if (executablePath === null) throw new Error('no Chromium: run node tools/chromium.mjs')
const browser = await chromium.launch({ executablePath, args: chromiumFlags })
const page = await browser.newPage()
await page.exposeFunction('say', (report) => { process.stdout.write(`${JSON.stringify(report)}\n`) })
await page.goto(`http://127.0.0.1:${empty.address().port}/`)
await page.addScriptTag({ path: process.argv[2] })

// evaluate takes them one at a time, in order
let last = Promise.resolve()
createInterface({ input: process.stdin })
  .on('line', (line) => { last = last.then(() => page.evaluate((command) => globalThis.obey(command), JSON.parse(line))) })
  .on('close', () => { void last.then(() => browser.close()).then(() => process.exit(0)) })
