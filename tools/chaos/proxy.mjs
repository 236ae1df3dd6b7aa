// Between the clients and the server: passes bytes on, and cuts connections after any byte, in either direction.
import { once } from 'node:events'
import { connect, createServer } from 'node:net'

export class Proxy {
  cuts = 0
  #server
  #pairs = new Set()

  /** `target()`: the port of the server of the moment, 0 while there is none. */
  constructor(target) {
    this.#server = createServer({ noDelay: true }, (client) => this.#accept(client, target()))
  }

  async listen() {
    this.#server.listen(0, '127.0.0.1')
    await once(this.#server, 'listening')
    return this.#server.address().port
  }

  /** A connection, after so many more bytes in one direction. */
  cutSoon(random) {
    const pairs = [...this.#pairs]
    if (pairs.length === 0) return
    const pair = random.pick(pairs)
    pair[random.pick(['up', 'down'])] = random.below(random.pick([3, 40, 400, 4000]))
  }

  cutAll() {
    for (const pair of [...this.#pairs]) this.#cut(pair)
  }

  async close() {
    for (const pair of [...this.#pairs]) this.#end(pair)
    this.#server.close()
    await once(this.#server, 'close')
  }

  #accept(client, port) {
    if (port === 0) return client.destroy()
    const server = connect({ port, host: '127.0.0.1', noDelay: true })
    // Bytes left until the cut.
    const pair = { client, server, up: Infinity, down: Infinity }
    this.#pairs.add(pair)
    this.#pass(pair, client, server, 'up')
    this.#pass(pair, server, client, 'down')
    for (const socket of [client, server]) {
      socket.on('error', () => this.#end(pair))
      socket.on('close', () => this.#end(pair))
    }
  }

  #pass(pair, from, to, way) {
    from.on('data', (bytes) => {
      const left = pair[way]
      if (bytes.length < left) {
        pair[way] = left - bytes.length
        if (!to.write(bytes)) {
          from.pause()
          to.once('drain', () => from.resume())
        }
        return
      }
      // The other side gets exactly the bytes before the cut.
      from.pause()
      to.write(bytes.subarray(0, left), () => this.#cut(pair))
    })
    from.on('end', () => to.end())
  }

  #cut(pair) {
    if (!this.#pairs.has(pair)) return
    this.cuts++
    this.#end(pair)
  }

  #end(pair) {
    this.#pairs.delete(pair)
    pair.client.destroy()
    pair.server.destroy()
  }
}
