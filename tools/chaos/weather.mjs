// What befalls the server, its links, its disk and its clock. A deck of deeds is dealt to its end and shuffled anew, so
// every kind comes in every run.

const HOUR = 3_600_000

/** `town`: server, proxy, volume, people, random, pass(ms), note(deed). Each deed ends when what it began is over. */
const deeds = {
  'cut after a byte': (town) => {
    for (let i = 0; i < 3; i++) town.proxy.cutSoon(town.random)
  },
  'all links cut': (town) => town.proxy.cutAll(),
  'kill -9': async (town) => {
    await town.server.kill()
    town.lostEpochs++
    await town.server.start()
  },
  'kill -9, cut at a byte': async (town) => {
    town.proxy.cutSoon(town.random)
    await town.pass(town.random.below(50))
    await town.server.kill()
    town.lostEpochs++
    await town.server.start()
  },
  'graceful restart': async (town) => {
    await town.stopServer()
    await town.server.start()
  },
  'SIGSTOP for seconds': async (town) => {
    town.server.halt()
    await town.pass(1000 + town.random.below(5000))
    town.server.goOn()
  },
  'SIGSTOP for 40 s': async (town) => {
    town.server.halt()
    await town.pass(40_000)
    town.server.goOn()
  },
  'the clock jumps an hour ahead, and back': (town) => jump(town, HOUR),
  'the clock jumps an hour back, and ahead': (town) => jump(town, -HOUR),
  'disk full for a while': async (town) => {
    if (town.volume.problem !== '') return
    const person = town.random.pick(town.people)
    person.client.logout() // what he is sent has to be stored
    town.volume.fill()
    await town.pass(2000 + town.random.below(2000))
    town.volume.release()
    person.login()
  },
  'graceful restart on a full disk': async (town) => {
    if (town.volume.problem !== '') return
    town.volume.fill()
    await town.stopServer()
    town.volume.release()
    await town.server.start()
  },
  'a client away for seconds': async (town) => {
    const person = town.random.pick(town.people)
    person.client.hold(true)
    await town.pass(1000 + town.random.below(7000))
    person.client.hold(false)
  },
  'a client logs out and in': async (town) => {
    const person = town.random.pick(town.people)
    person.client.logout()
    await town.pass(town.random.below(3000))
    person.login()
  },
  'a client logs in again': (town) => town.random.pick(town.people).login(),
  'a client leaves and joins again': (town) => {
    const person = town.random.pick(town.people)
    const room = town.random.pick(['room', 'hall'])
    person.client.leave(room)
    person.client.join(room, () => {})
  }
}

async function jump(town, ms) {
  town.server.shift(ms)
  await town.pass(1000)
  town.proxy.cutAll() // silence that begins in one time and is judged in another
  await town.pass(1000 + town.random.below(3000))
  town.server.shift(0)
}

const HOW_OFTEN = {
  'cut after a byte': 8,
  'kill -9': 2,
  'graceful restart': 2,
  'a client away for seconds': 5,
  'a client logs out and in': 3,
  'a client leaves and joins again': 3
}

/** Until `over()`. */
export async function weather(town, over) {
  const all = Object.keys(deeds)
    .filter((name) => !town.left.includes(name))
    .flatMap((name) => Array(HOW_OFTEN[name] ?? 1).fill(name))
  let deck = []
  while (!over()) {
    if (deck.length === 0) deck = town.random.shuffled(all)
    const name = deck.pop()
    town.note(name)
    await deeds[name](town)
    await town.pass(100 + town.random.below(900))
  }
}

export const KINDS = Object.keys(deeds)
/** For runs of some minutes. */
export const LONG = ['SIGSTOP for 40 s']
