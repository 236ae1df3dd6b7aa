// The channels that the page wants, and those it has left while a publish to them is on its way.
// A *stay* is one join of a channel, under its number `j`; a channel that is joined again is another stay.
import { Stream } from './stream.mjs'
import { changesOf } from './members.mjs'
import { isId, missedOf } from './words.mjs'

export class Channels {
  constructor(core) {
    this.core = core
    this.j = 0 // rises for as long as the client lives
    this.stays = new Map() // wanted, by channel
    this.left = new Set() // left, but a publish may have to be written again (P-CHANNEL-6)
    this.streams = new Map() // alias -> the stay whose records are handed on
    this.epochs = new Map() // alias -> epoch, of stays that are over, too: an `out` may still name them
    this.named = [] // stays in the hello of this link
  }

  join(ch, done) {
    const no = (why) => this.core.call(done, { t: 'no', why })
    if (!this.core.loggedIn()) return no('not_logged_in')
    if (!isId(ch)) return no('invalid')
    if (this.stays.has(ch)) return no('already_joined')
    this.j += 1
    const stay = { ch, j: this.j, done, granted: false, alias: -1, stream: new Stream(), v: 0, users: null }
    this.stays.set(ch, stay)
    // Without a link it is named in the next hello; one that is on its way is followed by a request.
    if (this.core.welcomed()) this.ask(stay)
  }

  ask(stay) {
    this.core.request({ t: 'join', ch: stay.ch, j: stay.j, mode: 'full' }, (answer) => {
      if (this.stays.get(stay.ch) !== stay) return // left meanwhile; the leave stands behind the join
      if (answer.t === 'ok') this.grant(stay, answer)
      else this.lose(stay, answer.why)
    })
  }

  leave(ch) {
    const stay = this.stays.get(ch)
    if (stay === undefined) return
    this.drop(stay, 'not_joined')
    if (this.core.outbox.owes(stay)) this.left.add(stay)
    // Every wanted stay is known to the server of a welcomed link, or asked for before this frame.
    if (this.core.welcomed()) this.core.request({ t: 'leave', ch }, () => {})
  }

  lose(stay, why) {
    this.drop(stay, why)
    this.core.outbox.refuse(stay)
  }

  // The page hears nothing of this stay any more; `why` answers a join that still waits.
  drop(stay, why) {
    if (this.stays.get(stay.ch) === stay) this.stays.delete(stay.ch)
    if (this.streams.get(stay.alias) === stay) this.streams.delete(stay.alias)
    if (stay.granted) this.core.push({ what: 'gone', channel: stay.ch, e: stay.stream.e, o: stay.stream.o })
    else this.core.call(stay.done, { t: 'no', why })
  }

  grant(stay, row) {
    const first = !stay.granted
    stay.granted = true
    stay.alias = row.a
    // A new epoch counts versions anew, so none is known until its snapshot has come.
    if (row.e !== stay.stream.e) stay.v = 0
    stay.stream.place(row.e, row.o)
    this.streams.set(row.a, stay)
    this.epochs.set(row.a, row.e)
    this.core.push({ what: 'granted', channel: stay.ch, e: stay.stream.e, o: stay.stream.o, first })
    if (first) this.core.call(stay.done, { t: 'ok' })
    // The row has moved the cursor; its gap is told and moves nothing (P-GAP-5).
    if (row.gap !== undefined) for (const event of missedOf(stay.ch, row.gap)) this.core.push(event)
  }

  // The rows of a hello (P-HELLO-11), each channel once.
  rows() {
    const named = new Map()
    for (const stay of this.left) {
      if (!this.core.outbox.owes(stay)) this.left.delete(stay)
      else if (this.stays.get(stay.ch)?.granted !== true) named.set(stay.ch, stay)
    }
    // The leave that follows may make the place for a join that waits, so that one is asked for behind it.
    const behind = named.size > 0
    for (const stay of this.stays.values()) if (stay.granted || !behind) named.set(stay.ch, stay)
    this.named = [...named.values()]
    return this.named.map(({ ch, j, v, stream: { e, o, i } }) => ({ ch, e, o, i, j, v, mode: 'full' }))
  }

  // The rows of a welcome. All aliases are taken anew: a server without memory gives old numbers to other streams.
  // Returns the stays that have a row and are wanted no more: they are left behind the sends.
  take(rows, fresh) {
    this.streams.clear()
    if (fresh) this.epochs.clear()
    const over = []
    for (const stay of this.named) {
      const row = rows.find((one) => one.ch === stay.ch)
      const wanted = this.stays.get(stay.ch) === stay
      if (row === undefined || row.no !== undefined) {
        if (wanted) this.lose(stay, row === undefined ? 'internal' : row.no)
        else this.core.outbox.refuse(stay)
      } else if (wanted) this.grant(stay, row)
      else {
        this.epochs.set(row.a, row.e)
        over.push(stay)
      }
    }
    return over
  }

  // Behind the sends of a welcome: first the leaves, which make places, then the joins that no hello has named.
  catchUp(over) {
    for (const stay of over) this.core.request({ t: 'leave', ch: stay.ch }, () => {})
    for (const stay of this.stays.values()) if (!stay.granted && !this.named.includes(stay)) this.ask(stay)
  }

  members(frame) {
    const stay = this.streams.get(frame.a)
    if (stay === undefined) return
    for (const change of changesOf(stay, frame)) this.core.push({ ...change, channel: stay.ch })
  }

  clear() {
    for (const stay of [...this.stays.values()]) this.drop(stay, 'not_logged_in')
    this.left.clear()
    this.streams.clear()
    this.epochs.clear()
    this.named = []
  }
}
