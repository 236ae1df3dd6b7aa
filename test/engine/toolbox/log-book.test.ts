// The log: how much of it, into which file, and what a disk may do to it.
import fc from '../../kit/properties.ts'
import { describe, expect, it } from 'vitest'
import { LogBook } from '../../../uni_modules/rtm/utssdk/common/log-book.uts'
import { timeText } from '../../../uni_modules/rtm/utssdk/common/times.uts'
import { FakeFiles, FakeLinks, portsOf } from '../../kit/engine-kit'
import { World } from '../../../sdk/testing/world.ts'

const PATH = '/there/rtm.log'
const LEVELS = ['critical', 'error', 'warn', 'info', 'debug']

function booked(): { book: LogBook; files: FakeFiles; console: string[]; lines: () => string[] } {
  const files = new FakeFiles()
  const { ports, log } = portsOf(new World(), new FakeLinks(), '', () => 0, null, files)
  const book = new LogBook(ports)
  expect(book.setFile(PATH)).toBe('')
  return { book, files, console: log, lines: () => files.texts.get(PATH)!.split('\n').slice(0, -1) }
}

describe('the log', () => {
  it.each([
    [0, 0],
    [0x08, 1],
    [0x0c, 2],
    [0x0e, 3],
    [0x0f, 4],
    [0x80f, 5]
  ])(
    'A-LOG-2: filter %i lets the first %i of the levels through, and the console has of them what is wrong',
    (filter, many) => {
      const { book, console, lines } = booked()
      book.setFilter(filter)
      for (const level of LEVELS) book.write(level, 'text')
      expect(lines().map((line) => line.split(' ')[1])).toEqual(LEVELS.slice(0, many))
      expect(console.map((line) => line.split(' ')[0])).toEqual(LEVELS.slice(0, Math.min(many, 3)))
    }
  )

  it('A-LOG-4: a line is a time, a level and a text without line breaks', () => {
    const { book, lines } = booked()
    book.write('info', 'one\r\ntwo\tthree')
    expect(lines()).toEqual(['2026-11-21T09:08:29.336Z info one  two three'])
  })

  it('A-LOG-3: a file that would grow beyond its size becomes the older one, and there are never more than two', () => {
    const { book, files } = booked()
    book.setSize(511) // no effect
    book.setSize(10_241)
    for (let i = 0; i < 3000; i++) book.write('info', `${i} ${'ü'.repeat(200)}`)
    expect([...files.texts.keys()].sort()).toEqual([PATH, `${PATH}.1`])
    const sizes = [...files.texts.values()].map((text) => Buffer.byteLength(text))
    expect(Math.max(...sizes)).toBeLessThanOrEqual(512 * 1024)
    expect(Math.max(...sizes)).toBeGreaterThan(511 * 1024)
    const both = files.texts.get(`${PATH}.1`)! + files.texts.get(PATH)!
    const numbers = [...both.matchAll(/info (\d+)/g)].map(([, n]) => Number(n))
    expect(numbers).toEqual(numbers.map((_, i) => numbers[0]! + i)) // none is lost between the two
  })

  it('A-LOG-1: a file that is there is gone on with, and counts', () => {
    const { book, files } = booked()
    files.texts.set('/there/old.log', 'x'.repeat(512 * 1024 - 10))
    expect(book.setFile('/there/old.log')).toBe('')
    book.write('info', 'first')
    expect(files.texts.get('/there/old.log.1')).toHaveLength(512 * 1024 - 10)
    expect(files.texts.get('/there/old.log')).toContain('first')
  })

  it('A-LOG-3: another size holds from the next line on', () => {
    const { book, files } = booked()
    book.setSize(1024)
    for (let i = 0; i < 4; i++) book.write('info', 'x'.repeat(200 * 1024))
    expect(files.texts.has(`${PATH}.1`)).toBe(false)
    book.setSize(512)
    book.write('info', 'x')
    expect(files.texts.has(`${PATH}.1`)).toBe(true)
  })

  it('A-LOG-4: a disk that fails costs lines, is told once each time, and harms nobody', () => {
    const { book, files, console, lines } = booked()
    book.write('info', 'before')
    files.broken = true
    for (let i = 0; i < 3; i++) book.write('info', 'lost')
    book.write('error', 'on the console all the same')
    files.broken = false
    book.write('info', 'after')
    expect(lines().map((line) => line.split(' ')[2])).toEqual(['before', 'after'])
    expect(console).toEqual([
      'warn rtm: the log file cannot be written; lines are lost until it can',
      'error on the console all the same'
    ])
  })

  it('A-LOG-3: a file that cannot be renamed does not grow beyond its size', () => {
    const { book, files } = booked()
    files.rename = () => 0
    for (let i = 0; i < 10; i++) book.write('info', 'x'.repeat(100 * 1024))
    expect([...files.texts.keys()]).toEqual([PATH])
    expect(files.texts.get(PATH)!.length).toBeLessThan(512 * 1024)
  })

  it('A-LOG-1: a file that is refused leaves the one before in use', () => {
    const { book, lines } = booked()
    expect(book.setFile('/nowhere/x')).toContain('directory')
    book.write('info', 'here')
    expect(lines()).toHaveLength(1)
  })
})

describe('a time as text', () => {
  it('is what ISO 8601 says, in every year that this code may see', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: Date.UTC(2100, 1, 28) }), (ms) => {
        expect(timeText(ms)).toBe(new Date(ms).toISOString())
      }),
      { numRuns: 500 }
    )
    for (const text of [
      '1970-01-01T00:00:00.000Z',
      '1972-02-29T23:59:59.999Z',
      '2000-02-29T00:00:00.000Z',
      '2024-12-31T23:59:59.999Z',
      '2027-03-01T00:00:00.000Z'
    ])
      expect(timeText(Date.parse(text))).toBe(text)
  })
})
