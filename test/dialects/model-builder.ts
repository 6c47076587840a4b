import type {
  Column,
  Enum,
  ForeignKey,
  Index,
  LogicalType,
  Model,
  Script,
  Table,
  Unique,
  View,
} from '../../generator/model/model.js'

/** Models for tests, written with only what the test is about. */
export const column = (
  name: string,
  type: LogicalType | LogicalType['kind'],
  rest: Partial<Column> = {},
): Column => ({
  name,
  type: typeof type === 'string' ? ({ kind: type } as LogicalType) : type,
  nullable: false,
  default: undefined,
  generated: undefined,
  identity: undefined,
  collate: undefined,
  comment: undefined,
  ...rest,
})

export const table = (name: string, columns: readonly Column[], rest: Partial<Table> = {}): Table => ({
  name,
  columns,
  primaryKey: undefined,
  uniques: [],
  indexes: [],
  checks: [],
  foreignKeys: [],
  triggers: [],
  comment: undefined,
  historyOf: undefined,
  dialects: undefined,
  ...rest,
})

export const key = (name: string, ...columns: readonly string[]): Pick<Table, 'primaryKey'> => ({
  primaryKey: { name: `${name}_pkey`, columns },
})

export const unique = (name: string, columns: readonly string[], rest: Partial<Unique> = {}): Unique => ({
  name,
  columns,
  nullsDistinct: true,
  deferrable: 'no',
  ...rest,
})

export const index = (name: string, columns: readonly string[], rest: Partial<Index> = {}): Index => ({
  name,
  unique: false,
  elements: columns.map((name) => ({
    kind: 'column',
    column: name,
    descending: false,
    nulls: undefined,
    collate: undefined,
    operatorClass: undefined,
  })),
  where: undefined,
  live: undefined,
  include: [],
  using: undefined,
  nullsDistinct: true,
  dialects: undefined,
  ...rest,
})

export const foreignKey = (
  name: string,
  columns: readonly string[],
  target: string,
  targetColumns: readonly string[],
  rest: Partial<ForeignKey> = {},
): ForeignKey => ({
  name,
  columns,
  table: target,
  targetColumns,
  onDelete: 'no action',
  onUpdate: 'no action',
  deferrable: 'no',
  ...rest,
})

export const enumeration = (name: string, values: readonly string[], rest: Partial<Enum> = {}): Enum => ({
  name,
  values,
  native: false,
  comment: undefined,
  ...rest,
})

export const view = (name: string, sql: View['sql'], rest: Partial<View> = {}): View => ({
  name,
  sql,
  dependsOn: [],
  comment: undefined,
  ...rest,
})

export const script = (name: string, create: Script['create'], rest: Partial<Script> = {}): Script => ({
  name,
  create,
  drop: {},
  dependsOn: [],
  ...rest,
})

export const model = (parts: Partial<Model>): Model => ({
  enums: [],
  tables: [],
  views: [],
  scripts: [],
  ...parts,
})

export const now: Partial<Column> = { default: { kind: 'now' } }

export const text = (value: string): Partial<Column> => ({ default: { kind: 'literal', value } })
