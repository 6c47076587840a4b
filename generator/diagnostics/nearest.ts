/** The candidate that `word` is most likely a slip of, or undefined if none is near enough to suggest. */
export const nearest = (word: string, candidates: Iterable<string>): string | undefined => {
  const wanted = fold(word)
  if (wanted.length > longest) return undefined
  let best: string | undefined
  let distance = Math.max(1, Math.floor(wanted.length / 3)) + 1
  for (const candidate of candidates) {
    const folded = fold(candidate)
    if (Math.abs(folded.length - wanted.length) >= distance) continue
    const edits = editDistance(wanted, folded)
    if (edits < distance && edits < folded.length) {
      best = candidate
      distance = edits
    }
  }
  return best
}

/** No name that people type is longer, and the work grows with the square. */
const longest = 100

/** `set_null`, `setNull` and `SET NULL` are the same slip. */
const fold = (word: string): string => word.toLowerCase().replaceAll(/[_\s-]+/g, ' ')

/** Damerau-Levenshtein (optimal string alignment): insertions, deletions, substitutions and swapped neighbours. */
const editDistance = (a: string, b: string): number => {
  let beforeLast: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1]
      let cost = Math.min(at(last, j) + 1, at(row, j - 1) + 1, at(last, j - 1) + (same ? 0 : 1))
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      if (swapped) cost = Math.min(cost, at(beforeLast, j - 2) + 1)
      row.push(cost)
    }
    beforeLast = last
    last = row
  }
  return at(last, b.length)
}

const at = (row: readonly number[], index: number): number => row[index] ?? Number.POSITIVE_INFINITY
