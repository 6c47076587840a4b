import { describe, expect, test } from 'vitest'
import type { Column, Model } from '../../../generator/model/model.js'
import { column, foreignKey, model, noBehaviors, origin, table, view } from '../../support/model-builder.js'
import { catalogueOf, filled, freshCatalogue, plansFor, rowsOf, runPlan, versions } from './migrating.js'

const key = { key: ['id'] }
const name = column('name', 'text', { nullable: true })
const title = column('title', 'text', { nullable: true })
const formerly = (was: string, own: Column): Column => ({
  ...own,
  meta: { origin, was, typescript: undefined },
})

const books = (...columns: readonly Column[]): Model =>
  model({
    tables: [table('books', [column('id', 'integer'), ...columns], key)],
    views: [view('names', 'SELECT name FROM books', { dependsOn: ['books'] })],
  })

const people = [column('id', 'integer'), column('born', 'integer')]
const essaysBy = (target: string) =>
  table('essays', [column('id', 'integer'), column('by', 'integer')], {
    ...key,
    foreignKeys: [foreignKey('essays_by_fkey', ['by'], target, ['id'], { onDelete: 'cascade' })],
  })

describe.each(versions)('from %s on', (version) => {
  test('a column gives its name to another and takes it back, under a view that stays', () => {
    const [before, after] = [books(name), books(formerly('name', title), name)]
    const { up, down } = plansFor(before, after, version)
    const database = filled(before, ["INSERT INTO books VALUES (1, 'kept')"])
    runPlan(database, up)
    expect(catalogueOf(database)).toEqual(freshCatalogue(after))
    expect(rowsOf(database, 'SELECT name, title FROM books')).toEqual([[null, 'kept']])
    expect(rowsOf(database, 'SELECT * FROM names')).toEqual([[null]])
    runPlan(database, down)
    expect(catalogueOf(database)).toEqual(freshCatalogue(before))
    expect(rowsOf(database, 'SELECT * FROM names')).toEqual([['kept']])
    database.close()
  })

  test('what was computed is written from then on under the same name', () => {
    const computed = { ...name, generated: { sql: "'book ' || id", stored: false } }
    const [before, after] = [books(computed), books(name)]
    const { up, down } = plansFor(before, after, version)
    const database = filled(before, ['INSERT INTO books (id) VALUES (1)'])
    runPlan(database, up)
    expect(catalogueOf(database)).toEqual(freshCatalogue(after))
    runPlan(database, down)
    expect(catalogueOf(database)).toEqual(freshCatalogue(before))
    expect(rowsOf(database, 'SELECT * FROM names')).toEqual([['book 1']])
    database.close()
  })

  test('a name that is only written otherwise, there and back', () => {
    const before = model({ tables: [table('People', people, key), essaysBy('People')] })
    const after = model({
      tables: [
        { ...table('people', people, key), meta: { origin, was: 'People', behaviors: noBehaviors } },
        essaysBy('people'),
      ],
    })
    const { up, down } = plansFor(before, after, version)
    const database = filled(before, [
      'INSERT INTO "People" VALUES (1, 1900)',
      'INSERT INTO essays VALUES (1, 1)',
    ])
    runPlan(database, up)
    expect(catalogueOf(database)).toEqual(freshCatalogue(after))
    runPlan(database, down)
    expect(catalogueOf(database)).toEqual(freshCatalogue(before))
    expect(rowsOf(database, 'SELECT * FROM essays')).toEqual([[1, 1]])
    database.close()
  })

  test('a table gives its name to another and takes it back, and what points at it follows', () => {
    const before = model({ tables: [table('people', people, key), essaysBy('people')] })
    const after = model({
      tables: [
        { ...table('authors', people, key), meta: { origin, was: 'people', behaviors: noBehaviors } },
        table('people', [column('id', 'integer'), column('fax', 'text')], key),
        essaysBy('authors'),
      ],
    })
    const { up, down } = plansFor(before, after, version)
    const database = filled(before, [
      'INSERT INTO people VALUES (1, 1900)',
      'INSERT INTO essays VALUES (1, 1)',
    ])
    runPlan(database, up)
    expect(catalogueOf(database)).toEqual(freshCatalogue(after))
    expect(rowsOf(database, 'SELECT born FROM authors JOIN essays ON by = authors.id')).toEqual([[1900]])
    runPlan(database, down)
    expect(catalogueOf(database)).toEqual(freshCatalogue(before))
    expect(rowsOf(database, 'SELECT born FROM people JOIN essays ON by = people.id')).toEqual([[1900]])
    database.close()
  })
})
