// npm run chaos -- --minutes 10 --seed N [--without "kill -9"]: the shipped server under everything that comes from
// outside, judged by a ledger of its clients (test/second-client). Prints the ledger; ends with 1 on a breach.
import { parseArgs } from 'node:util'
import { build } from './build.mjs'
import { Town } from './chaos/town.mjs'
import { KINDS, LONG } from './chaos/weather.mjs'

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '1' },
    seed: { type: 'string' },
    without: { type: 'string', multiple: true, default: [] }
  }
})
const minutes = Number(values.minutes)
const seed = values.seed === undefined ? Date.now() % 1_000_000 : Number(values.seed)
const unknown = values.without.filter((name) => !KINDS.includes(name))
if (!(minutes > 0) || !Number.isInteger(seed) || unknown.length > 0) {
  console.error(`chaos: --minutes is a number above 0, --seed a whole number, --without one of: ${KINDS.join('; ')}`)
  process.exit(2)
}

await build('server', () => {})
const town = new Town(seed)
town.left = [...values.without, ...(minutes < 3 ? LONG : [])]
// Whoever stops it leaves no server and no file system behind.
for (const signal of ['SIGINT', 'SIGTERM'])
  process.once(signal, () => {
    town.clear()
    process.exit(1)
  })
let breaches
try {
  breaches = await town.play(minutes * 60_000)
  print(breaches)
} finally {
  await town.dispose()
}
process.exit(breaches.length === 0 ? 0 : 1)

function print(found) {
  const { people, befell, proxy, volume, lostEpochs } = town
  const sent = people.flatMap((person) => person.sent)
  const stays = people.flatMap((person) => person.stays)
  const gaps = stays.flatMap((stay) => stay.gaps)
  const heard = stays.reduce((sum, stay) => sum + stay.heard.length, 0)
  const mail = people.reduce((sum, person) => sum + person.mail.length, 0)
  const welcomes = people.reduce(
    (sum, { client }) => sum.map((n, i) => n + Object.values(client.welcomes)[i]),
    [0, 0, 0]
  )
  console.log(
    `chaos: seed ${seed}, ${minutes} min, ${people.length} clients, ${welcomes.reduce((a, b) => a + b)} greetings ` +
      `(${welcomes[0]} resumed, ${welcomes[1]} after the lease, ${welcomes[2]} fresh)`
  )
  for (const [deed, times] of Object.entries(befell)) console.log(`  ${String(times).padStart(5)}  ${deed}`)
  console.log(`  ${String(proxy.cuts).padStart(5)}  cuts at a byte; ${lostEpochs} times all epochs were lost`)
  if (volume.problem !== '') console.log(`  a full disk was not played: ${volume.problem}`)
  if (values.without.length > 0) console.log(`  left out: ${values.without.join('; ')}`)
  console.log(`  to users: ${tally(sent.filter(({ kind }) => kind === 'send'))}; ${mail} came`)
  console.log(
    `  to channels: ${tally(sent.filter(({ kind }) => kind === 'pub'))}; ${heard} heard, ${gaps.length} gaps, ` +
      `${gaps.filter(({ count }) => count < 0).length} of them of unknown size, the others of ` +
      `${gaps.reduce((sum, { count }) => sum + Math.max(0, count), 0)} messages`
  )
  for (const line of found.slice(0, 40)) console.log(`  BREACH ${line}`)
  if (found.length > 40) console.log(`  … and ${found.length - 40} more`)
  console.log(`chaos: ${sent.length} messages, ${found.length} breaches`)
}

function tally(rows) {
  const counts = {}
  for (const { outcome } of rows) counts[outcome || 'no outcome'] = (counts[outcome || 'no outcome'] ?? 0) + 1
  return (
    Object.entries(counts)
      .map(([outcome, n]) => `${n} ${outcome}`)
      .join(', ') || 'none'
  )
}
