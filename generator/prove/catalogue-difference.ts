/** What a catalogue lacks and what it has too much, as lines with `-` and `+`. */
export const catalogueDifference = (
  found: readonly string[],
  expected: readonly string[],
): readonly string[] => [
  ...without(expected, found).map((line) => `- ${line}`),
  ...without(found, expected).map((line) => `+ ${line}`),
]

/** A line that is there twice must be there twice. */
const without = (lines: readonly string[], others: readonly string[]): readonly string[] => {
  const counts = new Map<string, number>()
  for (const line of others) counts.set(line, (counts.get(line) ?? 0) + 1)
  return lines.filter((line) => {
    const count = counts.get(line) ?? 0
    counts.set(line, count - 1)
    return count <= 0
  })
}
