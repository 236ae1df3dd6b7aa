// kill -9: whatever the server answered outlives it. Ten rounds here; more, or those of a failing seed, with
//   RTM_ROUNDS=100 npx vitest run test/kill          RTM_SEED=<seed> npx vitest run test/kill
import { beforeAll, expect, it } from 'vitest'
import { buildServer } from '../kit/process.ts'
import { KillTown } from './town.ts'

const ROUNDS = Number(process.env.RTM_ROUNDS ?? 10)
const SEED = Number(process.env.RTM_SEED ?? 1)

beforeAll(buildServer, 60_000)

it(
  `P-MAIL-2 P-MAIL-4: ${ROUNDS} kills under traffic: what was stored or received is there, nothing comes twice`,
  { timeout: 60_000 + ROUNDS * 10_000 },
  async () => {
    const town = new KillTown(SEED)
    try {
      await town.begin()
      for (let round = 0; round < ROUNDS; round++) await town.round()
      await town.rest()
      const sent = town.users.flatMap((user) => user.sent)
      for (const { text, to, outcome } of sent) {
        const times = town.user(to).heard.filter((one) => one === text).length
        const said = `RTM_SEED=${SEED}: ${text.slice(0, 20)} was answered ${outcome}`
        if (outcome === 'stored' || outcome === 'received') expect(times, said).toBe(1)
        else expect(times, said).toBeLessThanOrEqual(1)
      }
      const stored = sent.filter(({ outcome }) => outcome === 'stored').length
      expect(stored, 'some had to wait on the disk').toBeGreaterThan(ROUNDS)
      for (const user of town.users) {
        // A crash is a new epoch, which nobody can count in; nothing else may be missing.
        expect(
          user.missed.filter(({ reason }) => reason !== 'epoch'),
          `RTM_SEED=${SEED}: ${user.name}`
        ).toEqual([])
        expect(user.faults).toEqual([])
      }
      expect(town.kills).toBe(ROUNDS)
      expect(await town.end()).toBe(0)
      console.log(
        `kill: seed ${SEED}, ${ROUNDS} rounds, ${sent.length} messages, ${stored} stored, ` +
          `${sent.filter(({ outcome }) => outcome === 'received').length} received`
      )
    } finally {
      town.dispose()
    }
  }
)
