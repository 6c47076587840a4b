import { setTimeout as delay } from 'node:timers/promises'
import fc from 'fast-check'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import {
  ConstraintViolationError,
  InvalidQueryError,
  NotFoundError,
  runInTransaction,
  withActor,
} from '../../../runtime/index.js'
import { everyDatabase } from '../../support/every-database.js'
import { firstSeed } from '../../support/first-seed.js'
import { createRepositories, type DB } from './generated/index.js'

type Row = { readonly [column: string]: unknown }
type Step = {
  readonly kind: (typeof kinds)[number]
  readonly a: number
  readonly b: number
  readonly actor: string | null
}

const tables = ['campaigns', 'ads', 'labels', 'campaign_labels'] as const
type Versioned = (typeof tables)[number]
const keys: { readonly [table in Versioned]: readonly string[] } = {
  campaigns: ['id'],
  ads: ['id'],
  labels: ['name'],
  campaign_labels: ['campaign_id', 'label'],
}

const kinds = [
  'create label',
  'create labels',
  'upsert label by raw SQL',
  'replace label by raw SQL',
  'update label',
  'update all labels',
  'update all labels by raw SQL',
  'rename label',
  'rename label by raw SQL',
  'delete label',
  'delete labels by raw SQL',
  'link',
  'move links',
  'create team',
  'delete team by raw SQL',
  'delete team',
  'create campaign',
  'update campaign',
  'soft-delete campaigns',
  'restore campaign',
  'purge campaign',
  'revert campaign',
  'create ad',
  'update ads',
  'increment ad',
  'upsert labels',
  'update each of labels',
  'truncate labels by raw SQL',
  'commit two statements',
  'roll back two statements',
] as const

/** What a random step may run into; anything else is a defect. */
function throwUnlessRefused(error: unknown): void {
  const { code, message } = error as { readonly code?: string; readonly message: string }
  const isRefused =
    error instanceof ConstraintViolationError ||
    error instanceof NotFoundError ||
    (error instanceof InvalidQueryError && message.includes('was deleted')) ||
    message === 'rolled back' ||
    /^(SQLITE_CONSTRAINT|23)/.test(code ?? '')
  if (!isRefused) throw error
}

const step: fc.Arbitrary<Step> = fc.record({
  kind: fc.oneof(
    fc.constantFrom(...kinds),
    fc.constantFrom<(typeof kinds)[number]>(
      'create campaign',
      'create campaign',
      'create label',
      'create labels',
      'link',
      'create ad',
      'delete team',
      'soft-delete campaigns',
      'restore campaign',
    ),
  ),
  a: fc.nat(6),
  b: fc.nat(6),
  actor: fc.constantFrom(null, 'ann', 'bob'),
})

/** Statements that may end a row and make it anew, or write it twice. */
const several: ReadonlySet<Step['kind']> = new Set(['replace label by raw SQL', 'commit two statements'])

describe.each(everyDatabase<DB>(new URL('generated/', import.meta.url)))(
  'history on $name',
  ({ name: databaseName, dialect, open }) => {
    test('equals what happened in a random run of repository calls, raw SQL, bulk statements and cascades', {
      timeout: 300_000,
    }, async () => {
      const { db, close } = await open()
      const repos = createRepositories(db)
      const isOwnSqlite = databaseName === 'SQLite'
      if (dialect === 'sqlite') await sql`PRAGMA recursive_triggers = ON`.execute(db)

      const rowsOf = (table: Versioned) => db.selectFrom(table).selectAll().execute() as Promise<Row[]>
      const keyOf = (table: Versioned, row: Row) =>
        `${table} ${keys[table].map((column) => row[column]).join(' ')}`

      async function rowsNow(): Promise<Map<string, Row>> {
        const found = new Map<string, Row>()
        for (const table of tables) for (const row of await rowsOf(table)) found.set(keyOf(table, row), row)
        return found
      }

      type Entry = {
        readonly key: string
        readonly operation: string
        readonly actor: unknown
        readonly row: Row
      }
      const last: { [table: string]: bigint } = {}
      async function newEntries(): Promise<Entry[]> {
        const found: Entry[] = []
        for (const table of tables) {
          const history = await db
            .selectFrom(`${table}_history` as 'labels_history')
            .selectAll()
            .where('history_id', '>', last[table] ?? 0n)
            .orderBy('history_id')
            .execute()
          for (const {
            history_id,
            history_operation,
            history_actor,
            history_recorded_at: _,
            ...row
          } of history) {
            last[table] = BigInt(history_id)
            found.push({ key: keyOf(table, row), operation: history_operation, actor: history_actor, row })
          }
        }
        return found
      }

      /** All that repositories say of the present, to be said of it later as of then. */
      const present = async (reader: 'now' | Date) => {
        const of = <R extends 'campaigns' | 'ads' | 'labels' | 'campaign_labels'>(table: R) =>
          reader === 'now' ? repos[table] : (repos[table].asOf(reader) as unknown as (typeof repos)[R])
        return {
          campaigns: await of('campaigns').findMany({
            withDeleted: true,
            orderBy: { id: 'asc' },
            include: { ads: { orderBy: { id: 'asc' } }, labels: { orderBy: { name: 'asc' } } },
          }),
          live: await of('campaigns').count({ where: { ads: { some: { clicks: { gt: 1 } } } } }),
          ads: await of('ads').findMany({ orderBy: { id: 'asc' }, include: { campaign: true } }),
          labels: await of('labels').findMany({ orderBy: { name: 'asc' } }),
          links: await of('campaign_labels').findMany({
            orderBy: [{ campaign_id: 'asc' }, { label: 'asc' }],
          }),
        }
      }

      let renamed = 0
      async function take({ kind, a, b }: Step): Promise<unknown> {
        const [label, other] = [`l${a}`, `l${b}`]
        const team = 1 + (a % 2)
        const all = await db.selectFrom('campaigns').select(['id', 'deleted_at']).orderBy('name').execute()
        const one = (rows: readonly { readonly id: string }[]) =>
          rows[b % Math.max(rows.length, 1)]?.id ?? '00000000-0000-7000-8000-000000000000'
        const campaign = one(all)
        switch (kind) {
          case 'create label':
            return repos.labels.create({ name: label, colour: other })
          case 'create labels':
            return repos.labels.createMany([{ name: label }, { name: other, colour: 'many' }])
          case 'upsert label by raw SQL':
            return sql`INSERT INTO labels (name, colour) VALUES (${label}, ${other})
              ON CONFLICT (name) DO UPDATE SET colour = excluded.colour`.execute(db)
          case 'replace label by raw SQL':
            return dialect === 'sqlite'
              ? sql`REPLACE INTO labels (name, colour) VALUES (${label}, ${other})`.execute(db)
              : undefined
          case 'update label':
            return repos.labels.update(label, { colour: other })
          case 'update all labels':
            return repos.labels.updateMany({ where: {} }, { colour: other })
          case 'update all labels by raw SQL':
            return sql`UPDATE labels SET colour = ${other} WHERE name <> ${label}`.execute(db)
          case 'rename label': {
            const [found] = await repos.labels.findMany({ limit: 1 })
            return found && repos.labels.update(found.name, { name: `r${++renamed}` })
          }
          case 'rename label by raw SQL':
            return sql`UPDATE labels SET name = ${other} WHERE name = ${label}`.execute(db)
          case 'delete label':
            return repos.labels.delete(label)
          case 'delete labels by raw SQL':
            return sql`DELETE FROM labels WHERE name IN (${label}, ${other}) OR name LIKE 'r%'`.execute(db)
          case 'link':
            return repos.campaign_labels.create({ campaign_id: campaign, label })
          case 'move links':
            return repos.campaign_labels.updateMany({ where: { label: { ne: label } } }, { place: a })
          case 'create team':
            return repos.teams.create({ id: team, name: other })
          case 'delete team by raw SQL':
            return b < 3 ? sql`DELETE FROM teams WHERE id = ${team}`.execute(db) : undefined
          case 'delete team':
            return b < 3 ? repos.teams.deleteMany({ where: { id: team } }) : undefined
          case 'create campaign':
            await sql`INSERT INTO teams (id, name) VALUES (${team}, ${other}) ON CONFLICT DO NOTHING`.execute(
              db,
            )
            return repos.campaigns.create({
              team_id: team,
              name: `c${b}`,
              reach: BigInt(a),
              settings: { a: [b] },
            })
          case 'update campaign':
            return repos.campaigns.update(campaign, { reach: BigInt(a), words: [label, other] })
          case 'soft-delete campaigns':
            return repos.campaigns.deleteMany({ where: { reach: { lte: BigInt(a) } } })
          case 'restore campaign':
            return repos.campaigns.restore(one(all.filter((row) => row.deleted_at !== null)))
          case 'purge campaign':
            return repos.campaigns.purge(campaign)
          case 'revert campaign':
            return repos.campaigns.revert(campaign, 1 + a)
          case 'create ad':
            return repos.ads.create({ campaign_id: campaign, title: label, clicks: b })
          case 'increment ad': {
            const [ad] = await repos.ads.findMany({ limit: 1 })
            return ad && repos.ads.increment(ad.id, { clicks: 1 + a })
          }
          case 'upsert labels':
            return repos.labels.upsertMany([
              { name: label, colour: 'one' },
              ...(a === b ? [] : [{ name: other }]),
            ])
          case 'update each of labels': {
            const names = (await repos.labels.findMany({ limit: 3 })).map(({ name }) => name)
            return repos.labels.updateEach(
              names.map((key) => ({ key, changes: { colour: `${label} ${other}` } })),
            )
          }
          case 'truncate labels by raw SQL':
            return dialect === 'postgres' && b < 3 ? sql`TRUNCATE labels CASCADE`.execute(db) : undefined
          case 'update ads':
            return repos.ads.updateMany({ where: { clicks: { lt: b } } }, { clicks: b })
          case 'commit two statements':
          case 'roll back two statements':
            return runInTransaction(db, async (trx) => {
              await sql`UPDATE labels SET colour = ${other}`.execute(trx)
              await repos.labels.using(trx).updateMany({ where: {} }, { colour: label })
              if (kind === 'roll back two statements') throw new Error('rolled back')
            })
          default:
            return kind satisfies never
        }
      }

      const isToldOfRawSql = ({ kind }: Step) =>
        isOwnSqlite || (dialect === 'postgres' && kind === 'commit two statements')

      function explains(
        taken: Step,
        before: Map<string, Row>,
        after: Map<string, Row>,
        entries: readonly Entry[],
      ) {
        const states = new Map(before)
        const counts = new Map<string, number>()
        for (const { key, operation, actor, row } of entries) {
          const state = states.get(key)
          if (operation === 'insert') expect(state).toBeUndefined()
          if (operation === 'delete') expect(row).toEqual(state)
          if (operation === 'update' && state) expect(row.version).toBe((state.version as number) + 1)
          if (operation === 'delete') states.delete(key)
          else states.set(key, row)
          counts.set(key, (counts.get(key) ?? 0) + 1)
          const isRaw = taken.kind.includes('raw SQL') || taken.kind === 'commit two statements'
          if (!isRaw || isToldOfRawSql(taken)) expect(actor).toBe(taken.actor)
          else expect([null, taken.kind === 'commit two statements' ? taken.actor : null]).toContain(actor)
        }
        expect([...states].sort()).toEqual([...after].sort())
        if (!several.has(taken.kind)) expect([...counts.values()].every((count) => count === 1)).toBe(true)
      }

      try {
        for (const id of [1, 2]) await repos.teams.create({ id, name: `t${id}` })
        for (const n of [0, 1, 2, 3]) {
          const campaign = await repos.campaigns.create({
            team_id: 1 + (n % 2),
            name: `c${n}`,
            reach: BigInt(n),
          })
          await repos.labels.create({ name: `l${n}` })
          await repos.campaign_labels.create({ campaign_id: campaign.id, label: `l${n}` })
          await repos.ads.create({ campaign_id: campaign.id, title: `a${n}`, clicks: n })
        }
        await newEntries()
        const seen: { readonly at: Date; readonly said: unknown }[] = []
        let before = await rowsNow()
        const happened = new Set<string>()
        await fc.assert(
          fc.asyncProperty(fc.array(step, { minLength: 240, maxLength: 240 }), async (steps) => {
            for (const taken of steps) {
              const work = () => take(taken).catch(throwUnlessRefused)
              await (taken.actor === null ? work() : withActor(taken.actor, work))
              const [after, entries] = [await rowsNow(), await newEntries()]
              explains(taken, before, after, entries)
              before = after
              if (entries.length > 0) happened.add(taken.kind)
              if (entries.length === 0 || seen.length > 40) continue
              await delay(2)
              seen.push({ at: await now(), said: await present('now') })
              await delay(2)
            }
          }),
          { numRuns: 2, seed: firstSeed(20261129), endOnFailure: true },
        )
        const isOfAnother = (kind: Step['kind']) =>
          kind === (dialect === 'sqlite' ? 'truncate labels by raw SQL' : 'replace label by raw SQL')
        const never = kinds.filter((kind) => !happened.has(kind) && !isOfAnother(kind))
        // Teams have no history.
        expect(never).toEqual(['create team', 'roll back two statements'])
        for (const { at, said } of seen.filter((_, index) => index % 4 === 0))
          expect(await present(at)).toEqual(said)
      } finally {
        await close()
      }

      async function now(): Promise<Date> {
        const clock =
          dialect === 'sqlite'
            ? sql`strftime('%Y-%m-%dT%H:%M:%fZ', 'now')`
            : sql`clock_timestamp()::timestamptz(3)::text`
        const { rows } = await sql<{ now: string }>`SELECT ${clock} AS now`.execute(db)
        return new Date(rows[0]?.now as string)
      }
    })
  },
)
