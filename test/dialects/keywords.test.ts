import { expect, test } from 'vitest'
import { quote as quotePostgres } from '../../generator/dialects/postgres/identifiers.js'
import { keywords as postgresKeywords } from '../../generator/dialects/postgres/keywords.js'
import { quote as quoteSqlite } from '../../generator/dialects/sqlite/identifiers.js'
import { keywords as sqliteKeywords } from '../../generator/dialects/sqlite/keywords.js'
import { opened, run } from '../support/opened.js'

test('postgres: the database itself quotes exactly these words', async () => {
  const database = await opened('postgres', { by: 'kysely' })
  try {
    const rows = await run(database, 'SELECT word, quote_ident(word) AS quoted FROM pg_get_keywords()')
    for (const { word, quoted } of rows) expect(quotePostgres(String(word))).toBe(quoted)
    expect(rows.length).toBeGreaterThan(400)
    const known = new Set(rows.map(({ word }) => word))
    for (const word of postgresKeywords) expect(known).toContain(word)
  } finally {
    await database.close()
  }
})

test('sqlite: every word that the parser refuses as a name is quoted', async () => {
  const database = await opened('sqlite', { by: 'kysely' })
  const words = [...new Set([...sqliteKeywords, ...postgresKeywords, 'name', 'type', 'value', 'version'])]
  for (const word of words) {
    const works = (name: string) =>
      run(database, `CREATE TABLE ${name} (${name} TEXT, CHECK (${name} <> 'x'))`)
        .then(() => run(database, `DROP TABLE ${name}`))
        .then(
          () => true,
          () => false,
        )
    expect(await works(quoteSqlite(word)), word).toBe(true)
    if (!(await works(word))) expect(quoteSqlite(word)).toBe(`"${word}"`)
  }
  await database.close()
})

test.each([quoteSqlite, quotePostgres])('only plain names of lower case stay bare', (quote) => {
  expect(['campaigns', '_x1', 'Name', '1st', 'a b', 'select', 'a"b', ''].map(quote)).toEqual([
    'campaigns',
    '_x1',
    '"Name"',
    '"1st"',
    '"a b"',
    '"select"',
    '"a""b"',
    '""',
  ])
})
