import { written } from '../compared-values.js'
import { postgresWriter } from '../values/postgres-writer.js'
import { columnType } from '../values/types.js'

/** PostgreSQL reads a parameter by the type it is compared with; only what has several texts is given the right one. */
export function postgresComparedValue(type: string, value: unknown): unknown {
  const { kind } = columnType(type)
  return kind === 'json' || kind === 'array' ? written(postgresWriter, type, value) : value
}
