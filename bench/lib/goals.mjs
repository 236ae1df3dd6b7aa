// What this server has to reach, as ratios to another server in the same round: the floor is a promise, the goal an
// aim.
// `lower`: the smaller ratio is the better one.
export const goals = [
  {
    workload: 'W1-1000',
    kind: 'equal',
    metric: 'perCpu',
    measure: 'equal load, 1,000 members: deliveries per CPU s',
    against: { socketio: [1.3, 1.4], nats: [1.5, 1.6], ws: null }
  },
  {
    workload: 'W1-200',
    kind: 'equal',
    metric: 'perCpu',
    measure: 'equal load, 200 members: deliveries per CPU s',
    against: { socketio: [1.3, 1.4], nats: null, ws: null }
  },
  {
    workload: 'W1-1000',
    kind: 'highest',
    metric: 'delivered',
    measure: 'highest rate, 1,000 members: deliveries/s at p99 of 200 ms at most',
    against: { socketio: [25, 50], nats: [2, 3], ws: null }
  },
  {
    workload: 'W1-200',
    kind: 'highest',
    metric: 'delivered',
    measure: 'highest rate, 200 members',
    against: { socketio: [25, 50], nats: [2, 3], ws: null }
  },
  {
    workload: 'W2',
    kind: 'peer',
    metric: 'perCpu',
    measure: 'peer round trips, acknowledged end to end, per CPU s',
    against: { socketio: [1.3, 1.5], nats: [0.9, 1], ws: null }
  },
  {
    workload: 'W3',
    kind: 'equal',
    metric: 'perCpu',
    measure: '500 channels of 4, equal load: deliveries per CPU s',
    against: { socketio: [1.25, 1.5], nats: [1.25, 1.5], ws: null }
  },
  {
    workload: 'W4',
    kind: 'idle',
    metric: 'kbPerConnection',
    measure: 'resident memory per connection',
    lower: true,
    against: { socketio: [0.6, 0.45], nats: null, ws: null }
  },
  {
    workload: 'W4',
    kind: 'idle',
    metric: 'perCpu',
    measure: 'logins per CPU s, token checked',
    against: { socketio: [1.6, 2.5], nats: null, ws: null }
  },
  {
    workload: 'W5',
    kind: 'storm',
    metric: 'seconds',
    measure: 'seconds until all dropped clients are back with all they missed',
    lower: true,
    against: { socketio: [0.6, 0.35] }
  }
]

/** p99 at the equal load, against the best of the others in the round: not above it. */
export const delays = [
  { workload: 'W1-1000', kind: 'equal' },
  { workload: 'W1-200', kind: 'equal' },
  { workload: 'W3', kind: 'equal' }
]

export function verdictOf({ lower }, spread, limits) {
  if (spread === null) return 'not measured'
  if (limits === null) return ''
  const reaches = (limit) => (lower ? spread.middle <= limit : spread.middle >= limit)
  const [floor, goal] = limits
  return reaches(goal) ? 'goal met' : reaches(floor) ? 'floor met' : 'not met'
}
