import { expect, test } from 'vitest'
import { parseFiles } from './parse.js'

const said = (files: { readonly [file: string]: string }) =>
  parseFiles(files).diagnostics.map(
    ({ code, message, span }) =>
      `${span?.file}:${span?.start.line}:${span?.start.column} ${code}: ${message}`,
  )

test('elements of all files come in order, and the files are sources', () => {
  const { value } = parseFiles({
    'schema.yaml': 'include: [b.yaml, c.yaml]\ntables: { a: { columns: { x: text } } }',
    'b.yaml': 'tables: { b: { columns: { x: text } } }\nenums: { e: [x] }',
    'c.yaml':
      'views: { v: { sql: select 1 } }\nmixins: { m: { columns: {} } }\nsql: { s: { create: a, drop: b } }',
  })
  expect(value?.tables.map((table) => table.name.value)).toEqual(['a', 'b'])
  expect(value?.sources.map((source) => source.file)).toEqual(['schema.yaml', 'b.yaml', 'c.yaml'])
  expect([value?.enums.length, value?.views.length, value?.mixins.length, value?.scripts.length]).toEqual([
    1, 1, 1, 1,
  ])
})

test('problems of every file are collected', () => {
  expect(
    said({
      'schema.yaml': 'include: [b.yaml, c.yaml]\ntabels: {}',
      'b.yaml': 'tables: [',
      'c.yaml': 'output: x',
    }).map((line) => line.split(': ')[0]),
  ).toEqual(['schema.yaml:2:1 unknown-key', 'b.yaml:1:10 yaml-syntax', 'c.yaml:1:1 unknown-key'])
})

test('settings and includes stand in the main file only', () => {
  const { diagnostics } = parseFiles({
    'schema.yaml': 'include: [b.yaml]',
    'b.yaml': 'include: [schema.yaml]\ndialects: [sqlite]\n',
  })
  expect(diagnostics.map(({ code, hint }) => [code, hint])).toEqual([
    ['unknown-key', 'It may stand in the main file only'],
    ['unknown-key', 'It may stand in the main file only'],
  ])
})

test.each([
  [
    'a missing file',
    'include: [nowhere.yaml]',
    /1:11 invalid-include: The file `nowhere.yaml` cannot be read/,
  ],
  ['itself', 'include: [schema.yaml]', /invalid-include: `schema.yaml` is this very file/],
  ['a file twice', 'include: [b.yaml, b.yaml]', /1:19 invalid-include: `b.yaml` is included twice/],
  ['text', 'include: b.yaml', /wrong-type: `include` must be a list of files/],
  ['a number', 'include: [5]', /wrong-type/],
])('including %s is refused', (_name, text, expected) => {
  expect(said({ 'schema.yaml': text, 'b.yaml': 'tables: {}' })).toEqual([expect.stringMatching(expected)])
})

test('an empty included file is refused', () => {
  expect(said({ 'schema.yaml': 'include: [b.yaml]', 'b.yaml': '# later\n' })).toEqual([
    'b.yaml:1:1 empty-document: b.yaml is empty',
  ])
})

test.each([
  ['tables', '{ columns: {} }', 'table'],
  ['enums', '[a]', 'enum'],
  ['mixins', '{ columns: {} }', 'mixin'],
  ['views', '{ sql: select 1 }', 'view'],
  ['sql', '{ create: a, drop: b }', 'sql'],
])('the same name under %s in two files names both places', (section, element, noun) => {
  const other = `${section}:\n  other: ${element}\n  same: ${element}\n`
  expect(
    said({ 'schema.yaml': `include: [b.yaml]\n${section}: { same: ${element} }`, 'b.yaml': other }),
  ).toEqual([
    `b.yaml:3:3 name-clash: ${noun} \`same\` is already declared at schema.yaml:2:${section.length + 5}`,
  ])
})
