import { expect, test } from 'vitest'
import { flatConditions } from '../../../generator/dialects/postgres/catalogue/flat-conditions.js'

test.each([
  ['WHERE ((a = 1) AND ((n >= 2) AND (n <= 3)))', 'WHERE ((a = 1) AND (n >= 2) AND (n <= 3))'],
  ['(((a) OR (b)) OR ((c) OR (d)))', '((a) OR (b) OR (c) OR (d))'],
  ['((a) AND ((b) AND ((c) AND (d))))', '((a) AND (b) AND (c) AND (d))'],
  ['CASE WHEN ((a) AND ((b) AND (c))) THEN 1 END', 'CASE WHEN ((a) AND (b) AND (c)) THEN 1 END'],
  [String.raw`((a = E'(\\') AND ((b) AND (c)))`, String.raw`((a = E'(\\') AND (b) AND (c))`],
])('%s says what %s does', (line, flat) => {
  expect(flatConditions(line)).toBe(flat)
})

test.each([
  '((a) AND ((b) OR (c)))',
  '(f((a) AND (b)) AND (c))',
  '((a) AND (NOT ((b) AND (c))))',
  `((a = ') AND (') AND (b))`,
  '("x) AND (y" AND (b))',
  'comment (',
  ':)',
  'ANDROID (OR) FORD',
])('%s stays as it is', (line) => {
  expect(flatConditions(line)).toBe(line)
})
