import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { tellStory } from '../../examples/kosmos-research/story.js'
import type { DB } from '../../generated/index.js'
import { databases } from '../support/database.js'
import type { Opened } from '../support/opened.js'
import { migrated } from './migrated.js'

describe.each(databases)('kosmos-research on %s', (dialect) => {
  let database: Opened<DB>
  const told: unknown[] = []

  beforeAll(async () => {
    database = await migrated<DB>(dialect, 'generated/migrations')
    await tellStory(database.db, {
      chapter: (title) => told.push(title),
      say: (sentence) => told.push(sentence),
      show: (rows) => told.push(rows),
    })
  })
  afterAll(() => database.close())

  const rowsAfter = (title: string): unknown => {
    const place = told.indexOf(title)
    return told.slice(place + 1).find((entry) => Array.isArray(entry))
  }

  test('keeps the status, the actor and the budget of a run', () => {
    expect(rowsAfter('A run asks a question')).toEqual([
      expect.objectContaining({ domain: 'biology', state: 'INITIALIZING', budget_usd: null, version: 1 }),
      expect.objectContaining({
        state: 'RUNNING',
        budget_usd: '50.00',
        created_by: 'ada@example.org',
        version: 2,
      }),
    ])
  })

  test('lists hypotheses by priority, with what they evolved from', () => {
    expect(rowsAfter('Hypotheses evolve from each other')).toEqual([
      expect.objectContaining({
        priority: 0.95,
        'evolved from': 'Beta-amyloid accumulation causes neuronal death',
      }),
      expect.objectContaining({ priority: 0.85, 'evolved from': null }),
      expect.objectContaining({ priority: 0.7 }),
      expect.objectContaining({ priority: 0.6 }),
      expect.objectContaining({ priority: 0.5 }),
    ])
  })

  test('moves an experiment through its states with its typed parameters', () => {
    expect(told).toContain('pending → running → completed, with APP, PSEN1, PSEN2')
  })

  test('stores results as JSON and literature with its authors', () => {
    expect(rowsAfter('Results are typed JSON')).toEqual([
      { r_squared: 0.85, mse: 0.12, p: 0.001, effect: 0.75, scatter: '/output/scatter.png' },
    ])
    expect(rowsAfter('Literature is shared between runs')).toEqual([
      { title: "The amyloid hypothesis of Alzheimer's disease", authors: 'Hardy and Selkoe', year: 2002 },
    ])
  })

  test('refuses a stale update', () => {
    expect(told).toContainEqual(
      expect.stringMatching(/^The other one got StaleVersionError: .*version 3 and not 2/),
    )
  })

  test('takes children along when it deletes, and brings them back', () => {
    expect(rowsAfter('A soft delete takes the children along, and gives them back')).toEqual([
      { when: 'before', runs: 2, hypotheses: 5, experiments: 1 },
      { when: 'deleted', runs: 1, hypotheses: 0, experiments: 0 },
      { when: 'restored', runs: 2, hypotheses: 5, experiments: 1 },
    ])
  })

  test('has the whole history of a row', () => {
    expect(rowsAfter('The history of a row, complete under raw SQL too')).toEqual([
      expect.objectContaining({ operation: 'insert', version: 1, status: 'pending', deleted_at: null }),
      expect.objectContaining({ operation: 'update', version: 2, deleted_at: expect.any(Date) }),
      expect.objectContaining({ operation: 'update', version: 3, deleted_at: null }),
      expect.objectContaining({ operation: 'update', version: 4, status: 'testing' }),
      expect.objectContaining({ operation: 'update', version: 5, status: 'confirmed' }),
    ])
  })
})
