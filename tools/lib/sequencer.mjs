// The test files that take longest begin first: one that begins last leaves the other cores without work for as long as
// it takes. Measured on two cores; a file that is not named takes less than all of these.
import { BaseSequencer } from 'vitest/node'

export const LONGEST = [
  'test/conformance/node.test.ts',
  'test/oracles/random-schedules.test.ts',
  'test/storage/failing-running.test.ts',
  'test/storage/failing-start-stop.test.ts',
  'test/server/link/fanout.test.ts',
  'test/oracles/mail-schedules.test.ts',
  'test/oracles/calls-in-a-row.test.ts',
  'test/server/process/stop.test.ts',
  'test/oracles/invitations.test.ts',
  'test/server/process/stopped.test.ts'
]

const place = ({ moduleId }) => {
  const at = LONGEST.findIndex((file) => moduleId.endsWith(file))
  return at < 0 ? LONGEST.length : at
}

export class LongestFirst extends BaseSequencer {
  async sort(files) {
    return (await super.sort(files)).sort((one, other) => place(one) - place(other))
  }
}
