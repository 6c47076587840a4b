import fc from 'fast-check'
import { expect, test } from 'vitest'
import { stringify } from 'yaml'
import { hasErrors } from '../../generator/diagnostics/diagnostic.js'
import { formatDiagnostics } from '../../generator/diagnostics/format.js'
import { everything } from './example.js'
import { parse } from './parse.js'

const texts = [
  stringify(everything),
  JSON.stringify(everything),
  stringify(everything, { collectionStyle: 'flow' }),
]

const snippet = fc.oneof(
  fc.constantFrom(
    '\t',
    '\n',
    '\r',
    ':',
    ': ',
    '- ',
    '? ',
    '#',
    '&a ',
    '*a',
    '!t ',
    '<<: *a',
    '{',
    '}',
    '[',
    ']',
    ',',
    '"',
    "'",
  ),
  fc.constantFrom(
    '|',
    '>',
    '%',
    '@',
    '`',
    '---\n',
    '...\n',
    'null',
    '~',
    '1',
    '1e999',
    '0x',
    '\u0000',
    '\ufeff',
    '\ud800',
    '日本',
  ),
  fc.string({ unit: 'binary', maxLength: 6 }),
)

const edit = fc.record({
  at: fc.nat(),
  remove: fc.nat({ max: 12 }),
  insert: fc.oneof(fc.constant(''), snippet),
})

/** Whatever the text: nothing is thrown, there is a value or an error, and every place lies inside the file. */
const survives = (text: string): void => {
  const { value, diagnostics } = parse(text)
  expect(value === undefined).toBe(hasErrors(diagnostics))
  for (const { span, message } of diagnostics) {
    expect(message).not.toBe('')
    expect(span?.start.offset).toBeLessThanOrEqual(text.length)
    expect(span?.end.offset).toBeLessThanOrEqual(text.length)
    expect(span?.start.line).toBeLessThanOrEqual(text.split('\n').length)
  }
  const shown = formatDiagnostics(diagnostics, [{ file: 'schema.yaml', text }], { color: false })
  expect(shown === '').toBe(diagnostics.length === 0)
}

test('the unharmed texts are valid', () => {
  for (const text of texts) expect(parse(text).diagnostics).toEqual([])
})

test('edited texts', () => {
  fc.assert(
    fc.property(fc.constantFrom(...texts), fc.array(edit, { minLength: 1, maxLength: 4 }), (text, edits) => {
      let edited = text
      for (const { at, remove, insert } of edits) {
        const place = at % (edited.length + 1)
        edited = edited.slice(0, place) + insert + edited.slice(place + remove)
      }
      survives(edited)
    }),
    { numRuns: 600 },
  )
})

test('truncated texts', () => {
  fc.assert(
    fc.property(fc.constantFrom(...texts), fc.nat(), (text, length) =>
      survives(text.slice(0, length % text.length)),
    ),
    { numRuns: 200 },
  )
})

test('arbitrary texts', () => {
  fc.assert(
    fc.property(fc.array(snippet, { maxLength: 40 }), (parts) => survives(parts.join(''))),
    { numRuns: 1000 },
  )
})
