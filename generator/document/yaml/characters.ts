import { diagnostic } from '../../diagnostics/codes.js'
import type { Diagnostic } from '../../diagnostics/diagnostic.js'
import type { SpanAt } from './positions.js'

/** YAML itself forbids these: https://yaml.org/spec/1.2.2/#51-character-set. A lone CR would end lines that no editor counts. */
const forbidden =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is searched for
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]|\r(?!\n)|(?<!^)\ufeff|\p{Surrogate}/gu

/** Characters that may not stand in the file at all, one diagnostic a line. */
export const checkCharacters = (text: string, span: SpanAt, most: number): readonly Diagnostic[] => {
  const found: Diagnostic[] = []
  let line = 0
  for (const match of text.matchAll(forbidden)) {
    const at = span(match.index, match.index + 1)
    if (at.start.line === line) continue
    line = at.start.line
    found.push(diagnostic('invalid-character', at, `The file holds ${nameOf(match[0])}`, adviceFor(match[0])))
    if (found.length >= most) break
  }
  return found
}

const nameOf = (character: string): string => {
  if (character === '\r') return 'a carriage return that no line feed follows'
  return `the control character U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
}

const adviceFor = (character: string): string =>
  character === '\r'
    ? 'Save the file with LF or CRLF line ends'
    : 'Remove it; schema files are plain UTF-8 text'
