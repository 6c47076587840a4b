import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { diffModels } from '../../generator/changes/diff.js'
import type { HazardKind } from '../../generator/dialects/dialect.js'
import { foundModel } from '../../generator/dialects/found-model.js'
import type { Query } from '../../generator/dialects/introspection.js'
import { canonicalLine, catalogueQuery } from '../../generator/dialects/postgres/catalogue/catalogue-query.js'
import { introspect } from '../../generator/dialects/postgres/introspect/introspect.js'
import type { Model } from '../../generator/model/model.js'
import { hazardKinds } from '../../generator/plan/judge-hazards.js'
import type { Plan } from '../../generator/plan/plan.js'
import { planMigration } from '../../generator/plan/plan-migration.js'
import { freshDatabase, type TestDatabase } from '../support/database.js'
import { dialectFor, statementsOf } from '../support/plans.js'

const postgres = dialectFor('postgres')
const allow = new Set<string>(hazardKinds)

const tables = `
CREATE TABLE accounts (id integer PRIMARY KEY, name text);
CREATE SCHEMA billing;
CREATE TYPE billing.size AS (w integer, h integer);
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';

CREATE TABLE events (id bigint NOT NULL, at date NOT NULL, kind text DEFAULT 'plain', n integer DEFAULT 1, account integer,
  CONSTRAINT events_pkey PRIMARY KEY (id, at, kind), CONSTRAINT positive CHECK (n > 0)) PARTITION BY RANGE (at);
CREATE TABLE events_2024 PARTITION OF events FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE TABLE events_2025 PARTITION OF events (n DEFAULT 5) FOR VALUES FROM ('2025-01-01') TO ('2026-01-01') PARTITION BY LIST (kind);
CREATE TABLE events_2025_a PARTITION OF events_2025 FOR VALUES IN ('a');
CREATE TABLE events_2025_rest PARTITION OF events_2025 (n DEFAULT 7) DEFAULT;
CREATE TABLE events_2026 (account integer, n integer DEFAULT 1, kind text NOT NULL DEFAULT 'plain', at date NOT NULL, id bigint NOT NULL,
  CONSTRAINT key_2026 PRIMARY KEY (id, at, kind), CONSTRAINT positive CHECK (n > 0));
CREATE INDEX kinds_2026 ON events_2026 (kind);
ALTER TABLE events ATTACH PARTITION events_2026 FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
CREATE INDEX events_kind ON events (kind);
CREATE TRIGGER touched BEFORE INSERT ON events FOR EACH ROW EXECUTE FUNCTION touch();
CREATE VIEW kinds AS SELECT kind, count(*) AS n FROM events GROUP BY kind;

CREATE TABLE hashed (id integer NOT NULL, label varchar(20)) PARTITION BY HASH (id);
CREATE TABLE hashed_0 PARTITION OF hashed FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE hashed_1 PARTITION OF hashed FOR VALUES WITH (MODULUS 2, REMAINDER 1);

CREATE TABLE billing.invoices (id serial PRIMARY KEY, account integer NOT NULL REFERENCES accounts, total numeric(10, 2) DEFAULT 0,
  note text, sized billing.size, twice numeric GENERATED ALWAYS AS (total * 2) STORED);
CREATE INDEX invoices_note ON billing.invoices (note) WHERE note <> '';
COMMENT ON TABLE billing.invoices IS 'Bills';
COMMENT ON COLUMN billing.invoices.note IS 'Words';
COMMENT ON INDEX billing.invoices_note IS 'Of words';
CREATE TABLE billing.lines (no integer GENERATED ALWAYS AS IDENTITY (START WITH 7) PRIMARY KEY, invoice integer NOT NULL REFERENCES billing.invoices ON DELETE CASCADE, text text);
CREATE TABLE reminders (id integer PRIMARY KEY, invoice integer REFERENCES billing.invoices);

CREATE TABLE billing.loose (id integer);
CREATE TABLE billing.counted (id serial, other integer, label text, CONSTRAINT short CHECK (label <> ''), CONSTRAINT terse CHECK (label <> ''));
CREATE INDEX labels ON billing.counted (label);
CREATE INDEX labels_again ON billing.counted (label);
CREATE TABLE billing.parents (id integer NOT NULL, name text, weight integer DEFAULT 1);
CREATE TABLE cars (wheels integer, CONSTRAINT wheeled CHECK (wheels > 0)) INHERITS (billing.parents);
ALTER TABLE cars ALTER weight SET DEFAULT 9;
CREATE TYPE reading AS (at timestamptz, value double precision);
CREATE TABLE readings OF reading (PRIMARY KEY (at));
`

const rows = `
INSERT INTO accounts VALUES (1, 'one'), (2, 'two');
INSERT INTO events (id, at, kind, n, account) VALUES (1, '2024-05-05', 'plain', 3, 1), (2, '2025-05-05', 'a', 4, NULL), (3, '2025-06-06', 'b', 5, 2), (4, '2026-01-01', 'a', 6, 1);
INSERT INTO hashed SELECT n, 'label ' || n FROM generate_series(1, 20) AS n;
INSERT INTO billing.invoices (account, total, note) VALUES (1, 10.50, 'first'), (2, 7, '');
INSERT INTO billing.lines (invoice, text) VALUES (1, 'x'), (2, 'y');
INSERT INTO reminders VALUES (1, 1);
INSERT INTO billing.counted (label) VALUES ('a'), ('b');
INSERT INTO billing.parents VALUES (1, 'parent', 2);
INSERT INTO cars VALUES (2, 'car', 3, 4);
INSERT INTO readings VALUES ('2026-01-01', 1.5);
`

type Rows = ReadonlyMap<string, readonly (readonly [column: string, value: unknown])[][]>

type Changed = {
  readonly done: string
  /** Kinds of hazards on the way up; none where nothing is said. */
  readonly told?: readonly HazardKind[]
  /** Rows cannot come back as they were. */
  readonly oneWay?: true
}

const changes: readonly Changed[] = [
  { done: 'ALTER TABLE events ADD COLUMN extra text' },
  { done: "ALTER TABLE events ADD COLUMN extra text NOT NULL DEFAULT ''" },
  { done: 'ALTER TABLE events DROP COLUMN account', told: ['breaks-running-code', 'drops-data'] },
  { done: 'ALTER TABLE events ALTER COLUMN n TYPE bigint', told: ['blocks-writes', 'rewrites-table'] },
  { done: 'ALTER TABLE events ALTER COLUMN n SET DEFAULT 2' },
  { done: 'ALTER TABLE ONLY events ALTER COLUMN n SET DEFAULT 2' },
  { done: 'ALTER TABLE events ALTER COLUMN n DROP DEFAULT' },
  { done: 'ALTER TABLE events_2025 ALTER COLUMN n SET DEFAULT 8' },
  { done: 'ALTER TABLE ONLY events_2025 ALTER COLUMN n SET DEFAULT 8' },
  { done: 'ALTER TABLE events_2024 ALTER COLUMN n SET DEFAULT 8' },
  { done: 'ALTER TABLE events_2025 ALTER COLUMN n SET DEFAULT 1' },
  { done: 'ALTER TABLE events ALTER COLUMN n SET NOT NULL', told: ['blocks-writes', 'may-fail'] },
  { done: 'ALTER TABLE events_2025 ALTER COLUMN n SET NOT NULL', told: ['blocks-writes', 'may-fail'] },
  {
    done: 'ALTER TABLE events DROP CONSTRAINT positive; ALTER TABLE events ADD CONSTRAINT positive CHECK (n >= 0)',
    told: ['blocks-writes', 'may-fail'],
  },
  { done: 'ALTER TABLE events DROP CONSTRAINT events_pkey' },
  {
    done: 'ALTER TABLE events ADD CONSTRAINT of_account FOREIGN KEY (account) REFERENCES accounts (id)',
    told: ['blocks-writes', 'may-fail'],
  },
  {
    done: 'ALTER TABLE events_2024 ADD CONSTRAINT of_account FOREIGN KEY (account) REFERENCES accounts (id)',
    told: ['blocks-writes', 'may-fail'],
  },
  {
    done: 'ALTER TABLE events_2024 ADD CONSTRAINT old CHECK (id < 100)',
    told: ['blocks-writes', 'may-fail'],
  },
  { done: 'CREATE INDEX events_n ON events (n)', told: ['blocks-writes'] },
  {
    done: 'CREATE INDEX mine_2026 ON events_2026 (n); CREATE INDEX events_n ON events (n)',
    told: ['blocks-writes'],
  },
  { done: 'CREATE UNIQUE INDEX events_at ON events (at, kind, id)', told: ['blocks-writes', 'may-fail'] },
  { done: 'DROP INDEX events_kind' },
  { done: 'ALTER INDEX events_kind RENAME TO events_by_kind' },
  { done: 'ALTER INDEX kinds_2026 RENAME TO by_kind_2026' },
  { done: 'CREATE INDEX old_n ON events_2024 (n)', told: ['blocks-writes'] },
  { done: "COMMENT ON TABLE events IS 'What happened'; COMMENT ON COLUMN events.n IS 'How often'" },
  { done: 'ALTER TABLE events ALTER COLUMN kind SET STORAGE EXTERNAL' },
  { done: 'ALTER TABLE ONLY events ALTER COLUMN kind SET STATISTICS 500' },
  { done: 'ALTER TABLE events ENABLE ROW LEVEL SECURITY' },
  { done: "CREATE TABLE events_2027 PARTITION OF events FOR VALUES FROM ('2027-01-01') TO ('2028-01-01')" },
  {
    done: `ALTER TABLE events DETACH PARTITION events_2024;
      ALTER TABLE events ATTACH PARTITION events_2024 FOR VALUES FROM ('2023-01-01') TO ('2025-01-01')`,
    told: ['blocks-writes', 'may-fail'],
  },
  {
    done: `ALTER TABLE events ADD COLUMN extra text; ALTER TABLE events DROP COLUMN account;
      ALTER TABLE events DETACH PARTITION events_2026; ALTER TABLE events DETACH PARTITION events_2024;
      ALTER TABLE events ATTACH PARTITION events_2026 FOR VALUES FROM ('2026-01-01') TO ('2030-01-01');
      ALTER TABLE events ATTACH PARTITION events_2024 FOR VALUES FROM ('2023-01-01') TO ('2025-01-01')`,
    told: ['blocks-writes', 'breaks-running-code', 'drops-data', 'may-fail'],
  },
  {
    done: `ALTER TABLE events_2025 DETACH PARTITION events_2025_a;
      ALTER TABLE events_2025 ATTACH PARTITION events_2025_a FOR VALUES IN ('a', 'c')`,
    told: ['blocks-writes', 'may-fail'],
  },
  { done: 'ALTER TABLE hashed ALTER COLUMN label TYPE text' },
  {
    done: 'ALTER TABLE hashed ALTER COLUMN label TYPE varchar(10)',
    told: ['blocks-writes', 'narrows-type', 'rewrites-table'],
  },
  { done: 'ALTER TABLE hashed ADD PRIMARY KEY (id)', told: ['blocks-writes', 'may-fail'] },
  { done: 'ALTER TABLE billing.invoices ADD COLUMN due date' },
  { done: 'ALTER TABLE billing.invoices DROP COLUMN note', told: ['breaks-running-code', 'drops-data'] },
  {
    done: `ALTER TABLE billing.invoices DROP COLUMN twice; ALTER TABLE billing.invoices ALTER COLUMN total TYPE numeric(12, 4);
      ALTER TABLE billing.invoices ADD COLUMN twice numeric GENERATED ALWAYS AS (total * 2) STORED`,
    told: ['blocks-writes', 'rewrites-table'],
  },
  {
    done: 'ALTER TABLE billing.invoices DROP COLUMN twice, ADD COLUMN twice numeric GENERATED ALWAYS AS (total * 3) STORED',
    told: ['blocks-writes', 'rewrites-table'],
  },
  { done: 'ALTER TABLE billing.invoices ALTER COLUMN twice DROP EXPRESSION' },
  { done: 'ALTER TABLE billing.invoices DROP COLUMN sized', told: ['breaks-running-code', 'drops-data'] },
  {
    done: 'ALTER TABLE billing.invoices DROP COLUMN sized; DROP TYPE billing.size',
    told: ['breaks-running-code', 'drops-data'],
  },
  {
    done: 'ALTER TABLE billing.invoices ALTER COLUMN id TYPE bigint; ALTER SEQUENCE billing.invoices_id_seq AS bigint',
    told: ['blocks-writes', 'rewrites-table'],
  },
  {
    done: 'ALTER TABLE billing.invoices ALTER COLUMN id TYPE bigint',
    told: ['blocks-writes', 'rewrites-table'],
  },
  {
    done: 'ALTER TABLE billing.invoices ALTER COLUMN id DROP DEFAULT; DROP SEQUENCE billing.invoices_id_seq',
    told: ['drops-data'],
  },
  { done: 'ALTER TABLE billing.invoices DROP CONSTRAINT invoices_account_fkey' },
  {
    done: 'ALTER TABLE billing.invoices DROP CONSTRAINT invoices_account_fkey; DROP TABLE accounts',
    told: ['breaks-running-code', 'drops-data'],
    oneWay: true,
  },
  {
    done: `ALTER TABLE billing.invoices DROP CONSTRAINT invoices_account_fkey;
      ALTER TABLE billing.invoices ADD CONSTRAINT invoices_account_fkey FOREIGN KEY (account) REFERENCES accounts (id) ON DELETE CASCADE`,
    told: ['blocks-writes', 'may-fail'],
  },
  { done: 'ALTER TABLE billing.invoices ADD CONSTRAINT cheap CHECK (total < 1000) NOT VALID' },
  {
    done: "COMMENT ON TABLE billing.invoices IS NULL; COMMENT ON INDEX billing.invoices_note IS 'Otherwise'",
  },
  {
    done: "DROP INDEX billing.invoices_note; CREATE INDEX invoices_note ON billing.invoices (note) WHERE note <> 'x'; COMMENT ON INDEX billing.invoices_note IS 'Of words'",
    told: ['blocks-writes'],
  },
  { done: 'ALTER TABLE billing.invoices SET (fillfactor = 70)' },
  {
    done: 'ALTER TABLE billing.loose SET UNLOGGED; ALTER TABLE billing.loose REPLICA IDENTITY FULL',
    told: ['blocks-writes', 'rewrites-table'],
  },
  { done: 'ALTER TABLE billing.counted DROP COLUMN id', told: ['breaks-running-code', 'drops-data'] },
  {
    done: `ALTER SEQUENCE billing.counted_id_seq OWNED BY billing.counted.other; ALTER TABLE billing.counted DROP COLUMN id;
      ALTER TABLE billing.counted ALTER COLUMN other SET DEFAULT nextval('billing.counted_id_seq')`,
    told: ['breaks-running-code', 'drops-data'],
  },
  { done: 'ALTER INDEX billing.labels RENAME TO by_label; DROP INDEX billing.labels_again' },
  {
    done: 'ALTER INDEX billing.labels RENAME TO by_label; ALTER INDEX billing.labels_again RENAME TO by_label_too',
  },
  {
    done: 'ALTER TABLE billing.counted RENAME CONSTRAINT short TO present; ALTER TABLE billing.counted DROP CONSTRAINT terse',
  },
  { done: 'ALTER TABLE billing.lines ADD COLUMN price numeric DEFAULT 0' },
  { done: 'ALTER TABLE billing.lines ALTER COLUMN no SET GENERATED BY DEFAULT SET INCREMENT BY 2' },
  { done: 'ALTER TABLE billing.lines ALTER COLUMN no DROP IDENTITY', told: ['drops-data'] },
  { done: 'ALTER TABLE billing.lines ALTER COLUMN invoice DROP NOT NULL' },
  { done: 'ALTER TABLE billing.parents ADD COLUMN colour text' },
  { done: 'ALTER TABLE billing.parents ALTER COLUMN weight SET DEFAULT 3' },
  {
    done: 'ALTER TABLE billing.parents ALTER COLUMN weight TYPE bigint',
    told: ['blocks-writes', 'rewrites-table'],
  },
  { done: 'ALTER TABLE billing.parents ALTER COLUMN weight DROP DEFAULT' },
  { done: 'ALTER TABLE billing.parents ALTER COLUMN name SET NOT NULL', told: ['blocks-writes', 'may-fail'] },
  { done: 'ALTER TABLE cars ALTER COLUMN name SET NOT NULL', told: ['blocks-writes', 'may-fail'] },
  { done: 'ALTER TABLE cars ALTER COLUMN weight DROP DEFAULT' },
  { done: 'ALTER TABLE cars ADD COLUMN doors integer; ALTER TABLE cars DROP CONSTRAINT wheeled' },
  { done: 'ALTER TABLE cars DROP COLUMN wheels', told: ['breaks-running-code', 'drops-data'] },
  {
    done: 'ALTER TABLE readings ALTER COLUMN value SET NOT NULL',
    told: ['breaks-running-code', 'may-fail'],
  },
  {
    done: 'ALTER TABLE accounts ALTER COLUMN id TYPE bigint; ALTER TABLE billing.invoices ALTER COLUMN account TYPE bigint',
    told: ['blocks-writes', 'rewrites-table'],
  },
]

let database: TestDatabase
let client: pg.Client
let before: Awaited<ReturnType<typeof look>>
const query: Query = async <Row>(text: string) => (await client.query(text)).rows as Row[]

beforeAll(async () => {
  database = await freshDatabase('postgres')
  client = new pg.Client({ connectionString: database.url })
  await client.connect()
  await client.query(tables)
  await client.query(rows)
  before = await look()
})
afterAll(async () => {
  await client.end()
  await database.drop()
})

const look = async () => ({
  model: foundModel(await introspect(query), 'postgres'),
  catalogue: (await query<{ readonly line: string }>(catalogueQuery))
    .map(({ line }) => canonicalLine(line))
    .sort(),
  rows: await rowsNow(),
})

const userTables = `SELECT c.oid::regclass::text AS path FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind IN ('r', 'p') AND n.nspname IN ('public', 'billing') ORDER BY 1`

const rowsNow = async (): Promise<Rows> => {
  const paths = (await query<{ readonly path: string }>(userTables)).map(({ path }) => path)
  const all = paths.map((path) => `'${path}', (SELECT json_agg(to_jsonb(each)) FROM ${path} AS each)`)
  const [found] = await query<{ readonly rows: Record<string, readonly object[] | null> }>(
    `SELECT json_build_object(${all.join(', ')}) AS rows`,
  )
  return new Map(
    Object.entries(found?.rows ?? {}).map(([path, rows]) => [path, (rows ?? []).map(Object.entries)]),
  )
}

/** Of the tables and columns that the others have, too. */
const sharedRows = (rows: Rows, others: Rows): object =>
  Object.fromEntries(
    [...rows]
      .filter(([path]) => others.has(path))
      .map(([path, all]) => {
        const columns = new Set(others.get(path)?.[0]?.map(([column]) => column))
        const shared = all.map((row) => row.filter(([column]) => columns.has(column)).sort())
        return [path, shared.map((row) => JSON.stringify(row)).sort()]
      }),
  )

/** In a transaction that is taken back. */
async function aside<T>(work: () => Promise<T>): Promise<T> {
  await client.query('BEGIN')
  try {
    return await work()
  } finally {
    await client.query('ROLLBACK')
  }
}

const planBetween = (before: Model, after: Model): Plan => {
  const { value, diagnostics } = diffModels(before, after, { allow })
  expect(diagnostics).toEqual([])
  return planMigration(
    value ?? [],
    { dialect: postgres, version: postgres.versions.default },
    { before, after },
  )
}

async function apply(plan: Plan): Promise<void> {
  for (const sql of statementsOf(plan))
    await client
      .query(sql)
      .catch((error: Error) => expect.fail(`${error.message}\n${statementsOf(plan).join(';\n')}`))
}

const kindsOf = ({ transactions }: Plan): readonly HazardKind[] =>
  [
    ...new Set(
      transactions.flatMap(({ steps }) => steps.flatMap(({ hazards }) => hazards.map(({ kind }) => kind))),
    ),
  ].sort()

test.each(changes)('$done', async ({ done, told = [], oneWay }) => {
  const after = await aside(async () => {
    await client.query(done)
    return look()
  })
  const [up, down] = [planBetween(before.model, after.model), planBetween(after.model, before.model)]
  expect(kindsOf(up)).toEqual(told)
  await aside(async () => {
    await apply(up)
    expect((await look()).catalogue).toEqual(after.catalogue)
    expect(sharedRows(await rowsNow(), before.rows)).toEqual(sharedRows(after.rows, before.rows))
    if (oneWay) return
    await apply(down)
    expect((await look()).catalogue).toEqual(before.catalogue)
    expect(sharedRows(await rowsNow(), after.rows)).toEqual(sharedRows(before.rows, after.rows))
  })
})
