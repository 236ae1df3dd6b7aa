// What a signed token may claim. Claims are made by hand, as JSON text: a library would not write 1e308 or a fraction.
import { createHmac } from 'node:crypto'
import fc from '../../kit/properties.ts'
import { describe, expect, it } from 'vitest'
import { World } from '../../../sdk/testing/world.ts'
import { AHEAD_MOST_MS, VALIDITY_MOST_MS } from '../../../server/src/login/claims.ts'
import { JwtVerifier } from '../../../server/src/login/tokens.ts'
import { appWith, Stage } from '../../kit/server/stage.ts'

const CERTIFICATE = 'c'.repeat(40)
const START = 1_795_252_000_000
const S = START / 1000
const DAY = 86_400
const base64 = (text: string): string => Buffer.from(text).toString('base64url')

/** Written here by hand, from RFC 7515. `times` is the JSON text of each claim. */
function signed(times: Record<string, string>): string {
  const rest = Object.entries(times)
    .map(([name, text]) => `,"${name}":${text}`)
    .join('')
  const text = `${base64('{"alg":"HS256"}')}.${base64(`{"sub":"alice","app":"${app.id}"${rest}}`)}`
  return `${text}.${createHmac('sha256', CERTIFICATE).update(text).digest('base64url')}`
}

const app = appWith({}, { certificate: true })

async function verdictOn(times: Record<string, string>): Promise<string> {
  const world = new World(START)
  const verdict = await new JwtVerifier([{ app, certificate: CERTIFICATE }], world.clock).verify(
    app,
    'alice',
    signed(times)
  )
  return verdict.why === 'ok' ? `ok ${verdict.expiresAt / 1000 - S}` : verdict.why
}

/** Claims, and what is said of them: `ok` with the seconds that it has left. */
const table: readonly (readonly [what: string, times: Record<string, string>, verdict: string])[] = [
  ['an hour', { iat: `${S}`, exp: `${S + 3600}` }, 'ok 3600'],
  ['a week from now', { iat: `${S}`, exp: `${S + 7 * DAY}` }, `ok ${DAY}`],
  ['a week from yesterday', { iat: `${S - DAY}`, exp: `${S + 6 * DAY}` }, 'token_expired'],
  ['a clock that is 60 s ahead', { iat: `${S + 60}`, exp: `${S + 7 * DAY}` }, `ok ${DAY + 60}`],
  ['a clock that is 61 s ahead', { iat: `${S + 61}`, exp: `${S + 100}` }, 'token_invalid'],
  ['an issue a year ahead', { iat: `${S + 365 * DAY}`, exp: `${S + 3650 * DAY}` }, 'token_invalid'],
  ['no issue, a day', { exp: `${S + DAY}` }, `ok ${DAY}`],
  ['no issue, a day and a second', { exp: `${S + DAY + 1}` }, 'token_invalid'],
  ['no issue, ten years', { exp: `${S + 3650 * DAY}` }, 'token_invalid'],
  ['no issue, 1e308', { exp: '1e308' }, 'token_invalid'],
  ['1e308', { iat: `${S}`, exp: '1e308' }, 'token_invalid'],
  ['1e999, which JSON reads as Infinity', { iat: `${S}`, exp: '1e999' }, 'token_invalid'],
  ['milliseconds', { iat: `${START}`, exp: `${START + 3_600_000}` }, 'token_invalid'],
  ['an end in milliseconds', { iat: `${S}`, exp: `${START + 3_600_000}` }, 'token_invalid'],
  ['an issue in milliseconds', { iat: `${START}`, exp: `${S + 3600}` }, 'token_invalid'],
  ['a fraction of a second', { iat: `${S}`, exp: `${S + 60}.5` }, 'token_invalid'],
  ['an issue with a fraction', { iat: `${S}.25`, exp: `${S + 60}` }, 'token_invalid'],
  ['a whole number with a point', { iat: `${S}.0`, exp: `${S + 60}` }, 'ok 60'],
  ['an end before 1970', { exp: '-1' }, 'token_invalid'],
  ['an issue before 1970', { iat: '-1', exp: `${S + 60}` }, 'token_invalid'],
  ['an end that is null', { iat: `${S}`, exp: 'null' }, 'token_invalid'],
  ['an issue that is null', { iat: 'null', exp: `${S + 60}` }, 'token_invalid'],
  ['a text', { iat: `${S}`, exp: `"${S + 60}"` }, 'token_invalid'],
  ['a list', { iat: `[${S}]`, exp: `${S + 60}` }, 'token_invalid'],
  ['no end', { iat: `${S}` }, 'token_invalid'],
  ['a start that is ahead', { exp: `${S + 60}`, nbf: `${S + 1}` }, 'token_invalid'],
  ['a start that has come', { exp: `${S + 60}`, nbf: `${S}` }, 'ok 60'],
  ['a start in milliseconds', { exp: `${S + 60}`, nbf: `${START}` }, 'token_invalid'],
  ['a start that is a fraction', { exp: `${S + 60}`, nbf: `${S - 1}.5` }, 'token_invalid'],
  ['the end is now', { iat: `${S - 60}`, exp: `${S}` }, 'token_expired'],
  ['the end is long ago, and no issue', { exp: '1' }, 'token_expired']
]

describe('P-HELLO-6: times that a token claims', () => {
  for (const [what, times, verdict] of table)
    it(`${what}: ${verdict}`, async () => expect(await verdictOn(times)).toBe(verdict))
})

const wholes = fc.oneof(
  fc.integer({ min: S - 2 * DAY, max: S + 2 * DAY }),
  fc.constantFrom(0, 1, -1, START, START + 3_600_000, 2 ** 53, 1e11, 1e11 - 1)
)
const number = fc.oneof(
  wholes.map(String),
  fc.double({ noNaN: true }).map((value) => `${value}`.replace('Infinity', '1e999')),
  wholes.map((value) => `${value}.5`)
)
const claim = fc.option(
  fc.oneof(
    { weight: 6, arbitrary: number },
    { weight: 1, arbitrary: fc.constantFrom('null', '"soon"', '[]', '{}', 'true', '1e308') }
  ),
  { nil: null }
)

it('P-TOKEN-1 P-HELLO-6: whatever a token claims, welcome and renew tell a whole end within a day', async () => {
  await fc.assert(
    fc.asyncProperty(fc.record({ exp: claim, iat: claim, nbf: claim }), async (claims) => {
      const world = new World(START)
      const stage = new Stage(
        { verifier: new JwtVerifier([{ app, certificate: CERTIFICATE }], world.clock), appList: [app] },
        world
      )
      const token = signed(
        Object.fromEntries(Object.entries(claims).filter((entry): entry is [string, string] => entry[1] !== null))
      )
      const alice = await stage.login('alice', { token })
      const told =
        alice.welcome === null ? null : [alice.welcome['exp'], (await alice.request('renew', { token }))['exp']]
      for (const exp of told ?? []) {
        expect(Number.isSafeInteger(exp)).toBe(true)
        expect(exp).toBeGreaterThan(START)
        expect(exp).toBeLessThanOrEqual(START + VALIDITY_MOST_MS + AHEAD_MOST_MS)
      }
      if (told === null) expect([4203, 4204]).toContain(alice.closed)
    }),
    { numRuns: 400 }
  )
})
