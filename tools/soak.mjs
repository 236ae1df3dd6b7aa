// npm run soak -- --minutes 20 [--users 40] [--plant]: mixed life of engines on real sockets with the shipped server,
// and what of it stays in the server's memory. Its heap is counted by constructor, after forced collections, at three
// moments of equal population; what has grown between each of them is named, and the command ends with 1. --plant leaks
// something on purpose: then it has to.
import { parseArgs } from 'node:util'
import { build } from './build.mjs'
import { inRoot } from './lib/paths.mjs'
import { heapOf, Watched } from './soak/watched.mjs'
import { grown, memoryGrown } from './soak/growth.mjs'

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '1' },
    users: { type: 'string', default: '40' },
    seed: { type: 'string', default: '1' },
    plant: { type: 'boolean', default: false }
  }
})
const [minutes, users, seed] = [values.minutes, values.users, values.seed].map(Number)
if (!(minutes > 0) || !(users >= 4) || !Number.isInteger(seed)) {
  console.error('soak: --minutes is a number above 0, --users one from 4 on, --seed a whole number')
  process.exit(2)
}

await build('server', () => {})
await build('soak', () => {})
const { Life } = await import(inRoot('dist/soak/life.mjs'))

const server = await Watched.start()
const life = new Life(server.url, users, seed)
try {
  const moments = []
  // The first life is a warm-up: what is made once is there after it.
  for (const share of [0.2, 0.4, 0.4]) {
    await life.live(minutes * 60_000 * share)
    await life.rest()
    if (values.plant)
      await server.ask(
        '(() => { globalThis.planted ??= []; class Planted { constructor(i) { this.i = i } } ' +
          'for (let i = 0; i < 5000; i++) planted.push(new Planted(i)) })()'
      )
    moments.push({ ...(await heapOf(server)), deeds: life.total() })
    tell(moments.at(-1), moments.length)
  }
  const names = [...grown(moments.map(({ rows }) => rows)), ...memoryGrown(moments.map(({ memory }) => memory))]
  for (const { name, from, to, bytes } of names)
    console.log(`  GROWS: ${name}: ${from} to ${to}${bytes === undefined ? '' : `, ${bytes} bytes more`}`)
  const [, before, after] = moments
  console.log(
    `soak: ${minutes} min, ${users} users, seed ${seed}: ${life.summary()}; heap ${mb(before.memory.heapUsed)} to ` +
      `${mb(after.memory.heapUsed)} MB between the last two rests, ` +
      `${names.length === 0 ? 'nothing grows' : `${names.length} grow`}`
  )
  process.exitCode = names.length === 0 ? 0 : 1
} finally {
  await life.end()
  await server.end()
}
process.exit()

function mb(bytes) {
  return (bytes / 1e6).toFixed(2)
}

function tell({ memory, deeds }, nth) {
  console.log(
    `  rest ${nth}: ${deeds} deeds so far, heap ${mb(memory.heapUsed)} MB, buffers ${mb(memory.arrayBuffers)} MB, ` +
      `resident ${mb(memory.rss)} MB`
  )
}
