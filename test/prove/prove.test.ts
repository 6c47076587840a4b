import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { diffModels } from '../../generator/changes/diff.js'
import type { Statement } from '../../generator/dialects/dialect.js'
import { type Column, emptyModel, type Model } from '../../generator/model/model.js'
import type { Plan } from '../../generator/plan/plan.js'
import type { Verdict } from '../../generator/plan/verdict.js'
import type { Engine } from '../../generator/prove/engine.js'
import { openServerEngine, type ServerEngine } from '../../generator/prove/engines/postgres-server.js'
import { formatFailure } from '../../generator/prove/format-failure.js'
import { proveMigration } from '../../generator/prove/prove-migration.js'
import {
  column,
  foreignKey,
  index,
  model,
  now,
  origin,
  script,
  table,
  text,
  unique,
} from '../support/model-builder.js'
import { creationOf, dialectFor, plansBetween } from '../support/plans.js'

const authors = table('authors', [column('id', 'bigint', { identity: 'default' }), column('name', 'text')], {
  key: ['id'],
})
const notes = table(
  'notes',
  [
    column('id', 'uuid'),
    column('author_id', 'bigint'),
    column('body', 'text'),
    column('state', 'text', text('open')),
    column('updated_at', 'timestamp', now),
  ],
  {
    key: ['id'],
    foreignKeys: [foreignKey('notes_author_fkey', ['author_id'], 'authors', ['id'], { onDelete: 'cascade' })],
    indexes: [index('notes_body_idx', ['body'])],
    triggers: [{ kind: 'touch', name: 'notes_touch', updatedAt: 'updated_at', version: undefined }],
  },
)
const before: Model = model({ tables: [authors, notes] })
/** A column more in each of them. */
const after: Model = model({
  tables: [
    { ...authors, columns: [...authors.columns, column('rank', 'integer', { nullable: true })] },
    { ...notes, columns: [...notes.columns, column('title', 'text', { nullable: true })] },
  ],
})

type Change = (statements: readonly Statement[]) => readonly Statement[]

const same: Change = (statements) => statements

/** The plan with its statements changed, all in one transaction. */
const changed = (plan: Plan, change: Change): Plan => {
  const steps = plan.transactions.flatMap((transaction) => transaction.steps)
  const [first] = steps
  if (!first) throw new Error('A plan without steps')
  const statements = change(steps.flatMap((step) => step.statements))
  return { ...plan, transactions: [{ mode: 'transaction', steps: [{ ...first, hazards: [], statements }] }] }
}

const then =
  (...sql: readonly string[]): Change =>
  (statements) => [...statements, ...sql.map((text) => ({ sql: text, comment: 'mistake' }))]

let server: ServerEngine
beforeAll(async () => {
  server = await openServerEngine(inject('postgresUrl'))
})
afterAll(() => server.end())

type Proof = {
  readonly from?: Model
  readonly to?: Model
  readonly up?: Change
  readonly down?: Change
  readonly on?: Engine
  readonly allow?: readonly string[]
}

const prove = async (
  name: string,
  { from = before, to = after, up = same, down = same, on, allow = [] }: Proof,
): Promise<Verdict> => {
  const dialect = dialectFor(name)
  const plans = plansBetween(from, to, dialect)
  const request = {
    changes: diffModels(from, to, { allow: new Set(allow) }).value ?? [],
    before: from,
    after: to,
    dialect,
    version: dialect.versions.default,
    up: up === same ? plans.up : changed(plans.up, up),
    down: down === same ? plans.down : changed(plans.down, down),
  }
  return proveMigration(request, on ?? (name === 'postgres' ? server : undefined))
}

const failure = async (name: string, proof: Proof): Promise<string> => {
  const verdict = await prove(name, proof)
  return verdict.kind === 'refuted' ? formatFailure(verdict.failure) : JSON.stringify(verdict)
}

describe.each(['sqlite', 'postgres'])('proveMigration on %s', (name) => {
  test('proves what holds, with rows, and says on what', async () => {
    expect(await prove(name, {})).toMatchObject({
      kind: 'proven',
      dialect: name,
      engine: expect.stringMatching(name === 'sqlite' ? /^SQLite 3\.\d+\.\d+$/ : /^PostgreSQL \d+\.\d+$/),
      rows: 10,
      tables: 2,
      notes: [],
    })
    expect(await prove(name, { from: emptyModel })).toMatchObject({ kind: 'proven', rows: 0, tables: 0 })
  })

  test('sees a statement that fails', async () => {
    expect(await failure(name, { up: then('CREATE INDEX x\n  ON nowhere (y)') })).toMatch(
      /^In the run up, "mistake" failed: .*nowhere.*\n {2}CREATE INDEX x\n {4}ON nowhere \(y\)$/,
    )
    expect(await failure(name, { down: then('SELECT nothing') })).toMatch(
      /^In the run down, "mistake" failed/,
    )
  })

  test('sees an index, a trigger and a default that are not as in a database made afresh', async () => {
    expect(await failure(name, { up: then('DROP INDEX notes_body_idx') })).toMatch(
      /In the run up.*\n {2}- .*notes_body_idx/,
    )
    const trigger = name === 'sqlite' ? 'DROP TRIGGER notes_touch' : 'DROP TRIGGER notes_touch ON notes'
    expect(await failure(name, { up: then(trigger) })).toMatch(/In the run up.*\n {2}- .*notes_touch/)
    expect(
      await failure(name, { up: then('ALTER TABLE authors ADD COLUMN more integer DEFAULT 3') }),
    ).toMatch(/In the run up.*\n {2}\+ column .*more/)
    expect(await failure(name, { down: then('DROP INDEX notes_body_idx') })).toMatch(
      /In the run down.*\n {2}- .*notes_body_idx/,
    )
  })

  test('sees a value that changed, a row that is gone and one too many', async () => {
    expect(await failure(name, { up: then("UPDATE authors SET name = 'other' WHERE id = 2") })).toMatch(
      /^In the run up, rows are not what they were:\n {2}authors \(id = 2\): name was '?cedar'?, is '?other'?$/,
    )
    expect(await failure(name, { up: then('DELETE FROM authors WHERE id = 2') })).toMatch(
      /authors \(id = 2\) is gone\n {2}notes \(id = .*\) is gone$/,
    )
    expect(await failure(name, { up: then("INSERT INTO authors (name) VALUES ('more')") })).toMatch(
      /authors \(id = \d+\) is a row too many$/,
    )
    expect(await failure(name, { down: then("UPDATE authors SET name = 'other' WHERE id = 2") })).toMatch(
      /^In the run down, rows/,
    )
  })

  test('sees that a backfill touched the time of the last change', async () => {
    expect(await failure(name, { up: then("UPDATE notes SET title = 'x'") })).toMatch(
      /notes \(id = .*\): updated_at was .*, is /,
    )
  })

  test('sees that numbers would be given again', async () => {
    const forget =
      name === 'sqlite'
        ? "UPDATE sqlite_sequence SET seq = 5 WHERE name = 'authors'"
        : "SELECT setval('authors_id_seq', 5)"
    expect(await failure(name, { up: then(forget) })).toContain(
      'authors.id would give numbers again: it had counted to 12 and stands at 5',
    )
  })

  test('puts no more rows in than the model after lets be', async () => {
    const twins = model({
      tables: [{ ...authors, columns: [...authors.columns, column('kind', 'boolean')] }],
    })
    const single = model({
      tables: twins.tables.map((each) => ({ ...each, uniques: [unique('authors_kind_key', ['kind'])] })),
    })
    expect(await prove(name, { from: twins, to: single })).toMatchObject({
      kind: 'proven',
      rows: 2,
      tables: 1,
    })
  })

  test('what is computed of a column that goes is another value on the way back', async () => {
    const computed = (of: string, others: readonly Column[]): Model =>
      model({
        tables: [
          {
            ...authors,
            columns: [
              ...authors.columns,
              ...others,
              column('label', 'text', {
                nullable: true,
                generated: { sql: `'by ' || lower(${of})`, stored: true },
              }),
            ],
          },
        ],
      })
    const nick = column('nick', 'text', { nullable: true })
    const gone = { from: computed('nick', [nick]), to: computed('name', []) }
    expect(await prove(name, { ...gone, allow: ['drops-data'] })).toMatchObject({ kind: 'proven', rows: 5 })
    // While what is computed of a column that stays is what it was.
    const kept = { from: computed('name', [nick]), to: computed('name', []), allow: ['drops-data'] }
    const broken = then("UPDATE authors SET name = 'OTHER' WHERE id = 2")
    expect(await failure(name, { ...kept, down: broken })).toContain('authors (id = 2): name was')
  })

  const coded = model({
    tables: [
      {
        ...authors,
        columns: [...authors.columns, column('code', 'text', text('none'))],
        uniques: [unique('authors_code_key', ['code'])],
      },
      notes,
    ],
  })

  test('goes on with one row where a hazard says that several may fail, and says so', async () => {
    // On the way back every row gets the same code.
    expect(await prove(name, { from: coded, to: before })).toMatchObject({
      kind: 'proven',
      rows: 6,
      notes: [expect.stringMatching(/^authors: ran with one row, because with more down fails at ".*": .*/)],
    })
  })

  test('goes on without rows where a hazard says that any may fail, and says so', async () => {
    const owned = model({
      tables: [
        authors,
        {
          ...notes,
          columns: [...notes.columns, column('owner_id', 'bigint')],
          foreignKeys: [foreignKey('notes_owner_fkey', ['owner_id'], 'authors', ['id'])],
        },
      ],
    })
    const free = model({ tables: [authors, { ...notes, foreignKeys: [] }] })
    expect(await prove(name, { from: owned, to: free })).toMatchObject({
      kind: 'proven',
      rows: 5,
      notes: [expect.stringMatching(/^notes: ran without rows, because with them down fails at ".*": .*/)],
    })
  })

  test("goes on without rows where they come from, if the author's own trigger fills the table", async () => {
    const logged = (columns: readonly Column[]): Model =>
      model({
        tables: [authors, table('authors_log', [column('name', 'text'), ...columns], {})],
        scripts: [
          script(
            'authors_logged',
            {
              sqlite: [
                `CREATE TRIGGER authors_logged AFTER INSERT ON authors BEGIN INSERT INTO authors_log SELECT ${['NEW.name', ...columns.map(() => '1')].join(', ')}; END`,
              ],
              postgres: [
                `CREATE FUNCTION authors_logged() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO authors_log SELECT ${['NEW.name', ...columns.map(() => '1')].join(', ')}; RETURN NULL; END $$`,
                'CREATE TRIGGER authors_logged AFTER INSERT ON authors FOR EACH ROW EXECUTE FUNCTION authors_logged()',
              ],
            },
            {
              drop: {
                sqlite: ['DROP TRIGGER authors_logged'],
                postgres: ['DROP TRIGGER authors_logged ON authors', 'DROP FUNCTION authors_logged()'],
              },
              dependsOn: ['authors', 'authors_log'],
            },
          ),
        ],
      })
    // No value is known for a type that only the database has a word for.
    const rank = column('rank', { kind: 'native', sql: { sqlite: 'INTEGER', postgres: 'integer' } })
    const gone = { from: logged([rank]), to: logged([]), allow: ['drops-data'] }
    expect(await prove(name, gone)).toMatchObject({
      kind: 'proven',
      rows: 0,
      notes: [
        expect.stringMatching(/^authors_log: ran without rows, because with them down fails at /),
        expect.stringMatching(/^authors: ran without rows, because with them down fails at /),
      ],
    })
  })

  test('says where an expression of the author makes one of several values', async () => {
    const asked = (using: string): Model =>
      model({
        tables: [
          {
            ...authors,
            columns: [
              column('id', 'bigint', { identity: 'default' }),
              column('name', 'boolean', {
                meta: { origin, was: undefined, typescript: undefined, using: { up: using, down: "'x'" } },
              }),
            ],
          },
          notes,
        ],
      })
    expect(await prove(name, { to: asked("name = 'none'") })).toMatchObject({
      kind: 'proven',
      notes: ['that authors.name keeps its values: `using` makes one of 5 different ones'],
    })
  })

  test('finds rows for a conversion of a column whose name has quotes', async () => {
    const using = { up: 'CAST("the ""size""" AS integer)', down: 'CAST("the ""size""" AS text)' }
    const sized = (type: 'text' | 'integer'): Model => {
      const meta = { origin, was: undefined, typescript: undefined, using }
      const columns = [column('id', 'integer'), column('the "size"', type, { meta })]
      return model({ tables: [table('items', columns, { key: ['id'] })] })
    }
    expect(await prove(name, { from: sized('text'), to: sized('integer') })).toMatchObject({
      kind: 'proven',
      rows: 5,
    })
  })

  test('takes no hazard for an excuse that says nothing of what failed', async () => {
    const numbered = model({
      tables: [
        {
          ...authors,
          columns: [column('id', 'bigint', { identity: 'default' }), column('name', 'integer')],
        },
        notes,
      ],
    })
    const to = model({
      tables: [
        { ...authors, columns: [column('id', 'bigint', { identity: 'default' }), column('name', 'text')] },
        notes,
      ],
    })
    // The way back narrows a type, but every value came from there.
    expect(await failure(name, { from: numbered, to, down: then('SELECT nothing') })).toMatch(
      /^In the run down, "mistake" failed/,
    )
  })
})

describe('proveMigration', () => {
  test('sees child rows that a rebuild with foreign keys on has wiped', async () => {
    const [create] = creationOf(model({ tables: after.tables.slice(0, 1) }), 'sqlite')
    const rebuilt: Change = () => [
      ...then('PRAGMA foreign_keys = OFF', create?.replace('authors', 'new_authors') ?? '')([]),
      ...then('INSERT INTO new_authors SELECT id, name, NULL FROM authors', 'DROP TABLE authors')([]),
      ...then('ALTER TABLE new_authors RENAME TO authors', 'ALTER TABLE notes ADD COLUMN title TEXT')([]),
    ]
    expect(await failure('sqlite', { up: rebuilt })).toMatch(/notes \(id = .*\) is gone/)
  })

  test('runs a file as the runner does: what must keep its rows is counted', async () => {
    const dialect = dialectFor('sqlite')
    const plans = plansBetween(before, after, dialect)
    const keeping = (tables: string, change: Change): Promise<Verdict> =>
      proveMigration({
        changes: diffModels(before, after).value ?? [],
        before,
        after,
        dialect,
        version: dialect.versions.default,
        up: { ...changed(plans.up, change), directives: [`keeps_rows: ${tables}`] },
        down: plans.down,
        rowsMayChange: true,
      })
    const remove = then('DELETE FROM notes')
    expect(await keeping('authors, "notes" -> notes', same)).toMatchObject({ kind: 'proven' })
    expect(await keeping('authors', remove)).toMatchObject({ kind: 'proven' })
    expect(await keeping('authors, notes', remove)).toMatchObject({
      failure: {
        kind: 'rows',
        difference: ['notes had 5 rows before and 0 after, but keeps_rows says that it keeps them'],
      },
    })
    expect(await keeping('nowhere', same)).toMatchObject({
      failure: { kind: 'error', statement: 'make ready', message: 'no such table: nowhere' },
    })
  })

  test('says what statements lock and rewrite', async () => {
    const narrow = model({
      tables: [
        { ...authors, columns: [column('id', 'bigint', { identity: 'default' }), column('name', 'integer')] },
      ],
    })
    const widened = model({
      tables: [
        { ...authors, columns: [column('id', 'bigint', { identity: 'default' }), column('name', 'bigint')] },
      ],
    })
    const proven = await prove('postgres', { from: narrow, to: widened })
    if (proven.kind !== 'proven') throw new Error(JSON.stringify(proven))
    expect(proven.observed.up).toContainEqual({
      locks: [{ table: 'authors', mode: 'access exclusive' }],
      rewrites: ['authors'],
    })
    const sqlite = await prove('sqlite', {})
    expect(sqlite).toMatchObject({
      observed: {
        up: [
          { locks: undefined, rewrites: [] },
          { locks: undefined, rewrites: [] },
        ],
      },
    })
  })

  test('claims nothing of an extension that it has not', async () => {
    const scripted = model({
      scripts: [
        {
          name: 'postgis',
          create: { postgres: ['CREATE EXTENSION postgis'] },
          drop: { postgres: ['DROP EXTENSION postgis'] },
          dependsOn: [],
        },
      ],
    })
    const dialect = dialectFor('postgres')
    const verdict = await proveMigration({
      changes: [],
      before: emptyModel,
      after: scripted,
      dialect,
      version: dialect.versions.default,
      ...plansBetween(emptyModel, scripted, dialect),
    })
    expect(verdict).toEqual({
      kind: 'unproven',
      dialect: 'postgres',
      reason: 'PostgreSQL was not run: PGlite has no extension postgis',
    })
  })
})
