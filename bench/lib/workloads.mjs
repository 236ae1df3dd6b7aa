// The workloads W1 to W5 and their sizes. A quick run has the same shapes, smaller and shorter.
import { openFiles } from './machine.mjs'

const SPARE_FILES = 1_000

// Where the search for the highest rate begins, deliveries per second: near the answer, so that it takes few steps.
const starts = { rtm: 1_500_000, before: 1_500_000, nats: 1_200_000, socketio: 60_000, ws: 80_000 }
const CAP = 9_000_000

const fan = (server, quick, settings) => ({
  start: starts[server],
  cap: CAP,
  warm: 0.3,
  duration: quick ? 0.6 : 0.9,
  tries: quick ? 3 : 6,
  ...settings
})

const workloads = {
  'W1-1000': (server, quick) => [
    'fan',
    fan(server, quick, { channels: 1, members: 1_000, load: 60_000, highest: true })
  ],
  'W1-200': (server, quick) => ['fan', fan(server, quick, { channels: 1, members: 200, load: 60_000, highest: true })],
  W2: (server, quick) => ['peer', { pairs: 100, warm: 1, duration: quick ? 1 : 2, tries: quick ? 2 : 5 }],
  // 10,000 publishes a second, to three others each.
  W3: (server, quick) => [
    'fan',
    fan(server, quick, {
      channels: quick ? 250 : 500,
      members: 4,
      load: quick ? 15_000 : 30_000,
      start: 10_000,
      duration: 1.5,
      highest: false
    })
  ],
  W4: (server, quick) => [
    'idle',
    { connections: Math.min(quick ? 2_000 : 10_000, openFiles() - SPARE_FILES), inflight: 100, settle: 3 }
  ],
  W5: (server, quick) => [
    'storm',
    { connections: Math.min(quick ? 1_000 : 5_000, openFiles() - SPARE_FILES), perChannel: 100, missed: 10 }
  ]
}
export const workloadNames = Object.keys(workloads)

export function planOf(workload, server, quick) {
  const [kind, settings] = workloads[workload](server, quick)
  return { workload: kind, settings, limitMs: quick ? 90_000 : 180_000 }
}
