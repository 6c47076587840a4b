import type { Literal, LogicalType } from '../../model/model.js'
import { type LiteralForms, literalIn, numberLiteral } from '../literals.js'
import { sqlType } from './types.js'

/**
 * A text as SQL. Control characters are written with char(), so that a literal never spans lines and shows all it holds:
 * https://www.sqlite.org/lang_corefunc.html#char
 */
export const textLiteral = (value: string): string => {
  if (value.includes('\0')) throw new Error('A text with a NUL character cannot be written as SQL')
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for.
  const pieces = value.split(/([\u0001-\u001f\u007f]+)/).filter((piece) => piece !== '')
  return pieces.length === 0 ? "''" : pieces.map(pieceLiteral).join(' || ')
}

const pieceLiteral = (piece: string): string =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for.
  /^[\u0001-\u001f\u007f]/.test(piece)
    ? `char(${[...piece].map((character) => character.charCodeAt(0)).join(', ')})`
    : `'${piece.replaceAll("'", "''")}'`

const forms: LiteralForms = {
  text: textLiteral,
  boolean: (value) => (value ? '1' : '0'),
  decimal: (value, type) => (sqlType(type) === 'TEXT' ? textLiteral(String(value)) : numberLiteral(value)),
  json: textLiteral,
  bytes: (base64) => `X'${Buffer.from(base64, 'base64').toString('hex')}'`,
  array: (value) => textLiteral(JSON.stringify(value)),
}

/** A literal in its canonical form as the SQL value that the column of this type holds. */
export const literal = (value: Literal, type: LogicalType): string => literalIn(forms, value, type)
