import type { LogicalType } from '../../../model/model.js'
import { unquoted } from '../sql-text/names.js'
import { name as dialect } from '../versions.js'

/** The type as format_type() writes it; `enums` are the names of the database's own enum types. */
export const readType = (written: string, enums: ReadonlySet<string>): LogicalType => {
  if (written.endsWith('[]')) return readArray(written, enums)
  const plain = plainTypes.get(written)
  if (plain !== undefined) return plain
  const name = unquoted(written)
  if (enums.has(name)) return { kind: 'enum', name }
  return sizedType(written) ?? native(written)
}

const plainTypes: ReadonlyMap<string, LogicalType> = new Map<string, LogicalType>([
  ['text', { kind: 'text' }],
  ['smallint', { kind: 'smallint' }],
  ['integer', { kind: 'integer' }],
  ['bigint', { kind: 'bigint' }],
  ['real', { kind: 'real' }],
  ['double precision', { kind: 'double' }],
  ['boolean', { kind: 'boolean' }],
  ['date', { kind: 'date' }],
  ['time without time zone', { kind: 'time' }],
  ['timestamp(3) with time zone', { kind: 'timestamp' }],
  ['uuid', { kind: 'uuid' }],
  ['jsonb', { kind: 'json' }],
  ['bytea', { kind: 'bytes' }],
])

const sizedType = (written: string): LogicalType | undefined => {
  const [, word, first, second] =
    /^(character varying|character|numeric)\((\d+)(?:,(\d+))?\)$/.exec(written) ?? []
  if (word === 'character varying') return { kind: 'varchar', length: Number(first) }
  if (word === 'character') return { kind: 'char', length: Number(first) }
  const [precision, scale] = [Number(first), Number(second)]
  return word === 'numeric' && scale <= precision ? { kind: 'decimal', precision, scale } : undefined
}

const readArray = (written: string, enums: ReadonlySet<string>): LogicalType => {
  const element = readType(written.slice(0, -2), enums)
  return element.kind === 'native' ? native(written) : { kind: 'array', element }
}

/** In the short words that people write. */
const native = (written: string): LogicalType => ({
  kind: 'native',
  sql: {
    [dialect]: written
      .replace(/^timestamp(\(\d\))? with time zone/, 'timestamptz$1')
      .replace(/^time(\(\d\))? with time zone/, 'timetz$1')
      .replace(' without time zone', '')
      .replace(/^character varying/, 'varchar')
      .replace(/^bit varying/, 'varbit'),
  },
})
