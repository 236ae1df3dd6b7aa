import { beforeAll, describe, it } from 'vitest'
import type { Runtime } from './runtime.ts'
import { nodeRuntime } from './runtimes/node.ts'
import { scenarios } from './scenarios/all.ts'
import { Stage } from './stage.ts'

let make: () => Runtime

beforeAll(async () => { make = await nodeRuntime() })

describe('conformance: Node', () => {
  for (const { name, limits, play } of scenarios) {
    it(name, async () => {
      const stage = await Stage.open(make, limits)
      try {
        await play(stage)
      } finally {
        await stage.close()
      }
    })
  }
})
