// Two people at two windows: each waits to be logged in, the first one writes and presses the button, the other one
// reads. Everything is found as it is seen.
import { chromium } from 'playwright-core'
import { chromiumFlags, ensureChromium } from '../chromium.mjs'

// A dev server compiles while it is asked for the first page; that of Vue 2 takes minutes on a busy machine.
const PATIENCE_MS = 600_000

export async function openBrowser() {
  return chromium.launch({ executablePath: await ensureChromium(), args: chromiumFlags })
}

/** What goes wrong in the windows; `first` ends with it, so that nobody waits for a page that is broken. */
class Faults {
  all = []
  first = new Promise((_resolve, reject) => {
    this.tell = (text) => {
      this.all.push(text)
      reject(new Error('the page is broken'))
    }
  })
}

async function open(browser, address, faults) {
  const page = await (await browser.newContext()).newPage()
  page.setDefaultTimeout(PATIENCE_MS)
  page.on('pageerror', (error) => {
    faults.tell(error.stack ?? error.message)
  })
  // (504 is Vite's: it has found another package to prepare, and loads the page again.)
  page.on('response', (response) => {
    if (response.status() === 500) faults.tell(`${response.status()} ${response.url()}`)
  })
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type()) && /uni_modules\/rtm|js_sdk/.test(message.text()))
      faults.tell(message.text())
  })
  await page.goto(address)
  return page
}

const nameIn = (address) => new URL(address.replace('/#', '')).searchParams.get('me')

/**
 * Plays it on two addresses of a document; their host is where the pages are. `sent` is what the writer is shown at the
 * end.
 */
export async function talk(browser, { addresses, sent, at }, pages) {
  const faults = new Faults()
  faults.first.catch(() => {}) // also looked at where somebody waits
  const [from, to] = addresses.map(nameIn)
  const opened = []
  let step = ''
  const see = async (page, text) => {
    step = text
    await Promise.race([page.getByText(text, { exact: true }).first().waitFor(), faults.first])
  }
  try {
    for (const address of addresses) {
      opened.push(await open(browser, address.replace(/^http:\/\/[^/]+\//, pages), faults))
      await see(opened.at(-1), `logged in as ${nameIn(address)}`)
    }
    const [writer, reader] = opened
    await writer.locator('input').fill('hello')
    await writer.getByText(`Send to ${to}`, { exact: true }).click()
    await see(reader, `${from}: hello`)
    await see(writer, sent)
    if (faults.all.length > 0) await faults.first
  } catch (error) {
    const shown = await Promise.all(
      opened.map(async (page) =>
        page
          .locator('body')
          .innerText()
          .catch(() => '')
      )
    )
    throw new Error(
      `${at}: ${error.message}\n` +
        `${step === '' ? '' : `looked for: ${step}\n`}${[...shown, ...faults.all].join('\n').slice(-4000)}`
    )
  } finally {
    for (const page of opened) await page.context().close()
  }
}
