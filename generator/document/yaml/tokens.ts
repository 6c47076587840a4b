import { CST, Lexer, Parser } from 'yaml'
import { diagnostic } from '../../diagnostics/codes.js'
import type { Diagnostic, Span } from '../../diagnostics/diagnostic.js'
import { limits } from './limits.js'
import type { SpanAt } from './positions.js'

type Tokens = { readonly tokens: readonly CST.Token[]; readonly problem: Diagnostic | undefined }

/** Lexes and parses, and stops at the first thing that later stages must not see: composing recurses as deep as the input. */
export const readTokens = (text: string, span: SpanAt): Tokens => {
  const parser = new Parser()
  const tokens: CST.Token[] = []
  let count = 0
  let inScalar = false
  for (const lexeme of new Lexer().lex(text)) {
    if (++count > limits.tokens || parser.stack.length > limits.depth)
      return { tokens, problem: tooLarge(count, span(parser.offset, parser.offset + 1)) }
    if (!inScalar && (lexeme[0] === '!' || lexeme[0] === '%'))
      return { tokens, problem: refusedFeature(lexeme, span(parser.offset, parser.offset + lexeme.length)) }
    if (tailLength(parser.stack.at(-1)) > limits.tail)
      return { tokens, problem: refusedTail(span(parser.offset, parser.offset + lexeme.length)) }
    inScalar = lexeme === CST.SCALAR
    for (const token of parser.next(lexeme)) tokens.push(token)
  }
  for (const token of parser.end()) tokens.push(token)
  return { tokens, problem: undefined }
}

/** Tokens that stand between the end of a value and the end of its line; composing makes an Error of each that is wrong. */
const tailLength = (token: CST.Token | undefined): number =>
  token !== undefined && 'end' in token && token.end ? token.end.length : 0

const refusedTail = (at: Span): Diagnostic => {
  const hint = 'Check for a missing `,` or quote on this line'
  return diagnostic(
    'yaml-syntax',
    at,
    'Much stands here between the end of a value and the end of its line',
    hint,
  )
}

const tooLarge = (count: number, at: Span): Diagnostic => {
  if (count > limits.tokens)
    return diagnostic('too-large', at, `The file has more than ${limits.tokens} parts`, splitFile)
  const message = `Lists and maps are nested more than ${limits.depth} levels deep here`
  return diagnostic('too-large', at, message, 'Close a bracket that was left open, or flatten the value')
}

export const splitFile = 'Move tables into files of their own and name them under include:'

const refusedFeature = (lexeme: string, at: Span): Diagnostic => {
  if (lexeme[0] === '%')
    return diagnostic('yaml-feature', at, 'YAML directives are not used in schemas', 'Remove the line')
  const hint = 'Remove the tag, or quote the value if it is text that begins with `!`'
  return diagnostic('yaml-feature', at, `YAML tags such as \`${lexeme}\` are not used in schemas`, hint)
}
