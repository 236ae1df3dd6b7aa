// The tables of docs/lifecycle.md say what the code says.
import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { inRoot } from '../../tools/lib/paths.mjs'
import { stateNumber } from '../../uni_modules/rtm/utssdk/common/ar/codes.uts'
import { rows } from '../../server/src/invitation/invitation-rows.ts'
import { stateRow } from '../../uni_modules/rtm/utssdk/common/connection/states.uts'

const page = readFileSync(inRoot('docs/lifecycle.md'), 'utf8')
const common = 'uni_modules/rtm/utssdk/common'

/** The rows of the table whose header begins so, cell by cell, without code marks. */
function table(header: string): string[][] {
  const lines = page.slice(page.indexOf(`\n| ${header} |`) + 1).split('\n')
  return lines.slice(2, lines.indexOf('')).map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim().replaceAll('`', ''))
  )
}

/** The value of `const NAME = 7 * 24 * 3600`, which has numbers and products only. */
function constantOf(file: string, name: string): number {
  const path = [common, 'server/src'].map((folder) => inRoot(folder, file)).find((full) => existsSync(full))
  const found = new RegExp(`const ${name}(?:: number)? = ([\\d_ *]+)`).exec(
    path === undefined ? '' : readFileSync(path, 'utf8')
  )
  return (found?.[1] ?? '').split('*').reduce((product, factor) => product * Number(factor.replaceAll('_', '')), 1)
}

describe('docs/lifecycle.md', () => {
  const states = table('state | dials')

  it('has every state of a client', () => {
    const source = readFileSync(inRoot(common, 'connection/states.uts'), 'utf8')
    expect(states.map(([name]) => name)).toEqual([...source.matchAll(/new StateRow\('(\w+)'/g)].map(([, name]) => name))
  })

  it.each(states)('has the row of %s', (name, dials, calls, login, pageState, ar) => {
    const row = stateRow(name)
    const yes = (is: boolean) => (is ? 'yes' : 'no')
    expect([dials, calls, login, pageState, ar]).toEqual([
      yes(row.dials),
      row.calls,
      yes(row.login),
      row.pageState,
      String(stateNumber(row.pageState))
    ])
  })

  it('P-CALL-3: has the rows of an invitation, in their order', () => {
    const shown = table('state | input').map(([from, input, guard, to, why]) => ({ from, input, guard, to, why }))
    expect(shown).toEqual(rows)
  })

  it.each([...table('engine | value'), ...table('server | value')])('%s: %s', (_what, value, name, file) => {
    expect(constantOf(file, name)).toBe(Number(value))
  })
})
