import { describe, it } from 'vitest'
import type { Runtime } from './runtime.ts'
import { scenarios } from './scenarios/all.ts'
import { Stage } from './stage.ts'

/** All scenarios, with `tested` in the leading part and a partner on Node. */
export function conformance(name: string, tested: () => Runtime, partner: () => Runtime): void {
  describe(`conformance: ${name}`, () => {
    for (const scenario of scenarios) {
      it(scenario.name, async () => {
        const stage = await Stage.open((isTested) => (isTested ? tested() : partner()), scenario.limits)
        try {
          await scenario.play(stage)
          await stage.leaveNothing()
        } finally {
          await stage.close()
        }
      }, scenario.timeoutMs)
    }
  })
}
