// Attributes of users and channels: read by anybody, changed once however often a change is repeated (P-ATTR-2,
// P-ATTR-3, P-ATTR-5).
import { channelKey } from '../channel/channels.ts'
import type { App, Limits } from '../config/apps.ts'
import type { Change, Payer, Verdict } from '../store/attributes.ts'
import type { RateName } from '../user/rates.ts'
import type { Session, UserLink } from '../user/user.ts'
import { inboxKey } from '../user/users.ts'
import type { Attribute } from '../wire/attribute-rows.ts'
import { Refusal } from '../wire/refusal.ts'
import type { ServiceNode } from './service-node.ts'

/** Of the channels without members an address has a quarter at most, in an open app. */
const ADDRESS_PART = 4

/** A change that a session asks for over a link, under its number `w`. */
export interface AskedChange {
  readonly session: Session
  readonly link: UserLink
  readonly w: number
  readonly change: Change
}

export async function ofUser(node: ServiceNode, app: App, user: string): Promise<readonly Attribute[]> {
  const key = inboxKey(app, user)
  const [state] = await node.presence.states([key])
  if (state === 'offline')
    throw new Refusal(
      'user_offline',
      'This user is not logged in, and the attributes of a user end with their login. Try again when they are online.'
    )
  return node.userAttributes.read(key, node.clock.lasting())
}

export function ofChannel(node: ServiceNode, app: App, channel: string): Promise<readonly Attribute[]> {
  return node.channelAttributes.read(channelKey(app, channel), node.clock.lasting())
}

/**
 * `isRestore`: the change is the copy of the session, and counts as long as nobody else can
 * have changed the attributes (P-ATTR-8).
 */
export function changeOwn(
  node: ServiceNode,
  asked: AskedChange,
  isRestore: boolean,
  answered: () => void
): Promise<void> {
  const { session, w, change } = asked
  const { user } = session
  const { userAttributes: bytes, attributes: entries } = user.app.limits
  return user.lane.run(async () => {
    if (!isCurrent(asked)) return
    await once(node, asked, 'userWrite', async (now) => {
      if (isRestore && user.sessions.some((other) => other.leased && other !== session)) return 'written'
      return node.userAttributes.write(
        user.key,
        change,
        { entries, bytes },
        { group: user.app.id, held: 1, now, ms: 0, most: 0, payers: [] }
      )
    })
    session.ownChange = Math.max(session.ownChange, w)
    answered()
  })
}

/** The channel need not be joined. `answered` runs before its members hear of it, if they are to (P-ATTR-6). */
export async function changeChannel(
  node: ServiceNode,
  asked: AskedChange,
  name: string,
  notify: boolean,
  answered: () => void
): Promise<void> {
  const { session, change } = asked
  const { app } = session.user
  const { channelAttributes: bytes, attributes: entries, attributesMs: ms, idleChannels: most } = app.limits
  const payers = payersOf(session)
  const channel = node.channels.of(app, name)
  try {
    await channel.lane.run(async () => {
      if (!isCurrent(asked)) return
      let isNew = false
      await once(node, asked, 'channelWrite', (now) => {
        isNew = true
        return node.channelAttributes.write(
          channel.key,
          change,
          { entries, bytes },
          { group: app.id, held: channel.members > 0 ? 1 : 0, now, ms, most, payers }
        )
      })
      const rows = notify && isNew ? await node.channelAttributes.read(channel.key, node.clock.lasting()) : null
      channel.answerAndTell(answered, rows)
    })
  } finally {
    node.channels.tidy(channel)
  }
}

/** Whose share of the channels without members it takes. */
function payersOf({ user, place }: Session): Payer[] {
  const { idleChannels, idleChannelsPerUser } = user.app.limits
  const own = { name: user.key, most: idleChannelsPerUser }
  return place === ''
    ? [own]
    : [own, { name: place, most: Math.max(idleChannelsPerUser, Math.floor(idleChannels / ADDRESS_PART)) }]
}

/** Nothing that was not read before a newer link came, or the lease ended, has effect (P-RESUME-2). */
const isCurrent = ({ session, link }: AskedChange): boolean => session.leased && session.link === link

/** P-ATTR-5: what was answered before is answered so again, before the rate is looked at. Throws a refusal. */
async function once(
  node: ServiceNode,
  { session, w }: AskedChange,
  rate: RateName,
  write: (now: number) => Promise<Verdict>
): Promise<void> {
  let verdict = session.replied.find(w)
  if (verdict === undefined) {
    session.rates.take(rate)
    verdict = await write(node.clock.lasting())
    session.replied.keep(w, verdict)
  }
  if (verdict !== 'written') throw refusalOf(verdict, session.user.app.limits)
}

function refusalOf(verdict: Exclude<Verdict, 'written'>, limits: Limits): Refusal {
  if (verdict === 'full')
    return new Refusal('full', 'The server has no room for more attributes. Try again later, or delete some.')
  if (verdict === 'too_many')
    return new Refusal(
      'full',
      `Attributes of as many channels without members are kept as this app (${limits.idleChannels}), this user ` +
        `(${limits.idleChannelsPerUser}) or this address may have. Try again later, or join the channel first.`
    )
  return new Refusal(
    'attributes_too_large',
    `This would make more than ${limits.attributes} attributes, or more bytes than the limit. Nothing was changed. ` +
      'Delete some first.'
  )
}
