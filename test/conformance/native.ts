// RTM_RUNTIME: JSON {"name", "command", "args"} of a runtime that a native stage has built.
import { Runtime } from './runtime.ts'
import type { Program } from './runtime.ts'
import { nodeRuntime } from './runtimes/node.ts'
import { conformance } from './suite.ts'

const given = process.env['RTM_RUNTIME']
if (given === undefined)
  throw new Error('RTM_RUNTIME is not set: run a native stage, for example test/native/kotlin.sh --conformance')
const { name, ...program } = JSON.parse(given) as Program & { name: string }
conformance(name, () => new Runtime(name, program), await nodeRuntime())
