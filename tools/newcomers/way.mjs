// A way of the documents, as steps: what stands between <!-- way: NAME --> and <!-- way: end -->. A block of code is a
// step; what no reader sees of it stands in comments before it:
//   <!-- file: PATH -->        the block is that file
//   <!-- makes: PATH PATH -->  the commands of the block make these files
//   <!-- prints: TEXT -->      the last command of the block prints it
//   <!-- lacks -->             the last command of the block finds something, and ends with 1
//   <!-- serves: ADDRESS -->   the command of the block stays, and gives out pages there
//   <!-- windows: TEXT -->     the block has the addresses of two windows; TEXT is what the first one shows when its
//                              message has arrived
import { readFileSync } from 'node:fs'
import { inRoot } from '../lib/paths.mjs'

//   <!-- mini: FOLDER; TEXT --> the same for the pages of a built mini-program
const block = /((?:<!-- [^\n]*? -->\n+)*)```(\w+)\n([^]*?)```/g
const known = ['file', 'makes', 'prints', 'lacks', 'serves', 'windows', 'mini']

/** The steps, each { kind: file, commands, server or windows, … , line }. */
export function stepsOf(page, way, text = readFileSync(inRoot(page), 'utf8')) {
  const found = new RegExp(`<!-- way: ${way} -->([^]*?)<!-- way: end -->`).exec(text)
  if (found === null) throw new Error(`${page} has no way "${way}"`)
  const steps = [...found[1].matchAll(block)].map(({ 1: comments, 2: language, 3: code, 0: whole, index }) => {
    const marks = new Map(
      [...comments.matchAll(/<!-- (\w+)(?:: (.*?))? -->/g)]
        .map(([, name, value = '']) => [name, value])
        .filter(([name]) => known.includes(name))
    )
    const at = found.index + found[0].indexOf(found[1]) + index + whole.indexOf('```')
    return { ...stepOf(marks, language, code), at: `${page}:${text.slice(0, at).split('\n').length}` }
  })
  const strange = steps.find(({ kind }) => kind === undefined)
  if (strange !== undefined) throw new Error(`${strange.at}: a block that is neither a file, commands nor windows`)
  return steps
}

function stepOf(marks, language, code) {
  if (marks.has('file')) return { kind: 'file', path: marks.get('file'), content: code }
  const lines = code.trim().split('\n')
  if (marks.has('windows')) return { kind: 'windows', addresses: lines, sent: marks.get('windows') }
  if (marks.has('mini')) {
    const [folder, sent] = marks.get('mini').split('; ')
    return { kind: 'mini', folder, addresses: lines, sent }
  }
  if (language !== 'sh') return {}
  if (marks.has('serves')) return { kind: 'server', command: lines.join('\n'), address: marks.get('serves') }
  return {
    kind: 'commands',
    lines,
    makes: marks.get('makes')?.split(' ') ?? [],
    prints: marks.get('prints') ?? '',
    lacks: marks.has('lacks')
  }
}
