import { afterAll } from 'vitest'
import { Chromium } from './runtimes/chromium.ts'
import { nodeRuntime } from './runtimes/node.ts'
import { conformance } from './suite.ts'

const browser = await Chromium.start()
afterAll(() => browser.close())
// the web has no files
conformance('Chromium', () => browser.runtime(), await nodeRuntime(), { without: ['setLogFile 0'] })
