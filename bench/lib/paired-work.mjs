// The workloads W1 to W5 as slices of fixed work, and how many slices are not counted because code is still being
// compiled.
export const works = {
  'W1-one': {
    kind: 'fan',
    what: 'one channel of 200, one message at a time',
    unit: 'delivery',
    warm: 6,
    settings: { channels: 1, members: 200, burst: 1, bursts: 40 }
  },
  'W1-many': {
    kind: 'fan',
    what: 'one channel of 200, 64 messages at a time',
    unit: 'delivery',
    warm: 40,
    settings: { channels: 1, members: 200, burst: 64, bursts: 3 }
  },
  W2: {
    kind: 'peer',
    what: '100 pairs, acknowledged end to end',
    unit: 'round trip',
    warm: 6,
    settings: { pairs: 100, trips: 10 }
  },
  W3: {
    kind: 'fan',
    what: '250 channels of 4',
    unit: 'delivery',
    warm: 6,
    settings: { channels: 250, members: 4, burst: 40, bursts: 25 }
  },
  W4: {
    kind: 'idle',
    what: 'upgrade, login with a token, join of an own channel',
    unit: 'login',
    warm: 10,
    settings: { connections: 100, inflight: 25 }
  },
  W5: {
    kind: 'storm',
    what: '100 break, 10 messages are missed, all come back at once',
    unit: 'return',
    warm: 8,
    settings: { connections: 100, missed: 10, inflight: 25 }
  }
}
export const workNames = Object.keys(works)
