// Two users of a test kit who are members of one channel, and what their pages are told.
import { afterEach, beforeEach } from 'vitest'
import { createTestKit } from '../../../sdk/testing.ts'
import type { RtmClient, RtmError, RtmTestKit } from '../../../sdk/testing.ts'

export interface Scene {
  kit: RtmTestKit
  alice: RtmClient
  bob: RtmClient
  /** What bob hears, from alice and in the channel. */
  heard: string[]
  /** The states that alice's page is told. */
  states: string[]
}

async function made(): Promise<Scene> {
  const kit = createTestKit()
  const alice = await kit.login('alice')
  const bob = await kit.login('bob')
  for (const client of [alice, bob]) await client.channel('plaza').join()
  const scene: Scene = { kit, alice, bob, heard: [], states: [] }
  bob.on('message', ({ text }) => {
    scene.heard.push(text)
  })
  bob.channel('plaza').on('message', ({ text }) => {
    scene.heard.push(text)
  })
  alice.on('state', ({ state, reason }) => {
    scene.states.push(`${state} ${reason}`)
  })
  return scene
}

/** A new one for each test of the file. */
export function scenes(begin: (scene: Scene) => void): void {
  let kit: RtmTestKit | null = null
  beforeEach(async () => {
    const scene = await made()
    kit = scene.kit
    begin(scene)
  })
  afterEach(async () => {
    await kit?.close()
  })
}

/** The error that a promise comes to; asked for before time passes, so that no rejection is unhandled meanwhile. */
export const errorOf = (promise: Promise<unknown>): Promise<RtmError> =>
  promise.then(
    () => {
      throw new Error('it was not rejected')
    },
    (error: RtmError) => error
  )
