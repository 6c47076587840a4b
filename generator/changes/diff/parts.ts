import type { Table } from '../../model/model.js'
import type { TableChange, TablePart } from '../change.js'

/** The kinds of parts of which a table has any number, in the order in which they are taken down. */
export const listedParts = ['trigger', 'foreign key', 'index', 'unique', 'check'] as const

export type ListedPart = (typeof listedParts)[number]

export type PartOf = {
  readonly trigger: Table['triggers'][number]
  readonly 'foreign key': Table['foreignKeys'][number]
  readonly index: Table['indexes'][number]
  readonly unique: Table['uniques'][number]
  readonly check: Table['checks'][number]
}

export type Part = PartOf[ListedPart]

export const partsOf = (table: Table, kind: ListedPart): readonly Part[] => {
  switch (kind) {
    case 'trigger':
      return table.triggers
    case 'foreign key':
      return table.foreignKeys
    case 'index':
      return table.indexes
    case 'unique':
      return table.uniques
    case 'check':
      return table.checks
    default:
      return kind satisfies never
  }
}

export const dropPart = (table: string, kind: ListedPart, part: Part): TableChange => {
  switch (kind) {
    case 'trigger':
      return { kind: 'dropTrigger', table, trigger: part as PartOf['trigger'] }
    case 'foreign key':
      return { kind: 'dropForeignKey', table, foreignKey: part as PartOf['foreign key'] }
    case 'index':
      return { kind: 'dropIndex', table, index: part as PartOf['index'] }
    case 'unique':
      return { kind: 'dropUnique', table, unique: part as PartOf['unique'] }
    case 'check':
      return { kind: 'dropCheck', table, check: part as PartOf['check'] }
    default:
      return kind satisfies never
  }
}

export const addPart = (table: string, kind: ListedPart, part: Part): TableChange => {
  switch (kind) {
    case 'trigger':
      return { kind: 'addTrigger', table, trigger: part as PartOf['trigger'] }
    case 'foreign key':
      return { kind: 'addForeignKey', table, foreignKey: part as PartOf['foreign key'] }
    case 'index':
      return { kind: 'addIndex', table, index: part as PartOf['index'] }
    case 'unique':
      return { kind: 'addUnique', table, unique: part as PartOf['unique'] }
    case 'check':
      return { kind: 'addCheck', table, check: part as PartOf['check'] }
    default:
      return kind satisfies never
  }
}

/**
 * Names that must differ: those of keys and indexes in the whole database, the others within their table.
 */
export const nameKey = (table: string, part: TablePart, name: string): string =>
  part === 'index' || part === 'unique' || part === 'primary key'
    ? `index ${name}`
    : JSON.stringify([table, part, name])
