// Texts whose colour is too close to their ground (WCAG AA: 4.5 : 1). Disabled controls are exempt, as in the rule
// itself.
import type { Page } from 'playwright-core'

export function contrastFaults(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const parts = (color: string): number[] => (color.match(/[\d.]+/g) ?? []).map(Number)
    const light = (color: string): number => {
      const [r, g, b] = parts(color)
        .slice(0, 3)
        .map((part) => part / 255)
        .map((part) => (part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
      return 0.2126 * r + 0.7152 * g + 0.0722 * b
    }
    const groundOf = (element: Element | null): string => {
      for (let one = element; one !== null; one = one.parentElement) {
        const color = getComputedStyle(one).backgroundColor
        if ((parts(color)[3] ?? 1) > 0) return color
      }
      return 'rgb(255, 255, 255)'
    }
    const faults = new Set<string>()
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const element = node.parentElement
      const text = node.textContent?.trim() ?? ''
      if (
        element === null ||
        text === '' ||
        element.getClientRects().length === 0 ||
        element.closest('[disabled], script, style') !== null
      )
        continue
      const [ink, ground] = [light(getComputedStyle(element).color), light(groundOf(element))]
      const ratio = (Math.max(ink, ground) + 0.05) / (Math.min(ink, ground) + 0.05)
      if (ratio < 4.5) faults.add(`${text.slice(0, 40)}: ${ratio.toFixed(2)}`)
    }
    return [...faults]
  })
}
