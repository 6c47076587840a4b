import { expect, test } from 'vitest'
import { TablewrightError, withActor } from '../../runtime/index.js'
import { everyDatabase } from '../support/every-database.js'
import { firstSeed } from '../support/first-seed.js'
import { randomFrom } from '../support/random-models/random.js'
import { callsOf, type Operation } from './calls.js'
import { createRepositories, type DB, type Repositories } from './generated/index.js'
import { Call, emptyState, type Fresh, Refused, type Row, type State, type TableName } from './model.js'
import { randomOperation } from './operations.js'
import { type Found, type Period, settle, settledRow } from './settle.js'

const databases = everyDatabase<DB>(new URL('generated/', import.meta.url))
const steps = (name: string): number =>
  name.startsWith('SQLite') ? 3000 : name === 'PostgreSQL' ? 1200 : 600

/** `TABLEWRIGHT_SEED=N` gives other calls; the message of a failure ends with those that led to it. */
test.each(databases)(
  'repositories on $name do what a simple model of them does',
  async ({ name, open }) => {
    const opened = await open()
    const repos = createRepositories(opened.db)
    const random = randomFrom(firstSeed(20_260_101))
    const log: string[] = []
    const past = new Map<unknown, Map<unknown, Row>>()
    let state = emptyState
    try {
      for (let step = 0; step < steps(name); step++) {
        const actor = random.maybe(['ann', 'bob', undefined])
        const operations = random.chance(0.15) ? 2 + random.int(4) : 1
        const undone = operations > 1 && random.chance(0.4)
        const from = Date.now() - 2
        const next = await withActor(actor, () =>
          operations === 1
            ? both(repos, state, randomOperation(state, random, past), { actor, from, log })
            : together(repos, state, operations, undone),
        )
        state = settle(undone ? state : next, await everything(repos), { from, to: Date.now() + 2 })
        for (const row of state.folders.values())
          past.set(row.id, (past.get(row.id) ?? new Map()).set(row.version, row))

        async function together(all: Repositories, start: State, count: number, isUndone: boolean) {
          let current = start
          const work = all.transaction(async (tx) => {
            for (let i = 0; i < count; i++) {
              const operation = randomOperation(current, random, past)
              current = await both(tx, current, operation, { actor, from, log, isNested: true })
            }
            if (isUndone) throw new Undone()
          })
          await (isUndone ? expect(work).rejects.toThrow(Undone) : work)
          log.push(isUndone ? 'all undone' : 'all committed')
          return current
        }
      }
    } catch (error) {
      throw new Error(`${String(error)}\n${log.slice(-12).join('\n')}`, { cause: error })
    } finally {
      await opened.close()
    }
  },
  120_000,
)

class Undone extends Error {}

type Circumstances = {
  readonly actor: string | undefined
  readonly from: number
  readonly log: string[]
  /** A refused call would end a transaction of PostgreSQL, but not its savepoint. */
  readonly isNested?: boolean
}

/** Runs it on both, compares what they give, and returns the state after it. */
async function both(
  repos: Repositories,
  state: State,
  operation: Operation,
  { actor, from, log, isNested }: Circumstances,
): Promise<State> {
  log.push(`${isNested ? '  ' : ''}${operation.text}${actor === undefined ? '' : `, by ${actor}`}`)
  const call = new Call(state, actor)
  const found = await (isNested
    ? repos.transaction((tx) => operation.onRepositories(tx))
    : operation.onRepositories(repos)
  ).then(
    (value) => ({ value }),
    (error: unknown) => ({ refused: [error instanceof TablewrightError ? error.name : String(error)] }),
  )
  const expected = outcome(() => operation.onModel(call, 'value' in found ? found.value : undefined))
  compare(expected, found, { from, to: Date.now() + 2 })
  return 'refused' in expected ? state : call.state
}

type Outcome = { readonly value: unknown } | { readonly refused: readonly string[] }

function outcome(work: () => unknown): Outcome {
  try {
    return { value: work() }
  } catch (error) {
    if (error instanceof Refused) return { refused: error.names }
    throw error
  }
}

function compare(expected: Outcome, found: Outcome, period: Period): void {
  if ('refused' in expected && 'refused' in found) expect(expected.refused).toContain(found.refused[0])
  else if ('refused' in expected || 'refused' in found) expect(found).toEqual(expected)
  else compareValues(expected.value, found.value, new Map(), period)
}

function compareValues(
  expected: unknown,
  found: unknown,
  deletions: Map<Fresh, unknown>,
  period: Period,
): void {
  if (Array.isArray(expected) && Array.isArray(found)) {
    expect(found).toHaveLength(expected.length)
    for (const [i, each] of expected.entries()) compareValues(each, found[i], deletions, period)
  } else if (typeof expected === 'object' && typeof found === 'object') {
    settledRow(expected as Row, found as Row, deletions, period)
  } else expect(found).toBe(expected)
}

async function everything(repos: Repositories): Promise<Found> {
  const all = (table: TableName, options: object) => callsOf(repos, table).findMany(options)
  return {
    folders: await all('folders', { withDeleted: true }),
    files: await all('files', { withDeleted: true }),
    notes: await all('notes', {}),
  }
}
