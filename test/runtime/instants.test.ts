import fc from 'fast-check'
import { expect, test } from 'vitest'
import { canonicalInstant } from '../../runtime/values/temporal.js'

test('an instant that is read by its places is the one that was written', () => {
  const range = {
    min: new Date('0100-01-01T00:00:00.000Z'),
    max: new Date('9999-12-31T23:59:59.999Z'),
    noInvalidDate: true,
  }
  fc.assert(
    fc.property(fc.date(range), (date) => {
      expect(canonicalInstant(date.toISOString())?.getTime()).toBe(date.getTime())
    }),
  )
  expect(canonicalInstant('2024-02-29T23:59:59.999Z')).toEqual(new Date('2024-02-29T23:59:59.999Z'))
})

test('a text with any other character in any place is left to those that look closer', () => {
  const text = '2026-11-30T12:34:56.789Z'
  for (let place = 0; place < text.length; place++) {
    for (const other of ['x', ' ', '/', ':', '-', '\u0660'].filter(
      (character) => character !== text[place],
    )) {
      expect(canonicalInstant(text.slice(0, place) + other + text.slice(place + 1))).toBeUndefined()
    }
  }
})

test.each([
  '2026-02-29T00:00:00.000Z',
  '2026-13-01T00:00:00.000Z',
  '2026-00-01T00:00:00.000Z',
  '2026-01-32T00:00:00.000Z',
  '2026-01-00T00:00:00.000Z',
  '2026-01-01T24:00:00.000Z',
  '2026-01-01T00:60:00.000Z',
  '2026-01-01T00:00:60.000Z',
  '0099-01-01T00:00:00.000Z',
  '2026-01-01T00:00:00.0000Z',
  '2026-01-01T00:00:00Z',
])('%s is none of them', (text) => {
  expect(canonicalInstant(text)).toBeUndefined()
})
