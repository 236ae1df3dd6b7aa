// What a page may write with the declarations of js_sdk, and what its editor has to refuse. Read by npm run typecheck,
// never run.
import { createRtmClient, RtmError } from '@/uni_modules/rtm/js_sdk/index.js'
import type {
  RtmAttributes,
  RtmClient,
  RtmErrorCode,
  RtmLateOutcome,
  RtmPeerReceipt,
  RtmState,
  RtmStats
} from '@/uni_modules/rtm/js_sdk/index.js'
import { jsEngine } from '@/uni_modules/rtm/js_sdk/js-engine.js'

const appId = '00000000000000000000000000000000'
// Two questions with the same words are the same type only if what they ask for is the same type, not only assignable.
type AsksFor<A> = <T>() => T extends A ? 1 : 2
type AlsoAsksFor<B> = <T>() => T extends B ? 1 : 2
type Same<A, B> = AsksFor<A> extends AlsoAsksFor<B> ? true : false
const holds = <T extends true>(): T | void => {}

export const client: RtmClient = createRtmClient({ appId })
createRtmClient({ appId, server: 'wss://example.com/rtm', engine: jsEngine })
createRtmClient({ appId, tokenProvider: async (userId, cause) => (cause === 'login' ? userId : '') })
createRtmClient({ appId, tokenProvider: (userId) => userId })
// @ts-expect-error an app is needed
createRtmClient({})
// @ts-expect-error not a number
createRtmClient({ appId: 1 })
// @ts-expect-error a word with a slip of the finger
createRtmClient({ appId, sever: '' })
// @ts-expect-error a token is a text
createRtmClient({ appId, tokenProvider: () => 1 })
// @ts-expect-error one of two functions is not an engine
createRtmClient({ appId, engine: { open: jsEngine.open } })

holds<Same<typeof client.state, RtmState>>()
holds<Same<RtmState, 'disconnected' | 'connecting' | 'connected' | 'reconnecting' | 'aborted'>>()
// @ts-expect-error only the client knows where it stands
client.state = 'connected'
// @ts-expect-error no such state
if (client.state === 'closed') client.logout()

export async function login(): Promise<void> {
  await client.login({ userId: 'alice' })
  await client.login({ userId: 'alice', token: 'abc' })
  await client.renewToken('abc')
  await client.hold(true)
  // @ts-expect-error a text is not the options
  await client.login('alice')
  // @ts-expect-error of whom?
  await client.login({ token: '' })
  // @ts-expect-error the old way, with a callback
  await client.login({ userId: 'alice' }, () => {})
  await client.logout()
  await client.destroy()
}

export async function messages(): Promise<void> {
  const receipt: RtmPeerReceipt = await client.sendMessage('bob', 'hello', { offline: true, history: false })
  holds<Same<typeof receipt.outcome, 'received' | 'stored'>>()
  // @ts-expect-error told by an error, not by an outcome
  if (receipt.outcome === 'offline') receipt.messageId.trim()
  // @ts-expect-error of the old functions
  await client.sendMessage('bob', 'hello', { enableOfflineMessaging: true })
  // @ts-expect-error texts only
  await client.sendMessage('bob', { text: 'hello' })
  // @ts-expect-error a promise is not its receipt: await it
  console.log(client.sendMessage('bob', 'hello').outcome)
}

export async function others(): Promise<void> {
  for (const { channelId, count } of await client.getMemberCounts(['plaza'])) channelId.slice(count)
  for (const { userId, presence } of await client.getPresence(['bob'])) if (presence === 'unreachable') userId.trim()
  const users: string[] = await client.getPresenceSubscriptions()
  await client.subscribePresence(users)
  await client.unsubscribePresence(users)
  // @ts-expect-error a list, even of one
  await client.getPresence('bob')

  const attributes: RtmAttributes = await client.getUserAttributes('bob', ['mood'])
  await client.setAttributes({ mood: 'good', age: 7, here: true })
  await client.updateAttributes(attributes)
  await client.deleteAttributes(['mood'])
  await client.clearAttributes()
  // @ts-expect-error values are plain
  await client.setAttributes({ mood: { colour: 'blue' } })
  // @ts-expect-error and never nothing
  await client.setAttributes({ mood: null })

  const { roundTripMs }: RtmStats = await client.getStats()
  // @ts-expect-error nothing was measured yet, perhaps
  roundTripMs.toFixed()
}

export async function calls(): Promise<void> {
  const invitationId: string = await client.invite('bob', { channelId: 'call-1', content: 'video' })
  await client.cancelInvitation('bob', { invitationId, content: 'sorry' })
  await client.acceptInvitation('bob', { response: 'yes' })
  await client.refuseInvitation('bob', { busy: true })
  // @ts-expect-error only who refuses can be busy
  await client.acceptInvitation('bob', { busy: true })
}

export async function errors(fault: unknown): Promise<RtmLateOutcome | null> {
  if (!(fault instanceof RtmError)) throw fault
  const { code, reason, action, retryAfterMs, call, lateOutcome } = fault
  const known: RtmErrorCode = 'too_often'
  // A newer server may have another word.
  if (code === known || code === 'of_a_newer_server') `${call}: ${reason} ${action}`.trim()
  // @ts-expect-error no limit was hit, perhaps
  retryAfterMs.toFixed()
  // @ts-expect-error read only
  fault.code = 'offline'
  // @ts-expect-error not a code
  const slip: RtmErrorCode = 'too-often'
  return lateOutcome === null ? null : lateOutcome.then((outcome) => (slip === known ? null : outcome))
}
