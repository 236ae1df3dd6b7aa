// Numbered messages, many at once or one after another, so that order and completeness can be seen.
import { reactive } from 'vue'
import type { Player } from './use-client'

const BURST = 60
// The limit is 60 messages per second and user; groups stay below it.
const GROUP = 10
const GROUP_MS = 220
const TALK_MS = 150

export function useTalk(player: Player) {
  const talk = reactive({ toChannel: true, talking: false, bursting: false })
  const next = { channel: 1, peer: 1 }
  let timer: ReturnType<typeof setInterval> | null = null

  // Each stream has numbers of its own, because order is promised per stream.
  const sendNumbered = (toChannel: boolean): Promise<void> =>
    player.send(toChannel, `#${toChannel ? next.channel++ : next.peer++}`)

  async function burst(): Promise<void> {
    if (talk.bursting) return
    talk.bursting = true
    const toChannel = talk.toChannel
    const sends: Promise<void>[] = []
    for (let sent = 0; sent < BURST; sent += GROUP) {
      for (let i = 0; i < GROUP; i++) sends.push(sendNumbered(toChannel))
      await new Promise((resolve) => {
        setTimeout(resolve, GROUP_MS)
      })
    }
    talk.bursting = false
    await Promise.all(sends)
  }

  function setTalking(on: boolean): void {
    talk.talking = on
    if (timer !== null) clearInterval(timer)
    timer = on ? setInterval(speak, TALK_MS) : null
  }

  function speak(): void {
    if (player.me.phase === 'out' || player.me.phase === 'aborted') setTalking(false)
    else void sendNumbered(talk.toChannel)
  }

  return { talk, burst, setTalking, sendNumbered }
}

export type Talker = ReturnType<typeof useTalk>
