import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openBrowser } from './kit/browser.js'
import { Form } from './kit/form.js'
import { ServerProcess } from './kit/server.js'
import { visit, type Visit } from './kit/visit.js'

describe('the one-user page', () => {
  let browser: Browser
  const server = new ServerProcess()
  const visits: Visit[] = []
  let carol: Form
  let dave: Form

  const openPage = async (): Promise<Form> => {
    const one = await visit(browser, `http://127.0.0.1:${server.port}/#/pages/single/single`)
    visits.push(one)
    return new Form(one.page)
  }

  beforeAll(async () => {
    browser = await openBrowser()
    await server.start()
    carol = await openPage()
    dave = await openPage()
  })
  afterAll(async () => {
    await browser?.close()
    await server.end()
  })

  it('knows the address of the server that it came from', async () => {
    expect(await carol.field('Server address').inputValue()).toBe(`ws://127.0.0.1:${server.port}/rtm`)
  })

  it('lets two people in two browsers meet in a channel', async () => {
    await carol.login('carol')
    await dave.login('dave')
    await carol.join('tea')
    await dave.join('tea')
    await carol.hears('dave joined tea')
    await carol.hears('tea: 2 in it now')
    await dave.hears('tea: 2 in it now')
    await carol.press('Who is in it?')
    await carol.hears(/In tea: (carol, dave|dave, carol)/)
    await carol.press('How many?')
    await carol.hears('2 in tea')
  })

  it('sends to the channel and to one person', async () => {
    await carol.field('Message').fill('two sugars?')
    await carol.press('Send to channel')
    await dave.hears('carol in tea: two sugars?')
    await dave.field('Peer').fill('carol')
    await dave.press('Online?')
    await dave.hears('carol is online')
    await dave.field('Message').fill('none, thanks')
    await dave.press('Send to peer')
    await carol.hears('dave to you: none, thanks')
    await dave.hears('you to carol: none, thanks')
  })

  it('tells when somebody leaves, and that nobody is there afterwards', async () => {
    await dave.press('Leave')
    await carol.hears('dave left tea')
    await carol.hears('tea: 1 in it now')
    await dave.press('Log out')
    await dave.hears('Connection: Logged out')
    await carol.field('Peer').fill('dave')
    await carol.press('Online?')
    await carol.hears('dave is offline')
    await carol.field('Message').fill('gone?')
    await carol.press('Send to peer')
    await carol.hears('sendMessageToPeer: stored for later')
  })

  it('logs in again after a logout', async () => {
    await dave.press('Log in')
    await dave.page.getByRole('button', { name: 'Log out' }).waitFor()
    await dave.hears('carol to you: gone?')
    await carol.press('Online?')
    await carol.hears('dave is online')
  })

  it('did nothing that a browser complains about', () => {
    expect(visits.map((one) => one.faults)).toEqual([[], []])
  })
})
