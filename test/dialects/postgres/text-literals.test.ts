import { expect, test } from 'vitest'
import { textLiteral, textOf } from '../../../generator/dialects/postgres/literals.js'

test.each(['', 'a', `it's`, '\\', '\\n', 'a\nb', '\r\t\b\f\u0001\u001f\u007f9', `\\'\n''`])(
  '%j is read as it was written',
  (text) => {
    expect(textOf(textLiteral(text))).toBe(text)
  },
)

test.each([`'a`, `a`, `'a'b'`, `'a\\n'`, `U&'a'`])('%s is not read', (written) => {
  expect(textOf(written)).toBeUndefined()
})
