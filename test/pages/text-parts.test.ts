import { describe, expect, it } from 'vitest'
import { partsOf } from '../../pages/shared/window/text-parts.ts'

const links = (text: string): string[] =>
  partsOf(text)
    .map(({ href }) => href)
    .filter((href) => href !== '')

describe('what a person wrote', () => {
  it('leads to the addresses of http and https in it, and is nothing else than its text', () => {
    expect(partsOf('see https://example.org/a?b=1 and http://x.org')).toEqual([
      { text: 'see ', href: '' },
      { text: 'https://example.org/a?b=1', href: 'https://example.org/a?b=1' },
      { text: ' and ', href: '' },
      { text: 'http://x.org', href: 'http://x.org' }
    ])
    expect(partsOf('no address')).toEqual([{ text: 'no address', href: '' }])
    expect(partsOf('')).toEqual([{ text: '', href: '' }])
    for (const text of ['https://a.org', '<b>https://a.org</b>', 'x https://a.org/(b) y', '\n\nhttps://a.org\n'])
      expect(
        partsOf(text)
          .map((part) => part.text)
          .join('')
      ).toBe(text)
  })

  it.each([
    'javascript:alert(1)',
    'data:text/html,x',
    'file:///etc/passwd',
    'ftp://x.org',
    'https://',
    'https:///x',
    'https://?x',
    'JaVaScRiPt:https',
    '//x.org',
    'https://bank.example@evil.example/'
  ])('leads nowhere by %s', (text) => {
    expect(links(text)).toEqual([])
  })

  it.each([
    ['Look at https://a.org.', 'https://a.org'],
    ['(https://a.org/b)', 'https://a.org/b'],
    ['https://a.org/wiki/X_(Y)', 'https://a.org/wiki/X_(Y)'],
    ['https://a.org/wiki/X_(Y)).', 'https://a.org/wiki/X_(Y)'],
    ['"https://a.org/b", he said', 'https://a.org/b'],
    ['请看https://a.org/b。谢谢', 'https://a.org/b'],
    ['https://例子.测试/路', 'https://例子.测试/路'],
    ['https://a.org/\u202egnp.exe', 'https://a.org/'],
    ['<a href="https://a.org/" onclick="x">', 'https://a.org/'],
    ['HTTPS://A.ORG', 'HTTPS://A.ORG'],
    ['https://[::1]:8080/x', 'https://[::1]:8080/x']
  ])('in %s leads to %s, without the signs of the sentence', (text, href) => {
    expect(links(text)).toEqual([href])
  })
})
