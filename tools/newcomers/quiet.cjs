// The first build of a day sends a hash of the machine's MAC address to DCloud, to ask for a newer version: not from
// here. It changes nothing of what is built.
const Module = require('node:module')

const silent = { './lib/check-update': () => {}, './checkUpdate': { checkUpdate: () => {} } }
const load = Module._load
Module._load = (name, ...rest) => silent[name] ?? load(name, ...rest)
