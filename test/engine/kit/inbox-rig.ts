// What a page hears of its inbox, and what the server hears of the page.
import { type Frame, Rig } from '../../kit/engine-kit'

export const mail = (rig: Rig): unknown[] => rig.told('peerMessage').map((row) => row.text)
/** The cursors a frame carries. */
export const cursors = (frame: Frame | undefined): unknown => (frame === undefined ? 'none' : [frame.r, frame.h])

/** Logged in, with nobody listening yet. */
export function quietRig(): { rig: Rig; listen: () => void } {
  const rig = new Rig({ quiet: true }).login()
  return {
    rig,
    listen: () => {
      rig.listen((event) => {
        rig.events.push(event)
      })
    }
  }
}
