import { writeFileSync } from 'node:fs'
import { nodeRuntime } from './runtimes/node.ts'
import { EVIDENCE } from './suite-evidence.ts'
import { conformance } from './suite.ts'

const make = await nodeRuntime()
conformance('Node', make, make, {
  shown: (recorder) => {
    if (process.env['RTM_CONFORMANCE'] === 'write')
      writeFileSync(EVIDENCE, `${JSON.stringify(recorder.evidence(), null, 1)}\n`)
  }
})
