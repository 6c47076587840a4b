import type { ScalarReader } from './reader.js'
import type { ColumnType } from './types.js'

/** Reads a value (not null) whose type is known at run time only. Generated code calls the methods of the reader itself. */
export function readValue(read: ScalarReader, type: ColumnType, value: unknown): unknown {
  switch (type.kind) {
    case 'text':
    case 'char':
      return read.text(value)
    case 'smallint':
    case 'integer':
    case 'real':
    case 'double':
      return read.number(value)
    case 'bigint':
      return read.bigint(value)
    case 'decimal':
      return read.decimal(value, type.scale)
    case 'boolean':
      return read.boolean(value)
    case 'date':
      return read.date(value)
    case 'time':
      return read.time(value)
    case 'timestamp':
      return read.timestamp(value)
    case 'uuid':
      return read.uuid(value)
    case 'json':
      return read.json(value)
    case 'bytes':
      return read.bytes(value)
    case 'array':
      return read.array(value, type.element)
    case 'native':
      return read.native(value)
    default:
      return unreachable(type)
  }
}

function unreachable(type: never): never {
  throw new Error(`No reader for ${JSON.stringify(type)}.`)
}
