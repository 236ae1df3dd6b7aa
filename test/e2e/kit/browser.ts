import { chromium, type Browser } from 'playwright-core'
import { chromiumFlags, findHeadless } from '../../../tools/chromium.mjs'

// `npm test` has made sure that there is one.
export async function openBrowser(): Promise<Browser> {
  const executablePath = findHeadless()
  if (executablePath === null) throw new Error('no Chromium: run node tools/chromium.mjs')
  return chromium.launch({ executablePath, args: chromiumFlags })
}
