import { expect, test } from 'vitest'
import { sqliteReader } from '../../runtime/values/sqlite-reader.js'

test("values of a database's own types are numbers while they are exact, and plain bytes", () => {
  expect(sqliteReader.native(5n)).toBe(5)
  expect(sqliteReader.nullable.native(-5n)).toBe(-5)
  expect(sqliteReader.native(2n ** 53n)).toBe(2n ** 53n)
  expect(sqliteReader.native('5')).toBe('5')
  expect(sqliteReader.native(1.5)).toBe(1.5)
  expect(sqliteReader.nullable.native(null)).toBeNull()
  expect(sqliteReader.native(Buffer.from([1]))).toStrictEqual(new Uint8Array([1]))
})
