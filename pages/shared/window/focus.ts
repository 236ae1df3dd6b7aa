// Where the keyboard goes when the page changes under it. Only the web has a focus for more than fields.
import { getCurrentInstance, nextTick, onMounted, onUnmounted } from 'vue'

/**
 * For setup of a component: moves the focus to its first element that the selector finds, '' for itself, as soon as
 * what has changed is shown.
 */
export function useFocus(): (selector: string) => void {
  let move = (_selector: string): void => {}
  // #ifdef H5
  const instance = getCurrentInstance()
  move = (selector) => {
    void nextTick(() => {
      const root = instance?.proxy?.$el as HTMLElement | undefined
      const found = selector === '' ? root : root?.querySelector<HTMLElement>(selector)
      found?.focus({ preventScroll: true })
    })
  }
  // #endif
  return move
}

/**
 * For a component whose root has tabindex -1: it has the focus when it appears, so that a screen reader speaks it, and
 * gives it back when it goes.
 */
export function useFocusWhileShown(): void {
  const move = useFocus()
  let giveBack = (): void => {}
  // #ifdef H5
  const before = document.activeElement
  // Somebody may have moved it on meanwhile.
  giveBack = () => {
    if (document.activeElement === document.body && before instanceof HTMLElement) before.focus({ preventScroll: true })
  }
  // #endif
  onMounted(() => {
    move('')
  })
  onUnmounted(() => {
    giveBack()
  })
}
