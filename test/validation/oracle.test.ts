import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { JsonNull, TablewrightError } from '../../runtime/index.js'
import * as golden from '../golden/codegen/validators/expected/index.js'
import { resolveYaml } from '../model/resolve-yaml.js'
import { databases } from '../support/database.js'
import { opened } from '../support/opened.js'
import { creationOf } from '../support/plans.js'

type Row = { readonly [property: string]: unknown }

const { model } = resolveYaml(
  readFileSync(new URL('../golden/codegen/validators/schema.yaml', import.meta.url), 'utf8'),
)

/** A row that every rule lets pass. */
const right: Row = { name: 'Ada', budget: '1.50' }

/** Values at the edges of what each column takes, right ones and wrong ones. */
const values: { readonly [property: string]: readonly unknown[] } = {
  id: ['018f4e2a-8c1e-7cc3-9d21-0a52c94ab3d7', '018F4E2A-8C1E-7CC3-9D21-0A52C94AB3D8', 'x'],
  name: ['ab', 'abcde', 'abcdef', '𝒳𝒳𝒳𝒳𝒳', '𝒳𝒳𝒳𝒳𝒳𝒳', '     ', 'abcde ', 'a', '', 'a\0b', '\ud800', 7],
  code: ['abc', 'abcd', 'abc  ', 'ab', '', '   '],
  email: ['a@b', 'a', '@', '\n@\n', ''],
  small: [1, 10, 0, 11, -32768, 32768, 1.5, '1', Number.NaN],
  count: [7, 8, 10, 2147483647, 2147483648, 2n],
  large: [1n, 9223372036854775807n, 9223372036854775808n, 5, 2 ** 53, 1.5],
  single: [0.25, 0.5, 0.1, 1e38, 1e39, 1e-50, Number.POSITIVE_INFINITY],
  ratio: [0.5, 0.6, -1, 1e308, Number.NaN],
  budget: [
    '0',
    '9999.99',
    '9999.994',
    '9999.995',
    '10000',
    '-0.01',
    '-0.001',
    12.5,
    12n,
    '1e2',
    '',
    'x',
    '1,5',
  ],
  huge: ['1234567890123456.7891', '12345678901234567', '0.00004'],
  active: [true, false, 0, 'true'],
  day: ['2000-01-01', '1999-12-31', '2001-02-29', '2024-02-29', '2024-2-9', new Date(0)],
  clock: ['12:30', '23:59:59.999999', '24:00:00', '12:30:00.1234567'],
  seen: [
    new Date('2000-01-01T00:00:00.001Z'),
    new Date(0),
    new Date(Number.NaN),
    new Date('+010000-01-01T00:00:00Z'),
    5,
  ],
  other: ['018f4e2a-8c1e-7cc3-9d21-0a52c94ab3d7', '018f4e2a8c1e7cc39d210a52c94ab3d7'],
  settings: [
    { a: [1, null] },
    [],
    'text',
    0,
    JsonNull,
    { a: new Date(0) },
    { a: 1n },
    { a: Number.NaN },
    { 'a\0': 1 },
  ],
  picture: [new Uint8Array(4), new Uint8Array(5), new Uint8Array(0), [1]],
  platform: ['web', 'tv', 'radio', 'WEB'],
  severity: ['low', 'high', 'none'],
  numbers: [[], [1, 2], [40000], [null], 'x', [[1]]],
  labels: [[], ['abc'], ['𝒳𝒳𝒳'], [1]],
  doubled: [2],
  version: [1],
  deleted_at: [new Date(0)],
  created_at: [new Date('2024-01-01T00:00:00Z'), 'x'],
  updated_at: [new Date('2024-01-01T00:00:00Z')],
  nonsense: [1],
}

const change = fc
  .constantFrom(...Object.keys(values))
  .chain((property) =>
    fc.tuple(fc.constant(property), fc.constantFrom(...(values[property] ?? []), null, undefined)),
  )
const rows = fc
  .array(change, { maxLength: 3 })
  .map((changes): Row => ({ ...right, ...Object.fromEntries(changes) }))

const kept = (row: object, of: object): object =>
  Object.fromEntries(Object.keys(of).map((property) => [property, (row as Row)[property]]))

describe.each(databases)('what a validator accepts is what %s accepts', (dialect) => {
  let repos: golden.Repositories
  let close: () => Promise<void>
  beforeAll(async () => {
    const made = await opened<golden.DB>(dialect, { by: 'connect', ddl: creationOf(model, dialect) })
    repos = golden.createRepositories(made.db)
    close = made.close
  })
  afterAll(() => close())

  const attempt = (work: () => Promise<object>): Promise<object | TablewrightError> =>
    work().catch((error: unknown) => {
      if (error instanceof TablewrightError) return error
      throw error
    })

  test('in new rows, and it comes back as the validator gave it', async () => {
    await fc.assert(
      fc.asyncProperty(rows, async (row) => {
        const result = golden.newSampleValidator.validate(row)
        if (result.issues) {
          if (result.issues.every(({ path }) => path?.[0] === 'created_at' || path?.[0] === 'updated_at'))
            return
          expect(await attempt(() => repos.samples.create(row as never))).toBeInstanceOf(TablewrightError)
          return
        }
        const made = await attempt(() => repos.samples.create(result.value))
        expect(made instanceof TablewrightError ? made.message : '').toBe('')
        expect(kept(made, result.value)).toEqual(result.value)
        await repos.samples.purge((made as { readonly id: string }).id)
      }),
      { numRuns: 400 },
    )
  })

  test('in updates, as far as the changes tell', async () => {
    const { id } = await repos.samples.create({ name: 'Ada', small: 1, large: 2n, email: 'a@b', ratio: 0 })
    await fc.assert(
      fc.asyncProperty(
        fc.array(change, { maxLength: 3 }).map((given): Row => Object.fromEntries(given)),
        async (changes) => {
          const result = golden.updateSampleValidator.validate(changes)
          const made = await attempt(() =>
            repos.samples.update(id, (result.issues ? changes : result.value) as never),
          )
          if (result.issues) expect(made).toBeInstanceOf(TablewrightError)
          // What it does not see are the columns that are not in the changes.
          else if (made instanceof TablewrightError) expect(made.name).toBe('CheckViolationError')
          else expect(kept(made, result.value)).toEqual(result.value)
        },
      ),
      { numRuns: 400 },
    )
  })

  test('of JSON, whose texts become values', async () => {
    const body: unknown = JSON.parse(
      '{"name":"Ada","seen":"2024-01-31T12:00:00+01:00","large":"9223372036854775807","picture":"AP8=","budget":2.5}',
    )
    const result = golden.newSampleValidator.validate(body)
    if (result.issues) throw new Error(JSON.stringify(result.issues))
    expect(result.value).toEqual({
      name: 'Ada',
      seen: new Date('2024-01-31T11:00:00Z'),
      large: 9223372036854775807n,
      picture: new Uint8Array([0, 255]),
      budget: '2.50',
    })
    expect(await repos.samples.create(result.value)).toMatchObject(result.value)
  })
})
