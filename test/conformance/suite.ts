import { describe, expect, it } from 'vitest'
import { Recorder } from './evidence.ts'
import type { Player } from './runtime.ts'
import { scenarios } from './scenarios/all.ts'
import { Stage } from './stage.ts'
import { readEvidence } from './suite-evidence.ts'

interface Differences {
  /** Cells that this runtime cannot show. */
  readonly without?: readonly string[]
  /** A close before the open does nothing: such a socket ends by the server's limit for handshakes (`handshakeMs`). */
  readonly opensAnyway?: boolean
  /** May keep what was seen. */
  readonly shown?: (recorder: Recorder) => void
}

/** All scenarios, with `tested` in the leading part and a partner on Node. */
export function conformance(
  name: string,
  tested: () => Player,
  partner: () => Player,
  { without = [], opensAnyway = false, shown = () => {} }: Differences = {}
): void {
  const recorder = new Recorder()
  describe(`conformance: ${name}`, () => {
    for (const scenario of scenarios.filter(({ closesOpening }) => closesOpening !== true || !opensAnyway)) {
      it(
        scenario.name,
        async () => {
          const stage = await Stage.open((isTested) => (isTested ? tested() : partner()), scenario.limits)
          try {
            await scenario.play(stage)
            await stage.leaveNothing()
            recorder.look(scenario.name, stage.tested)
          } finally {
            await stage.close()
          }
        },
        scenario.timeoutMs
      )
    }

    it('every code of every function, every field of every answer and event was seen, as conformance.md says', () => {
      shown(recorder)
      expect(
        recorder.missing(readEvidence()).filter((cell) => !without.some((one) => cell.startsWith(`${one}:`)))
      ).toEqual([])
      expect(recorder.strange()).toEqual([])
    })
  })
}
