import type { Column, Model, Table } from '../../../generator/model/model.js'
import {
  column,
  enumeration,
  foreignKey,
  index,
  model,
  now,
  script,
  table,
  text,
  unique,
  view,
} from '../../support/model-builder.js'

/** How the rows of the table in the middle are told apart. */
export const keys = ['counting', 'text', 'two columns'] as const
export type Key = (typeof keys)[number]

const keyColumns: { readonly [K in Key]: readonly Column[] } = {
  counting: [column('id', 'integer', { identity: 'always' })],
  text: [column('id', 'text')],
  'two columns': [column('id', 'integer'), column('part', 'text')],
}

export const keyNames = (key: Key): readonly string[] => keyColumns[key].map(({ name }) => name)

/** A table with all that a rebuild can lose around it: `campaigns`, which others point at, itself included. */
export const crowded = (key: Key): Model =>
  model({
    enums: [enumeration('state', ['draft', 'live', 'done'])],
    tables: [
      campaigns(key),
      history(key),
      ...(['cascade', 'set null', 'restrict'] as const).map((onDelete) => child(key, onDelete)),
      table(
        'grandchildren',
        [column('id', 'integer', { identity: 'always' }), column('child_id', 'integer')],
        {
          key: ['id'],
          foreignKeys: [
            foreignKey('grandchildren_child_id_fkey', ['child_id'], 'cascade_children', ['id'], {
              onDelete: 'cascade',
            }),
          ],
        },
      ),
      table('log', [column('entry', 'text')]),
    ],
    views: [
      view('names', 'SELECT name FROM campaigns', { dependsOn: ['campaigns'] }),
      view('all_names', 'SELECT * FROM names', { dependsOn: ['names'] }),
    ],
    scripts: [
      script(
        'watch',
        {
          sqlite: [
            `CREATE TRIGGER log_insert AFTER INSERT ON campaigns BEGIN INSERT INTO log VALUES ('new ' || NEW.name); END`,
            `CREATE TRIGGER child_insert AFTER INSERT ON cascade_children
BEGIN
  INSERT INTO log SELECT 'child of ' || name FROM campaigns WHERE id = NEW.campaign_id;
END`,
            'CREATE INDEX campaigns_budget_by_hand ON campaigns (abs(budget))',
          ],
        },
        {
          drop: {
            sqlite: [
              'DROP TRIGGER log_insert',
              'DROP TRIGGER child_insert',
              'DROP INDEX campaigns_budget_by_hand',
            ],
          },
          dependsOn: ['campaigns', 'cascade_children', 'log'],
        },
      ),
    ],
  })

const campaigns = (key: Key): Table =>
  table(
    'campaigns',
    [
      ...keyColumns[key],
      column('name', { kind: 'varchar', length: 40 }),
      column('slug', 'text', { nullable: true }),
      column('budget', 'integer', { nullable: true }),
      column('state', { kind: 'enum', name: 'state' }, text('draft')),
      column('parent_id', key === 'text' ? 'text' : 'integer', { nullable: true }),
      ...(key === 'two columns' ? [column('parent_part', 'text', { nullable: true })] : []),
      column('shouted', 'text', { nullable: true, generated: { sql: 'upper(name)', stored: false } }),
      column('doubled', 'integer', { nullable: true, generated: { sql: 'budget * 2', stored: true } }),
      column('updated_at', 'timestamp', now),
      column('version', 'integer', { default: { kind: 'literal', value: 1 } }),
    ],
    {
      key: keyNames(key),
      comment: 'What is advertised.',
      uniques: [unique('campaigns_slug_key', ['slug'])],
      indexes: [
        index('campaigns_live_idx', ['name'], { where: "state = 'live'", unique: true }),
        index('campaigns_lower_idx', [
          {
            kind: 'expression',
            sql: 'lower(name)',
            descending: false,
            nulls: undefined,
            operatorClass: undefined,
          },
        ]),
      ],
      checks: [{ name: 'campaigns_budget_check', sql: 'budget >= 0' }],
      foreignKeys: [
        foreignKey(
          'campaigns_parent_fkey',
          key === 'two columns' ? ['parent_id', 'parent_part'] : ['parent_id'],
          'campaigns',
          keyNames(key),
          { onDelete: 'cascade' },
        ),
      ],
      triggers: [
        { kind: 'touch', name: 'campaigns_touch', updatedAt: 'updated_at', version: 'version' },
        {
          kind: 'history',
          name: 'campaigns_history',
          table: 'campaigns_history',
          columns: [...keyNames(key), 'name', 'budget', 'state', 'version'],
        },
      ],
    },
  )

const history = (key: Key): Table =>
  table(
    'campaigns_history',
    [
      column('history_id', 'bigint', { identity: 'always' }),
      column('history_operation', 'text'),
      column('history_recorded_at', 'timestamp', now),
      ...keyColumns[key].map((each) => ({ ...each, identity: undefined })),
      column('name', { kind: 'varchar', length: 40 }),
      column('budget', 'integer', { nullable: true }),
      column('state', { kind: 'enum', name: 'state' }),
      column('version', 'integer'),
    ],
    { key: ['history_id'], historyOf: 'campaigns' },
  )

const child = (key: Key, onDelete: 'cascade' | 'set null' | 'restrict'): Table => {
  const name = `${onDelete.replace(' ', '_')}_children`
  const columns = [
    column('campaign_id', key === 'text' ? 'text' : 'integer', { nullable: onDelete === 'set null' }),
    ...(key === 'two columns'
      ? [column('campaign_part', 'text', { nullable: onDelete === 'set null' })]
      : []),
  ]
  return table(name, [column('id', 'integer', { identity: 'always' }), column('note', 'text'), ...columns], {
    key: ['id'],
    foreignKeys: [
      foreignKey(
        `${name}_fkey`,
        columns.map((each) => each.name),
        'campaigns',
        keyNames(key),
        { onDelete, onUpdate: 'cascade' },
      ),
    ],
  })
}

/** Rows in everything; the last campaign is gone again, so that its number is the highest that was ever given. */
export const crowdedRows = (key: Key): readonly string[] => {
  const id = (number: number) => (key === 'text' ? `'c${number}'` : `${number}`)
  const part = key === 'two columns' ? ", 'p'" : ''
  const [partColumn, parentPart, childPart] =
    key === 'two columns' ? [', part', ', parent_part', ', campaign_part'] : ['', '', '']
  return [
    ...[1, 2, 3, 4].map(
      (number) =>
        `INSERT INTO campaigns (id${partColumn}, name, slug, budget, state, updated_at) VALUES (${id(number)}${part}, 'Campaign ${number}', 'slug-${number}', ${number === 2 ? 'NULL' : number * 10}, '${number === 3 ? 'live' : 'draft'}', '2020-01-0${number}T00:00:00.000Z')`,
    ),
    `UPDATE campaigns SET parent_id = ${id(1)}${parentPart === '' ? '' : `${parentPart} = 'p'`} WHERE id = ${id(2)}`,
    `DELETE FROM campaigns WHERE id = ${id(4)}`,
    ...['cascade', 'set_null', 'restrict'].flatMap((action) =>
      [1, 2, 3].map(
        (number) =>
          `INSERT INTO ${action}_children (note, campaign_id${childPart}) VALUES ('${action} ${number}', ${id(number)}${part})`,
      ),
    ),
    'INSERT INTO grandchildren (child_id) SELECT id FROM cascade_children',
  ]
}
