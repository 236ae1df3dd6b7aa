// A peer for the links: does what the path says. Prints its port.
import { WebSocketServer } from 'ws'

const server = new WebSocketServer({ port: 0, host: '127.0.0.1' })
server.on('listening', () => console.log(`PORT ${server.address().port}`))
server.on('connection', (peer, request) => {
  if (request.url === '/kick') peer.close(4001, 'kick')
  if (request.url === '/cut') peer.terminate()
  if (request.url === '/deaf') peer._socket.pause() // never reads, so it never answers a close
  peer.on('message', (data) => peer.send(`echo ${data}`))
})
