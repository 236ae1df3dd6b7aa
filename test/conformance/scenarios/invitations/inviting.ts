// What scenarios of call invitations begin with: two people who listen, an invitation, what each was told of it.
import { expect } from 'vitest'
import type { Actor } from '../../actor.ts'
import type { Fields } from '../../runtime.ts'
import { OPEN_APP } from '../../server.ts'
import type { Stage } from '../../stage.ts'

const CONTENT = '{"Mode":1,"Text":"漢字 😀"}'

/** Logged in, listening to invitations, with nothing to look back on. */
export async function calling(actor: Actor, app = OPEN_APP): Promise<Actor> {
  await actor.ready(app)
  expect(await actor.call('setCallEventListener')).toEqual({ code: 0 })
  return actor
}

/** Alice, on the runtime under test, and bob. */
export async function two(stage: Stage): Promise<{ alice: Actor; bob: Actor }> {
  return { alice: await calling(stage.actor('alice')), bob: await calling(stage.actor('bob', false)) }
}

export const invite = (from: Actor, to: string, more: Fields = {}): Promise<Fields> =>
  from.call('sendLocalInvitation', { calleeId: to, content: CONTENT, channelId: 'room', ...more })
export const calls = (actor: Actor): Fields[] =>
  actor.events().filter(({ rtmEvent }) => /Invitation/.test(String(rtmEvent)))
export const names = (actor: Actor): string[] =>
  calls(actor).map(
    ({ rtmEvent, state, code }) =>
      `${String(rtmEvent).replace(/^on/, '')} ${String(state)}${code === undefined ? '' : ` code ${String(code)}`}`
  )
export const forget = (...actors: Actor[]): void => {
  for (const actor of actors) actor.events()
}

/** What the events of an invitation from `caller` to `callee` must hold, exactly. */
export function shapes(caller: string, callee: string, id: unknown) {
  const common = { content: CONTENT, channelId: 'room', invitationId: id, response: '', getResponse: '' }
  return {
    local: (name: string, state: number, more: Fields = {}): Fields => ({
      rtmEvent: `onLocalInvitation${name}`,
      calleeId: callee,
      state,
      ...common,
      ...more
    }),
    remote: (name: string, state: number, more: Fields = {}): Fields => ({
      rtmEvent: `onRemoteInvitation${name}`,
      callerId: caller,
      state,
      ...common,
      ...more
    })
  }
}
export const said = (text: string): Fields => ({ response: text, getResponse: text })
export const failed = (code: number, reason: string): Fields => ({ code, errorCode: code, reason })

export async function away(stage: Stage, who: string): Promise<void> {
  stage.server.refuse(true)
  stage.server.cut(who)
  await stage.settle()
}
