// Where the keyboard goes when the page changes under it. Only the web has a focus that a page can move.
import { getCurrentInstance, nextTick } from 'vue'

/** For setup of a component: moves the focus to its first element that the selector finds, '' for itself, as soon as what has changed is shown. */
export function useFocus(): (selector: string) => void {
  let move = (_selector: string): void => {}
  // #ifdef H5
  const instance = getCurrentInstance()
  move = (selector) => {
    void nextTick(() => {
      const root = instance?.proxy?.$el as HTMLElement | undefined
      const found = selector === '' ? root : root?.querySelector<HTMLElement>(selector)
      found?.focus()
    })
  }
  // #endif
  return move
}
