// The engine as TypeScript on Node, with `ws` for its links: the runtime that the others are compared with. Its clock
// stands still until told; with `real` as its argument it is everybody's, for a partner of one that cannot be stopped.
import { createInterface } from 'node:readline'
import { Entry } from '../../../uni_modules/rtm/utssdk/common/ar/entry.uts'
import type { Log, SurroundingsListener } from '../../../uni_modules/rtm/utssdk/common/ports.uts'
import { Ports } from '../../../uni_modules/rtm/utssdk/common/guarded.uts'
import { PlainJson, PlainRandom } from '../../../uni_modules/rtm/utssdk/js/plain.uts'
import { WorldExecutor } from '../../../sdk/testing/ports.ts'
import { diskFiles } from '../../kit/disk-files.ts'
import { RealWorld } from '../../kit/real-world.ts'
import { World } from '../../../sdk/testing/world.ts'
import type { Command, Report } from '../protocol.ts'
import { obeyer } from './obey.ts'
import type { Callback } from './obey.ts'
import { SocketLinks } from './socket-links.ts'

const say = (report: Report): void => {
  process.stdout.write(`${JSON.stringify(report)}\n`)
}

const world = process.argv[2] === 'real' ? new RealWorld() : new World()
const links = new SocketLinks(() => {
  world.drain()
})
const around: SurroundingsListener[] = []
const faults: unknown[] = []
const log: Log = {
  write: (level, text) => {
    process.stderr.write(`${level} ${text}\n`)
  }
}
const executor = new WorldExecutor(world, faults)
const clock = {
  ...world.clock,
  after: (ms: number, task: () => void) =>
    world.clock.after(ms, () => {
      executor.run(task)
    })
}
const entry = new Entry(
  new Ports(
    executor,
    clock,
    new PlainJson(),
    links,
    {
      watch: (listener) => {
        around.push(listener)
      }
    },
    new PlainRandom(),
    log,
    { defaultServer: () => '' },
    diskFiles
  )
)

const { ar } = entry
const inEngine: Readonly<Record<string, (options: UTSJSONObject | null, callback: Callback) => void>> = {
  createInstance: (options, callback) => {
    ar.createInstance(options, callback)
  },
  getSdkVersion: (_options, callback) => {
    ar.getSdkVersion(callback)
  },
  setParameters: (options, callback) => {
    ar.setParameters(options, callback)
  },
  setLogFile: (options, callback) => {
    ar.log.setLogFile(options, callback)
  },
  setLogFilter: (options, callback) => {
    ar.log.setLogFilter(options, callback)
  },
  setLogFileSize: (options, callback) => {
    ar.log.setLogFileSize(options, callback)
  },
  login: (options, callback) => {
    ar.login(options, callback)
  },
  renewToken: (options, callback) => {
    ar.renewToken(options, callback)
  },
  logout: (_options, callback) => {
    ar.logout(callback)
  },
  release: (_options, callback) => {
    ar.release(callback)
  },
  setCallEventListener: (_, callback) => {
    ar.invitations.setCallEventListener(callback)
  },
  sendLocalInvitation: (options, callback) => {
    ar.invitations.sendLocalInvitation(options, callback)
  },
  cancelLocalInvitation: (options, callback) => {
    ar.invitations.cancelLocalInvitation(options, callback)
  },
  acceptRemoteInvitation: (options, callback) => {
    ar.invitations.acceptRemoteInvitation(options, callback)
  },
  refuseRemoteInvitation: (options, callback) => {
    ar.invitations.refuseRemoteInvitation(options, callback)
  },
  sendMessageToPeer: (options, callback) => {
    ar.sendMessageToPeer(options, callback)
  },
  createChannel: (options, callback) => {
    ar.channels.createChannel(options, callback)
  },
  join: (options, callback) => {
    ar.channels.join(options, callback)
  },
  leave: (options, callback) => {
    ar.channels.leave(options, callback)
  },
  channelRelease: (options, callback) => {
    ar.channels.channelRelease(options, callback)
  },
  sendChannelMessage: (options, callback) => {
    ar.channels.sendChannelMessage(options, callback)
  },
  getMembers: (options, callback) => {
    ar.channels.getMembers(options, callback)
  },
  getChannelMemberCount: (options, callback) => {
    ar.channels.getChannelMemberCount(options, callback)
  },
  queryPeersOnlineStatus: (options, callback) => {
    ar.presence.query(options, callback)
  },
  subscribePeersOnlineStatus: (options, callback) => {
    ar.presence.subscribe(options, callback)
  },
  unsubscribePeersOnlineStatus: (options, callback) => {
    ar.presence.unsubscribe(options, callback)
  },
  queryPeersBySubscriptionOption: (options, callback) => {
    ar.presence.bySubscription(options, callback)
  },
  setLocalUserAttributes: (options, callback) => {
    ar.userAttributes.set(options, callback)
  },
  addOrUpdateLocalUserAttributes: (options, callback) => {
    ar.userAttributes.addOrUpdate(options, callback)
  },
  deleteLocalUserAttributesByKeys: (options, callback) => {
    ar.userAttributes.deleteByKeys(options, callback)
  },
  clearLocalUserAttributes: (_options, callback) => {
    ar.userAttributes.clear(callback)
  },
  getUserAttributes: (options, callback) => {
    ar.userAttributes.get(options, callback)
  },
  getUserAttributesByKeys: (options, callback) => {
    ar.userAttributes.getByKeys(options, callback)
  },
  setChannelAttributes: (options, callback) => {
    ar.channelAttributes.set(options, callback)
  },
  addOrUpdateChannelAttributes: (options, callback) => {
    ar.channelAttributes.addOrUpdate(options, callback)
  },
  deleteChannelAttributesByKeys: (options, callback) => {
    ar.channelAttributes.deleteByKeys(options, callback)
  },
  clearChannelAttributes: (options, callback) => {
    ar.channelAttributes.clear(options, callback)
  },
  getChannelAttributes: (options, callback) => {
    ar.channelAttributes.get(options, callback)
  },
  getChannelAttributesByKeys: (options, callback) => {
    ar.channelAttributes.getByKeys(options, callback)
  }
}

const functions: Record<string, unknown> = {
  setCallBack: (callback: Callback) => {
    entry.run(() => {
      ar.setCallBack(callback)
    })
  }
}
for (const [name, called] of Object.entries(inEngine)) {
  functions[name] = (options: UTSJSONObject | null, callback: Callback) => {
    entry.run(() => {
      called(options, callback)
    })
  }
}

const { handles } = entry
Object.assign(functions, {
  open: (handle: string, options: string, done: (answer: string) => void) => {
    entry.open(handle, options, done)
  },
  call: (handle: string, method: string, args: string, done: (answer: string) => void) => {
    entry.call(handle, method, args, done)
  },
  listen: (handle: string, listener: (event: string) => void) => {
    entry.run(() => {
      handles.listen(handle, listener)
    })
  },
  close: (handle: string, done: (answer: string) => void) => {
    entry.close(handle, done)
  }
})

function happens(what: string): void {
  for (const listener of around) {
    if (what === 'foreground') listener.onForeground()
    else if (what === 'background') listener.onBackground()
    else listener.onNetwork(what === 'network' ? 1 : 0)
  }
}

const obey = obeyer(
  {
    functions,
    advance: (ms) => {
      world.advanceNow(ms)
    },
    jump: (ms) => {
      world.clock.jump(ms)
    },
    sleep: (ms) => {
      world.clock.sleep(ms)
      world.advanceNow(ms)
    },
    stall: (ms) => {
      world.pass(ms)
    },
    around: (what) => {
      executor.run(() => {
        happens(what)
      })
    },
    stats: () => links.stats(world.timersOpen()),
    rest: () => {
      world.drain()
      for (const fault of faults.splice(0)) say({ fault: String(fault) })
    }
  },
  say
)

createInterface({ input: process.stdin })
  .on('line', (line) => {
    void obey(JSON.parse(line) as Command)
  })
  .on('close', () => {
    process.exit(0)
  })
