// The word of a list that was probably meant, for messages about a mistyped one.
import { closestMatch } from 'leven'

// ' Did you mean "x"?', or '' when nothing is near: a third of the letters may differ.
export function suggestion(word: string, words: readonly string[]): string {
  const lower = words.map((one) => one.toLowerCase())
  const maxDistance = Math.max(2, Math.floor(word.length / 3))
  const found = closestMatch(word.toLowerCase(), lower, { maxDistance })
  return found === undefined ? '' : ` Did you mean "${words[lower.indexOf(found)]}"?`
}
