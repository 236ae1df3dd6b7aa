import { describe, expect, it } from 'vitest'
import { JsonLog } from '../../../server/src/base/log-json.ts'
import { Lines } from '../../../server/src/base/log-lines.ts'

function room(): { log: JsonLog; written: string[] } {
  const written: string[] = []
  return {
    log: new JsonLog(
      'info',
      new Lines((text) => {
        written.push(text)
      })
    ),
    written
  }
}

const turn = () => new Promise((resolve) => setImmediate(resolve))
const events = (text: string) =>
  text
    .trim()
    .split('\n')
    .map((line) => (JSON.parse(line) as { event: string }).event)

describe('the log', () => {
  it('writes the lines of a turn together, in order', async () => {
    const { log, written } = room()
    log.info('first', { user: 'alice' })
    log.warn('second')
    expect(written).toEqual([])
    await turn()
    expect(written).toHaveLength(1)
    expect(events(written[0]!)).toEqual(['first', 'second'])
    log.info('third')
    await turn()
    expect(events(written[1]!)).toEqual(['third'])
  })

  it('writes an error at once, behind what was said before it', () => {
    const { log, written } = room()
    log.info('first')
    log.error('crash')
    expect(written).toHaveLength(1)
    expect(events(written[0]!)).toEqual(['first', 'crash'])
  })

  it('holds no more than 64 KB back', () => {
    const { log, written } = room()
    for (let i = 0; i < 1_000; i++) log.info('line', { text: 'x'.repeat(100) })
    expect(written.length).toBeGreaterThan(0)
  })

  it('shortens what is long, and leaves out what is below its level', async () => {
    const { written } = room()
    const log = new JsonLog(
      'warn',
      new Lines((text) => {
        written.push(text)
      })
    )
    log.info('silent')
    log.debug('silent')
    log.warn('loud', { text: 'x'.repeat(10_000) })
    await turn()
    expect(written).toHaveLength(1)
    expect(written[0]!.length).toBeLessThan(700)
  })
})
