import { afterAll } from 'vitest'
import { chromiumBrowser } from './runtimes/chromium.ts'
import { nodeRuntime } from './runtimes/node.ts'
import { conformance } from './suite.ts'

const browser = await chromiumBrowser()
afterAll(() => browser.close())
conformance('Chromium', () => browser.runtime(), await nodeRuntime(), { without: ['setLogFile 0'] }) // the web has no files
