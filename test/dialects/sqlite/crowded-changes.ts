import { applyChange } from '../../../generator/changes/apply.js'
import type { Change } from '../../../generator/changes/change.js'
import type { Column, Model, Table } from '../../../generator/model/model.js'
import { column, index, now, origin, text, unique } from '../../support/model-builder.js'
import type { Key } from './crowded-model.js'

/** Something that happens to the table in the middle of {@link crowded}. */
export type CrowdedChange = {
  readonly edit: (model: Model, key: Key) => Model
  /** What the author says beside the two models: backfills, values that move, what is parked. */
  readonly answer?: (change: Change) => Change
  /** `table.column` whose values are meant to be others, or are gone when the way back is done. */
  readonly differs?: readonly string[]
  readonly lost?: readonly string[]
  readonly renames?: { readonly [before: string]: string }
  /** Native where the version knows how. */
  readonly way: { readonly '3.45': 'native' | 'rebuild'; readonly '3.53': 'native' | 'rebuild' }
  readonly keys?: readonly Key[]
  /** The number of the next row; 4 was given and is gone. */
  readonly gives?: number
}

const both = (way: 'native' | 'rebuild') => ({ '3.45': way, '3.53': way })
const newer = { '3.45': 'rebuild', '3.53': 'native' } as const

const inTable = (model: Model, name: string, edit: (table: Table) => Table): Model => ({
  ...model,
  tables: model.tables.map((table) => (table.name === name ? edit(table) : table)),
})

const inCampaigns = (edit: (table: Table) => Table) => (model: Model) => inTable(model, 'campaigns', edit)

const withColumn = (name: string, edit: (column: Column) => Column) =>
  inCampaigns((table) => ({
    ...table,
    columns: table.columns.map((each) => (each.name === name ? edit(each) : each)),
  }))

const adding = (...columns: readonly Column[]) =>
  inCampaigns((table) => ({ ...table, columns: [...table.columns, ...columns] }))

/** A name in the author's own SQL, which no change follows. */
const inOwnSql = (model: Model, pattern: RegExp, to: string): Model => ({
  ...model,
  views: model.views.map((each) => ({ ...each, sql: String(each.sql).replace(pattern, to) })),
  scripts: model.scripts.map((each) => ({
    ...each,
    create: { sqlite: (each.create.sqlite ?? []).map((sql) => sql.replace(pattern, to)) },
  })),
})

const wasColumn =
  (table: string, name: string, was: string) =>
  (model: Model): Model =>
    inTable(model, table, (each) => ({
      ...each,
      columns: each.columns.map((own) =>
        own.name === name ? { ...own, meta: { origin, was, typescript: undefined } } : own,
      ),
    }))

const renamedColumn = (model: Model): Model => {
  const renamed = ['campaigns', 'campaigns_history'].reduce(
    (current, table) =>
      wasColumn(
        table,
        'title',
        'name',
      )(applyChange(current, { kind: 'renameColumn', table, from: 'name', to: 'title' })),
    model,
  )
  return inOwnSql(renamed, /\bname\b/g, 'title')
}

const renamedTable = (model: Model): Model => {
  const moved = [
    ['campaigns', 'projects'],
    ['campaigns_history', 'projects_history'],
  ].reduce((current, [from = '', to = '']) => applyChange(current, { kind: 'renameTable', from, to }), model)
  const named = {
    ...moved,
    tables: moved.tables.map((each) =>
      each.name.startsWith('projects')
        ? {
            ...each,
            meta: {
              origin,
              was: each.name.replace('projects', 'campaigns'),
              behaviors: {
                uuid: undefined,
                timestamp: undefined,
                softDelete: undefined,
                audit: undefined,
                versioning: undefined,
              },
            },
          }
        : each,
    ),
  }
  return inOwnSql(named, /\bcampaigns\b/g, 'projects')
}

const enumOf =
  (values: readonly string[]) =>
  (model: Model): Model => ({
    ...model,
    enums: model.enums.map((each) => ({ ...each, values })),
  })

const answering =
  (kind: Change['kind'], answer: object) =>
  (change: Change): Change =>
    change.kind === kind ? ({ ...change, ...answer } as Change) : change

const literalOf = (value: string | number) => ({ kind: 'literal', value }) as const
const silent = { using: undefined, backfill: undefined }

export const crowdedChanges: { readonly [name: string]: CrowdedChange } = {
  'another default': {
    edit: withColumn('name', (each) => ({ ...each, ...text('new') })),
    way: both('rebuild'),
  },
  'a wider type': { edit: withColumn('name', (each) => ({ ...each, type: { kind: 'text' } })), way: newer },
  'another type': {
    edit: withColumn('budget', (each) => ({ ...each, type: { kind: 'text' } })),
    differs: ['campaigns.budget'],
    way: both('rebuild'),
  },
  'not null': {
    edit: withColumn('budget', (each) => ({ ...each, nullable: false })),
    answer: answering('alterColumn', { up: { using: undefined, backfill: literalOf(7) }, down: silent }),
    differs: ['campaigns.budget'],
    lost: ['campaigns.budget'],
    way: newer,
  },
  nullable: { edit: withColumn('name', (each) => ({ ...each, nullable: true })), way: newer },
  'a unique key less': { edit: inCampaigns((table) => ({ ...table, uniques: [] })), way: both('rebuild') },
  'a unique key more': {
    edit: inCampaigns((table) => ({
      ...table,
      uniques: [...table.uniques, unique('campaigns_name_key', ['name', 'slug'])],
    })),
    way: both('rebuild'),
  },
  'another action': {
    edit: inCampaigns((table) => ({
      ...table,
      foreignKeys: table.foreignKeys.map((each) => ({ ...each, onDelete: 'no action' as const })),
    })),
    way: both('rebuild'),
  },
  'a check more': {
    edit: inCampaigns((table) => ({
      ...table,
      checks: [...table.checks, { name: 'campaigns_name_check', sql: "name <> ''" }],
    })),
    way: newer,
  },
  'a check more that nulls pass': {
    edit: inCampaigns((table) => ({
      ...table,
      checks: [...table.checks, { name: 'campaigns_slug_check', sql: "slug <> ''" }],
    })),
    way: both('rebuild'),
  },
  'a check less': { edit: inCampaigns((table) => ({ ...table, checks: [] })), way: newer },
  'a check by another name': {
    edit: inCampaigns((table) => ({
      ...table,
      checks: table.checks.map((each) => ({ ...each, name: 'no_debts' })),
    })),
    way: both('rebuild'),
  },
  'another key': {
    edit: inCampaigns((table) => ({
      ...table,
      primaryKey: table.primaryKey && { ...table.primaryKey, name: 'campaigns_key' },
    })),
    way: both('rebuild'),
  },
  'no more counting': {
    edit: withColumn('id', (each) => ({ ...each, identity: undefined })),
    gives: 4,
    way: both('rebuild'),
    keys: ['counting'],
  },
  'another expression': {
    edit: withColumn('doubled', (each) => ({ ...each, generated: { sql: 'budget + budget', stored: true } })),
    way: both('rebuild'),
  },
  'a stored expression': {
    edit: adding(
      column('tripled', 'integer', { nullable: true, generated: { sql: 'budget * 3', stored: true } }),
    ),
    way: both('rebuild'),
  },
  'a column': { edit: adding(column('note', 'text', { nullable: true })), way: both('native') },
  'a column whose values are checked': {
    edit: adding(column('code', { kind: 'varchar', length: 3 }, { nullable: true })),
    way: both('native'),
  },
  'a column with a default': {
    edit: adding(column('rank', 'integer', { default: { kind: 'literal', value: 3 } })),
    way: both('native'),
  },
  'a column with a changing default': {
    edit: adding(column('seen_at', 'timestamp', now)),
    way: both('rebuild'),
  },
  'a column with a check and an expression': {
    edit: (model) => {
      const wider = adding(
        column('low', 'integer', { default: { kind: 'literal', value: 1 } }),
        column('lower_still', 'integer', { nullable: true, generated: { sql: 'low - 1', stored: false } }),
      )(model)
      return inCampaigns((table) => ({
        ...table,
        checks: [...table.checks, { name: 'low_check', sql: 'low > 0 OR budget > 0' }],
      }))(wider)
    },
    way: both('native'),
  },
  'a filled column': {
    edit: adding({
      ...column('owner', 'text'),
      meta: {
        origin,
        was: undefined,
        typescript: undefined,
        backfill: { kind: 'sql', sql: "'owner of ' || name" },
      },
    }),
    way: newer,
  },
  'a column that goes': {
    edit: inCampaigns((table) => ({
      ...table,
      columns: table.columns.filter(({ name }) => name !== 'shouted'),
    })),
    way: both('native'),
  },
  'a parked column': {
    edit: inCampaigns((table) => ({
      ...table,
      columns: table.columns.filter(({ name }) => name !== 'slug'),
      uniques: [],
    })),
    answer: answering('dropColumn', { park: '_parked_campaigns_slug' }),
    way: both('rebuild'),
  },
  'a column by another name': { edit: renamedColumn, renames: { name: 'title' }, way: newer },
  'the table by another name': {
    edit: renamedTable,
    renames: { campaigns: 'projects', campaigns_history: 'projects_history' },
    way: both('rebuild'),
  },
  'an index': {
    edit: inCampaigns((table) => ({
      ...table,
      indexes: [...table.indexes.filter(({ unique: one }) => !one), index('campaigns_state_idx', ['state'])],
    })),
    way: both('native'),
  },
  'a value more': { edit: enumOf(['draft', 'ready', 'live', 'done']), way: newer },
  'a value by another name': {
    edit: (model) =>
      withColumn('state', (each) => ({ ...each, ...text('sketch') }))(
        enumOf(['sketch', 'live', 'done'])(model),
      ),
    answer: answering('alterEnum', { values: [{ from: 'draft', to: 'sketch' }] }),
    differs: ['campaigns.state', 'campaigns_history.state'],
    way: both('rebuild'),
  },
}

export const keysOf = (change: CrowdedChange, all: readonly Key[]): readonly Key[] => change.keys ?? all
