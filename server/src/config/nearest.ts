// The word of a list that was probably meant, for messages about a mistyped one.

function distance(a: string, b: string): number {
  let above = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const change = a[i - 1] === b[j - 1] ? 0 : 1
      row.push(Math.min(above[j]! + 1, row[j - 1]! + 1, above[j - 1]! + change))
    }
    above = row
  }
  return above[b.length]!
}

// ' Did you mean "x"?', or '' when nothing is near: a third of the letters may differ.
export function suggestion(word: string, words: readonly string[]): string {
  let best = ''
  let least = Math.max(2, Math.floor(word.length / 3)) + 1
  for (const candidate of words) {
    const apart = distance(word.toLowerCase(), candidate.toLowerCase())
    if (apart < least) {
      least = apart
      best = candidate
    }
  }
  return best === '' ? '' : ` Did you mean "${best}"?`
}
