// A TCP relay between browser and server that can break every connection at once, without a word: what a bad network
// does.
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'

export class Wire {
  port = 0
  private readonly sockets = new Set<Socket>()
  private readonly server = createServer((near) => {
    const far = connect(this.target(), '127.0.0.1')
    for (const [one, other] of [
      [near, far],
      [far, near]
    ] as const) {
      this.sockets.add(one)
      one.on('error', () => {})
      one.on('close', () => {
        this.sockets.delete(one)
        other.destroy()
      })
      one.pipe(other)
    }
  })

  constructor(private readonly target: () => number) {}

  open(): Promise<void> {
    return new Promise((resolve) => {
      this.server.listen(0, '127.0.0.1', () => {
        this.port = (this.server.address() as AddressInfo).port
        resolve()
      })
    })
  }

  cut(): void {
    for (const socket of this.sockets) socket.resetAndDestroy()
  }

  close(): void {
    this.server.close()
    for (const socket of this.sockets) socket.destroy()
  }
}
