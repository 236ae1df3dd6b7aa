// One run of the suite with a page in the leading part: says what is planned, plays, and tells each verdict.
import type { News, Planned } from '../../../pages/conformance/wire.ts'
import type { Player } from '../runtime.ts'
import type { Scenario } from '../scenarios/scenario.ts'
import { Server } from '../server.ts'
import { Stage } from '../stage.ts'
import type { Time } from '../time.ts'
import type { PagePlayer } from './page-player.ts'

const MAX_REASON = 600
const MAX_VALUE = 400

export interface Cast {
  readonly time: Time
  /** The page, for one scenario; each gets one of its own on the same socket. */
  page(): PagePlayer
  partner(): Player
  /** A server that handshakes reach under a path of its own, until it is closed. */
  open(make: (path: string) => Server): Server
  close(server: Server): void
  gone(): boolean
}

export function planOf(scenarios: readonly Scenario[], only: readonly number[]): Planned[] {
  return scenarios
    .map(({ name, notInRealTime = '' }, i) => ({ number: i + 1, name, why: notInRealTime }))
    .filter(({ number }) => only.length === 0 || only.includes(number))
}

export async function run(
  scenarios: readonly Scenario[],
  only: readonly number[],
  cast: Cast,
  say: (news: News) => void
): Promise<void> {
  const begun = performance.now()
  const plan = planOf(scenarios, only)
  say({ plan })
  for (const { number, why } of plan) {
    if (cast.gone()) return
    if (why !== '') continue
    say({ playing: number })
    const started = performance.now()
    const reason = await faultOf(scenarios[number - 1]!, cast)
    say({
      verdict: number,
      ok: reason === null ? 1 : 0,
      reason: reason ?? '',
      ms: Math.round(performance.now() - started)
    })
  }
  say({ over: 1, ms: Math.round(performance.now() - begun) })
}

async function faultOf(scenario: Scenario, cast: Cast): Promise<string | null> {
  // Who knows the path may come from anywhere: it is a secret, and gone with the scenario.
  const server = cast.open(
    (path) => new Server(cast.time.clock, scenario.limits ?? {}, { path, origins: { listed: ['*'] } })
  )
  const stage = new Stage(server, cast.time, (isTested) => (isTested ? cast.page() : cast.partner()))
  try {
    await cast.page().stop() // what the page or its user left
    await scenario.play(stage)
    return null
  } catch (fault) {
    return reasonOf(fault)
  } finally {
    await stage.close()
    cast.close(server)
  }
}

/** In words, and with both values where something else was expected. */
export function reasonOf(fault: unknown): string {
  if (!(fault instanceof Error)) return String(fault).slice(0, MAX_REASON)
  const { message, expected, actual } = fault as Error & { expected?: unknown; actual?: unknown }
  const told = (value: unknown): string => (JSON.stringify(value) ?? String(value)).slice(0, MAX_VALUE)
  const values =
    expected === undefined && actual === undefined ? '' : `\nexpected ${told(expected)}\ngot      ${told(actual)}`
  return message.slice(0, MAX_REASON) + values
}
