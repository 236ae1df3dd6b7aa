import { describe, expect, it } from 'vitest'
import { rows, step, type Input, type Phase } from '../../../pages/call/machine.ts'
import { endWord } from '../../../pages/call/end-words.ts'
import { contentOf, isVideo, overIn, overNote } from '../../../pages/call/notes.ts'

const phases: Phase[] = ['calling', 'ringing', 'incoming', 'answering', 'talking', 'over']
const inputs = [...new Set(rows.map(({ input }) => input))]

describe('the machine of a call', () => {
  it('has at most one row for each phase and input', () => {
    for (const phase of phases)
      for (const input of inputs)
        expect(
          rows.filter((row) => row.input === input && row.from.includes(phase)).length,
          `${phase} ${input}`
        ).toBeLessThan(2)
  })

  it('lets nothing follow the end, and gives every end a name but where the event has it', () => {
    for (const input of inputs) expect(step('over', input)).toBeNull()
    for (const row of rows)
      expect([row.input, row.end !== undefined]).toEqual([row.input, row.to === 'over' && row.input !== 'failed'])
    expect(step('ringing', 'failed', 'expired')).toEqual({ to: 'over', end: 'expired' })
  })

  it('leads out of every phase: by the person, by a logout, and before the call by the server', () => {
    const out: Record<string, Input[]> = {
      calling: ['cancel', 'failed'],
      ringing: ['cancel', 'failed'],
      incoming: ['refuse', 'failed'],
      answering: ['hangUp', 'failed'],
      talking: ['hangUp']
    }
    for (const phase of phases.filter((one) => one !== 'over')) {
      for (const input of [...out[phase]!, 'loggedOut' as const])
        expect(step(phase, input)?.to, `${phase} ${input}`).toBe('over')
    }
  })
})

describe('how a call ended', () => {
  const ends = [
    ...rows.flatMap(({ end }) => end ?? []),
    'offline',
    'silent',
    'expired',
    'unconfirmed',
    'caller_away',
    'caller_gone'
  ]
  const wordOf = (end: string, outgoing: boolean): string =>
    endWord({
      key: 1,
      id: '1',
      peer: 'bob',
      outgoing,
      video: false,
      phase: 'over',
      end,
      at: 0,
      rangAt: 0,
      talkedAt: 0,
      overAt: 0,
      presence: ''
    })

  it('has words on both sides for every end of the table and every reason of the server', () => {
    for (const end of ends)
      for (const outgoing of [true, false]) expect(wordOf(end, outgoing), end).not.toBe('endOther')
    expect(wordOf('expired', true)).not.toBe(wordOf('expired', false))
  })

  it('is said in the words of the server where a newer one has more', () => {
    expect(wordOf('solar_flare', true)).toBe('endOther')
  })
})

describe('the notes of a call', () => {
  it('say which media, and take anything else for an audio call', () => {
    expect([isVideo(contentOf(true)), isVideo(contentOf(false))]).toEqual([true, false])
    for (const content of ['', 'video', 'null', '[]', '7', '{"media":1}', '{'])
      expect(isVideo(content), content).toBe(false)
  })

  it('say that a call is over, and are no note when anything is missing', () => {
    const over = { id: '1', caller: 'alice', why: 'lost' } as const
    expect(overIn(overNote(over))).toEqual(over)
    expect(overIn('{"call":"over","id":"1","caller":"alice"}')).toEqual({ ...over, why: 'hungUp' })
    for (const text of [
      '',
      'hello',
      'null',
      '{"call":"over"}',
      '{"call":"over","id":1,"caller":"alice"}',
      '{"call":"other","id":"1","caller":"alice"}'
    ])
      expect(overIn(text), text).toBeNull()
  })
})
