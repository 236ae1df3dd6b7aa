// What tests of a link ask of a client, and how its server keeps it alive.
import { type Rig } from './engine-kit.ts'

export const dials = (rig: Rig): number => rig.links.all.length
export const login = (rig: Rig) => rig.ask((done) => rig.client.login('alice', 'T', done))
/** Pongs once a second, so that the link lives. */
export const live = (rig: Rig, seconds: number): Rig => {
  for (let i = 0; i < seconds; i++) {
    rig.say({ t: 'pong', now: 1 })
    rig.advance(1000)
  }
  return rig
}
