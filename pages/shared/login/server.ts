// Where to log in when nobody says otherwise.

// The app of the playground, of chat and of calls, which share a login (server/playground.json): it keeps few messages,
// so that a gap can be shown.
export const PLAYGROUND_APP = 'playground0000000000000000000000'
// A user may have two devices here: to try calls with them.
export const TWO_DEVICES_APP = 'twodevices0000000000000000000000'
// The app that a server without configuration has.
export const DEVELOPMENT_APP = '00000000000000000000000000000000'

// On the web, the server beside the page, as the plugin finds it: a proxy may have put both under a prefix. Elsewhere
// there is no such thing, and a person has to say it.
export function ownServer(): string {
  let address = ''
  // #ifdef H5
  const folder = location.pathname.slice(0, location.pathname.lastIndexOf('/') + 1)
  address = `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}${folder}rtm`
  // #endif
  return address
}

// The test host of `npm start -- --conformance` listens one port above the server.
export function ownTestHost(): string {
  let address = ''
  // #ifdef H5
  address = `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.hostname}:${Number(location.port || 80) + 1}`
  // #endif
  return address
}
