import { createServer, type Server } from 'node:http'
import { readFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { extname, join, normalize } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inRoot } from '../../tools/lib/paths.mjs'
import { openBrowser } from './kit/browser.js'

const types: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml'
}

// Files only: what the pages do without a server is to say so, not to break.
function serveBuild(): Promise<Server> {
  const server = createServer((request, response) => {
    const path = normalize(new URL(request.url ?? '/', 'http://x').pathname)
    const file = join(inRoot('dist', 'build', 'h5'), path === '/' ? 'index.html' : path)
    readFile(file).then(
      (body) =>
        response.writeHead(200, { 'content-type': types[extname(file)] ?? 'application/octet-stream' }).end(body),
      () => response.writeHead(404).end()
    )
  })
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)))
}

describe('the built pages', () => {
  let browser: Browser
  let server: Server

  beforeAll(async () => {
    browser = await openBrowser()
    server = await serveBuild()
  })
  afterAll(async () => {
    await browser?.close()
    server?.close()
  })

  it.each([
    '',
    '#/pages/chat/chat',
    '#/pages/call/call',
    '#/pages/diagnostics/diagnostics',
    '#/pages/single/single',
    '#/pages/conformance/conformance'
  ])('load at %s without an error of the script or a missing file', async (route) => {
    const { port } = server.address() as AddressInfo
    const origin = `http://127.0.0.1:${port}/`
    const faults: string[] = []
    const page = await browser.newPage()
    page.on('pageerror', (error) => faults.push(error.message))
    page.on('response', (response) => {
      if (response.url().startsWith(origin) && response.status() >= 400)
        faults.push(`${response.status()} ${response.url()}`)
    })
    await page.goto(origin + route)
    await page.waitForSelector('uni-page-body')
    expect(faults).toEqual([])
    await page.close()
  })
})
