// One page of Chromium as a runtime: passes commands in and reports out, over a socket of its own, which is ten times
// as quick as the debugger's.
//   chromium-main.mjs <script of the page> <address of the browser>
import { once } from 'node:events'
import { createServer } from 'node:http'
import { createInterface } from 'node:readline'
import { chromium } from 'playwright-core'
import { WebSocketServer } from 'ws'

// From loopback, because a browser keeps other pages away from servers on this machine.
const empty = createServer((_request, response) => {
  response.setHeader('Content-Type', 'text/html').end('<!doctype html><title>conformance</title>')
})
const reports = new WebSocketServer({ server: empty })
empty.listen(0, '127.0.0.1')
await once(empty, 'listening')

const [script, address] = process.argv.slice(2)
const browser = await chromium.connect(address)
const page = await browser.newPage()
page.on('pageerror', (error) => {
  process.stderr.write(`${error.message}\n`)
})
await page.goto(`http://127.0.0.1:${empty.address().port}/`)
const connected = once(reports, 'connection')
await page.addScriptTag({ path: script })
const [socket] = await connected
socket.on('message', (data) => {
  process.stdout.write(`${data}\n`)
})

createInterface({ input: process.stdin })
  .on('line', (line) => {
    socket.send(line)
  })
  .on('close', () => {
    void page
      .close()
      .then(() => browser.close())
      .then(() => process.exit(0))
  })
