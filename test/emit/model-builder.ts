import type { TypescriptEntry } from '../../generator/document/document.js'
import type {
  Behaviors,
  Column,
  Enum,
  ForeignKey,
  Index,
  IndexElement,
  LogicalType,
  Model,
  Origin,
  Resolved,
  Settings,
  Table,
  Unique,
} from '../../generator/model/model.js'

const position = { line: 1, column: 1, offset: 0 }
export const origin: Origin = {
  span: { file: 'schema.yaml', start: position, end: position },
  mixin: undefined,
}

export const noBehaviors: Behaviors = {
  uuid: undefined,
  timestamp: undefined,
  softDelete: undefined,
  audit: undefined,
  versioning: undefined,
}

type ColumnOptions = Partial<Omit<Column, 'name' | 'type' | 'meta'>> & {
  readonly typescript?: TypescriptEntry
}

export const column = (
  name: string,
  type:
    | LogicalType
    | 'text'
    | 'integer'
    | 'bigint'
    | 'uuid'
    | 'timestamp'
    | 'json'
    | 'boolean'
    | 'bytes'
    | 'date',
  { typescript, ...options }: ColumnOptions = {},
): Column => ({
  name,
  type: typeof type === 'string' ? { kind: type } : type,
  nullable: false,
  default: undefined,
  generated: undefined,
  identity: undefined,
  collate: undefined,
  comment: undefined,
  ...options,
  meta: { origin, was: undefined, typescript },
})

type TableOptions = Partial<Omit<Table, 'name' | 'columns' | 'primaryKey' | 'meta'>> & {
  readonly key?: readonly string[]
  readonly behaviors?: Partial<Behaviors>
}

export const table = (
  name: string,
  columns: readonly Column[],
  { key, behaviors, ...options }: TableOptions = {},
): Table => ({
  name,
  columns,
  primaryKey: key && { name: `${name}_pkey`, columns: key },
  uniques: [],
  indexes: [],
  checks: [],
  foreignKeys: [],
  triggers: [],
  comment: undefined,
  historyOf: undefined,
  dialects: undefined,
  ...options,
  meta: { origin, was: undefined, behaviors: { ...noBehaviors, ...behaviors } },
})

/** `on('platform', 'created_at desc')`. */
export const on = (...columns: readonly string[]): readonly IndexElement[] =>
  columns.map((text) => ({
    kind: 'column',
    column: text.split(' desc')[0] ?? text,
    descending: / desc\b/.test(text),
    nulls: text.endsWith('nulls last') ? 'last' : undefined,
    collate: undefined,
    operatorClass: undefined,
  }))

export const index = (
  name: string,
  elements: readonly IndexElement[],
  options: Partial<Omit<Index, 'name' | 'elements'>> = {},
): Index => ({
  name,
  unique: false,
  elements,
  where: undefined,
  live: undefined,
  include: [],
  using: undefined,
  nullsDistinct: true,
  dialects: undefined,
  ...options,
})

export const unique = (name: string, ...columns: readonly string[]): Unique => ({
  name,
  columns,
  nullsDistinct: true,
  deferrable: 'no',
})

export const foreignKey = (
  name: string,
  columns: readonly string[],
  target: string,
  options: Partial<ForeignKey> = {},
): ForeignKey => ({
  name,
  columns,
  table: target,
  targetColumns: ['id'],
  onDelete: 'no action',
  onUpdate: 'no action',
  deferrable: 'no',
  ...options,
})

export const enumOf = (name: string, ...values: readonly string[]): Enum => ({
  name,
  values,
  native: false,
  comment: undefined,
})

export const resolved = (model: Partial<Model>, settings: Partial<Settings> = {}): Resolved => ({
  model: { enums: [], tables: [], views: [], scripts: [], ...model },
  settings: {
    targets: [
      { dialect: 'sqlite', version: undefined },
      { dialect: 'postgres', version: undefined },
    ],
    output: 'generated',
    case: 'snake',
    ...settings,
  },
})
