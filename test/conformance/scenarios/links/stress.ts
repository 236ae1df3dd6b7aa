// Many messages each way while links break at random. RTM_STRESS: how many (500 in the gate); RTM_SEED: another
// schedule.
import { expect } from 'vitest'
import { defaultLimits } from '../../../../server/src/config/apps.ts'
import { randomOf } from '../../../../sdk/testing/random.ts'
import type { Random } from '../../../../sdk/testing/random.ts'
import type { Fields } from '../../runtime.ts'
import type { Actor } from '../../actor.ts'
import type { Stage } from '../../stage.ts'
import type { Scenario } from '../scenario.ts'
import { kinds, texts, twoAtRest } from '../scenario.ts'

const wholeOf = (name: string, otherwise: number): number => {
  const value = Number(process.env[name] ?? otherwise)
  if (!Number.isSafeInteger(value) || value < 1) throw new Error(`${name} is a whole number above 0`)
  return value
}
const MESSAGES = wholeOf('RTM_STRESS', 500)
const SEED = wholeOf('RTM_SEED', 1)
const MAX_BURST = 40
const SILENT_MS = 800
const LONGEST_TEXT = 400

interface Sent {
  readonly kind: 'onPeerMessageReceived' | 'onChannelMessageReceived'
  readonly text: string
  readonly result: () => Fields
}

/** One end: what it has sent, and what it was told. */
class Side {
  readonly sent: Sent[] = []
  private count = 0
  constructor(
    readonly actor: Actor,
    private readonly other: string,
    private readonly random: Random
  ) {}

  get left(): number {
    return MESSAGES - this.count
  }

  async send(): Promise<void> {
    const isPeer = this.random.next() < 0.5
    const text = `${++this.count} ${'·'.repeat(this.random.below(LONGEST_TEXT))}`
    const place = this.sent.length
    this.sent.length++
    const result = await (isPeer
      ? this.actor.begin('sendMessageToPeer', { peerId: this.other, text })
      : this.actor.begin('sendChannelMessage', { channelId: 'room', text }))
    this.sent[place] = { kind: isPeer ? 'onPeerMessageReceived' : 'onChannelMessageReceived', text, result }
  }

  /** What the other end was told of: all that was sent, once, in order, and every sender was told so. */
  check(heard: readonly Fields[]): void {
    expect(this.sent.length).toBe(MESSAGES)
    expect(new Set(this.sent.map(({ result }) => result()['code']))).toEqual(new Set([0]))
    for (const kind of ['onPeerMessageReceived', 'onChannelMessageReceived'] as const) {
      expect(texts(heard, kind)).toEqual(this.sent.filter((one) => one.kind === kind).map(({ text }) => text))
    }
    expect(kinds(heard)).not.toContain('onMessagesMissed')
  }
}

/** Breaks a link; what is left to be done for its end when the burst is over. */
function breakLink(stage: Stage, user: string, random: Random): () => Promise<void> {
  const { server } = stage
  const before = server.greeted(user)
  const isSilent = random.next() < 0.25
  if (isSilent) server.silence(user)
  else server.cut(user)
  const isRefused = random.next() < 0.25
  if (isRefused) server.refuse(true)
  return async () => {
    if (isRefused) await stage.advance(600)
    server.refuse(false)
    await stage.returns(user, before)
    if (isSilent) server.speak(user)
  }
}

export const stress: Scenario = {
  name: `P-ORDER-1: stress: ${MESSAGES} messages each way while links break at random: both ends log the same`,
  limits: { ping: SILENT_MS / 2, silent: SILENT_MS, rates: { ...defaultLimits.rates, message: [1_000_000, 1_000] } },
  notInRealTime: 'it takes minutes',
  timeoutMs: 60_000 + 60 * MESSAGES,
  play: async (stage) => {
    const random = randomOf(SEED)
    const { alice, bob } = await twoAtRest(stage)
    const ends = [new Side(alice, 'bob', random), new Side(bob, 'alice', random)]
    let breaks = 0
    for (let open = ends; open.length > 0; open = ends.filter(({ left }) => left > 0)) {
      const size = 1 + random.below(MAX_BURST)
      const broken = new Map<number, string>()
      for (const user of ['alice', 'bob']) if (random.next() < 0.3) broken.set(random.below(size), user)
      const sends: Promise<void>[] = []
      const mends: (() => Promise<void>)[] = []
      for (let i = 0; i < size; i++) {
        const user = broken.get(i)
        if (user !== undefined) mends.push(breakLink(stage, user, random))
        const end = random.pick(open)
        if (end.left > 0) sends.push(end.send())
        if (random.next() < 0.2) await Promise.all(sends) // some have gone through, some are on their way
      }
      await Promise.all(sends)
      breaks += mends.length
      for (const mend of mends) await mend()
      await stage.advance(200)
    }
    await stage.advance(2_000)
    expect(breaks).toBeGreaterThan(MESSAGES / 200)
    const [toAlice, toBob] = [alice.events(), bob.events()]
    ends[0]!.check(toBob)
    ends[1]!.check(toAlice)
  }
}
