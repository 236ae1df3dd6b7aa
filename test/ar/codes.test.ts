// The code matrix, row by row: the numbers of docs/ar-rules.md, section 9, and the order of checks.
import { describe, expect, it } from 'vitest'
import { APP, ArRig, type Frame } from '../kit/engine-kit'

type Call = (rig: ArRig, callback: (result: Frame) => void) => void
const peer: Call = (rig, cb) => {
  rig.entry.ar.sendMessageToPeer({ peerId: 'bob', text: 'hi' }, cb)
}
const channel: Call = (rig, cb) => {
  rig.entry.ar.sendChannelMessage({ channelId: 'room', text: 'hi' }, cb)
}
const join =
  (channelId = 'hall'): Call =>
  (rig, cb) => {
    rig.entry.ar.join({ channelId }, cb)
  }
const leave =
  (channelId = 'room'): Call =>
  (rig, cb) => {
    rig.entry.ar.leave({ channelId }, cb)
  }
const members =
  (channelId = 'room'): Call =>
  (rig, cb) => {
    rig.entry.ar.getMembers({ channelId }, cb)
  }
const counts: Call = (rig, cb) => {
  rig.entry.ar.getChannelMemberCount({ channelIds: ['room'] }, cb)
}
const presence: Call = (rig, cb) => {
  rig.entry.ar.presence.query({ peerIds: ['bob'] }, cb)
}
const login: Call = (rig, cb) => {
  rig.entry.ar.login({ userId: 'alice', token: 'T' }, cb)
}
const logout: Call = (rig, cb) => {
  rig.entry.ar.logout(cb)
}
const release: Call = (rig, cb) => {
  rig.entry.ar.release(cb)
}
const createInstance =
  (appId = APP): Call =>
  (rig, cb) => {
    rig.entry.ar.createInstance({ appId }, cb)
  }
const createChannel =
  (channelId = 'hall'): Call =>
  (rig, cb) => {
    rig.entry.ar.createChannel({ channelId }, cb)
  }
const channelRelease =
  (channelId = 'room'): Call =>
  (rig, cb) => {
    rig.entry.ar.channelRelease({ channelId }, cb)
  }

const code = (rig: ArRig, call: Call): unknown =>
  rig.code((cb) => {
    call(rig, cb)
  })
const open = (rig: ArRig, call: Call): Frame[] =>
  rig.ask((cb) => {
    call(rig, cb)
  })
const ready = (): ArRig => {
  const rig = new ArRig().loggedIn().joined('room')
  code(rig, createChannel())
  return rig
}
const aborted = (): ArRig => {
  const rig = ready()
  rig.link.end(4201)
  return rig.advance(10_000)
}
const live = (rig: ArRig, ms: number): ArRig => {
  for (let i = 0; i < ms; i += 500) rig.say({ t: 'pong' }).advance(500)
  return rig
}
/** The code after the server has answered the newest frame of this type. */
function answered(call: Call, type: string, reply: Frame): unknown {
  const rig = ready()
  const answers = open(rig, call)
  const { id, n } = rig.link.last(type)
  rig.say({ ...(id === undefined ? { n } : { id }), ...reply })
  return answers[0]?.code
}
const no = (why: string): Frame => ({ t: 'no', why, message: 'words' })
const out = (outcome: string, why = ''): Frame => ({ t: 'out', outcome, why })

describe('A-CALL-4: 101, then arguments, then 102, then the rate, then local state', () => {
  const needInstance: Array<[string, Call]> = [
    ['login', login],
    ['logout', logout],
    ['release', release],
    ['sendMessageToPeer', peer],
    ['createChannel', createChannel()],
    ['join', join()],
    ['leave', leave()],
    ['channelRelease', channelRelease()],
    ['sendChannelMessage', channel],
    ['getMembers', members()],
    ['getChannelMemberCount', counts],
    ['queryPeersOnlineStatus', presence]
  ]
  const needLogin: Array<[string, Call]> = [
    ['logout', logout],
    ['sendMessageToPeer', peer],
    ['join', join()],
    ['leave', leave()],
    ['sendChannelMessage', channel],
    ['getMembers', members()],
    ['getChannelMemberCount', counts],
    ['queryPeersOnlineStatus', presence]
  ]

  it.each(needInstance)('A-CALL-3: %s: 101 before createInstance and after release', (_, call) => {
    const rig = new ArRig().listen()
    expect(code(rig, call)).toBe(101)
    code(rig, createInstance())
    code(rig, release)
    expect(code(rig, call)).toBe(101)
  })

  it.each(needLogin)(
    'A-CALL-5: %s: 102 before login, after a failed one, while it runs (not logout), and after logout',
    (name, call) => {
      const rig = new ArRig().created()
      code(rig, createChannel())
      expect(code(rig, call)).toBe(102)
      open(rig, login)
      if (name !== 'logout') expect(code(rig, call)).toBe(102)
      rig.link.connect().end(4203)
      expect(code(rig.advance(1000), call)).toBe(102)
      open(rig, login)
      rig.greet()
      code(rig, logout)
      expect(code(rig, call)).toBe(102)
    }
  )

  it('A-CALL-3: 101 comes before arguments', () => {
    const rig = new ArRig()
    expect(
      rig.code((cb) => {
        rig.entry.ar.sendMessageToPeer(null, cb)
      })
    ).toBe(101)
  })

  it('A-CALL-4: arguments come before 102, and their refusal takes no quota', () => {
    const rig = new ArRig().created()
    expect(
      rig.code((cb) => {
        rig.entry.ar.sendMessageToPeer({ peerId: '', text: 'x' }, cb)
      })
    ).toBe(6)
    expect(
      rig.code((cb) => {
        rig.entry.ar.sendMessageToPeer({ peerId: 'bob' }, cb)
      })
    ).toBe(7)
    expect(
      rig.code((cb) => {
        rig.entry.ar.presence.query({ peerIds: [] }, cb)
      })
    ).toBe(2)
    expect(
      rig.code((cb) => {
        rig.entry.ar.getChannelMemberCount({ channelIds: [] }, cb)
      })
    ).toBe(2)
  })

  it('A-CALL-4: the rate comes before local state', () => {
    const rig = new ArRig().loggedIn()
    for (let i = 0; i < 5; i++) expect(code(rig, members('nowhere'))).toBe(5)
    expect(code(rig, members('nowhere'))).toBe(4)
  })

  it.each([
    ['sendMessageToPeer', peer, 2],
    ['sendChannelMessage', channel, 2],
    ['join', join(), 4],
    ['getMembers', members(), 3],
    ['getChannelMemberCount', counts, 4],
    ['queryPeersOnlineStatus', presence, 4]
  ] as Array<[string, Call, number]>)('A-CALL-9: in ABORTED %s is its timeout code, at once', (_, call, timeout) => {
    expect(code(aborted(), call)).toBe(timeout)
  })
})

describe('createInstance and release', () => {
  it('A-INSTANCE-1 A-CODE-2: createInstance 0, 2: the second one is refused and the first stays usable', () => {
    const rig = new ArRig().listen()
    expect([
      code(rig, createInstance()),
      code(rig, createInstance()),
      code(rig, createInstance('b'.repeat(32)))
    ]).toEqual([0, 2, 2])
    open(rig, login)
    rig.link.connect()
    expect(rig.link.last('hello').app).toBe(APP)
  })
  it('A-CODE-2: createInstance 3, 4: the length of appId, and its absence', () => {
    expect([code(new ArRig(), createInstance('a'.repeat(31))), code(new ArRig(), createInstance(''))]).toEqual([3, 4])
  })
  it('A-INSTANCE-2 A-CODE-4: release: 0, then 101; a new instance may follow at once, with no channel of the old one', () => {
    const rig = ready()
    expect([code(rig, release), code(rig, release), code(rig, createInstance())]).toEqual([0, 101, 0])
    open(rig, login)
    rig.greet()
    expect(code(rig, join('room'))).toBe(3)
  })
})

describe('login and logout', () => {
  it.each([
    ['replaced', 4201, 2],
    ['token_invalid', 4203, 5],
    ['token_expired', 4204, 6],
    ['unknown_app', 4205, 4],
    ['not_authorised', 4206, 7],
    ['bad_user', 4207, 3],
    ['version', 4304, 1],
    ['unheard_of', 4299, 1]
  ] as Array<[string, number, number]>)(
    'A-LOGIN-2 A-CODE-3: login: refused as %s (%i) is code %i, state 1 reason 3',
    (why, close, expected) => {
      const rig = new ArRig().created()
      const answers = open(rig, login)
      rig.link.connect().say({ t: 'refused', code: close, why, message: 'words' }).end(close)
      rig.world.drain()
      expect([answers, rig.states()]).toEqual([[{ code: expected, message: 'words' }], ['2/1', '1/3']])
    }
  )
  it('A-CODE-3: login 2: the server hangs up without a word', () => {
    const rig = new ArRig().created()
    const answers = open(rig, login)
    rig.link.connect().end(4300)
    rig.world.drain()
    expect(answers[0]?.code).toBe(2)
  })
  it('A-LOGIN-2 A-CODE-3: login 9: 6 s, state 1 reason 4', () => {
    const rig = new ArRig().created()
    const answers = open(rig, login)
    rig.advance(5999)
    expect(answers).toEqual([])
    rig.advance(1)
    expect([answers[0]?.code, rig.states().at(-1)]).toEqual([9, '1/4'])
  })
  it('A-LOGIN-3 A-CODE-3: login 8: logging in, logged in, reconnecting, ABORTED', () => {
    const entering = new ArRig().created()
    open(entering, login)
    const returning = ready()
    returning.link.end()
    for (const rig of [entering, ready(), returning, aborted()]) expect(code(rig.advance(1000), login)).toBe(8)
  })
  it('A-LOGIN-4 A-CODE-3: login 1: aborted by logout; the logout is 0', () => {
    const rig = new ArRig().created()
    const answers = open(rig, login)
    expect([code(rig, logout), answers[0]?.code, rig.states()]).toEqual([0, 1, ['2/1', '1/6']])
  })
  it('A-LOGIN-1: token missing or null is the empty token', () => {
    for (const options of [{ userId: 'alice' }, { userId: 'alice', token: null }]) {
      const rig = new ArRig().created()
      rig.ask((cb) => {
        rig.entry.ar.login(options, cb)
      })
      rig.link.connect()
      expect(rig.link.last('hello').token).toBe('')
    }
  })
  it('A-LOGIN-4 A-CODE-4: logout: 0 when connected, reconnecting and aborted, state 1 reason 6', () => {
    const returning = ready()
    returning.link.end()
    returning.advance(5000)
    for (const rig of [ready(), returning, aborted()])
      expect([code(rig, logout), rig.states().at(-1)]).toEqual([0, '1/6'])
  })
})

describe('messages', () => {
  it.each([
    ['received', '', 0],
    ['stored', '', 4],
    ['offline', '', 3],
    ['unknown', '', 2],
    ['refused', 'full', 1],
    ['refused', 'internal', 1],
    ['refused', 'too_often', 5],
    ['refused', 'invalid', 6],
    ['refused', 'too_large', 7]
  ] as Array<[string, string, number]>)(
    'A-PEER-1 A-CODE-6: sendMessageToPeer: %s %s is %i',
    (outcome, why, expected) => {
      expect(answered(peer, 'send', out(outcome, why))).toBe(expected)
    }
  )
  it.each([
    ['taken', '', 0],
    ['unknown', '', 2],
    ['refused', 'not_joined', 1],
    ['refused', 'internal', 1],
    ['refused', 'too_often', 3],
    ['refused', 'too_large', 4]
  ] as Array<[string, string, number]>)(
    'A-CHANNEL-5 A-CODE-7: sendChannelMessage: %s %s is %i',
    (outcome, why, expected) => {
      expect(answered(channel, 'pub', out(outcome, why))).toBe(expected)
    }
  )
  it('A-PEER-5: an empty text is one, and so is one to oneself; bytes of UTF-8 count, and one too many is 7', () => {
    const sent = (peerId: string, text: string): unknown => {
      const rig = ready()
      const answers = open(rig, (_, cb) => {
        rig.entry.ar.sendMessageToPeer({ peerId, text }, cb)
      })
      return answers[0]?.code ?? [rig.link.last('send').to, rig.link.last('send').p]
    }
    const most = 'é'.repeat(16_384)
    expect([sent('bob', ''), sent('alice', 'note'), sent('bob', most)]).toEqual([
      ['bob', ''],
      ['alice', 'note'],
      ['bob', most]
    ])
    expect(sent('bob', `${most}x`)).toBe(7)
  })

  it('A-PEER-2 A-CODE-6 A-CODE-7: sendMessageToPeer 2, sendChannelMessage 2: 10 s, connected or reconnecting', () => {
    for (const call of [peer, channel])
      for (const cut of [false, true]) {
        const rig = ready()
        if (cut) rig.link.end()
        const answers = open(rig, call)
        if (cut) rig.advance(9500)
        else live(rig, 9500)
        expect(answers).toEqual([])
        if (!cut) rig.say({ t: 'pong' })
        rig.advance(500)
        expect(answers[0]?.code).toBe(2)
      }
  })
  it('A-CHANNEL-5: sendChannelMessage 1: created but not joined, or never created', () => {
    const rig = ready()
    for (const channelId of ['hall', 'nowhere'])
      expect(
        rig.code((cb) => {
          rig.entry.ar.sendChannelMessage({ channelId, text: 'x' }, cb)
        })
      ).toBe(1)
  })
})

describe('channels', () => {
  it('A-CHANNEL-1 A-CODE-18: createChannel: 0, again 0 for an existing one, which stays joined', () => {
    const rig = ready()
    expect([code(rig, createChannel('room')), code(rig, createChannel('room'))]).toEqual([0, 0])
    expect(open(rig, channel)).toEqual([])
  })
  it.each([
    ['ok', {}, 0],
    ['no', { why: 'internal' }, 1],
    ['no', { why: 'invalid' }, 3],
    ['no', { why: 'too_many_channels' }, 5],
    ['no', { why: 'already_joined' }, 6],
    ['no', { why: 'too_often' }, 7]
  ] as Array<[string, Frame, number]>)('A-CODE-8: join: %s %j is %i', (t, fields, expected) => {
    expect(answered(join(), 'join', { t, a: 8, e: 'E', o: 0, v: 1, count: 1, ...fields })).toBe(expected)
  })
  it('A-CHANNEL-2 A-CODE-8: join 3: createChannel was not called', () => {
    expect(code(ready(), join('nowhere'))).toBe(3)
  })
  it('A-CODE-8: join 4: 5 s', () => {
    const rig = ready()
    const answers = open(rig, join())
    live(rig, 4500).advance(500)
    expect(answers[0]?.code).toBe(4)
  })
  it('A-CODE-8: join 5: the 21st channel', () => {
    const rig = new ArRig().loggedIn()
    for (let i = 0; i < 20; i++) rig.joined(`c${i}`, i + 1)
    code(rig, createChannel())
    expect(code(rig, join())).toBe(5)
  })
  it('A-CODE-8: join 6: joining, joined', () => {
    const rig = ready()
    open(rig, join())
    expect([code(rig, join()), code(rig, join('room'))]).toEqual([6, 6])
  })
  it('A-CHANNEL-3 A-CODE-9: leave: 0; 3 not joined; the join it aborts gets 1; the object stays', () => {
    const rig = ready()
    const pending = open(rig, join())
    const left = open(rig, leave('hall'))
    rig.say({ t: 'ok', id: rig.link.last('leave').id })
    expect([pending[0]?.code, left[0]?.code, code(rig, leave('hall')), open(rig, join())]).toEqual([1, 0, 3, []])
  })
  it('A-CHANNEL-4 A-CODE-18: channelRelease: 0 and leaves; 1 for an unknown one and the second time; its events are gone', () => {
    const rig = ready()
    expect([code(rig, channelRelease()), code(rig, channelRelease()), code(rig, channelRelease('nowhere'))]).toEqual([
      0, 1, 1
    ])
    expect(rig.link.last('leave')).toMatchObject({ ch: 'room' })
    rig.say({ t: 'm', a: 7, o: 1, i: 'm1', f: 'bob', fs: 's2', ts: 1, p: 'late' })
    expect([rig.told('onChannelMessageReceived'), code(rig, join('room'))]).toEqual([[], 3])
  })
  it('A-CALL-5: channelRelease: callable before login', () => {
    const rig = new ArRig().created()
    code(rig, createChannel())
    expect(code(rig, channelRelease('hall'))).toBe(0)
  })
})

describe('questions', () => {
  it.each([
    ['internal', 1],
    ['too_often', 4],
    ['not_joined', 5]
  ] as Array<[string, number]>)('A-CODE-10: getMembers: refused as %s is %i', (why, expected) => {
    expect(answered(members(), 'list', no(why))).toBe(expected)
  })
  it.each([
    ['internal', 1],
    ['invalid', 2],
    ['too_often', 3]
  ] as Array<[string, number]>)('A-CODE-11: getChannelMemberCount: refused as %s is %i', (why, expected) => {
    expect(answered(counts, 'counts', no(why))).toBe(expected)
  })
  it.each([
    ['internal', 1],
    ['invalid', 2],
    ['too_often', 5]
  ] as Array<[string, number]>)('A-CODE-12: queryPeersOnlineStatus: refused as %s is %i', (why, expected) => {
    expect(answered(presence, 'presence', no(why))).toBe(expected)
  })
  it.each([
    ['getMembers', members(), 5000, 3],
    ['getChannelMemberCount', counts, 5000, 4],
    ['queryPeersOnlineStatus', presence, 10_000, 4]
  ] as Array<[string, Call, number, number]>)(
    'A-TIMER-4 A-CODE-10 A-CODE-11 A-CODE-12: %s: timeout',
    (_, call, ms, expected) => {
      const rig = ready()
      const answers = open(rig, call)
      live(rig, ms - 500)
      expect(answers).toEqual([])
      rig.advance(500)
      expect(answers[0]?.code).toBe(expected)
    }
  )
  it('A-CHANNEL-6: getMembers 5: created but not joined', () => {
    expect(code(ready(), members('hall'))).toBe(5)
  })
})
