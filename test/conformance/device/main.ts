// npm start -- --conformance runs this beside the server. Arguments: host, port, the partner's program. It says on
// stderr where it listens.
import { ListenProblem } from '../../../server/src/gates/listener.ts'
import { RealTime } from '../time/real-time.ts'
import { Runtime } from '../runtime.ts'
import { scenarios } from '../scenarios/all.ts'
import { Host } from './host.ts'

const [address = '127.0.0.1', port = '7081', partner = ''] = process.argv.slice(2)
const say = (event: Readonly<Record<string, unknown>>): void => {
  process.stderr.write(`${JSON.stringify(event)}\n`)
}

const host = new Host({
  scenarios,
  time: new RealTime(),
  partner: () => new Runtime('the partner', { command: process.execPath, args: [partner, 'real'] })
})
try {
  say({ event: 'listening', port: (await host.listen(address, Number(port))).port })
} catch (problem) {
  if (!(problem instanceof ListenProblem)) throw problem
  say({ event: problem.code === 'EADDRINUSE' ? 'port_in_use' : 'failed', message: problem.message })
  process.exit(3)
}
process.on('SIGTERM', () => {
  host.close()
  process.exit(0)
})
