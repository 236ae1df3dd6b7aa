// The page of the chat: what its link and its form say, what is open, and what is told of what is not. The chat itself
// is the window's (chat.ts).
import { computed, reactive, ref, watch } from 'vue'
import { runningCall } from '../call/book'
import { t } from '../shared/language/language'
import type { Entrance } from '../shared/login/login'
import { ownServer, PLAYGROUND_APP } from '../shared/login/server'
import { places } from '../shared/places'
import { pageClock } from '../shared/window/page-clock'
import { useSeenHeight } from '../shared/window/seen-height'
import { chat, desk, entrances } from '../shared/window/this-window'
import { useWayBack } from '../shared/window/way-back'
import { bannerOf } from './banner'
import type { Conversation } from './rows'
import { titleOf, unreadText } from './texts'

const WIDE_PX = 800 // as in the styles
const TICK_MS = 60_000

export function useChat() {
  const { state } = chat
  const form = reactive<Entrance>({ server: ownServer(), appId: PLAYGROUND_APP, userId: '' })
  const now = ref(pageClock.now())
  const wide = ref(true)
  const returnKey = ref('')

  const isOutside = computed(() => state.userId === '')
  const banner = computed(() => bannerOf(state))
  const talks = computed(() => state.conversations.filter((one) => one.key === state.openKey))
  const ringing = computed(() => {
    const call = runningCall(desk.state.book)
    return call?.phase === 'incoming' ? call : null
  })
  const news = computed(() => {
    const found = state.conversations.find((one) => one.key === state.news?.key)
    return found === undefined || found.unread === 0
      ? ''
      : t('chatNewsFrom', { name: titleOf(state.people, found), unread: unreadText(found.unread) })
  })
  const unread = computed(() => state.conversations.reduce((sum, one) => sum + one.unread, 0))
  watch([unread, () => state.userId], () => {
    const title = state.userId === '' ? t('chatTitle') : `${state.userId} · ${t('chatTitle')}`
    void uni.setNavigationBarTitle({ title: unread.value === 0 ? title : `(${unread.value}) ${title}` })
  })

  const ticking = setInterval(() => {
    now.value = pageClock.now()
  }, TICK_MS)

  const enter = (userId: string): void => {
    void chat.login({ appId: form.appId.trim(), server: form.server.trim(), userId })
  }
  const again = (): void => {
    void chat.loginAgain()
  }
  const logout = (): void => {
    void chat.logout()
  }
  const join = (id: string): void => {
    void chat.join(id)
  }
  const dismiss = (): void => {
    chat.dismissFailure()
  }
  const toCall = (): void => {
    void uni.reLaunch({ url: places.find(({ id }) => id === 'call')!.path })
  }
  const open = (conversation: Conversation): void => {
    chat.open(conversation)
  }
  const close = (): void => {
    chat.close()
  }
  // Before what is opened is shown.
  watch(
    () => state.openKey,
    (key, before) => {
      wide.value = uni.getWindowInfo().windowWidth >= WIDE_PX
      returnKey.value = key === '' ? before : ''
    },
    { flush: 'sync' }
  )

  // A link may say who is here, and where: …#/pages/chat/chat?user=alice&app=…&server=…
  function take(query: Record<string, string | undefined> = {}): void {
    const { enter: isToEnter, ...who } = entrances.arrive(query, form)
    Object.assign(form, who)
    chat.show(true)
    if (isToEnter) enter(form.userId)
  }
  useSeenHeight()
  useWayBack(
    () => state.openKey,
    (key) => {
      const found = state.conversations.find((one) => one.key === key)
      if (found === undefined) close()
      else open(found)
    }
  )
  function end(): void {
    clearInterval(ticking)
    chat.show(false)
    chat.keep()
  }

  return {
    chat,
    state,
    form,
    now,
    wide,
    returnKey,
    isOutside,
    banner,
    talks,
    ringing,
    news,
    enter,
    again,
    logout,
    join,
    dismiss,
    toCall,
    open,
    close,
    take,
    end
  }
}
