import { bareName } from './sql-text/names.js'
import { type Token, tokensIn } from './sql-text/tokens.js'

type MadeType = { readonly kind: 'domain'; readonly base: string } | { readonly kind: 'other' }

/** The types that SQL makes, by their bare names. */
export const typesMadeBy = (scripts: readonly string[]): ReadonlyMap<string, MadeType> => {
  const made = new Map<string, MadeType>()
  for (const script of scripts) {
    // Most make no types, and may be long.
    if (!/\bcreate\s+(?:domain|type)\b/i.test(script)) continue
    const tokens = tokensIn(script)
    tokens.forEach((token, at) => {
      const kind = isWord(token, 'create') ? tokens[at + 1]?.text.toLowerCase() : undefined
      if (kind !== 'domain' && kind !== 'type') return
      const { path, next } = pathAt(tokens, at + 2)
      made.set(
        bareName(path),
        kind === 'type' ? { kind: 'other' } : { kind: 'domain', base: baseAt(script, tokens, next) },
      )
    })
  }
  return made
}

const isWord = (token: Token | undefined, word: string): boolean => token?.text.toLowerCase() === word

const pathAt = (tokens: readonly Token[], at: number): { readonly path: string; readonly next: number } => {
  const [first, dot, second] = tokens.slice(at, at + 3)
  return dot?.text === '.'
    ? { path: `${first?.text}.${second?.text}`, next: at + 3 }
    : { path: first?.text ?? '', next: at + 1 }
}

const behindType = new Set(['collate', 'default', 'constraint', 'not', 'null', 'check', ';'])

/** https://www.postgresql.org/docs/current/sql-createdomain.html */
const baseAt = (script: string, tokens: readonly Token[], at: number): string => {
  const from = isWord(tokens[at], 'as') ? at + 1 : at
  const length = tokens.slice(from).findIndex(({ text }) => behindType.has(text.toLowerCase()))
  const words = length < 0 ? tokens.slice(from) : tokens.slice(from, from + length)
  return script.slice(words[0]?.start ?? 0, words.at(-1)?.end ?? 0)
}
