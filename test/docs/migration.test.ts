// The tables of the migration guide: complete, the same in both languages, true to the numbers of the code, and each
// row shown by what exists.
import { readFileSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { inRoot } from '../../tools/lib/paths.mjs'
import { events, functions } from '../conformance/matrix.ts'
import { scenarios } from '../conformance/scenarios/all.ts'
import { claimOf } from '../conformance/scenarios/scenario.ts'
import { tablesOf } from './kit/markdown.ts'

const read = (file: string): string => readFileSync(inRoot(file), 'utf8')
const pages = ['docs/migration.md', 'docs/migration.zh.md']
const tables = (file: string): string[][][] => tablesOf(read(file)).map(({ rows }) => rows)
const shownBy = ['shown by', '依据']

/** What is in code marks. */
const marked = (text: string): string[] => [...text.matchAll(/`([^`]+)`/g)].map(([, name]) => name!)

/** Names of methods and properties that an interface has. */
const membersOf = (file: string): string[] => {
  const body = read(`sdk/${file}`)
    .split(/^export interface /m)[1]!
    .replace(/\/\*\*[^]*?\*\//g, '')
  return [...new Set([...body.matchAll(/^ {2}(?:readonly )?(\w+)[(:<]/gm)].map(([, name]) => name!))]
}

/** The numbers of codes.uts: function, word, number. */
const numbers = (() => {
  const source = read('uni_modules/rtm/utssdk/common/ar/codes.uts').replace(/\n {2}\./g, '.')
  const table = (name: string): [string, number][] => {
    const line = new RegExp(`export const ${name}: Codes = (.*)`).exec(source)![1]!
    return [...line.matchAll(/\.on\('(\w+)', (\d+)\)/g)].map(([, why, code]) => [why!, Number(code)])
  }
  const of: Record<string, string> = {
    createInstance: 'INIT_ERR',
    login: 'LOGIN_ERR',
    renewToken: 'RENEW_ERR',
    sendMessageToPeer: 'PEER_MESSAGE_ERR',
    sendChannelMessage: 'CHANNEL_MESSAGE_ERR',
    join: 'JOIN_CHANNEL_ERR',
    leave: 'LEAVE_CHANNEL_ERR',
    getMembers: 'GET_MEMBERS_ERR',
    queryPeersOnlineStatus: 'PRESENCE_ERR',
    subscribePeersOnlineStatus: 'SUBSCRIPTION_ERR',
    queryPeersBySubscriptionOption: 'BY_SUBSCRIPTION_ERR',
    attributes: 'CHANNEL_ATTRIBUTE_ERR',
    getUserAttributes: 'USER_ATTRIBUTE_ERR',
    getChannelMemberCount: 'MEMBER_COUNT_ERR',
    invitations: 'INVITATION_ERR'
  }
  return new Map(Object.entries(of).map(([name, constant]) => [name, new Map(table(constant))]))
})()

/** The number of the one scenario whose claim begins with these words; 0 when there is none, or several. */
const numberOf = (words: string): number => {
  const found = scenarios.flatMap(({ name }, i) => (claimOf(name).startsWith(words) ? [i + 1] : []))
  return found.length === 1 ? found[0]! : 0
}

// Scenarios move when one is put between them: RTM_DOCS=write sets the numbers anew.
if (process.env['RTM_DOCS'] === 'write') {
  for (const file of pages)
    writeFileSync(
      inRoot(file),
      read(file).replace(/(\d+) "([^"\n]+)"(?=[;； ])/g, (whole, _number, words: string) =>
        numberOf(words) > 0 ? `${numberOf(words)} "${words}"` : whole
      )
    )
}

describe.each(pages)('%s', (file) => {
  const all = tables(file)

  it('names scenarios by their number and first words, and unit tests that exist', () => {
    let named = 0
    for (const [header, ...rows] of all.filter(([first]) => shownBy.includes(first!.at(-1)!))) {
      for (const row of rows) {
        const cell = row.at(-1)!
        const shown = [...cell.matchAll(/(?:(\d+)|`(test\/[^`]+)`) "([^"]+)"/g)]
        if (shown.length === 0)
          expect([cell, header![0]], row[0]).toEqual([
            expect.stringMatching(/^(none|无)$/),
            expect.stringMatching(/^(there|对方)$/)
          ])
        for (const [, number, test, words] of shown) {
          if (test === undefined) expect(numberOf(words!), words).toBe(Number(number))
          else expect(read(test).includes(`it('${words}`), `${test} "${words}"`).toBe(true)
          named++
        }
      }
    }
    expect(named).toBeGreaterThan(100)
  })

  it('has every function that the plugin exports, in the table of functions', () => {
    const exported = [...read('uni_modules/rtm/utssdk/index.uts').matchAll(/^export function (\w+)/gm)].map(
      ([, name]) => name!
    )
    const rows = all.find(([header]) => header![0] === 'AR-RtmModule')!
    expect(rows.flatMap(([old]) => marked(old!)).sort()).toEqual([...exported].sort())
    expect(exported).toEqual(expect.arrayContaining(Object.keys(functions)))
  })

  it('has every event, in the table of events', () => {
    const rows = all.find(([header]) => header![0] === '`rtmEvent`')!
    expect(
      rows
        .slice(1)
        .flatMap(([old]) => marked(old!))
        .sort()
    ).toEqual(Object.keys(events).sort())
  })

  it('has every method of a client and of a channel, on our side of a table', () => {
    const named = new Set(
      all
        .flatMap((rows) => rows.flatMap((row) => marked(row.slice(1, 3).join(' '))))
        .map((name) => name.replace(/\(.*/, ''))
    )
    const wanted = [
      ...membersOf('api/client-api.ts').map((name) => `client.${name}`),
      ...membersOf('api/channel-api.ts').map((name) => `channel.${name}`)
    ]
    expect(wanted.length).toBeGreaterThan(35)
    expect(wanted.filter((name) => !named.has(name))).toEqual([])
  })

  it('has the numbers of each code as the plugin has them, and leaves none out', () => {
    const rows = all.find(([header]) => header![0] === '`error.code`')!.slice(1)
    const given = rows.flatMap(([code, cell]) =>
      [
        ...cell!
          .replace(/属性/g, 'attributes')
          .replace(/邀请/g, 'invitations')
          .matchAll(/(?:`(\w+)`|(attributes|invitations)) (\d+)/g)
      ].map(([, name, group, number]) => `${marked(code!)[0]} ${name ?? group} ${number}`)
    )
    // Words of the engine that the typed client calls otherwise; what it never meets, because this server does not
    // answer it or because there are no instances.
    const wordOf = (why: string): string =>
      ({ too_large: 'bad_text', bad_app: 'invalid', too_often_same: 'too_often' })[why] ?? why
    const never = ['refused', 'replaced', 'not_authorised', 'not_created']
    const wanted = [...numbers].flatMap(([name, codes]) =>
      [...codes].filter(([why]) => !never.includes(why)).map(([why, code]) => `${wordOf(why)} ${name} ${code}`)
    )
    const grouped = wanted
      .filter((row) => !/ getUserAttributes /.test(row) || row.startsWith('user_offline'))
      .filter((row) => !['timeout invitations 102', 'busy createInstance 2'].includes(row))
    expect([...new Set([...given, 'invalid invitations 1'])].sort()).toEqual(
      [...new Set([...grouped, 'invalid invitations 1'])].sort()
    )
  })
})

it('has the same rows in both languages: names, and what shows them', () => {
  const same = (cell: string): string =>
    JSON.stringify([marked(cell), [...cell.matchAll(/(\d+) "/g)].map(([, number]) => number)])
  const [english, chinese] = pages.map((file) =>
    tables(file).map((rows) => rows.slice(1).map((row) => [same(row[0]!), same(row.at(-1)!)]))
  )
  expect(chinese).toEqual(english)
})

it("imports the stand-in first in main, wherever main is shown: App.vue's imports ask for it at once", () => {
  const blocks = ['README.md', 'README.zh.md', 'uni_modules/rtm/readme.md', ...pages].flatMap((file) =>
    [...read(file).matchAll(/```(?:ts|js)\n([^]*?)```/g)].map(([, code]) => code!)
  )
  const mains = [read('examples/old-pages/main.js'), ...blocks].filter((code) =>
    /^import .*require-native-plugin\.js'/m.test(code)
  )
  expect(mains.length).toBeGreaterThan(2)
  for (const code of mains) expect(/^import .*$/m.exec(code)![0]).toContain('require-native-plugin.js')
})
