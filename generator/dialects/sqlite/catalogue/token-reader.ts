import { bareName, canonicalText, type Token } from './tokenize.js'

/** A place in a list of tokens that moves on as it is read. */
export type TokenReader = {
  readonly done: () => boolean
  /** Moves past the words if all of them come next, whatever their case. */
  readonly take: (...words: readonly string[]) => boolean
  /** Whether one of the words comes next. */
  readonly sees: (...words: readonly string[]) => boolean
  readonly next: () => string
  /** What comes next, without moving past it. */
  readonly peek: () => Token | undefined
  /** What comes next where only a name can stand, in its canonical form. */
  readonly name: () => string
  /** The canonical text of what stands in the parentheses that come next, without them. */
  readonly group: () => string
  /** The tokens of it, without the parentheses. */
  readonly inside: () => readonly Token[]
  /** The tokens of it, cut at its own commas. */
  readonly list: () => readonly (readonly Token[])[]
  /** All that is left. */
  readonly rest: () => readonly Token[]
}

export const readTokens = (tokens: readonly Token[]): TokenReader => {
  let at = 0
  const is = (position: number, word: string): boolean => {
    const token = tokens[position]
    return (token?.kind === 'word' || token?.kind === 'sign') && token.text.toUpperCase() === word
  }
  const groupTokens = (): readonly Token[] => {
    const end = closing(tokens, at)
    const inside = tokens.slice(at + 1, end)
    at = end + 1
    return inside
  }
  const next = (): string => {
    const token = tokens[at++]
    if (token === undefined) throw new Error(`SQL ends too early: ${canonicalText(tokens)}`)
    return token.text
  }
  return {
    done: () => at >= tokens.length,
    take: (...words) => {
      if (!words.every((word, offset) => is(at + offset, word))) return false
      at += words.length
      return true
    },
    sees: (...words) => words.some((word) => is(at, word)),
    next,
    peek: () => tokens[at],
    name: () => bareName(next()),
    group: () => canonicalText(groupTokens()),
    inside: groupTokens,
    list: () => cutAtCommas(groupTokens()),
    rest: () => {
      const rest = tokens.slice(at)
      at = tokens.length
      return rest
    },
  }
}

/** Where the parenthesis at `open` is closed. */
const closing = (tokens: readonly Token[], open: number): number => {
  let depth = 0
  for (let at = open; at < tokens.length; at++) {
    depth += depthOf(tokens[at])
    if (depth === 0 && at > open) return at
  }
  throw new Error(`No closed parenthesis at token ${open} of ${canonicalText(tokens)}`)
}

const depthOf = (token: Token | undefined): number => {
  if (token?.kind !== 'sign') return 0
  if (token.text === '(') return 1
  return token.text === ')' ? -1 : 0
}

const cutAtCommas = (tokens: readonly Token[]): readonly (readonly Token[])[] => {
  const parts: Token[][] = [[]]
  let depth = 0
  for (const token of tokens) {
    depth += depthOf(token)
    if (depth === 0 && token.kind === 'sign' && token.text === ',') parts.push([])
    else parts.at(-1)?.push(token)
  }
  return parts.filter((part) => part.length > 0)
}
