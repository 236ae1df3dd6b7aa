// Loaded into the server's process before everything else (node --import): the wall clock stands where the parent says,
// by an offset in ms. What measures (performance.now, timers) is left alone, as when somebody sets the clock of the
// machine.
const Real = Date
let offset = 0

globalThis.Date = class Date extends Real {
  constructor(...given) {
    if (given.length === 0) super(Real.now() + offset)
    else super(...given)
  }
  static now() {
    return Real.now() + offset
  }
}

process.on('message', (message) => {
  if (typeof message?.offset === 'number') offset = message.offset
})
process.channel?.unref() // what the parent might say keeps no process alive
