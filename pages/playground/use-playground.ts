// The page of the playground: its two users, what both do and hear, the story, and the tabs of a narrow screen.
import { computed, reactive, ref } from 'vue'
import { t } from '../shared/language/language'
import { stateTone } from '../shared/language/state-words'
import { ownServer, PLAYGROUND_APP } from '../shared/login/server'
import { pressedBy } from '../shared/window/keys'
import { pageClock } from '../shared/window/page-clock'
import { Timeline } from './timeline'
import type { Side, Tell } from './timeline'
import { useClient } from './use-client'
import type { Client, Settings } from './use-client'
import { useStory } from './use-story'
import { useTalk } from './use-talk'

const PRESENCE_MS = 2000 // ten questions in five seconds are the limit
const TICK_MS = 500

export function usePlayground() {
  const settings = reactive<Settings>({ server: ownServer(), app: PLAYGROUND_APP, channel: 'plaza' })
  const timeline = new Timeline()
  const tellAs =
    (client: Client): Tell =>
    (word, values, words) => {
      timeline.tell(client.side, client.name, word, values, words)
    }
  const left = useClient('left', 'alice', settings, (): Client => right.me, tellAs)
  const right = useClient('right', 'bob', settings, (): Client => left.me, tellAs)
  const leftTalk = useTalk(left)
  const rightTalk = useTalk(right)
  const story = useStory(left, right, leftTalk)

  const open = ref(false)
  const shown = ref<Side | 'timeline'>('left')
  const now = ref(pageClock.monotonic())
  const toneOf = ({ held, phase }: Client): string => (held ? 'bad' : stateTone(phase))
  const keyOf = (id: Side | 'timeline') => ({
    id,
    onKey: pressedBy(() => {
      shown.value = id
    })
  })
  const keys = { left: keyOf('left'), timeline: keyOf('timeline'), right: keyOf('right') }
  const tabs = computed(() => [
    { ...keys.left, title: left.me.name, tone: toneOf(left.me) },
    { ...keys.timeline, title: t('tabTimeline'), tone: '' },
    { ...keys.right, title: right.me.name, tone: toneOf(right.me) }
  ])

  const ticking = setInterval(() => {
    now.value = pageClock.monotonic()
  }, TICK_MS)
  const asking = setInterval(() => {
    void left.lookForPeer()
    void right.lookForPeer()
  }, PRESENCE_MS)

  // A link may name another app or server: …#/pages/playground/playground?app=…
  function take(query: Record<string, string | undefined> = {}): void {
    if (query.app !== undefined) settings.app = query.app
    if (query.server !== undefined) settings.server = decodeURIComponent(query.server)
  }

  function end(): void {
    clearInterval(ticking)
    clearInterval(asking)
    leftTalk.setTalking(false)
    rightTalk.setTalking(false)
    void left.dispose()
    void right.dispose()
  }

  return { settings, timeline, left, right, leftTalk, rightTalk, story, open, shown, now, tabs, take, end }
}
