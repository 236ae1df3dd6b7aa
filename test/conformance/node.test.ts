import { nodeRuntime } from './runtimes/node.ts'
import { conformance } from './suite.ts'

const make = await nodeRuntime()
conformance('Node', make, make)
