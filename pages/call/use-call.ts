// The page's side of the telephone: its state as Vue sees it, the settings of a link, and the seconds that pass.
import { computed, reactive, ref } from 'vue'
import { createRtmClient } from '@/uni_modules/rtm/js_sdk/index.js'
import { fromLink } from '../shared/links'
import { pageClock } from '../shared/page-clock'
import { ownServer, TWO_DEVICES_APP } from '../shared/server'
import { tabMemory } from '../shared/tab-memory'
import { isOver, runningCall, shownCall } from './book'
import { emptyDesk, isOut, makeDesk } from './desk'
import type { DeskState } from './desk'

const TICK_MS = 500

export function useCall() {
  const settings = reactive({ server: ownServer(), app: TWO_DEVICES_APP, device: '' })
  const state = reactive<DeskState>(emptyDesk('alice'))
  const peer = ref('bob')
  const now = ref(pageClock.monotonic())
  const desk = makeDesk(state, () => createRtmClient({ appId: settings.app.trim(), server: settings.server.trim() }), pageClock, tabMemory('rtm-call'))

  const shown = computed(() => shownCall(state.book))
  const incoming = computed(() => shown.value?.phase === 'incoming' ? shown.value : null)
  const out = computed(() => isOut(state))
  const mayCall = computed(() => !out.value && runningCall(state.book) === null)
  const isBroken = computed(() => !out.value && (state.held || state.connection !== 'connected'))

  const ticking = setInterval(() => { now.value = pageClock.monotonic() }, TICK_MS)

  // A link may say who is here: …#/pages/call/call?user=bob&device=tablet&app=…&server=…
  function take(query: Record<string, string | undefined> = {}): void {
    const read = (name: string): string => fromLink(query[name])
    if (read('app') !== '') settings.app = read('app')
    if (read('server') !== '') settings.server = read('server')
    settings.device = read('device')
    if (read('user') === '') return
    state.user = read('user')
    if (state.user === peer.value) peer.value = 'alice'
    void desk.login()
  }

  function dial(to: string, video: boolean): void {
    peer.value = to
    void desk.call(to, video)
  }

  function end(): void {
    clearInterval(ticking)
    void desk.logout()
  }

  const dismiss = (): void => { if (shown.value !== null && isOver(shown.value)) desk.dismiss() }

  return { settings, state, peer, now, desk, shown, incoming, out, mayCall, isBroken, take, dial, dismiss, end }
}

export type Telephone = ReturnType<typeof useCall>
