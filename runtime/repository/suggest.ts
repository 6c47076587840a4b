/** Says which names there are instead of a wrong one: the nearest, if one is near, else all of them. */
export function insteadOf(wrong: string, names: readonly string[]): string {
  const near = nearest(wrong, names)
  return near === undefined ? `Possible: ${names.join(', ')}.` : `Did you mean "${near}"?`
}

function nearest(wrong: string, names: readonly string[]): string | undefined {
  const limit = Math.max(1, Math.floor(Math.min(wrong.length, 40) / 3))
  let best: string | undefined
  let bestDistance = limit + 1
  for (const name of names) {
    const distance = editDistance(wrong.slice(0, 64).toLowerCase(), name.toLowerCase())
    if (distance < bestDistance) [best, bestDistance] = [name, distance]
  }
  return best
}

function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const current = [i]
    for (let j = 1; j <= b.length; j++) {
      const substituted = (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      current.push(Math.min(substituted, (previous[j] ?? 0) + 1, (current[j - 1] ?? 0) + 1))
    }
    previous = current
  }
  return previous[b.length] ?? 0
}
