// Addresses that cannot be one are refused when they are given; a server that cannot be reached is told with what the
// platform knows of it.
import fc from '../../kit/properties.ts'
import { describe, expect, it } from 'vitest'
import { checkAddress, shownAddress } from '../../../uni_modules/rtm/utssdk/common/protocol/address.uts'
import { Handles } from '../../../uni_modules/rtm/utssdk/common/engine/handles.uts'
import { World } from '../../../sdk/testing/world.ts'
import { APP, ArRig, FakeLinks, type Frame, portsOf, Rig } from '../../kit/engine-kit'

const wrong: [string, string][] = [
  ['example.com:7080/rtm', 'begin with'],
  ['127.0.0.1:7080', 'begin with'],
  ['ftp://example.com/rtm', 'begin with'],
  ['http://example.com/rtm', 'begin with'],
  ['//example.com/rtm', 'begin with'],
  ['ws:/example.com', 'begin with'],
  ['WS//x', 'begin with'],
  ['ws://example.com/rtm#room', 'fragment'],
  ['wss://example.com/rtm#', 'fragment'],
  ['ws://', 'host'],
  ['ws:///rtm', 'no host'],
  ['ws://:7080/rtm', 'host'],
  ['ws://exa mple.com/rtm', 'character'],
  ['ws://example.com/rtm\n', 'character'],
  ['ws://ws://example.com:7080/rtm', 'twice']
]

describe('the address of a server', () => {
  it.each([
    'ws://127.0.0.1:7080/rtm',
    'wss://example.com/rtm',
    'ws://[::1]:7080/rtm',
    'wss://user:pass@example.com/chat/rtm?x=1',
    'ws://a'
  ])('takes %s', (url) => {
    expect(checkAddress(url)).toBe('')
  })

  it.each(wrong)('refuses %j in words that name it', (url, word) => {
    const said = checkAddress(url)
    expect(said).toContain(word)
    expect(said).toContain(shownAddress(url))
    expect(said).toContain('; ')
  })

  it('shows neither user, password nor query', () => {
    expect(shownAddress('wss://user:pass@example.com/rtm?token=secret#x')).toBe('wss://example.com/rtm')
    expect(shownAddress('user:pass@example.com/rtm')).toBe('example.com/rtm')
    fc.assert(
      fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), (url) => {
        expect(shownAddress(url.replace(/^https?/, 'ws'))).not.toMatch(/[?#]/)
      })
    )
  })

  it('takes what a URL parser takes as a WebSocket address, whatever the host, port and path', () => {
    fc.assert(
      fc.property(fc.webUrl({ withQueryParameters: true }), (url) => {
        expect(checkAddress(url.replace(/^https?/, 'wss'))).toBe('')
      })
    )
  })
})

describe('a wrong address is refused at once as invalid, and no link is dialled', () => {
  it.each(wrong)('in open, setParameters and login: %j', (url) => {
    const answers: Frame[] = []
    const links = new FakeLinks()
    const world = new World()
    const handles = new Handles(portsOf(world, links).ports)
    handles.open('one', JSON.stringify({ app: APP, server: url }), (text) => {
      answers.push(JSON.parse(text) as Frame)
    })
    world.drain()
    expect(answers[0]).toMatchObject({ ok: 0, why: 'invalid' })
    const page = new ArRig().created()
    expect(page.code((cb) => page.entry.ar.setParameters({ server: url }, cb))).toBe(1)
    const rig = new Rig({ server: url })
    expect(rig.ask((done) => rig.client.login('alice', '', done))[0]).toMatchObject({
      ok: 0,
      why: 'invalid',
      message: expect.stringContaining(shownAddress(url)) as string
    })
    expect([links.all.length, rig.links.all.length]).toEqual([0, 0])
  })

  it('and a default address that the platform made is looked at too', () => {
    const page = new ArRig(undefined, 'nonsense').created()
    expect(page.code((cb) => page.entry.ar.login({ userId: 'alice', token: '' }, cb))).toBe(3)
  })
})

// What platforms were seen, or are documented, to say.
const texts: [string, string][] = [
  ['connect ECONNREFUSED 127.0.0.1:9', 'refused'],
  ['ConnectException: Failed to connect to /127.0.0.1:9', 'refused'],
  ['NSURLErrorDomain -1004: Could not connect to the server.', 'refused'],
  ['getaddrinfo ENOTFOUND nowhere.example', 'unknown_host'],
  ['getaddrinfo EAI_AGAIN nowhere.example', 'unknown_host'],
  [
    'UnknownHostException: Unable to resolve host "nowhere.example": No address associated with hostname',
    'unknown_host'
  ],
  ['NSURLErrorDomain -1003: …', 'unknown_host'],
  ['Unexpected server response: 404', 'http_status'],
  ['http 404', 'http_status'],
  ['http 502', 'http_status'],
  ['NSURLErrorDomain -1011: There was a bad response from the server.', 'http_status'],
  ['Unexpected server response: 302', 'redirect'],
  ['http 301', 'redirect'],
  ['write EPROTO 80:error:0A00010B:SSL routines:ssl3_get_record:wrong version number', 'tls'],
  ['SSLException: Unable to parse TLS packet header', 'tls'],
  ['self-signed certificate', 'tls'],
  ['SSLHandshakeException: java.security.cert.CertPathValidatorException', 'tls'],
  ['NSURLErrorDomain -1202: …', 'tls'],
  ['socket hang up', 'not_websocket'],
  ['Parse Error: Expected HTTP/', 'not_websocket'],
  ['IOException: unexpected end of stream on Connection', 'not_websocket'],
  ['connectSocket:fail url not in domain list', 'not_allowed'],
  ['UnknownServiceException: CLEARTEXT communication to a not permitted by network security policy', 'not_allowed'],
  [
    "SecurityError: Failed to construct 'WebSocket': An insecure WebSocket connection may not be initiated from a " +
      'page loaded over HTTPS.',
    'not_allowed'
  ],
  ['connect ENETUNREACH 10.0.0.1:7080', 'no_network'],
  ['NSURLErrorDomain -1009: …', 'no_network'],
  ['the link did not open in time', 'no_answer'],
  ['NSURLErrorDomain -1001: …', 'no_answer'],
  ['', 'unknown'],
  ['something new', 'unknown']
]

describe('a server that cannot be reached', () => {
  it.each(texts)('%j is told as %s in the answer, in the state event, and once in the console', (text, why) => {
    const rig = new Rig()
    const answers = rig.ask((done) => rig.client.login('alice', '', done))
    for (let ms = 0; answers.length === 0 && ms < 7000; ms += 100) {
      rig.link.end(1006, text)
      rig.advance(100)
    }
    expect(answers).toEqual([
      {
        ok: 0,
        why: 'timeout',
        message: expect.stringContaining('ws://127.0.0.1:7080/rtm') as string,
        reason: expect.any(String) as string,
        action: expect.any(String) as string,
        link: { why, detail: text }
      }
    ])
    expect(answers[0]!.message).toBe(`${String(answers[0]!['reason'])}; ${String(answers[0]!['action'])}`)
    expect(rig.told('state').at(-1)).toMatchObject({
      state: 'out',
      reason: 'login_timeout',
      link: { why, detail: text }
    })
    expect(rig.log.filter((line) => line.startsWith('warn ')).length).toBe(1)
  })

  it('a reason that changes is told again, and what was mended is forgotten', () => {
    const rig = new Rig().login()
    rig.link.end(1006, 'read ECONNRESET')
    const ends = new Set<unknown>()
    const fail = (text: string): void => {
      for (let ms = 0; ms < 20_000; ms += 250) {
        if (!ends.has(rig.link)) {
          ends.add(rig.link)
          rig.link.end(1006, text)
        }
        rig.advance(250)
      }
    }
    ends.add(rig.link)
    fail('connect ECONNREFUSED 127.0.0.1:7080')
    expect(rig.told('state').find((row) => row.state === 'returning')).toMatchObject({ link: { why: 'refused' } })
    fail('http 502')
    expect(
      rig.log.filter((line) => line.startsWith('warn ')).map((line) => (line.includes('502') ? 'http' : 'refused'))
    ).toEqual(['refused', 'http'])
    for (let ms = 0; ends.has(rig.link) && ms < 10_000; ms += 250) rig.advance(250)
    rig.greet({ resumed: 'full', why: 'resume' })
    expect(rig.told('state').at(-1)).toMatchObject({ state: 'in' })
    expect(rig.told('state').at(-1)).not.toHaveProperty('link')
  })

  it('a link that broke is lost, and the console is silent about it', () => {
    const rig = new Rig().login()
    rig.link.end(1006, '')
    rig.advance(1)
    expect(rig.told('state').at(-1)).toMatchObject({ state: 'mending', link: { why: 'lost', detail: '' } })
    expect(rig.log.filter((line) => line.startsWith('warn '))).toEqual([])
  })
})
