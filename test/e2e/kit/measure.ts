// What a finger and an eye need, measured in the browser.
import type { Page } from 'playwright-core'

const TARGET_PX = 44
const INPUT_PX = 16
const PRESSED = '[role=button], [role=link], [role=switch], [role=tab], button, input, textarea'

/**
 * What is pressed and smaller than a finger needs, as name and size. An address within a text is as high as its line.
 */
export const smallTargets = (page: Page): Promise<string[]> =>
  page.evaluate(
    ([selector, least]) => {
      const faults: string[] = []
      for (const one of Array.from(document.querySelectorAll<HTMLElement>(selector))) {
        // The real field of uni-app stands within the one that is seen and pressed.
        const shown = one.closest<HTMLElement>('uni-input, uni-textarea') ?? one
        // as it was laid out: while it is pressed it is drawn a little smaller
        const { offsetWidth: width, offsetHeight: height } = shown
        if (width === 0 || height === 0 || (width >= least - 0.5 && height >= least - 0.5)) continue
        faults.push(
          `${one.getAttribute('aria-label') ?? one.textContent?.trim() ?? ''}: ${Math.round(width)} x ` +
            `${Math.round(height)}`
        )
      }
      return faults
    },
    [PRESSED, TARGET_PX] as const
  )

/** Fields with smaller letters than a phone leaves alone: it enlarges the page for them. */
export const smallInputs = (page: Page): Promise<string[]> =>
  page.evaluate(
    (least) =>
      Array.from(document.querySelectorAll<HTMLElement>('input, textarea'))
        .filter((one) => parseFloat(getComputedStyle(one).fontSize) < least)
        .map((one) => `${one.getAttribute('aria-label')}: ${getComputedStyle(one).fontSize}`),
    INPUT_PX
  )

/** What of these elements does not lie wholly on the screen. */
export const cutOff = (page: Page, ...selectors: string[]): Promise<string[]> =>
  page.evaluate(
    (asked) =>
      asked.filter((selector) => {
        const box = document.querySelector(selector)?.getBoundingClientRect()
        return (
          box === undefined ||
          box.height === 0 ||
          box.top < 0 ||
          box.left < 0 ||
          box.bottom > innerHeight ||
          box.right > innerWidth
        )
      }),
    selectors
  )

export const heightOf = async (page: Page, selector: string): Promise<number> =>
  (await page.locator(selector).boundingBox())!.height
