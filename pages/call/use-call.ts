// The page of calls: the settings of a link, and the seconds that pass. The telephone itself is the window's (desk.ts).
import { computed, reactive, ref } from 'vue'
import { fromLink } from '../shared/window/links'
import { pageClock } from '../shared/window/page-clock'
import { ownServer, PLAYGROUND_APP } from '../shared/login/server'
import { desk, entrances, login } from '../shared/window/this-window'
import { isOver, runningCall, shownCall } from './book'
import { isOut } from './state'

const TICK_MS = 500

export function useCall() {
  const { state } = desk
  const settings = reactive({ server: ownServer(), app: PLAYGROUND_APP, device: '' })
  const peer = ref('bob')
  const now = ref(pageClock.monotonic())

  const shown = computed(() => shownCall(state.book))
  const incoming = computed(() => (shown.value?.phase === 'incoming' ? shown.value : null))
  const out = computed(() => isOut(state))
  const mayCall = computed(() => !out.value && runningCall(state.book) === null)
  const isBroken = computed(() => !out.value && (login.state.held || state.connection !== 'connected'))

  const ticking = setInterval(() => {
    now.value = pageClock.monotonic()
  }, TICK_MS)

  const enter = (): void => {
    void desk.login({ appId: settings.app.trim(), server: settings.server.trim() })
  }

  // A link may say who is here: …#/pages/call/call?user=bob&device=tablet&app=…&server=…
  function take(query: Record<string, string | undefined> = {}): void {
    const {
      appId,
      server,
      userId,
      enter: isToEnter
    } = entrances.arrive(query, { appId: settings.app, server: settings.server, userId: 'alice' })
    Object.assign(settings, { app: appId, server, device: fromLink(query.device) })
    state.user = userId
    if (userId === peer.value) peer.value = 'alice'
    if (isToEnter) enter()
  }

  function dial(to: string, video: boolean): void {
    peer.value = to
    void desk.call(to, video)
  }

  const end = (): void => {
    clearInterval(ticking)
  }

  const dismiss = (): void => {
    if (shown.value !== null && isOver(shown.value)) desk.dismiss()
  }

  return { settings, state, peer, now, desk, enter, shown, incoming, out, mayCall, isBroken, take, dial, dismiss, end }
}
