// Changing own attributes, or those of a channel; it need not be joined (P-ATTR-2, P-ATTR-5).
import type { Limits } from '../config/apps.ts'
import type { Change, Verdict } from '../store/attributes.ts'
import { changeOf } from './change.ts'
import { countOf, flagOr, idOf } from '../wire/fields.ts'
import { invalid, Refusal } from '../wire/refusal.ts'
import type { RateName } from '../user/rates.ts'
import { answer, type Request } from './command.ts'

/** Of the channels without members an address has a quarter at most, in an open app. */
const ADDRESS_PART = 4

export function setattrs(request: Request): Promise<void> {
  const { node, session, frame } = request
  const { fields } = frame
  const { user } = session
  const w = countOf(fields, 'w')
  const change = changeOf(fields, user.app.limits, user.id, node.clock.now())
  if (fields['ch'] === undefined) return own(request, w, change)
  if (fields['how'] === 'restore') throw invalid('how', 'replace, merge, delete or clear for a channel')
  return ofChannel(request, w, change, idOf(fields, 'ch'), flagOr(fields, 'notify') === 1)
}

function own(request: Request, w: number, change: Change): Promise<void> {
  const { node, session, frame } = request
  const { user } = session
  const { userAttributes: bytes, attributes: entries } = user.app.limits
  return user.lane.run(async () => {
    if (!isMeant(request)) return
    await once(request, w, 'userWrite', async (now) => {
      // The copy of a session counts as long as nobody else can have changed the attributes (P-ATTR-8).
      if (frame.fields['how'] === 'restore' && user.sessions.some((other) => other.leased && other !== session)) return 'written'
      return node.userAttributes.write(user.key, change, { entries, bytes }, { group: user.app.id, held: 1, now, ms: 0, most: 0, payers: [] })
    })
    session.ownChange = Math.max(session.ownChange, w)
    answer(request, {})
  })
}

async function ofChannel(request: Request, w: number, change: Change, name: string, notify: boolean): Promise<void> {
  const { node, session } = request
  const { app } = session.user
  const { channelAttributes: bytes, attributes: entries, attributesMs: ms, idleChannels: most, idleChannelsPerUser } = app.limits
  const payers = [{ name: session.user.key, most: idleChannelsPerUser }, ...(session.place === '' ? [] : [{ name: session.place, most: Math.max(idleChannelsPerUser, Math.floor(most / ADDRESS_PART)) }])]
  const channel = node.channels.of(app, name)
  try {
    await channel.lane.run(async () => {
      if (!isMeant(request)) return
      let isNew = false
      await once(request, w, 'channelWrite', (now) => {
        isNew = true
        return node.channelAttributes.write(channel.key, change, { entries, bytes }, { group: app.id, held: channel.members > 0 ? 1 : 0, now, ms, most, payers })
      })
      const rows = notify && isNew ? await node.channelAttributes.read(channel.key, node.clock.lasting()) : null
      channel.answerAndTell(() => answer(request, {}), rows)
    })
  } finally {
    node.channels.tidy(channel)
  }
}

/** Nothing that was not read before a newer link came, or the lease ended, has effect (P-RESUME-2). */
function isMeant({ session, link }: Request): boolean {
  return session.leased && session.link === link
}

/** P-ATTR-5: what was answered before is answered so again, before the rate is looked at. Throws a refusal. */
async function once({ node, session }: Request, w: number, rate: RateName, write: (now: number) => Promise<Verdict>): Promise<void> {
  let verdict = session.replied.find(w)
  if (verdict === undefined) {
    session.rates.take(rate)
    verdict = await write(node.clock.lasting())
    session.replied.keep(w, verdict)
  }
  if (verdict !== 'written') throw refusalOf(verdict, session.user.app.limits)
}

function refusalOf(verdict: Exclude<Verdict, 'written'>, limits: Limits): Refusal {
  if (verdict === 'full') return new Refusal('full', 'The server has no room for more attributes. Try again later, or delete some.')
  if (verdict === 'too_many')
    return new Refusal('full', `Attributes of as many channels without members are kept as this app (${limits.idleChannels}), this user (${limits.idleChannelsPerUser}) or this address may have. Try later, or join the channel first.`)
  return new Refusal('attributes_too_large', `This would make more than ${limits.attributes} attributes, or more bytes than the limit. Nothing was changed. Delete some first.`)
}
