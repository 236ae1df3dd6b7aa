import { describe, expect, it } from 'vitest'
import { isLoopback, isLoopbackHost, placeOf, TrustedProxies } from '../../../server/src/base/addresses.ts'
import { originAllowed } from '../../../server/src/gates/http/origins.ts'
import { suggestion } from '../../../server/src/config/nearest.ts'

describe('addresses', () => {
  it('knows this machine in all its spellings', () => {
    for (const address of ['127.0.0.1', '127.255.0.9', '::1', '::ffff:127.0.0.1'])
      expect(isLoopback(address)).toBe(true)
    for (const address of ['10.0.0.1', '128.0.0.1', '::2', '::ffff:10.0.0.1', '', 'localhost'])
      expect(isLoopback(address)).toBe(false)
    for (const host of ['localhost', 'a.localhost', '[::1]']) expect(isLoopbackHost(host)).toBe(true)
    for (const host of ['localhost.example', '127.0.0.1.example', '0.0.0.0', '::'])
      expect(isLoopbackHost(host)).toBe(false)
  })

  it('counts an IPv6 subscriber once, whatever address of their network they take', () => {
    expect(placeOf('2001:db8:1:2:aaaa::1')).toBe(placeOf('2001:0db8:1:2:bbbb:cccc:dddd:eeee'))
    expect(placeOf('2001:db8:1:2::1')).not.toBe(placeOf('2001:db8:1:3::1'))
    expect(placeOf('fe80::1%eth0')).toBe(placeOf('fe80::2'))
    expect(placeOf('::ffff:10.0.0.1')).toBe('10.0.0.1')
  })

  it('believes X-Forwarded-For only as far as trusted proxies wrote it', () => {
    const proxies = new TrustedProxies(['10.0.0.0/8', '::1'])
    expect(proxies.clientOf('203.0.113.9', '198.51.100.1')).toBe('203.0.113.9')
    expect(proxies.clientOf('10.0.0.2', '6.6.6.6, 198.51.100.1')).toBe('198.51.100.1')
    expect(proxies.clientOf('::ffff:10.0.0.2', '198.51.100.1, 10.1.1.1')).toBe('198.51.100.1')
    expect(proxies.clientOf('::1', 'rubbish')).toBe('::1')
    expect(proxies.clientOf('10.0.0.2', '')).toBe('10.0.0.2')
    expect(new TrustedProxies([]).clientOf('127.0.0.1', '198.51.100.1')).toBe('127.0.0.1')
  })
})

describe('origins', () => {
  const rule = { listed: [] }

  it('lets native clients in, pages of this machine, and own pages by an address', () => {
    expect(originAllowed(rule, undefined, 'chat.example')).toBe(true)
    expect(originAllowed(rule, 'http://localhost:5173', 'chat.example')).toBe(true)
    expect(originAllowed(rule, 'http://127.0.0.1:7080', '127.0.0.1:7080')).toBe(true)
    expect(originAllowed(rule, 'http://10.0.0.5:7080', '10.0.0.5:7080')).toBe(true)
    expect(originAllowed(rule, 'https://10.0.0.5', '10.0.0.5:443')).toBe(true)
    expect(originAllowed(rule, 'http://[fd00::5]:7080', '[fd00::5]:7080')).toBe(true)
  })

  it('keeps pages of others out', () => {
    for (const origin of [
      'https://evil.example',
      'null',
      '',
      'https://chat.example.evil.example',
      'https://chat.example:8443',
      'file://',
      'http://10.0.0.5:8080',
      'http://10.0.0.6:7080'
    ]) {
      expect(originAllowed(rule, origin, 'chat.example')).toBe(false)
      expect(originAllowed(rule, origin, '10.0.0.5:7080')).toBe(false)
    }
  })

  it('does not take a name for its own that Host says, because a foreign site can make its name lead here', () => {
    for (const [origin, host] of [
      ['http://rebound.example:7080', 'rebound.example:7080'],
      ['https://evil.example', 'evil.example'],
      ['https://evil.example', 'evil.example:443'],
      ['http://10.0.0.5.evil.example', '10.0.0.5.evil.example']
    ] as const)
      expect(originAllowed(rule, origin, host)).toBe(false)
  })

  it('takes a list at its word', () => {
    const listed = { listed: ['https://app.example', 'null'] }
    expect(originAllowed(listed, 'https://app.example', 'rtm.example')).toBe(true)
    expect(originAllowed(listed, 'null', 'rtm.example')).toBe(true)
    expect(originAllowed(listed, 'http://localhost', 'rtm.example')).toBe(false)
    expect(originAllowed(listed, 'http://10.0.0.5', '10.0.0.5')).toBe(false)
    expect(originAllowed({ listed: ['*'] }, 'https://any.example', 'rtm.example')).toBe(true)
  })
})

describe('suggestions', () => {
  it('names the nearest word, or none', () => {
    expect(suggestion('frameByte', ['frameBytes', 'port'])).toBe(' Did you mean "frameBytes"?')
    expect(suggestion('zzzzzz', ['frameBytes', 'port'])).toBe('')
  })
})
