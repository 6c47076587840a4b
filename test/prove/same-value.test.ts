import { describe, expect, test } from 'vitest'
import type { LogicalType } from '../../generator/model/model.js'
import { moveValue } from '../../generator/prove/kept-rows/move-value.js'
import { sameValue } from '../../generator/prove/kept-rows/same-value.js'

const text: LogicalType = { kind: 'text' }
const decimal: LogicalType = { kind: 'decimal', precision: 10, scale: 2 }
const arrayOf = (element: LogicalType): LogicalType => ({ kind: 'array', element })

describe('sameValue', () => {
  test.each<[LogicalType, string | null, LogicalType, string | null]>([
    [text, "'1'", { kind: 'integer' }, '1'],
    [decimal, '12.50', text, "'12.5'"],
    [decimal, '-0.00', decimal, '-0.00'],
    [{ kind: 'double' }, '1e2', decimal, '100.00'],
    [{ kind: 'boolean' }, '1', text, "'true'"],
    [text, '2024-01-02T03:04:05.120Z', { kind: 'timestamp' }, '2024-01-02 03:04:05.12+00'],
    [text, '{"a": 1, "b": 2}', { kind: 'json' }, '{"b":2,"a":1}'],
    [{ kind: 'char', length: 3 }, 'a  ', text, 'a'],
    [{ kind: 'bytes' }, "X'6162'", text, "'ab'"],
    [{ kind: 'bytes' }, '\\x6162', text, 'ab'],
    [arrayOf({ kind: 'integer' }), '[1,null]', arrayOf(text), '["1",null]'],
    [{ kind: 'enum', name: 'a' }, 'x', { kind: 'enum', name: 'b' }, "'x'"],
    [text, null, decimal, null],
  ])('%j %s is %j %s', (before, one, after, other) => {
    expect(sameValue(before, after)(one, other)).toBe(true)
    expect(sameValue(after, before)(other, one)).toBe(true)
  })

  test.each<[LogicalType, string | null, LogicalType, string | null]>([
    [text, "'1'", text, '1'],
    [text, "'1'", { kind: 'varchar', length: 9 }, "'01'"],
    [text, "'t'", { kind: 'varchar', length: 9 }, "'true'"],
    [text, 'a ', { kind: 'varchar', length: 9 }, 'a'],
    [{ kind: 'integer' }, '1', { kind: 'bigint' }, 'true'],
    [{ kind: 'bigint' }, '9007199254740993', text, '9007199254740992'],
    [{ kind: 'timestamp' }, '2024-01-02 03:04:05.123456+00', text, '2024-01-02 03:04:05.123+00'],
    [{ kind: 'date' }, '2024-01-02', { kind: 'timestamp' }, '2024-01-03T00:00:00Z'],
    [{ kind: 'bytes' }, "X'6162'", text, "'X''6162'''"],
    [arrayOf({ kind: 'integer' }), '[1,2]', arrayOf(text), '["2","1"]'],
    [text, "''", decimal, null],
    [text, null, decimal, '0'],
  ])('%j %s is not %j %s', (before, one, after, other) => {
    expect(sameValue(before, after)(one, other)).toBe(false)
  })
})

describe('moveValue', () => {
  const type: LogicalType = { kind: 'enum', name: 'state' }
  const moves = [{ from: "it's", to: 'x' }]

  test('follows values and items, in quotes and without', () => {
    expect(moveValue("it's", type, moves)).toBe('x')
    expect(moveValue("'it''s'", type, moves)).toBe("'x'")
    expect(moveValue('["it\'s",null,"y"]', arrayOf(type), moves)).toBe('["x",null,"y"]')
    expect(moveValue('\'["it\'\'s","y"]\'', arrayOf(type), moves)).toBe('\'["x","y"]\'')
    expect(moveValue(null, type, moves)).toBeNull()
  })
})
