// One page of Chromium as a runtime: passes commands in and reports out.
//   chromium-main.mjs <script of the page> <address of the browser>
import { once } from 'node:events'
import { createServer } from 'node:http'
import { createInterface } from 'node:readline'
import { chromium } from 'playwright-core'

// From loopback, because a browser keeps other pages away from servers on this machine.
const empty = createServer((_request, response) => { response.setHeader('Content-Type', 'text/html').end('<!doctype html><title>conformance</title>') })
empty.listen(0, '127.0.0.1')
await once(empty, 'listening')

const [script, address] = process.argv.slice(2)
const browser = await chromium.connect(address)
const page = await browser.newPage()
await page.exposeFunction('say', (report) => { process.stdout.write(`${JSON.stringify(report)}\n`) })
await page.goto(`http://127.0.0.1:${empty.address().port}/`)
await page.addScriptTag({ path: script })

// evaluate takes them one at a time, in order
let last = Promise.resolve()
createInterface({ input: process.stdin })
  .on('line', (line) => { last = last.then(() => page.evaluate((command) => globalThis.obey(command), JSON.parse(line))) })
  .on('close', () => { void last.then(() => page.close()).then(() => browser.close()).then(() => process.exit(0)) })
