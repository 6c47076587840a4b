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
  Script,
  Settings,
  Table,
  Unique,
  View,
} from '../../generator/model/model.js'

/** Models for tests, written with only what the test is about. */
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

type ColumnOptions = Partial<Omit<Column, 'name' | 'type'>> & {
  readonly typescript?: TypescriptEntry
}

export const column = (
  name: string,
  type: LogicalType | LogicalType['kind'],
  { typescript, ...rest }: ColumnOptions = {},
): Column => ({
  name,
  type: typeof type === 'string' ? ({ kind: type } as LogicalType) : type,
  nullable: false,
  default: undefined,
  generated: undefined,
  identity: undefined,
  collate: undefined,
  comment: undefined,
  typeCheck: undefined,
  ...rest,
  ...(typescript && { meta: { origin, was: undefined, typescript } }),
})

export const now = { default: { kind: 'now' } } as const

export const text = (value: string) => ({ default: { kind: 'literal', value } }) as const

type TableOptions = Partial<Omit<Table, 'name' | 'columns' | 'primaryKey' | 'meta'>> & {
  readonly key?: readonly string[]
  readonly behaviors?: Partial<Behaviors>
}

export const table = (
  name: string,
  columns: readonly Column[],
  { key, behaviors, ...rest }: TableOptions = {},
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
  options: {},
  ...rest,
  ...(behaviors && { meta: { origin, was: undefined, behaviors: { ...noBehaviors, ...behaviors } } }),
})

export const unique = (name: string, columns: readonly string[], rest: Partial<Unique> = {}): Unique => ({
  name,
  columns,
  nullsDistinct: true,
  deferrable: 'no',
  ...rest,
})

const elementOf = (name: string): IndexElement => ({
  kind: 'column',
  column: name,
  descending: false,
  nulls: undefined,
  collate: undefined,
  operatorClass: undefined,
})

/** `on('platform', 'created_at desc')`: columns with their order, where an index has more than names. */
export const on = (...columns: readonly string[]): readonly IndexElement[] =>
  columns.map((text) => ({
    ...elementOf(text.split(' desc')[0] ?? text),
    descending: / desc\b/.test(text),
    nulls: text.endsWith('nulls last') ? 'last' : undefined,
  }))

/** A text among the elements is a column's name, whatever it looks like. */
export const index = (
  name: string,
  elements: readonly (string | IndexElement)[],
  rest: Partial<Omit<Index, 'name' | 'elements'>> = {},
): Index => ({
  name,
  unique: false,
  elements: elements.map((element) => (typeof element === 'string' ? elementOf(element) : element)),
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

/** As the model stage gives it: every column and table says where it came from. */
export const resolved = (parts: Partial<Model>, settings: Partial<Settings> = {}): Resolved => ({
  model: model({ ...parts, tables: (parts.tables ?? []).map(withMeta) }),
  settings: {
    targets: [
      { dialect: 'sqlite', version: undefined },
      { dialect: 'postgres', version: undefined },
    ],
    output: 'generated',
    case: 'snake',
    repositories: undefined,
    validators: false,
    ...settings,
  },
})

const withMeta = (of: Table): Table => ({
  ...of,
  columns: of.columns.map((each) => ({
    ...each,
    meta: each.meta ?? { origin, was: undefined, typescript: undefined },
  })),
  meta: of.meta ?? { origin, was: undefined, behaviors: noBehaviors },
})
