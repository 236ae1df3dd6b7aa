// A plain page with the client of web.js, as its sources make it: what a user is told stands in it as lines, and a test
// reads those.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { scriptsOf } from '../../../tools/lib/sdk-scripts.mjs'

const APP = '00000000000000000000000000000000'
const HTML =
  '<!doctype html><html lang="en"><meta charset="utf-8"><title>A plain page</title><ol></ol><script type="module" ' +
  'src="./page.js"></script></html>'

// `?user=alice&with=bob&room=room`: logs in, joins the room and watches the other. A line says what was heard, or how a
// message went.
const SCRIPT = `
import { createRtmClient } from './web.js'
const asked = new URLSearchParams(location.search)
const [user, peer] = [asked.get('user'), asked.get('with')]
const say = (what, about) => {
  const line = document.createElement('li')
  line.dataset.what = what
  line.dataset.about = about
  line.textContent = what + ' ' + about
  document.querySelector('ol').append(line)
}
const client = createRtmClient({ appId: '${APP}' })
client.on('message', ({ userId, text }) => { say('message', text) })
client.on('presence', (users) => { for (const { userId, presence } of users) say(presence, userId) })
client.on('state', ({ state }) => { say('state', state) })
client.on('invitation', ({ state, userId }) => { say(state, userId) })
const room = client.channel(asked.get('room'))
room.on('memberJoined', ({ userId }) => { say('joined', userId) })
room.on('memberLeft', ({ userId }) => { say('left', userId) })
window.send = async (text) => {
  try {
    say((await client.sendMessage(peer, text)).outcome, text)
  } catch (error) {
    say(error.code, text)
  }
}
await client.login({ userId: user })
await room.join()
await client.subscribePresence([peer])
say('ready', user)
`

export class PlainPages {
  readonly folder = mkdtempSync(join(tmpdir(), 'rtm-plain-'))

  static async make(): Promise<PlainPages> {
    const pages = new PlainPages()
    const scripts = await scriptsOf('sdk', ['web'])
    writeFileSync(join(pages.folder, 'web.js'), scripts.get('web.js')!)
    writeFileSync(join(pages.folder, 'page.js'), SCRIPT)
    writeFileSync(join(pages.folder, 'index.html'), HTML)
    return pages
  }

  end(): void {
    rmSync(this.folder, { recursive: true, force: true })
  }
}
