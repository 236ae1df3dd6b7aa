// npm start [-- --lan] [-- --port N] [-- --conformance]: builds what is out of date, runs the server, prints one
// address. Only node: modules and setup.mjs at the top, because on a clean clone nothing else is there yet.
import { networkInterfaces } from 'node:os'
import { createInterface } from 'node:readline'
import { pathToFileURL } from 'node:url'
import { spawnTied, whenOrphaned } from './lib/tie.mjs'
import { ensureReady } from './setup.mjs'

export const usage =
  'usage: npm start [-- [--lan] [--port N] [--conformance]]   (port 7080 by default; --lan also listens on the ' +
  'local network; --conformance adds the test host of pages/conformance on the next port)'

export function parseArguments(args) {
  const options = { lan: false, port: 7080, conformance: false }
  for (let i = 0; i < args.length; i++) {
    if (args[i] === '--lan') options.lan = true
    else if (args[i] === '--conformance') options.conformance = true
    else if (args[i] === '--port' && /^\d{1,5}$/.test(args[i + 1] ?? '') && Number(args[i + 1]) <= 65535)
      options.port = Number(args[++i])
    else return null
  }
  return options
}

export const portInUse = (port) =>
  `Port ${port} is in use. Stop what listens there, or choose another: npm start -- --port ` +
  `${port === 65535 ? 7080 : port + 1}`

export function lanAddresses(interfaces = networkInterfaces()) {
  return Object.values(interfaces)
    .flat()
    .filter((address) => address && !address.internal && address.family === 'IPv4')
    .map((address) => address.address)
}

// Less than info would hide the line that says where it listens. Sessions are shown unless told otherwise: here
// somebody is looking.
export const logLevel = (wanted) => (wanted === undefined || wanted === 'debug' ? 'debug' : 'info')

export function banner(port, lan, addresses) {
  const lines = ['', `  rtm is running:  http://127.0.0.1:${port}/`, '']
  if (!lan) return lines
  if (addresses.length === 0) lines.push('  No address in a local network was found.')
  for (const address of addresses)
    lines.push(`  on this network: http://${address}:${port}/   server address for apps: ws://${address}:${port}/rtm`)
  lines.push(
    '',
    '  Everyone on this network can log in to the demo app while this runs.',
    '  Android        ws:// is clear text: allow it (android:usesCleartextTraffic="true"), or put TLS in front and ' +
      'use wss://.',
    '  iOS            set NSAppTransportSecurity > NSAllowsLocalNetworking and NSLocalNetworkUsageDescription in ' +
      'Info.plist, and allow the local network when asked.',
    '  Mini-programs  published ones need wss:// and the domain on the socket allow-list; in the developer tools ' +
      'tick "do not verify domain names".',
    ''
  )
  return lines
}

export function hostBanner(port, hostPort, lan, addresses) {
  return [
    `  conformance suite:  http://127.0.0.1:${port}/#/pages/conformance/conformance`,
    ...(lan
      ? addresses.map(
          (address) => `  on a phone: open the page "Conformance suite" and set ws://${address}:${hostPort}`
        )
      : [`  test host: ws://127.0.0.1:${hostPort}`]),
    ''
  ]
}

async function main() {
  const options = parseArguments(process.argv.slice(2))
  if (options === null) {
    console.error(usage)
    process.exit(2)
  }
  for (const signal of signals) process.on(signal, leave)
  whenOrphaned(leave) // while it builds; what builds ends too
  ensureReady()
  const { build } = await import('./build.mjs')
  const { inRoot } = await import('./lib/paths.mjs')
  try {
    await build('pages')
    await build('server')
    if (options.conformance) await build('conformance')
  } catch (error) {
    console.error(error.message)
    process.exit(1)
  }
  const env = {
    RTM_CONFIG: inRoot('server', 'playground.json'), // an own RTM_CONFIG wins
    // so that offline messages are stored; a folder has one server
    ...(options.port === 0 ? {} : { RTM_DATA: inRoot('.data', String(options.port)) }),
    ...process.env,
    RTM_HOST: options.lan ? '0.0.0.0' : '127.0.0.1',
    RTM_PORT: String(options.port),
    RTM_PAGES: inRoot('dist', 'build', 'h5'),
    RTM_LOG_LEVEL: logLevel(process.env.RTM_LOG_LEVEL)
  }
  // an open app beyond loopback has to be said twice
  if (options.lan) Object.assign(env, { RTM_ALLOW_OPEN_APPS: '1', RTM_ALLOW_OPEN_LAN: '1' })
  serve(env, options)
}

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']
const leave = () => {
  process.exit(1)
}

// The server logs JSON lines on stderr. Two of them are for us; after the start every one is shown as it comes.
// It ends with this process, however that ends.
export function serve(env, options) {
  const child = spawnTied(['dist/server/rtm-server.mjs'], { env })
  let stopping = false
  let listening = false
  let host = null
  createInterface({ input: child.stderr }).on('line', (line) => {
    const event = eventOf(line)
    if (event?.event === 'listening' && !listening) {
      listening = true
      for (const text of banner(event.port, options.lan, lanAddresses())) console.log(text)
      console.log('  Ctrl-C stops it.\n')
      if (options.conformance) host = startHost(event.port, options)
    } else if (event?.event === 'port_in_use') {
      console.error(portInUse(options.port))
    } else {
      console.error(line)
    }
  })
  const stop = () => {
    if (stopping) return
    stopping = true
    console.log('\nStopping …')
    child.kill('SIGTERM')
  }
  for (const signal of signals) process.off(signal, leave).on(signal, stop)
  whenOrphaned(stop)
  child.on('close', (code) => {
    host?.kill('SIGTERM')
    process.exit(stopping ? 0 : (code ?? 1))
  })
}

// Port 0 stays 0, any free one; there is none above the last.
export const hostPortOf = (port) => (port === 0 ? 0 : port === 65535 ? 65534 : port + 1)

// The conformance suite for pages on devices, a process of its own: nothing of it is in the server.
function startHost(port, options) {
  const hostPort = hostPortOf(options.port)
  const child = spawnTied([
    'dist/conformance/host.mjs',
    options.lan ? '0.0.0.0' : '127.0.0.1',
    String(hostPort),
    'dist/conformance/partner.mjs'
  ])
  createInterface({ input: child.stderr }).on('line', (line) => {
    const event = eventOf(line)
    if (event?.event === 'listening')
      for (const text of hostBanner(port, event.port, options.lan, lanAddresses())) console.log(text)
    else if (event?.event === 'port_in_use') console.error(`The conformance host has no port. ${portInUse(hostPort)}`)
    else console.error(line)
  })
  return child
}

function eventOf(line) {
  try {
    return JSON.parse(line)
  } catch {
    return null
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await main()
