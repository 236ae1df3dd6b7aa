import { describe, expect, it } from 'vitest'
import {
  banner,
  hostBanner,
  hostPortOf,
  lanAddresses,
  logLevel,
  parseArguments,
  portInUse
} from '../../tools/start.mjs'

describe('npm start', () => {
  it('listens on 7080 of the loopback address unless told otherwise', () => {
    expect(parseArguments([])).toEqual({ lan: false, port: 7080, conformance: false })
    expect(parseArguments(['--lan', '--port', '9000'])).toEqual({ lan: true, port: 9000, conformance: false })
  })

  it('refuses what it does not understand', () => {
    expect(parseArguments(['--port'])).toBeNull()
    expect(parseArguments(['--port', '70000'])).toBeNull()
    expect(parseArguments(['--wat'])).toBeNull()
  })

  it('names a port in use and the way out of it', () => {
    expect(portInUse(7080)).toContain('Port 7080 is in use')
    expect(portInUse(7080)).toContain('npm start -- --port 7081')
  })

  it('asks for a log that tells where it listens, whatever level the shell asks for', () => {
    expect([undefined, 'debug'].map(logLevel)).toEqual(['debug', 'debug'])
    expect(['info', 'warn', 'error'].map(logLevel)).toEqual(['info', 'info', 'info'])
  })

  it('prints one address, and with --lan what phones and mini-programs need', () => {
    expect(
      banner(7080, false, ['10.0.0.2'])
        .join('\n')
        .match(/http:\/\//g)
    ).toHaveLength(1)
    const lan = banner(7080, true, ['10.0.0.2']).join('\n')
    for (const part of [
      'http://10.0.0.2:7080/',
      'ws://10.0.0.2:7080/rtm',
      'usesCleartextTraffic',
      'NSAllowsLocalNetworking',
      'wss://'
    ]) {
      expect(lan).toContain(part)
    }
  })

  it('offers the conformance suite only when asked, and to the network only with --lan', () => {
    expect(parseArguments(['--conformance'])).toEqual({ lan: false, port: 7080, conformance: true })
    expect([7080, 0, 65535].map(hostPortOf)).toEqual([7081, 0, 65534])
    expect(hostBanner(7080, 7081, false, ['10.0.0.2']).join('\n')).not.toContain('10.0.0.2')
    const lan = hostBanner(7080, 7081, true, ['10.0.0.2']).join('\n')
    expect(lan).toContain('http://127.0.0.1:7080/#/pages/conformance/conformance')
    expect(lan).toContain('ws://10.0.0.2:7081')
  })

  it('offers only addresses that another machine can reach', () => {
    const address = (ip: string, internal: boolean, family: 'IPv4' | 'IPv6') => ({
      address: ip,
      internal,
      family,
      netmask: '',
      mac: '',
      cidr: null,
      scopeid: 0
    })
    expect(
      lanAddresses({
        lo: [address('127.0.0.1', true, 'IPv4')],
        eth0: [address('192.168.1.5', false, 'IPv4'), address('fe80::1', false, 'IPv6')]
      } as never)
    ).toEqual(['192.168.1.5'])
  })
})
