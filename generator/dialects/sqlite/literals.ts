import type { Literal, LogicalType } from '../../model/model.js'
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

/** A literal in its canonical form as the SQL value that the column of this type holds. */
export const literal = (value: Literal, type: LogicalType): string => {
  if (value === null) return type.kind === 'json' ? textLiteral('null') : 'NULL'
  switch (type.kind) {
    case 'text':
    case 'varchar':
    case 'char':
    case 'date':
    case 'time':
    case 'timestamp':
    case 'uuid':
    case 'enum':
      return textLiteral(String(value))
    case 'smallint':
    case 'integer':
    case 'bigint':
    case 'real':
    case 'double':
      return numberLiteral(value)
    case 'decimal':
      return sqlType(type) === 'TEXT' ? textLiteral(String(value)) : numberLiteral(value)
    case 'boolean':
      return value === true ? '1' : '0'
    case 'json':
    case 'array':
      return textLiteral(JSON.stringify(value))
    case 'bytes':
      return `X'${Buffer.from(String(value), 'base64').toString('hex')}'`
    case 'native':
      return nativeLiteral(value)
    default:
      return type satisfies never
  }
}

const numberLiteral = (value: Literal): string => {
  const text = String(value)
  if (!/^-?\d+(\.\d+)?(e[+-]?\d+)?$/.test(text)) throw new Error(`${text} is not a number of SQL`)
  return text
}

const nativeLiteral = (value: Exclude<Literal, null>): string => {
  if (typeof value === 'number') return numberLiteral(value)
  if (typeof value === 'boolean') return value ? '1' : '0'
  return textLiteral(typeof value === 'string' ? value : JSON.stringify(value))
}
