// The story that the playground tells, as rows: when a step is done is read off the two users, and each step can be
// done by one press.
import { computed, reactive, ref, watchEffect } from 'vue'
import type { Word } from '../shared/language/language'
import type { Message } from './messages'
import type { Player } from './use-client'
import type { Talker } from './use-talk'

interface Step {
  title: Word
  hint: Word
  isDone(): boolean // true once is enough: a step stays done
  act(): Promise<void>
}

const WORDS_WAIT_MS = 250

export function useStory(left: Player, right: Player, leftTalk: Talker) {
  const a = left.me
  const b = right.me
  const working = ref(false)
  const done = reactive<Record<string, boolean>>({})

  const both = (deed: (player: Player) => Promise<unknown>): Promise<unknown> => Promise.all([deed(left), deed(right)])
  const rest = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      setTimeout(resolve, ms)
    })
  const has = (list: Message[], fits: (item: Message) => boolean): boolean => list.some(fits)
  const ready = async (): Promise<void> => {
    await both(async (player) => {
      await player.hold(false)
      if (player.me.phase === 'out' || player.me.phase === 'aborted') await player.login()
      if (player.me.joined === '') await player.join()
    })
  }

  const steps: Step[] = [
    {
      title: 'stepLogin',
      hint: 'hintLogin',
      isDone: () => a.phase === 'in' && b.phase === 'in',
      act: async () => {
        await both((player) => player.login())
      }
    },
    { title: 'stepJoin', hint: 'hintJoin', isDone: () => a.joined !== '' && a.joined === b.joined, act: ready },
    {
      title: 'stepTalk',
      hint: 'hintTalk',
      isDone: () => has(a.messages, (item) => item.kind === 'got') && has(b.messages, (item) => item.kind === 'got'),
      async act() {
        await ready()
        await left.send(true, 'Hello, everybody!')
        await rest(WORDS_WAIT_MS)
        await right.send(true, 'Hello!')
        await left.send(false, 'And this is only for you.')
      }
    },
    {
      title: 'stepCut',
      hint: 'hintCut',
      isDone: () =>
        b.held && has(a.messages, (item) => item.kind === 'sent' && item.at > b.heldAt && item.outcome === 'taken'),
      async act() {
        await ready()
        await right.hold(true)
        for (let i = 0; i < 5; i++) await leftTalk.sendNumbered(true)
        void left.send(false, 'Are you there?')
      }
    },
    {
      title: 'stepBack',
      hint: 'hintBack',
      // Since the cut: what waited for bob from an earlier visit is told as replayed, too, and has nothing to do with
      // it.
      isDone: () =>
        !b.held &&
        b.heldAt > 0 &&
        has(b.messages, (item) => item.kind === 'got' && item.delay > 0 && item.at > b.heldAt),
      act: () => right.hold(false)
    },
    {
      title: 'stepOffline',
      hint: 'hintOffline',
      isDone: () => b.held && a.peerState === 'offline',
      async act() {
        await ready()
        await right.hold(true)
      }
    },
    {
      title: 'stepGap',
      hint: 'hintGap',
      isDone: () => has(b.messages, (item) => item.kind === 'gap'),
      async act() {
        if (a.joined === '' || b.joined === '') await ready()
        await right.hold(true)
        leftTalk.talk.toChannel = true
        await leftTalk.burst()
        await right.hold(false)
      }
    }
  ]

  watchEffect(() => {
    for (const step of steps) if (step.isDone()) done[step.title] = true
  })
  const rows = computed(() => steps.map(({ title, hint }) => ({ title, hint, done: done[title] === true })))
  const current = computed(() => rows.value.findIndex((row) => !row.done))

  async function act(): Promise<void> {
    const step = steps[current.value]
    if (step === undefined || working.value) return
    working.value = true
    await step.act()
    working.value = false
  }

  return { rows, current, working, act }
}
