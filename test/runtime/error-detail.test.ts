import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { connect, type UniqueViolationError } from '../../runtime/index.js'
import { keyDetail } from '../../runtime/postgres/error-detail.js'
import { freshDatabase } from '../support/postgres.js'

test.each([
  ['Key (email)=(a@x) already exists.', ['email'], { email: 'a@x' }, undefined],
  ['Key (a, b)=(1, x) already exists.', ['a', 'b'], { a: '1', b: 'x' }, undefined],
  ['Key (a, b)=(1, x, y) already exists.', ['a', 'b'], undefined, undefined],
  [
    'Key ("a, b", "c""d", "e)=(f")=(1, 2, 3) already exists.',
    ['a, b', 'c"d', 'e)=(f'],
    { 'a, b': '1', 'c"d': '2', 'e)=(f': '3' },
    undefined,
  ],
  ['Key (a)=(x) already exists.) already exists.', ['a'], { a: 'x) already exists.' }, undefined],
  ['Key (a)=(x, (y)\nz) already exists.', ['a'], { a: 'x, (y)\nz' }, undefined],
  ['Key (lower(email))=(a@x) already exists.', [], undefined, undefined],
  ['Key (user_id)=(7) is not present in table "users".', ['user_id'], { user_id: '7' }, 'missing-parent'],
  ['Key (id)=(7) is still referenced from table "a ""b""".', ['id'], { id: '7' }, 'still-referenced'],
  ['Key (id)=(7) is referenced from table "posts".', ['id'], { id: '7' }, 'still-referenced'],
  [
    'Key (room, during)=(1, [1,3)) conflicts with existing key (room, during)=(1, [2,4)).',
    ['room', 'during'],
    undefined,
    undefined,
  ],
  ['Failing row contains (1, 2).', [], undefined, undefined],
  [undefined, [], undefined, undefined],
])('%j', (detail, columns, values, failure) => {
  const key = keyDetail(detail)
  expect([key.columns, key.values, key.failure]).toEqual([columns, values, failure])
})

test('what a server says of names and values that look like its own words', async () => {
  const { url, drop } = await freshDatabase()
  const db = connect(url)
  await sql`CREATE TABLE t ("a, b" text, "c)=(d" text, UNIQUE ("a, b", "c)=(d"))`.execute(db)
  const insert = (one: string, two: string) => sql`INSERT INTO t VALUES (${one}, ${two})`.execute(db)
  const errorOf = async (one: string, two: string) => {
    await insert(one, two)
    return insert(one, two).then(
      () => expect.unreachable(),
      (error: UniqueViolationError) => error,
    )
  }
  expect(await errorOf(')=(', ') already exists.')).toMatchObject({
    columns: ['a, b', 'c)=(d'],
    values: { 'a, b': ')=(', 'c)=(d': ') already exists.' },
  })
  expect((await errorOf('x, y', 'z')).values).toBeUndefined()
  await db.destroy()
  await drop()
})
