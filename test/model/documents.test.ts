import { describe, expect, test } from 'vitest'
import { dialects } from '../../generator/dialects/index.js'
import type { SchemaDocument, TableEntry } from '../../generator/document/document.js'
import { parseDocument } from '../../generator/document/parse.js'
import { resolveModel } from '../../generator/model/resolve.js'

const text = `
enums: { state: [on, off] }
tables: { t: { comment: some, columns: { a: { type: text, check: { sqlite: x, postgres: y } } } } }
`

const codesOf = (change: (document: SchemaDocument, table: TableEntry) => SchemaDocument) => {
  const main = { file: 'schema.yaml', text }
  const { value } = parseDocument({ main, readInclude: () => undefined, dialects })
  const table = value?.tables[0]
  if (value === undefined || table === undefined) throw new Error('a document with a table expected')
  return resolveModel(change(value, table), dialects).diagnostics.map(({ code }) => code)
}

/** A document can also be built without the text of a schema, by what reads databases, so the model trusts none. */
describe('documents that no text gives', () => {
  test('the one they are made of is right', () => {
    expect(codesOf((document) => document)).toEqual([])
  })

  test('a column without a type', () => {
    const change = (document: SchemaDocument, table: TableEntry) => {
      const columns = table.columns.map((column) => ({ ...column, type: undefined }))
      return { ...document, tables: [{ ...table, columns }] }
    }
    expect(codesOf(change)).toEqual(['missing-type'])
  })

  test.each([
    ['', 'invalid-name'],
    ['a\0b', 'invalid-name'],
    ['\u007f', 'invalid-name'],
    ['\ud800', 'invalid-name'],
  ])('a table named %j', (value, code) => {
    const change = (document: SchemaDocument, table: TableEntry) => ({
      ...document,
      tables: [{ ...table, name: { ...table.name, value } }],
    })
    expect(codesOf(change)).toEqual([code])
  })

  test.each(['a\0b', '\udc00'])('a comment and an enum value of %j', (value) => {
    const change = (document: SchemaDocument, table: TableEntry) => ({
      ...document,
      enums: document.enums.map((entry) => ({
        ...entry,
        values: entry.values.map((located) => ({ ...located, value })),
      })),
      tables: [{ ...table, comment: { value, span: table.span } }],
    })
    expect(codesOf(change)).toEqual(['invalid-text', 'invalid-text', 'invalid-text'])
  })

  test('SQL for an unknown database', () => {
    const change = (document: SchemaDocument, table: TableEntry) => {
      const sql = { sqlite: 'x', postgres: 'y', oracle: 'z' }
      const columns = table.columns.map((column) => ({ ...column, check: { value: sql, span: column.span } }))
      return { ...document, tables: [{ ...table, columns }] }
    }
    expect(codesOf(change)).toEqual(['unknown-dialect'])
  })
})
