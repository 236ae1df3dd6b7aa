import { createRtmClient, RtmError } from './js_sdk/web.js'

const asked = new URLSearchParams(location.search)
const said = document.getElementById('said')
try {
  // No server is named: it is the one that gave out this page.
  const client = createRtmClient({ appId: '00000000000000000000000000000000' })
  client.on('message', ({ userId, text }) => {
    said.textContent = `${userId}: ${text}`
  })
  await client.login({ userId: asked.get('user') })
  said.textContent = 'logged in'
  if (asked.has('to')) said.textContent = (await client.sendMessage(asked.get('to'), 'hello from a plain page')).outcome
} catch (error) {
  said.textContent = error instanceof RtmError ? `${error.code}: ${error.action}` : String(error)
}
