import { describe, expect, test } from 'vitest'
import { mentions } from '../../generator/dialects/mentions.js'

describe('a name is mentioned', () => {
  test.each([
    ['price * 2 > 0', 'price'],
    ['PRICE > 0', 'price'],
    ['"price" > 0', 'price'],
    ['[price] > 0 AND `price` < 9', 'price'],
    ['length("odd ""name""") > 0', 'odd "name"'],
    ['length([odd "name"]) > 0', 'odd "name"'],
    ['`a``b` > 0', 'a`b'],
    ['"größe" > 0', 'größe'],
    ['"a.b" > 0', 'a.b'],
    ['"what?" > 0', 'what?'],
  ])('%s: %s', (sql, name) => expect(mentions(sql, name)).toBe(true))
})

describe('a name is not mentioned as a part of another', () => {
  test.each([
    ['list_price > 0', 'price'],
    ['prices > 0', 'price'],
    ['price$1 > 0', 'price'],
    ['größer > 0', 'größe'],
    ['überpreis > 0', 'preis'],
    ['axb > 0', 'a.b'],
  ])('%s: %s', (sql, name) => expect(mentions(sql, name)).toBe(false))
})

test('no text mentions nothing', () => expect(mentions(undefined, 'price')).toBe(false))
