import { fileURLToPath } from 'node:url'
import { miniRuntime, nodeRuntime } from './runtimes/node.ts'
import { conformance } from './suite.ts'

conformance('WeChat mini-program, as built', await miniRuntime(fileURLToPath(new URL('../../dist/build/mp-weixin', import.meta.url))), await nodeRuntime())
