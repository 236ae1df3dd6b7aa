// What a page's calls are answered if one thinks of nothing but their order: every call has happened when the next one
// is made. The few rules of the documents about calls that wait for their answer stand here, too: a logout ends those,
// a leave ends a join, a login and a join have to be waited for.
import type { Verb } from './kit/page.ts'

type Side = 'none' | 'running' | 'accepting' | 'accepted' | 'over'

export class CallsModel {
  session: 'out' | 'entering' | 'in' = 'out'
  /** What the page sent, and what it was sent. */
  sent: Side = 'none'
  received: Side = 'none'
  created = false
  joined = false
  watching = false
  mine = false
  board = false
  /** A write was open when the page logged out: it was done, or it was not. */
  isBoardKnown = true
  readonly words: string[] = []
  private logins = 0
  /** Calls without an answer of the server, by what they wait for. */
  private open: { call: number; verb: Verb }[] = []

  constructor(private readonly isAr: boolean) {}

  call(verb: Verb): void {
    const call = this.words.length
    const word = this.wordOf(verb)
    this.words.push(word)
    if (
      word === 'ok' &&
      ['login', 'join', 'leave', 'publish', 'watch', 'unwatch', 'set', 'clear', 'setChannel', 'clearChannel'].includes(
        verb
      )
    )
      this.open.push({ call, verb })
  }

  /** Everybody has heard everything. */
  settled(): void {
    this.open = []
    if (this.session === 'entering') this.session = 'in'
    if (this.received === 'accepting') this.received = 'accepted'
  }

  /** Time has passed: rates are as new. */
  rested(): void {
    this.logins = 0
  }

  private wordOf(verb: Verb): string {
    if (verb === 'login') return this.login()
    if (verb === 'logout') return this.logout()
    if (verb === 'create') return this.create()
    if (verb === 'release') return this.release()
    if (verb === 'join' && this.isAr && !this.created) return 'not_created'
    if (this.session !== 'in') return 'not_logged_in'
    if (verb === 'invite') return this.invite()
    if (verb === 'cancel') return this.cancel()
    if (verb === 'accept' || verb === 'refuse') return this.answer(verb)
    if (verb === 'join')
      return this.joined
        ? 'already_joined'
        : this.become(() => {
            this.joined = true
          })
    if (verb === 'leave') return this.leave()
    if (verb === 'publish') return this.joined && !this.open.some((one) => one.verb === 'join') ? 'ok' : 'not_joined'
    if (verb === 'watch' || verb === 'unwatch')
      return this.become(() => {
        this.watching = verb === 'watch'
      })
    if (verb === 'set' || verb === 'clear')
      return this.become(() => {
        this.mine = verb === 'set'
      })
    return this.become(() => {
      this.board = verb === 'setChannel'
      this.isBoardKnown = true
    })
  }

  private login(): string {
    if (++this.logins > 2) return 'too_often' // a true rate
    if (this.session !== 'out') return 'busy'
    return this.become(() => {
      this.session = 'entering'
    })
  }

  private logout(): string {
    if (this.session === 'out') return 'not_logged_in'
    for (const { call, verb } of this.open) {
      if (verb === 'login') this.words[call] = 'aborted'
      else if (verb !== 'leave') this.words[call] = 'timeout'
      if (verb === 'setChannel' || verb === 'clearChannel') this.isBoardKnown = false
    }
    this.open = []
    this.session = 'out'
    if (this.sent === 'running') this.sent = 'over'
    this.joined = this.watching = this.mine = false
    return 'ok'
  }

  private create(): string {
    return this.become(() => {
      this.created = true
    })
  }

  private release(): string {
    if (!this.created) return 'invalid'
    this.created = false
    if (this.session === 'in' && this.joined) this.leave()
    return 'ok'
  }

  private leave(): string {
    if (!this.joined) return 'not_joined'
    for (const { call, verb } of this.open) if (verb === 'join') this.words[call] = 'aborted'
    this.open = this.open.filter(({ verb }) => verb !== 'join')
    return this.become(() => {
      this.joined = false
    })
  }

  private invite(): string {
    if (this.sent === 'running') return 'already_invited'
    return this.become(() => {
      this.sent = 'running'
    })
  }

  private cancel(): string {
    if (this.sent === 'none') return 'unknown_invitation'
    return this.sent === 'running'
      ? this.become(() => {
          this.sent = 'over'
        })
      : 'invitation_ended'
  }

  private answer(verb: 'accept' | 'refuse'): string {
    if (this.received === 'none') return 'unknown_invitation'
    if (this.received === 'running')
      return this.become(() => {
        this.received = verb === 'accept' ? 'accepting' : 'over'
      })
    if (this.received === 'over') return 'invitation_ended'
    return verb === 'accept' || this.received === 'accepting' ? 'invitation_accepted' : 'invitation_ended'
  }

  private become(change: () => void): string {
    change()
    return 'ok'
  }
}
