import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { camel, pascal, snake, words } from '../../generator/naming/case.js'
import { byteLength, derivedName, foldCase } from '../../generator/naming/identifier.js'
import { plural, singular } from '../../generator/naming/plural.js'

const anyName = fc.oneof(
  fc.string({ unit: 'grapheme', minLength: 1 }),
  fc.string({ unit: 'binary', minLength: 1 }),
  fc.stringMatching(/^[a-zA-Z0-9_ -]{1,20}$/),
)

describe('case', () => {
  test.each([
    ['research_runs', 'research_runs', 'researchRuns', 'ResearchRuns'],
    ['ResearchRuns', 'research_runs', 'researchRuns', 'ResearchRuns'],
    ['HTTPServer', 'http_server', 'httpServer', 'HttpServer'],
    ['address line 1', 'address_line_1', 'addressLine1', 'AddressLine1'],
    ['address1', 'address1', 'address1', 'Address1'],
    ['naïve', 'naïve', 'naïve', 'Naïve'],
    ['nai\u0308ve', 'naïve', 'naïve', 'Naïve'],
    ['quo"te', 'quo_te', 'quoTe', 'QuoTe'],
    ['2fa_codes', '_2fa_codes', '_2faCodes', '_2faCodes'],
    ['_private', 'private', 'private', 'Private'],
    ['😀', 'u1f600', 'u1f600', 'U1f600'],
    ['!?', 'u21x3f', 'u21x3f', 'U21x3f'],
    ['日本語', '日本語', '日本語', '日本語'],
  ])('%s', (name, asSnake, asCamel, asPascal) => {
    expect([snake(name), camel(name), pascal(name)]).toEqual([asSnake, asCamel, asPascal])
  })

  test('every name gives a TypeScript identifier in NFC', () => {
    fc.assert(
      fc.property(anyName, (name) => {
        for (const result of [snake(name), camel(name), pascal(name)]) {
          expect(result).toMatch(/^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u)
          expect(result.normalize('NFC')).toBe(result)
        }
      }),
      { numRuns: 2000 },
    )
  })

  test('snake is idempotent on plain names', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z][a-z0-9_]{0,20}$/), (name) => {
        expect(snake(snake(name))).toBe(snake(name))
      }),
    )
  })

  test('names without letters stay apart', () => {
    expect(words('!')).not.toEqual(words('?'))
  })
})

describe('plural', () => {
  test.each([
    ['literature_references', 'literature_reference'],
    ['campaigns', 'campaign'],
    ['ResearchRuns', 'ResearchRun'],
    ['categories', 'category'],
    ['people', 'person'],
    ['order_statuses', 'order_status'],
    ['addresses', 'address'],
    ['analyses', 'analysis'],
  ])('%s and %s', (many, one) => {
    expect(singular(many)).toBe(one)
    expect(plural(one)).toBe(many)
  })

  test.each([
    'data',
    'user_data',
    'news',
    'status',
    'series',
    'time_series',
    'metadata',
    'audit_log_2',
    '😀',
  ])('%s has no other singular', (name) => {
    expect(singular(name)).toBe(name)
  })
})

describe('derivedName', () => {
  test('joins its parts', () => {
    expect(derivedName(['campaigns', 'tenant_id', 'name'], 'key')).toBe('campaigns_tenant_id_name_key')
  })

  test('is cut to 63 bytes with a hash that tells neighbours apart', () => {
    const long = 'a'.repeat(70)
    const first = derivedName([long, 'x'], 'key')
    expect(first).toMatch(/^a{50}_[0-9a-f]{8}_key$/)
    expect(first).not.toBe(derivedName([long, 'y'], 'key'))
    expect(first).toBe(derivedName([long, 'x'], 'key'))
  })

  test('is kept whole at exactly 63 bytes', () => {
    expect(derivedName(['a'.repeat(59)], 'key')).toBe(`${'a'.repeat(59)}_key`)
    expect(derivedName(['a'.repeat(60)], 'key')).toHaveLength(63)
  })

  test('never splits a code point and never exceeds 63 bytes', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme', maxLength: 60 }), { minLength: 1 }), (parts) => {
        const name = derivedName(parts, 'fkey')
        expect(byteLength(name)).toBeLessThanOrEqual(63)
        expect(name).not.toMatch(/\p{Surrogate}/u)
        expect(name.endsWith('_fkey')).toBe(true)
      }),
    )
  })

  test('foldCase', () => {
    expect(foldCase('NAI\u0308VE')).toBe(foldCase('naïve'))
    expect(foldCase('USERS')).toBe('users')
  })
})
