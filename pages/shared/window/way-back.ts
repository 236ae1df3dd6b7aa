// The way back of the browser inside a page: what is open has an entry of its own in the history, so that Back closes
// it before it leaves the page.
import { onMounted, onUnmounted, watch } from 'vue'

/** `open`: what is open, '' for nothing. `go`: the person went back or forward to this. */
export function useWayBack(open: () => string, go: (key: string) => void): void {
  // #ifdef H5
  const MARK = 'rtmOpen'
  const here = location.hash
  const marked = (): string => String((history.state as Record<string, unknown> | null)?.[MARK] ?? '')
  const stateWith = (key: string): unknown => ({ ...(history.state as object | null), [MARK]: key })

  // The page's own entries are no business of the router, which hears of a way back in the same turn, but later.
  const onPop = (event: Event): void => {
    if (location.hash !== here) return
    event.stopImmediatePropagation()
    if (marked() !== open()) go(marked())
  }

  function follow(key: string): void {
    if (location.hash !== here || key === marked()) return
    if (key === '') history.back()
    else if (marked() === '') history.pushState(stateWith(key), '')
    else history.replaceState(stateWith(key), '')
  }

  onMounted(() => {
    addEventListener('popstate', onPop, true)
    // Left open, and come back to by another way: nothing behind this entry is to be closed.
    if (open() === '' && marked() !== '') history.replaceState(stateWith(''), '')
    else follow(open())
  })
  onUnmounted(() => {
    removeEventListener('popstate', onPop, true)
  })
  watch(open, follow)
  // #endif
}
