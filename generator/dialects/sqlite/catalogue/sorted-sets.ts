const literal = `'(?:[^']|'')*'`
const literalOrSet = new RegExp(`${literal}|\\bIN \\( (${literal}(?: , ${literal})*) \\)`, 'g')

/** `IN ( 'b' , 'a' )` allows what `IN ( 'a' , 'b' )` does. */
export const sortedSets = (text: string): string =>
  text.replace(literalOrSet, (whole: string, list: string | undefined) => {
    const items = list?.match(new RegExp(literal, 'g')) ?? []
    return list === undefined ? whole : `IN ( ${items.sort().join(' , ')} )`
  })
