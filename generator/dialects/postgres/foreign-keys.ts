import type { ForeignKey, Table } from '../../model/model.js'
import type { Statement } from '../dialect.js'
import { foreignKey } from './constraints.js'
import { quote } from './identifiers.js'

export const addForeignKey = (table: Table, key: ForeignKey): readonly Statement[] => [
  {
    sql: `ALTER TABLE ${quote(table.name)}\n  ADD ${foreignKey(key)}`,
    comment: `add foreign key ${key.name} to ${table.name}`,
  },
]

export const dropForeignKey = (table: Table, key: ForeignKey): readonly Statement[] => [
  {
    sql: `ALTER TABLE ${quote(table.name)} DROP CONSTRAINT ${quote(key.name)}`,
    comment: `drop foreign key ${key.name} of ${table.name}`,
  },
]
