type Group = { readonly kind: 'group'; readonly parts: readonly Part[] }
type Part = Group | string

/**
 * A conjunction within a conjunction says what one does, and so does a disjunction: `(a AND (b AND c))`, as the database keeps a
 * BETWEEN among others, is `(a AND b AND c)`. Expressions are those that have all their parentheses.
 */
export const flatConditions = (line: string): string => {
  const stack: Part[][] = [[]]
  for (const [token] of line.matchAll(tokens)) {
    if (token === '(') stack.push([])
    else if (token === ')' && stack.length > 1) close(stack)
    else stack.at(-1)?.push(token)
  }
  // A parenthesis that nothing closes is none of an expression: the line is no SQL that could be read.
  return stack.length > 1 ? line : (stack[0] ?? []).map(written).join('')
}

const tokens = /E?'(?:[^']|'')*'|"(?:[^"]|"")*"|[()]|\b(?:AND|OR)\b|[^'"()AOE]+|./gs

const close = (stack: Part[][]): void => {
  const parts = stack.pop() ?? []
  const word = joinedBy(parts)
  const flat = word === undefined ? parts : parts.flatMap((part) => operandsOf(part, word))
  stack.at(-1)?.push({ kind: 'group', parts: flat })
}

/** The word between all of the operands, each of which is a group. */
const joinedBy = (parts: readonly Part[]): 'AND' | 'OR' | undefined => {
  const words = parts.filter((part) => typeof part === 'string' && part.trim() !== '')
  const groups = parts.filter((part) => typeof part !== 'string')
  const [word] = words
  if (word !== 'AND' && word !== 'OR') return undefined
  return words.every((each) => each === word) && groups.length === words.length + 1 ? word : undefined
}

const operandsOf = (part: Part, word: 'AND' | 'OR'): readonly Part[] =>
  typeof part !== 'string' && joinedBy(part.parts) === word ? part.parts : [part]

const written = (part: Part): string =>
  typeof part === 'string' ? part : `(${part.parts.map(written).join('')})`
