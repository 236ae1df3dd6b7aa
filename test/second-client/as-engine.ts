// The second client behind the calls and events of the engine's client, on the oracles' fake network: so it plays their
// schedules unchanged.
import type { LinkListener } from '../../uni_modules/rtm/utssdk/common/ports.uts'
import { randomOf } from '../../sdk/testing/random.ts'
import type { Frame } from '../kit/engine-kit.ts'
import type { ClientCalls, Town } from '../oracles/town.ts'
import { SecondClient } from './client.mjs'

type Out = Readonly<Record<string, unknown>> & { readonly outcome: string; readonly n?: number; readonly why?: string }
type Done = (answer: Frame) => void
interface Dialled {
  open(): void
  text(text: string): void
  closed(code: number): void
}
interface Ports {
  dial(on: Dialled): { send(text: string): void; close(code: number): void }
  now(): number
  after(ms: number, task: () => void): number
  cancel(id: number): void
  random(): number
}
interface Told extends Frame {
  readonly what: string
}

const GOOD = ['taken', 'received', 'stored']
const NO_OUTCOME = ['unknown', 'not_sent', 'open']

export function secondClient(
  town: Town,
  device: string,
  app: string,
  seed: number,
  listen: (event: Frame) => void
): ClientCalls {
  const ports = secondPorts(town, device, seed)
  const client = new SecondClient(ports, {
    app,
    device,
    tell: (event: Told) => {
      listen(eventOf(event))
    }
  })
  return {
    login: (user, _token, done) => {
      client.login(user)
      done({ ok: 1 })
    },
    logout: (done) => {
      client.logout()
      done({ ok: 1 })
    },
    join: (channel, done) => {
      client.join(channel, (answer: Frame) => {
        done(answer.t === 'ok' ? { ok: 1 } : { ok: 0, why: answer.why })
      })
    },
    leave: (channel, done) => {
      client.leave(channel)
      done({ ok: 1 })
    },
    publish: (channel, text, _history, done) => {
      client.publish(channel, text, (out: Out) => {
        done(answerOf(out))
      })
    },
    send: (peer, text, _history, store, done) => {
      client.send(peer, text, store, (out: Out) => {
        done(answerOf(out))
      })
    },
    hold: (held, done: Done) => {
      client.hold(held === 1)
      done({ ok: 1 })
    },
    onForeground: () => {},
    onBackground: () => {}
  }
}

/** What it stands on: a link of the fake network, its clock, and chance by a seed. */
export function secondPorts(town: Town, device: string, seed: number): Ports {
  const { clock } = town.world
  const links = town.net.links(device)
  let epoch = 0
  const dial = (on: Dialled) => {
    const listener: LinkListener = {
      onOpen: () => {
        on.open()
      },
      onText: (_, text) => {
        on.text(text)
      },
      onClose: (_, code) => {
        on.closed(code)
      }
    }
    const link = links.create(++epoch, listener)
    link.open('')
    return {
      send: (text: string) => {
        link.send(text)
      },
      close: (code: number) => {
        link.close(code, '')
      }
    }
  }
  return {
    dial,
    now: () => clock.monotonic(),
    after: (ms: number, task: () => void) => clock.after(ms, task),
    cancel: (id: number) => {
      clock.cancel(id)
    },
    random: randomOf(seed).next
  }
}

function answerOf(out: Out): Frame {
  if (GOOD.includes(out.outcome)) return { ok: 1, outcome: out.outcome, n: out.n }
  return {
    ok: 0,
    outcome: out.outcome,
    n: out.n,
    why: NO_OUTCOME.includes(out.outcome) ? 'timeout' : (out.why ?? out.outcome)
  }
}

function eventOf(told: Told): Frame {
  if (told.what === 'record') return { ...told, event: 'channelMessage' }
  if (told.what === 'message') return { ...told, event: 'peerMessage', offline: told.stored === true ? 1 : 0 }
  if (told.what === 'missed') return { ...told, event: 'missed', missed: told.count, reason: told.why }
  if (told.what === 'late') return { ...told, event: 'outcome' }
  if (told.what === 'joined') return { ...told, event: 'memberJoined' }
  if (told.what === 'left') return { ...told, event: 'memberLeft', reason: told.why }
  return { ...told, event: told.what }
}
