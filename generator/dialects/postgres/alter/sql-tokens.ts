/** Literals, quoted names, parentheses, words and blanks; whatever else stands for itself. */
export const tokensOf = (sql: string): readonly string[] => sql.match(token) ?? []

const token = /'(?:[^']|'')*'|"(?:[^"]|"")*"|[()]|[\w$]+|\s+|./gs

/** The parts of a list between commas outside of parentheses. */
export const listParts = (sql: string): readonly string[] => {
  const parts = ['']
  let depth = 0
  for (const each of tokensOf(sql)) {
    if (each === '(') depth++
    if (each === ')') depth--
    if (each === ',' && depth === 0) parts.push('')
    else parts.push(`${parts.pop()}${each}`)
  }
  return parts.map((part) => part.trim()).filter((part) => part !== '')
}

/** A name with its schema, if it has one, as a part of a regular expression. */
export const pathPattern = '((?:"(?:[^"]|"")*"|[\\w$.])+)'
