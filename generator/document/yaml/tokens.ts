import { CST, Lexer, Parser } from 'yaml'
import { diagnostic } from '../../diagnostics/codes.js'
import type { Diagnostic } from '../../diagnostics/diagnostic.js'
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
    const problem =
      checkSize(++count, parser, span) ?? (inScalar ? undefined : checkFeature(lexeme, parser.offset, span))
    if (problem) return { tokens, problem }
    inScalar = lexeme === CST.SCALAR
    for (const token of parser.next(lexeme)) tokens.push(withoutTail(token))
  }
  for (const token of parser.end()) tokens.push(withoutTail(token))
  return { tokens, problem: undefined }
}

/** Whatever follows the end of a document is an error or a comment; composing makes an Error of every single token. */
const withoutTail = (token: CST.Token): CST.Token =>
  token.type === 'document' && token.end ? { ...token, end: token.end.slice(0, limits.syntaxErrors) } : token

const checkSize = (count: number, parser: Parser, span: SpanAt): Diagnostic | undefined => {
  const here = () => span(parser.offset, parser.offset + 1)
  if (parser.stack.length > limits.depth) {
    const message = `Lists and maps are nested more than ${limits.depth} levels deep here`
    return diagnostic(
      'too-large',
      here(),
      message,
      'Close a bracket that was left open, or flatten the value',
    )
  }
  if (count > limits.tokens) {
    return diagnostic('too-large', here(), `The file has more than ${limits.tokens} parts`, splitFile)
  }
  return undefined
}

export const splitFile = 'Move tables into files of their own and name them under include:'

const checkFeature = (lexeme: string, offset: number, span: SpanAt): Diagnostic | undefined => {
  const at = () => span(offset, offset + lexeme.length)
  switch (lexeme[0]) {
    case '!':
      return diagnostic(
        'yaml-feature',
        at(),
        `YAML tags such as \`${lexeme}\` are not used in schemas`,
        tagHint,
      )
    case '%':
      return diagnostic('yaml-feature', at(), 'YAML directives are not used in schemas', 'Remove the line')
    default:
      return undefined
  }
}

const tagHint = 'Remove the tag, or quote the value if it is text that begins with `!`'
