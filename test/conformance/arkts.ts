import { arktsRuntime } from './runtimes/arkts.ts'
import { nodeRuntime } from './runtimes/node.ts'
import { conformance } from './suite.ts'

conformance('ArkTS as generated', await arktsRuntime(), await nodeRuntime())
