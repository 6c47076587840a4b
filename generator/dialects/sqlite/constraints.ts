import type { Check, Deferrability, ForeignKey, PrimaryKey, Unique } from '../../model/model.js'
import { textFor } from '../dialect.js'
import { parenthesize } from '../layout.js'
import { quote, quoteList } from './identifiers.js'

export const primaryKey = ({ name, columns }: PrimaryKey): string =>
  `CONSTRAINT ${quote(name)} PRIMARY KEY (${quoteList(columns)})`

export const unique = ({ name, columns }: Unique): string =>
  `CONSTRAINT ${quote(name)} UNIQUE (${quoteList(columns)})`

export const check = ({ name, sql }: Check): string | undefined => {
  const condition = textFor(sql, 'sqlite')
  return condition === undefined ? undefined : `CONSTRAINT ${quote(name)} CHECK ${parenthesize(condition)}`
}

export const foreignKey = (key: ForeignKey): string => {
  const target = key.targetColumns.length > 0 ? ` (${quoteList(key.targetColumns)})` : ''
  return [
    `CONSTRAINT ${quote(key.name)} FOREIGN KEY (${quoteList(key.columns)}) REFERENCES ${quote(key.table)}${target}`,
    ...(key.onUpdate === 'no action' ? [] : [`ON UPDATE ${key.onUpdate.toUpperCase()}`]),
    ...(key.onDelete === 'no action' ? [] : [`ON DELETE ${key.onDelete.toUpperCase()}`]),
    ...deferrability(key.deferrable),
  ].join(' ')
}

const deferrability = (value: Deferrability): readonly string[] =>
  value === 'no' ? [] : [`DEFERRABLE INITIALLY ${value === 'deferred' ? 'DEFERRED' : 'IMMEDIATE'}`]
