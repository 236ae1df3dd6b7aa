import { chromium, type Browser } from 'playwright-core'
import { chromiumFlags, findChromium } from '../../../tools/chromium.mjs'

// `npm test` has made sure that there is one.
export async function openBrowser(): Promise<Browser> {
  const executablePath = findChromium()
  if (executablePath === null) throw new Error('no Chromium: run node tools/chromium.mjs')
  return chromium.launch({ executablePath, args: chromiumFlags })
}
