// The suite's server with a clock that runs, which cuts one of its users off every 60 ms. Prints its address.
import { defaultLimits } from '../../../server/src/config/apps.ts'
import { systemClock } from '../../../server/src/base/clock.ts'
import { Server } from '../../conformance/server.ts'
import { everyRate } from '../../kit/rates.ts'

const most = [1_000_000, 1_000] as const
const rates = everyRate(most)
const server = await new Server(systemClock, {
  rates,
  retention: { ...defaultLimits.retention, messages: 100_000 }
}).start()

const users = ['alice', 'bob', 'carol', 'dave']
let next = 0
setInterval(() => {
  server.cut(users[next++ % users.length]!)
}, 60)
console.log(`URL ${server.url}`)
