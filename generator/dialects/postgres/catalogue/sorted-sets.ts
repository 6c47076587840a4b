const literal = `'(?:[^']|'')*'::[\\w ]+`
const set = new RegExp(`(= ANY \\(+|<@ \\(*)ARRAY\\[(${literal}(?:, ${literal})*)\\]`, 'g')

const castItem = `\\('(?:[^']|'')*'::character varying\\)::text`
const castItems = new RegExp(`(?<== ANY |<> ALL )\\(ARRAY\\[(${castItem}(?:, ${castItem})*)\\]\\)`, 'g')

/** What a dump writes of a list for a varchar column is kept otherwise when it is read again. */
export const castOnce = (line: string): string =>
  line.replace(
    castItems,
    (_, list: string) =>
      `((ARRAY[${list.replaceAll(/\(('(?:[^']|'')*'::character varying)\)::text/g, '$1')}])::text[])`,
  )

/** `IN ('b', 'a')` is shown as an array, and allows what `IN ('a', 'b')` does. */
export const sortedSets = (line: string): string =>
  line.replace(set, (_, before: string, list: string) => {
    const items = list.match(new RegExp(literal, 'g')) ?? []
    return `${before}ARRAY[${items.sort().join(', ')}]`
  })
