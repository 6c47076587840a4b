import { expectTypeOf, test } from 'vitest'
import type { Condition } from '../../runtime/repository/index.js'
import type { JsonNull, JsonObject, JsonValue } from '../../runtime/values/json.js'
import type { Settings } from './support/tables.js'

/*
 * What compiles and what does not; `tsc` is the judge, so nothing here runs.
 */

type Deep = {
  readonly theme: { readonly name: 'dark' | 'light' | null; readonly 'a.b'?: number }
  readonly items: readonly { readonly sku: string; readonly qty?: number; readonly rest: JsonObject }[]
  readonly by: { readonly [key: string]: boolean }
  readonly any: JsonValue
}

test('paths into JSON of a declared type are known, and so is what stands there', () => {
  expectTypeOf<{ path: { theme: 'dark' } }>().toExtend<Condition<Settings | null>>()
  expectTypeOf<{ path: { 'sizes[0]': { gt: 1 } }; isNull: false }>().toExtend<Condition<Settings | null>>()
  expectTypeOf<{ path: { theme: null; on: { in: [true] } } }>().toExtend<Condition<Settings>>()
  expectTypeOf<{ path: { theme: 1 } }>().not.toExtend<Condition<Settings>>()
  expectTypeOf<{ path: { theme: { gt: 1 } } }>().not.toExtend<Condition<Settings>>()
  expectTypeOf<{ path: { on: { gt: true } } }>().not.toExtend<Condition<Settings>>()
  expectTypeOf<{ path: { theme: JsonNull } }>().not.toExtend<Condition<Settings>>()
  const wrong = (): Condition<Settings> => {
    // @ts-expect-error no such path
    return { path: { them: 'dark' } }
  }
  expectTypeOf(wrong).toBeFunction()
})

test('deep: keys, places, keys with dots, any keys, and JSON of no declared type', () => {
  const filters: Condition<Deep>[] = [
    { path: { 'theme.name': { in: ['dark', 'light'], ne: 'dark' }, 'theme."a.b"': { gt: 1 } } },
    { path: { 'items[0].sku': { startsWith: 'x' }, 'items[12].qty': { between: [1, 2] } } },
    { path: { 'by.anything': true, 'any.what.ever[1]': 'x', 'items[0].rest.x': { gt: 1, contains: 'x' } } },
    { path: { any: { eq: [1] }, items: { isNull: false } } },
    // @ts-expect-error not one of its values
    { path: { 'theme.name': 'blue' } },
    // @ts-expect-error no such key
    { path: { 'items[0].skew': 'x' } },
    // @ts-expect-error a text
    { path: { 'items[0].sku': { gt: 1 } } },
    // @ts-expect-error a boolean
    { path: { 'by.anything': 1 } },
  ]
  expectTypeOf(filters).toBeArray()
  expectTypeOf<{ path: { 'theme.name': JsonNull } }>().toExtend<Condition<Deep>>()
})

test('JSON of no declared type has any paths; what is no JSON object or list of them has none', () => {
  expectTypeOf<{ path: { 'a.b[0]': { gt: 1 } } }>().toExtend<Condition<JsonValue | null>>()
  expectTypeOf<{ path: { a: JsonNull } }>().toExtend<Condition<JsonValue>>()
  const filters: (Condition<string[]> | Condition<string>)[] = [
    // @ts-expect-error an array column
    { path: { '[0]': 'x' } },
  ]
  expectTypeOf(filters).toBeArray()
})
