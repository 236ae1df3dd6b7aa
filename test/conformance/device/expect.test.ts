import { expect as expected, it } from 'vitest'
import { expect } from './expect.ts'

it('on a device expectations may hold expect.any, as in the scenarios', () => {
  const matches = (value: unknown): unknown =>
    (expect(value) as unknown as { toEqual(wanted: unknown): void }).toEqual({ time: expect.any(Number) })
  matches({ time: 1 })
  expected(() => matches({ time: 'never' })).toThrow()
})
