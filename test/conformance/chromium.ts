import { chromiumRuntime } from './runtimes/chromium.ts'
import { nodeRuntime } from './runtimes/node.ts'
import { conformance } from './suite.ts'

conformance('Chromium', await chromiumRuntime(), await nodeRuntime())
