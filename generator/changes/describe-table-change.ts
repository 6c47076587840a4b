import { sameState } from '../model/equal.js'
import type { Column, LogicalType, SqlText } from '../model/model.js'
import type { ChangeOf, TableChange } from './change.js'

export const describeTableChange = (change: TableChange): string => {
  const { table } = change
  switch (change.kind) {
    case 'addColumn':
      return `add column ${change.column.name} to ${table}`
    case 'dropColumn':
      return `drop column ${change.column.name} from ${table}`
    case 'renameColumn':
      return `rename column ${change.from} to ${change.to} in ${table}`
    case 'alterColumn':
      return describeColumn(change)
    case 'changePrimaryKey':
      return describeKey(change)
    case 'changeOptions':
      return describeOptions(change)
    case 'addUnique':
      return `add unique key ${change.unique.name} to ${table}`
    case 'dropUnique':
      return `drop unique key ${change.unique.name} from ${table}`
    case 'addIndex':
      return `add index ${change.index.name} to ${table}`
    case 'dropIndex':
      return `drop index ${change.index.name} from ${table}`
    case 'addCheck':
      return `add check ${change.check.name} to ${table}`
    case 'dropCheck':
      return `drop check ${change.check.name} from ${table}`
    case 'addForeignKey':
      return `add foreign key ${change.foreignKey.name} to ${table}`
    case 'dropForeignKey':
      return `drop foreign key ${change.foreignKey.name} from ${table}`
    case 'addTrigger':
      return `add trigger ${change.trigger.name} to ${table}`
    case 'dropTrigger':
      return `drop trigger ${change.trigger.name} from ${table}`
    case 'renamePart':
      return `rename ${change.part === 'unique' ? 'unique key' : change.part} ${change.from} to ${change.to} in ${table}`
    default:
      return change satisfies never
  }
}

const describeKey = ({ table, before, after }: ChangeOf<'changePrimaryKey'>): string => {
  if (after === undefined) return `drop primary key from ${table}`
  const columns = after.columns.join(', ')
  return before === undefined
    ? `add primary key ${columns} to ${table}`
    : `change primary key of ${table} to ${columns}`
}

/** `make events strict, no longer without rowid`. */
const describeOptions = ({ table, before, after }: ChangeOf<'changeOptions'>): string => {
  const [old, next] = [Object.values(before).flat(), Object.values(after).flat()]
  const come = next.filter((option) => !old.includes(option))
  const gone = old.filter((option) => !next.includes(option)).map((option) => `no longer ${option}`)
  return `make ${table} ${[...come, ...gone].join(', ')}`
}

/** The first of what changes, which is the most that it does to the rows. */
const describeColumn = ({ table, before, after, up }: ChangeOf<'alterColumn'>): string => {
  const column = `${table}.${after.name}`
  const [first = 'type', ...more] = alteredFields(before, after)
  const phrase = `${phrases[first](column, before, after)}${by(up.using)}`
  return more.length === 0
    ? phrase
    : `${phrase}, and change its ${more.map((field) => words[field]).join(', ')}`
}

/** The author's own way to the new type, which a reviewer must read: nobody else knows what it makes of the values. */
const by = (using: SqlText | undefined): string => {
  if (using === undefined) return ''
  const texts =
    typeof using === 'string' ? [using] : Object.entries(using).map(([dialect, sql]) => `${sql} (${dialect})`)
  return ` by ${texts.map((sql) => sql.trim().replace(/\s+/g, ' ')).join(', ')}`
}

const words = {
  type: 'type',
  nullable: 'nullability',
  identity: 'identity',
  generated: 'expression',
  default: 'default',
  collate: 'collation',
  typeCheck: 'check of its values',
  comment: 'comment',
} as const

type Field = keyof typeof words
const fieldNames = Object.keys(words) as readonly Field[]

const alteredFields = (before: Column, after: Column): readonly Field[] =>
  fieldNames.filter((field) => !sameState(before[field], after[field]))

const phrases: {
  readonly [F in Field]: (column: string, before: Column, after: Column) => string
} = {
  type: (column, before, after) =>
    `change type of ${column} from ${typeInWords(before.type)} to ${typeInWords(after.type)}`,
  nullable: (column, _, { nullable }) => `make ${column} ${nullable ? 'nullable' : 'not null'}`,
  identity: (column, before, after) =>
    after.identity === undefined
      ? `stop ${column} from counting`
      : `${before.identity === undefined ? 'let' : 'change how'} ${column} ${before.identity === undefined ? 'count by itself' : 'counts'}`,
  generated: (column, before, after) =>
    after.generated === undefined
      ? `stop computing ${column}`
      : `compute ${column}${before.generated === undefined ? '' : ' otherwise'}`,
  default: (column, _, after) => `${after.default === undefined ? 'drop' : 'set'} default of ${column}`,
  collate: (column) => `change collation of ${column}`,
  typeCheck: (column, before, { typeCheck }) =>
    typeCheck === false
      ? `stop checking the values of ${column}`
      : `${before.typeCheck === false ? 'check' : 'rename the check of'} the values of ${column}`,
  comment: (column, _, { comment }) =>
    `${comment === undefined ? 'remove the comment' : 'comment'} on ${column}`,
}

/** As the schema spells it. */
export const typeInWords = (type: LogicalType): string => {
  switch (type.kind) {
    case 'varchar':
    case 'char':
      return `${type.kind}(${type.length})`
    case 'decimal':
      return `decimal(${type.precision},${type.scale})`
    case 'array':
      return `${typeInWords(type.element)}[]`
    case 'enum':
      return type.name
    case 'native':
      return Object.entries(type.sql)
        .map(([dialect, sql]) => `${dialect}(${JSON.stringify(sql)})`)
        .join(' or ')
    default:
      return type.kind
  }
}
