const literal = `'(?:[^']|'')*'::[\\w ]+`
const set = new RegExp(`(= ANY \\(+|<@ \\(*)ARRAY\\[(${literal}(?:, ${literal})*)\\]`, 'g')

/** `IN ('b', 'a')` is shown as an array, and allows what `IN ('a', 'b')` does. */
export const sortedSets = (line: string): string =>
  line.replace(set, (_, before: string, list: string) => {
    const items = list.match(new RegExp(literal, 'g')) ?? []
    return `${before}ARRAY[${items.sort().join(', ')}]`
  })
