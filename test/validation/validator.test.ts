import { build } from 'esbuild'
import { describe, expect, expectTypeOf, test } from 'vitest'
import type { Given, StandardSchema, Validator } from '../../runtime/validation/index.js'
import type { NewSample, SampleUpdate } from '../golden/codegen/validators/expected/database.js'
import {
  newCounterValidator,
  newSampleValidator,
  updateSampleValidator,
} from '../golden/codegen/validators/expected/validators.js'

const issues = (value: unknown, validator: Validator<object, never> = newSampleValidator as never) =>
  (validator.validate(value).issues ?? []).map(({ path, message }) => `${path?.join('.') ?? ''}: ${message}`)

test('it is a Standard Schema', () => {
  const { version, vendor, validate, types } = newSampleValidator['~standard']
  expect([version, vendor, types]).toEqual([1, 'tablewright', undefined])
  expect(validate({ name: 'Ada' })).toEqual({ value: { name: 'Ada' } })
  expectTypeOf(newSampleValidator).toExtend<StandardSchema<Given<NewSample>, NewSample>>()
  type Types = NonNullable<(typeof updateSampleValidator)['~standard']['types']>
  expectTypeOf<Types['output']>().toEqualTypeOf<SampleUpdate>()
  expectTypeOf<Types['input']['seen']>().toEqualTypeOf<Date | string | null | undefined>()
  expectTypeOf<Types['input']['large']>().toEqualTypeOf<bigint | number | string | null | undefined>()
})

describe('issues have a path and say what was expected, never the value', () => {
  const cases: readonly (readonly [unknown, readonly string[]])[] = [
    [undefined, [': expected an object of columns']],
    [[], [': expected an object of columns']],
    [{}, ['name: this must be given']],
    [{ name: null }, ['name: expected a value, not null']],
    [{ name: 'abcdef' }, ['name: expected at most 5 characters']],
    [{ name: 'Ada', numbers: [1, 'secret'] }, ['numbers.1: expected a whole number from -32768 to 32767']],
    [{ name: 'Ada', settings: { a: [{ b: 1n }] } }, ['settings.a.0.b: expected a JSON value']],
    [{ name: 'Ada', labels: ['abcd'] }, ['labels.0: expected at most 3 characters']],
    [{ name: 'Ada', nonsense: 1 }, ['nonsense: there is no such column']],
    [
      { name: 'Ada', version: 1 },
      ['version: nobody can give this: it is written by the database or by repositories'],
    ],
    [{ name: 'Ada', budget: -1 }, ['budget: must satisfy budget >= 0 (budget_not_negative)']],
    [
      { name: 'Ada', platform: 'tv' },
      [": must satisfy platform = 'web' OR severity IS NOT NULL (only_on_web)"],
    ],
    [
      { name: 'Ada', count: 2, small: 40000 },
      [
        'small: expected a whole number from -32768 to 32767',
        ': must satisfy count IN (7, 8, 9) OR active (count_is_known)',
      ],
    ],
    [JSON.parse('{"name":"Ada","__proto__":{"a":1}}'), ['__proto__: there is no such column']],
    [{ name: 'Ada', constructor: 1 }, ['constructor: there is no such column']],
  ]
  // Not by the names of rows, of which some cannot be printed.
  test.each(cases.map((_, index) => index))('row %d', (index) => {
    const [value, expected] = cases[index] ?? []
    expect(issues(value)).toEqual(expected)
  })

  test('of updates, and of what the database counts', () => {
    expect(
      issues({ id: '018f4e2a-8c1e-7cc3-9d21-0a52c94ab3d7', name: null }, updateSampleValidator as never),
    ).toEqual(['id: this never changes', 'name: expected a value, not null'])
    expect(issues({}, updateSampleValidator as never)).toEqual([])
    expect(issues({ id: 5n, label: 'a' }, newCounterValidator as never)).toEqual([
      'id: nobody can give this: it is written by the database or by repositories',
    ])
  })
})

test('a value that is right comes out as the database keeps it', () => {
  expect(
    newSampleValidator.validate({
      name: 'Ada',
      code: 'a  ',
      budget: 1.005,
      clock: '09:30',
      other: '018F4E2A-8C1E-7CC3-9D21-0A52C94AB3D7',
      large: 5,
      email: undefined,
    }).issues,
  ).toBeUndefined()
})

test('nothing of Node is needed, so that a browser can have it', async () => {
  const { outputFiles, metafile } = await build({
    entryPoints: ['runtime/validation/index.ts'],
    bundle: true,
    platform: 'browser',
    format: 'esm',
    minify: true,
    write: false,
    metafile: true,
  })
  const outside = Object.keys(metafile.inputs).filter((path) => !path.startsWith('runtime/'))
  expect(outside).toEqual([])
  expect(outputFiles[0]?.contents.length).toBeLessThan(20_000)
})
