import { bracketed, parentheses } from '../layout.js'
import { propertyKey, stringLiteral } from '../literal.js'
import type { Names } from '../names.js'
import { declaredType, logicalValueType, nullableType, type TypedColumn } from '../types/value-type.js'
import { typeWord } from './type-word.js'

type Call = { readonly reader: string; readonly options?: readonly string[] }

/** The line that makes a property's value of the next value of a row. */
export function decodeLine(column: TypedColumn, property: string, names: Names): string {
  const declared = declaredType(column, names)
  const { reader, options = [] } = readerCall(column, declared, names)
  const cast =
    declared === undefined || takesType(column) ? '' : ` as ${nullableType(declared, column.nullable)}`
  const start = `${indent}${propertyKey(property)}: ${column.nullable ? 'read.nullable' : 'read'}.${reader}`
  const position = { column: start.length, after: cast.length + 1, indent }
  return `${start}${bracketed(parentheses, ['row[i++]', ...options], position)}${cast},`
}

const indent = ' '.repeat(6)

/** Readers that can be told what they return. */
const takesType = ({ type }: TypedColumn): boolean =>
  ['text', 'varchar', 'char', 'enum', 'json', 'native'].includes(type.kind)

function readerCall({ type }: TypedColumn, declared: string | undefined, names: Names): Call {
  const told = declared === undefined ? '' : `<${declared}>`
  switch (type.kind) {
    case 'text':
    case 'varchar':
    case 'char':
      return { reader: `text${told}` }
    case 'enum':
      return { reader: `text<${declared ?? logicalValueType(type, names)}>` }
    case 'smallint':
    case 'integer':
    case 'real':
    case 'double':
      return { reader: 'number' }
    case 'decimal':
      return { reader: 'decimal', options: [String(type.scale)] }
    case 'json':
      return { reader: `json${told}` }
    case 'native':
      return { reader: `native<${declared ?? 'unknown'}>` }
    case 'array':
      return {
        reader: `array<${logicalValueType(type.element, names)}>`,
        options: [stringLiteral(typeWord(type.element))],
      }
    case 'bigint':
    case 'boolean':
    case 'date':
    case 'time':
    case 'timestamp':
    case 'uuid':
    case 'bytes':
      return { reader: type.kind }
    default:
      return type satisfies never
  }
}
