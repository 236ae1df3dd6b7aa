// The focus goes to a part of the page when it appears, so that a screen reader speaks it and a keyboard goes on there, and back when it goes.
// For the part that is the root of a component, with tabindex -1. Only on the web is there a focus for more than fields.
// #ifdef H5
import { getCurrentInstance, onMounted, onUnmounted } from 'vue'
// #endif

export function useFocus(): void {
  // #ifdef H5
  const instance = getCurrentInstance()
  let before: Element | null = null
  onMounted(() => {
    before = document.activeElement
    const root = instance?.proxy?.$el as HTMLElement | undefined
    root?.focus({ preventScroll: true })
  })
  // Somebody may have moved it on meanwhile.
  onUnmounted(() => { if (document.activeElement === document.body && before instanceof HTMLElement) before.focus({ preventScroll: true }) })
  // #endif
}
