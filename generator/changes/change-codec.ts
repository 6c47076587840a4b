import type { Change, Conversion, TablePart, ValueMove } from './change.js'
import { type Codec, fields, list, omitted, optional, text, union, word } from './codec.js'
import {
  checkCodec,
  columnCodec,
  defaultValue,
  enumCodec,
  foreignKeyCodec,
  indexCodec,
  primaryKeyCodec,
  scriptCodec,
  sqlText,
  tableCodec,
  tableOptions,
  triggerCodec,
  uniqueCodec,
  viewCodec,
} from './codecs.js'

const rename = { from: text, to: text }
const park = optional(text)
const backfill = optional(defaultValue)

/** Most columns change without a conversion of the author's. */
const conversion: Codec<Conversion> = omitted<Conversion>(
  { using: undefined, backfill: undefined },
  fields<Conversion>({ using: optional(sqlText), backfill }),
)

/** Of the way there: what is merged is taken apart again by the inverse alone. */
const moves = omitted<readonly ValueMove[]>([], list(fields<Omit<ValueMove, 'or'>>(rename)))

const part = word<TablePart>('primary key', 'unique', 'index', 'check', 'foreign key', 'trigger')

export const changeCodec = union<Change>({
  createEnum: { enum: enumCodec },
  dropEnum: { enum: enumCodec },
  renameEnum: rename,
  alterEnum: { before: enumCodec, after: enumCodec, values: moves },
  createTable: { table: tableCodec, park },
  dropTable: { table: tableCodec, park },
  renameTable: rename,
  commentTable: { table: text, before: optional(text), after: optional(text) },
  retargetTable: { before: tableCodec, after: tableCodec },
  addColumn: { table: text, column: columnCodec, backfill, park },
  dropColumn: { table: text, column: columnCodec, backfill, park },
  renameColumn: { table: text, ...rename },
  alterColumn: {
    table: text,
    before: columnCodec,
    after: columnCodec,
    up: conversion,
    down: conversion,
  },
  changePrimaryKey: { table: text, before: optional(primaryKeyCodec), after: optional(primaryKeyCodec) },
  changeOptions: { table: text, before: tableOptions, after: tableOptions },
  addUnique: { table: text, unique: uniqueCodec },
  dropUnique: { table: text, unique: uniqueCodec },
  addIndex: { table: text, index: indexCodec },
  dropIndex: { table: text, index: indexCodec },
  addCheck: { table: text, check: checkCodec },
  dropCheck: { table: text, check: checkCodec },
  addForeignKey: { table: text, foreignKey: foreignKeyCodec },
  dropForeignKey: { table: text, foreignKey: foreignKeyCodec },
  addTrigger: { table: text, trigger: triggerCodec },
  dropTrigger: { table: text, trigger: triggerCodec },
  renamePart: { table: text, part, ...rename },
  createView: { view: viewCodec },
  dropView: { view: viewCodec },
  replaceView: { before: viewCodec, after: viewCodec },
  createScript: { script: scriptCodec },
  dropScript: { script: scriptCodec },
  replaceScript: { before: scriptCodec, after: scriptCodec },
})
