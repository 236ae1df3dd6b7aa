// How high the part of the page is that a person sees. The keyboard of an iPhone lies over the page, and no length of
// CSS knows of it.
import { onMounted, onUnmounted } from 'vue'

/** For a page that is as high as the screen: `--seen-height` follows what is seen. */
export function useSeenHeight(): void {
  // #ifdef H5
  const seen = typeof visualViewport === 'undefined' ? null : visualViewport
  // Enlarged by two fingers it is smaller as well: then the page stays as it is.
  const follow = (): void => {
    if (seen !== null && seen.scale < 1.01)
      document.documentElement.style.setProperty('--seen-height', `${Math.round(seen.height)}px`)
  }
  onMounted(() => {
    seen?.addEventListener('resize', follow)
  })
  onUnmounted(() => {
    seen?.removeEventListener('resize', follow)
    document.documentElement.style.removeProperty('--seen-height')
  })
  // #endif
}
