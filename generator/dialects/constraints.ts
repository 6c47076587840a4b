import type { Check, Deferrability, ForeignKey, PrimaryKey } from '../model/model.js'
import { textFor } from './dialect.js'
import type { Quoting } from './identifiers.js'
import { parenthesize } from './layout.js'

/** The constraints of CREATE TABLE that every database writes alike, but for quotes and the author's choice of SQL. */
export type ConstraintTexts = {
  readonly primaryKey: (key: PrimaryKey) => string
  readonly check: (check: Check) => string | undefined
  readonly foreignKey: (key: ForeignKey) => string
}

export const constraintTexts = (dialect: string, { quote, quoteList }: Quoting): ConstraintTexts => ({
  primaryKey: ({ name, columns }) => `CONSTRAINT ${quote(name)} PRIMARY KEY (${quoteList(columns)})`,
  check: ({ name, sql }) => {
    const condition = textFor(sql, dialect)
    return condition === undefined ? undefined : `CONSTRAINT ${quote(name)} CHECK ${parenthesize(condition)}`
  },
  foreignKey: (key) => {
    const target = key.targetColumns.length > 0 ? ` (${quoteList(key.targetColumns)})` : ''
    return [
      `CONSTRAINT ${quote(key.name)} FOREIGN KEY (${quoteList(key.columns)}) REFERENCES ${quote(key.table)}${target}`,
      ...(key.onUpdate === 'no action' ? [] : [`ON UPDATE ${key.onUpdate.toUpperCase()}`]),
      ...(key.onDelete === 'no action' ? [] : [`ON DELETE ${key.onDelete.toUpperCase()}`]),
      ...deferrability(key.deferrable),
    ].join(' ')
  },
})

export const deferrability = (value: Deferrability): readonly string[] =>
  value === 'no' ? [] : [`DEFERRABLE INITIALLY ${value === 'deferred' ? 'DEFERRED' : 'IMMEDIATE'}`]
