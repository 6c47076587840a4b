import fc from 'fast-check'
import { expect, test } from 'vitest'
import { followsRenames, renameInSql } from '../../generator/changes/rename-in-sql.js'

const rename = { from: 'name', to: 'title' }

test.each([
  ['name', 'title'],
  ['lower(name)', 'lower(title)'],
  ['"name" = name', '"title" = title'],
  ["name <> 'name' AND name <> 'it''s name'", "title <> 'name' AND title <> 'it''s name'"],
  ['name /* name */ > 1 -- name\n + name', 'title /* name */ > 1 -- name\n + title'],
  ['$$name$$ || $x$ name $x$ || name', '$$name$$ || $x$ name $x$ || title'],
  ['names + name_ + _name + t.name', 'names + name_ + _name + t.title'],
  ['"a ""name"" b" = name', '"a ""name"" b" = title'],
])('%s', (before, after) => {
  expect(followsRenames(before, [rename])).toBe(true)
  expect(renameInSql(before, rename)).toBe(after)
  expect(renameInSql({ one: before, two: '1' }, rename)).toEqual({ one: after, two: '1' })
})

test.each([
  ['the new name is there', 'name = title', rename],
  ['the new name is there in quotes', '"title" || name', rename],
  ['the new name is there in another case', 'TITLE(name)', rename],
  ['the old one is written in another case', 'NAME = 1', rename],
  ['the new one would need quotes', 'name = 1', { from: 'name', to: 'Two Words' }],
  ['only the new name is there', 'title(x)', rename],
])('nothing is done where %s', (_, sql, given) => {
  expect(followsRenames(sql, [given])).toBe(false)
  expect(renameInSql(sql, given)).toBe(sql)
})

test('in quotes any name can be given', () => {
  const given = { from: 'name', to: 'say "hi"' }
  expect(followsRenames('"name" = 1', [given])).toBe(true)
  expect(renameInSql('"name" = 1', given)).toBe('"say ""hi""" = 1')
})

test('what follows can be brought back', () => {
  const pieces = [
    'a',
    'b',
    'A',
    '"a"',
    '"b"',
    "'a'",
    "'",
    '"',
    '--',
    '\n',
    '/*',
    '*/',
    '$$',
    ' ',
    '.',
    '(',
    '1',
  ]
  const name = fc.constantFrom('a', 'b', 'A', 'c d', '"')
  let followed = 0
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 12 }), name, name, (parts, from, to) => {
      fc.pre(from !== to)
      const sql = parts.join('')
      if (!followsRenames(sql, [{ from, to }])) return
      const there = renameInSql(sql, { from, to })
      if (there !== sql) followed += 1
      expect(renameInSql(there, { from: to, to: from })).toBe(sql)
    }),
    { numRuns: 5000 },
  )
  expect(followed).toBeGreaterThan(50)
})
