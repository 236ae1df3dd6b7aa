// The shipped server with a small disk, a proxy before it, and people who talk all the time.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { breachesOf } from './ledger.mjs'
import { Person, ROOMS } from './person.mjs'
import { portsOf } from './ports.mjs'
import { Proxy } from './proxy.mjs'
import { randomOf } from './random.mjs'
import { ServerProcess } from './server.mjs'
import { Volume } from './volume.mjs'
import { weather } from './weather.mjs'

const APP = 'c'.repeat(32)
const NAMES = ['ann', 'ben', 'cat', 'dan', 'eve', 'fay']
const SPEAK_MS = 8
const REST_MS = 90_000
/** Rates and mail out of the way; a retention so short that gaps happen. */
const LIMITS = {
  rates: { message: [100_000, 1000], join: [10_000, 1000], rejoin: [10_000, 1000] },
  offline: { messages: 10_000 },
  retention: { messages: 25, leastMessages: 5 }
}

export class Town {
  volume = new Volume()
  people = []
  /** Deeds that are not done. */
  left = []
  befell = {}
  /** Kills, and stops that could not save: after each every channel begins anew. */
  lostEpochs = 0
  #waiting = new Set()

  constructor(seed) {
    this.random = randomOf(seed)
    const config = join(this.volume.folder, 'config.json')
    writeFileSync(config, JSON.stringify({ apps: [{ id: APP, name: 'chaos', limits: LIMITS }] }))
    this.server = new ServerProcess({
      RTM_CONFIG: config,
      RTM_DATA: this.volume.data,
      RTM_PORT: '0',
      RTM_LOG_LEVEL: 'info',
      RTM_MOVE_AFTER_MS: '100',
      RTM_MOVE_JITTER_MS: '400'
    })
    this.proxy = new Proxy(() => this.server.port)
  }

  /** `ms` of weather, then rest. Answers breaches. */
  async play(ms) {
    const port = await this.proxy.listen()
    await this.server.start()
    this.people = NAMES.map((name, i) => {
      const random = randomOf(i + this.random.below(1_000_000))
      return new Person(name, APP, portsOf(port, random), random, () => this.#look())
    })
    for (const person of this.people) person.login()
    await this.#until('everybody is in', () => this.people.every(({ state }) => state === 'in'))
    const end = performance.now() + ms
    const talk = setInterval(() => this.random.pick(this.people).speak(NAMES), SPEAK_MS)
    await weather(this, () => performance.now() > end)
    clearInterval(talk)
    return [...(await this.#rest()), ...this.server.faults]
  }

  note(deed) {
    this.befell[deed] = (this.befell[deed] ?? 0) + 1
  }

  pass(ms) {
    return new Promise((resolve) => setTimeout(resolve, ms))
  }

  async stopServer() {
    if ((await this.server.stop()) !== 0) this.lostEpochs++
  }

  async dispose() {
    for (const { client } of this.people) client.hold(true)
    await this.proxy.close()
    this.clear()
  }

  /** At once: the process, and its disk. */
  clear() {
    this.server.dispose()
    this.volume.dispose()
  }

  /** Everything heals; what was promised has time to come, and whatever would come twice too. */
  async #rest() {
    this.volume.release()
    this.server.goOn()
    this.server.shift(0)
    const late = []
    const wait = async (what, done) =>
      late.push(
        ...(await this.#until(what, done).then(
          () => [],
          (error) => [error.message]
        ))
      )
    const allIn = () =>
      this.people.every(({ state, client }) => state === 'in' && ROOMS.every((room) => client.cursor(room) !== null))
    await wait('everybody is back', allIn)
    await wait('everything is answered', () =>
      this.people.every(({ sent }) => sent.every(({ outcome }) => outcome !== ''))
    )
    await wait('everything that was promised is there', () =>
      this.#promised().every(({ to, text }) => this.#person(to).mail.some((row) => row.text === text))
    )
    await this.#lasts(wait)
    for (const person of this.people) person.login() // whatever waits comes now, once more if it would come twice
    await wait('everybody is in again', allIn)
    await this.#lasts(wait)
    for (const person of this.people) person.finish()
    return [...late, ...breachesOf(this.people, this.lostEpochs)]
  }

  /** A last word of everybody to everybody: what came before it has come. */
  async #lasts(wait) {
    const words = this.people.flatMap((person) => [
      ...NAMES.map((name) => person.send(name, 1)),
      ...ROOMS.map((room) => person.publish(room))
    ])
    await wait('the last words are answered', () => words.every(({ outcome }) => outcome !== '' && outcome !== 'open'))
    const heads = new Map()
    for (const { kind, to, o } of words) if (kind === 'pub') heads.set(to, Math.max(heads.get(to) ?? 0, o))
    await wait('everybody has the last words', () =>
      this.people.every(
        ({ client, name, mail }) =>
          ROOMS.every((room) => (client.cursor(room)?.o ?? -1) >= (heads.get(room) ?? 0)) &&
          words.every(({ kind, to, text }) => kind === 'pub' || to !== name || mail.some((row) => row.text === text))
      )
    )
  }

  #promised() {
    return this.people
      .flatMap(({ sent }) => sent)
      .filter(({ kind, outcome }) => kind === 'send' && (outcome === 'received' || outcome === 'stored'))
  }

  #person(name) {
    return this.people.find((person) => person.name === name)
  }

  #look() {
    for (const look of [...this.#waiting]) look()
  }

  #until(what, done) {
    return new Promise((resolve, reject) => {
      const finish = (act) => {
        clearTimeout(timer)
        this.#waiting.delete(look)
        act()
      }
      const look = () => {
        if (done()) finish(resolve)
      }
      const timer = setTimeout(
        () => finish(() => reject(new Error(`waited ${REST_MS / 1000} s in vain until ${what}`))),
        REST_MS
      )
      this.#waiting.add(look)
      look()
    })
  }
}
