// A page that notes what it hears and acts in the middle of it: for how instances and logins begin and end.
import { APP, ArRig, type Frame, record, welcome } from '../../kit/engine-kit'

type Callback = (result: Frame) => void

/** A page whose every answer and event is noted in order, and which may do something in each. */
export class Page {
  readonly heard: string[] = []
  /** By what was heard: what the page does then, once. */
  readonly then = new Map<string, () => void>()
  readonly rig = new ArRig()

  /** Events through this page's callback. */
  listen(mark = ''): this {
    this.do(() =>
      this.rig.entry.ar.setCallBack((event: Frame) =>
        this.note(
          mark +
            (event.state === undefined
              ? String(event.text ?? event.rtmEvent)
              : `${String(event.state)}/${String(event.reason)}`)
        )
      )
    )
    return this
  }
  create(): this {
    this.do(() => this.rig.entry.ar.createInstance({ appId: APP }, this.hears('createInstance')))
    return this
  }
  login(user = 'alice'): this {
    this.do(() => this.rig.entry.ar.login({ userId: user }, this.hears('login')))
    return this
  }
  logout(): this {
    this.do(() => this.rig.entry.ar.logout(this.hears('logout')))
    return this
  }
  release(): this {
    this.do(() => this.rig.entry.ar.release(this.hears('release')))
    return this
  }
  presence(): this {
    this.do(() => this.rig.entry.ar.presence.query({ peerIds: ['bob'] }, this.hears('presence')))
    return this
  }
  send(): this {
    this.do(() => this.rig.entry.ar.sendMessageToPeer({ peerId: 'bob', text: 'x' }, this.hears('send')))
    return this
  }
  drain(): this {
    this.rig.world.drain()
    return this
  }
  greet(): this {
    this.rig.greet()
    return this
  }
  advance(ms: number): this {
    this.rig.advance(ms)
    return this
  }
  ready(): this {
    return this.listen().create().login().drain().greet()
  }
  /** Everything since the last look. */
  look(): string[] {
    return this.heard.splice(0)
  }

  private hears(name: string): Callback {
    return (result) => {
      this.note(`${name} ${String(result.code)}`)
    }
  }
  private do(task: () => void): void {
    this.rig.entry.run(task)
  }
  private note(what: string): void {
    this.heard.push(what)
    const next = this.then.get(what)
    this.then.delete(what)
    next?.()
  }
}

/** Nothing is heard any more, whatever comes, and nothing waits. */
export function isSilent(page: Page): boolean {
  const before = page.heard.length
  for (const link of page.rig.links.all) link.say(record(0, 1)).say(welcome()).end(4204)
  page.drain().advance(120_000)
  return page.heard.length === before && page.rig.world.timersOpen() === 0
}
