// Socket.IO 4 with its defaults, WebSocket only, an acknowledgement for every publish. RECOVERY=1: connection state
// recovery, for W5.
import http from 'node:http'
import { Server } from 'socket.io'

const server = http.createServer()
const recovery = process.env.RECOVERY === '1' ? { connectionStateRecovery: { maxDisconnectionDuration: 120_000 } } : {}
const io = new Server(server, { transports: ['websocket'], serveClient: false, ...recovery })
const users = new Map()

io.on('connection', (socket) => {
  const user = socket.handshake.auth?.uid ?? socket.data.user
  socket.data.user = user
  users.set(user, socket)
  socket.on('sub', (channel, done) => {
    socket.join(channel)
    done()
  })
  socket.on('pub', (channel, payload, done) => {
    socket.to(channel).emit('m', payload)
    done()
  })
  socket.on('peer', (to, payload, done) => {
    users.get(to)?.emit('m', payload, () => done())
  })
  socket.on('disconnect', () => {
    if (users.get(user) === socket) users.delete(user)
  })
})
server.listen({ port: Number(process.env.PORT), host: '127.0.0.1', backlog: 4_096 }, () => console.log('ready'))
