// The bare relay: `ws`, the text of a message built once, one send per receiver. What most people write first, and the
// measure of what sessions, tokens, presence and a delivery promise cost on top of it.
import http from 'node:http'
import { WebSocketServer } from 'ws'

const users = new Map()
const channels = new Map()
const waiting = new Map()
let ids = 0

const membersOf = (name) => {
  let members = channels.get(name)
  if (members === undefined) channels.set(name, (members = new Set()))
  return members
}

const verbs = {
  login(client, { user }) {
    client.user = user
    users.set(user, client)
    client.ws.send('{"t":"ok"}')
  },
  sub(client, { ch }) {
    membersOf(ch).add(client)
    client.channels.push(ch)
    client.ws.send('{"t":"ok"}')
  },
  pub(client, { id, ch, d }) {
    const text = JSON.stringify({ t: 'm', ch, d })
    for (const member of membersOf(ch)) if (member !== client) member.ws.send(text)
    client.ws.send(`{"t":"ok","id":${id}}`)
  },
  peer(client, { id, to, d }) {
    const target = users.get(to)
    if (target === undefined) return
    const mid = ++ids
    waiting.set(mid, [client, id])
    target.ws.send(JSON.stringify({ t: 'm', mid, from: client.user, d }))
  },
  ack(_client, { mid }) {
    const [client, id] = waiting.get(mid)
    waiting.delete(mid)
    client.ws.send(`{"t":"ok","id":${id}}`)
  }
}

const server = http.createServer({ noDelay: true })
new WebSocketServer({ server, perMessageDeflate: false, clientTracking: false }).on('connection', (ws) => {
  const client = { ws, user: '', channels: [] }
  ws.on('message', (data) => {
    const frame = JSON.parse(data.toString())
    verbs[frame.t](client, frame)
  })
  ws.on('error', () => {})
  ws.on('close', () => {
    if (users.get(client.user) === client) users.delete(client.user)
    for (const name of client.channels) membersOf(name).delete(client)
  })
})
server.listen({ port: Number(process.env.PORT), host: '127.0.0.1', backlog: 4_096 }, () => console.log('ready'))
