import type { Token } from '../catalogue/tokenize.js'

/** What CREATE TABLE says in comments: https://www.sqlite.org/lang_comment.html */
export type TableComments = {
  readonly table: string | undefined
  /** Of each part of the list in parentheses. */
  readonly parts: readonly (string | undefined)[]
}

/**
 * A comment is of the column before it if the line ends behind it, and else of the one that comes next; behind the parenthesis
 * that opens the list, or before it, it is of the table.
 */
export const readComments = (
  sql: string,
  tokens: readonly Token[],
  open: number,
  parts: readonly (readonly Token[])[],
): TableComments => {
  const between = (from: number | undefined, to: number | undefined): readonly Comment[] =>
    commentsIn(sql.slice(from ?? 0, to ?? sql.length))
  const positions = new Map(tokens.map(({ at }, index) => [at, index]))
  const before = (part: readonly Token[]): readonly Comment[] => {
    const first = part[0]
    const index = positions.get(first?.at ?? -1) ?? 0
    return between(tokens[index - 1]?.end, first?.at)
  }
  const behind = (part: readonly Token[]): readonly Comment[] => {
    const index = positions.get(part.at(-1)?.at ?? -1) ?? 0
    const next = tokens[index + 1]
    const found = between(part.at(-1)?.end, next?.at)
    return next?.text === ',' ? found : found.filter(({ line }) => line === 0)
  }
  const inside = (part: readonly Token[]): readonly Comment[] =>
    gapsOf(part).flatMap(([from, to]) => between(from, to))
  const heads = parts.map(before)
  return {
    table: textOf([
      ...between(tokens[open - 1]?.end, tokens[open]?.at),
      ...(heads[0] ?? []).filter(({ endsLine }) => endsLine),
    ]),
    parts: parts.map((part, index) =>
      textOf([
        ...(heads[index] ?? []).filter(({ endsLine }) => !endsLine),
        ...inside(part),
        ...behind(part),
        ...(heads[index + 1] ?? []).filter(({ endsLine }) => endsLine),
      ]),
    ),
  }
}

type Comment = {
  readonly text: string
  /** How many lines begin before it. */
  readonly line: number
  /** It stands on the first line, and nothing comes behind it there. */
  readonly endsLine: boolean
}

const commentsIn = (gap: string): readonly Comment[] => {
  let line = 0
  let at = 0
  const comments: Comment[] = []
  for (const match of gap.matchAll(/--[^\n]*|\/\*[\s\S]*?(?:\*\/|$)/g)) {
    line += gap.slice(at, match.index).split('\n').length - 1
    at = match.index + match[0].length
    comments.push({ text: withoutSigns(match[0]), line, endsLine: line === 0 && gap.includes('\n', at) })
  }
  return comments
}

/** What stands between the tokens of a part, but not in its parentheses: that is kept with the SQL there. */
const gapsOf = (part: readonly Token[]): readonly (readonly [from: number, to: number])[] => {
  let depth = 0
  return part.flatMap((token, index) => {
    if (token.kind === 'sign' && token.text === '(') depth++
    if (token.kind === 'sign' && token.text === ')') depth--
    const next = part[index + 1]
    return depth === 0 && next !== undefined ? [[token.end, next.at] as const] : []
  })
}

const withoutSigns = (comment: string): string =>
  comment.startsWith('--')
    ? comment.replace(/^--+ ?/, '').trimEnd()
    : comment
        .replace(/^\/\*+/, '')
        .replace(/\**\/$/, '')
        .split('\n')
        .map((line) => line.replace(/^\s*\*? ?/, '').trimEnd())
        .join('\n')
        .trim()

const textOf = (comments: readonly Comment[]): string | undefined =>
  comments.length === 0 ? undefined : comments.map(({ text }) => text).join('\n')

/** Comments in a piece of SQL that holds nothing else. */
export const commentText = (gap: string): string | undefined => textOf(commentsIn(gap))
