import type { DialectName } from '../../session.js'
import type { DialectSql } from './dialect-sql.js'
import { postgresSql } from './postgres.js'
import { sqliteSql } from './sqlite.js'

const dialects: { readonly [name in DialectName]: DialectSql } = { sqlite: sqliteSql, postgres: postgresSql }

export function sqlOf(dialect: DialectName): DialectSql {
  return dialects[dialect]
}
