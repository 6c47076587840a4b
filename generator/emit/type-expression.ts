import { globalTypes, typeKeywords } from './reserved.js'

const token =
  /\s+|[\p{ID_Start}$_][\p{ID_Continue}$]*|\d+(?:\.\d+)?|'(?:[^'\\\n\r]|\\.)*'|"(?:[^"\\\n\r]|\\.)*"|=>|\.\.\.|[<>{}[\]()|&.,:;?=-]/uy

const closing: { readonly [open: string]: string } = { '(': ')', '[': ']', '{': '}', '<': '>' }

/** The words and signs of a TypeScript type; undefined if the text is no such thing. Comments and line ends are none. */
export function typeTokens(text: string): readonly string[] | undefined {
  if (/[\n\r\u2028\u2029]/.test(text)) return undefined
  const tokens: string[] = []
  token.lastIndex = 0
  while (token.lastIndex < text.length) {
    const match = token.exec(text)
    if (!match) return undefined
    if (match[0].trim() !== '') tokens.push(match[0])
  }
  return tokens.length > 0 && isClosed(tokens) ? tokens : undefined
}

/** Every bracket is closed by its own kind, and nothing ends the declaration that the type will stand in. */
function isClosed(tokens: readonly string[]): boolean {
  const open: string[] = []
  for (const text of tokens) {
    const close = closing[text]
    if (close !== undefined) open.push(close)
    else if (text === ')' || text === ']' || text === '}' || text === '>') {
      if (open.pop() !== text) return false
    } else if (open.length === 0 && (text === ';' || text === ',' || text === '=')) return false
  }
  return open.length === 0
}

/** What a type expression must import when it comes from a module: the names that are neither built in nor members. */
export function importedNames(text: string): readonly string[] {
  const tokens = typeTokens(text) ?? []
  if (tokens.length === 1) return tokens
  const names = tokens.filter(
    (word, index) =>
      /^[\p{ID_Start}$_]/u.test(word) &&
      !typeKeywords.has(word) &&
      !globalTypes.has(word) &&
      tokens[index - 1] !== '.' &&
      !isMember(tokens, index),
  )
  return [...new Set(names)]
}

const isMember = (tokens: readonly string[], index: number): boolean =>
  tokens[index + 1] === ':' || (tokens[index + 1] === '?' && tokens[index + 2] === ':')

/** The expression with imported names replaced by what they are called in the file. */
export function renameTypes(text: string, names: ReadonlyMap<string, string>): string {
  const renamed = importedNames(text).filter((name) => (names.get(name) ?? name) !== name)
  return renamed.reduce(
    (result, name) =>
      result.replace(
        new RegExp(`(?<![\\p{ID_Continue}$.'"])${escaped(name)}(?![\\p{ID_Continue}$'"])`, 'gu'),
        () => names.get(name) ?? name,
      ),
    text,
  )
}

const escaped = (name: string): string => name.replaceAll('$', '\\$')
