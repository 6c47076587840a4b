import type { Table } from '../../model/model.js'
import { name as dialect } from './versions.js'

/** `ABORT`, which undoes the statement, is what is done anyway: https://www.sqlite.org/lang_conflict.html */
const actions = ['rollback', 'fail', 'ignore', 'replace'] as const

const onConflict = (action: string): string => `on conflict ${action} for`
const onNull = (action: string): string => `on null ${action} for`
const nullsIn = 'nulls in'

/** Options of which there is one for each key or column that has it, whose name stands behind it. */
export const keyOptions = [...actions.map(onConflict), ...actions.map(onNull), nullsIn].map((word) => ({
  word,
  ofHistory: false,
  named: true,
}))

export type KeyOption = {
  readonly kind: 'conflict' | 'null' | 'nullable key'
  /** Of a constraint for `conflict`, else of a column. */
  readonly name: string
  readonly action: string | undefined
}

type Optional = Pick<Table, 'options'>

export const keyOptionsOf = ({ options }: Optional): readonly KeyOption[] =>
  (options[dialect] ?? []).flatMap((text): KeyOption[] => {
    const word = keyOptions.find((each) => text.startsWith(`${each.word} `))?.word
    if (word === undefined) return []
    const name = text.slice(word.length + 1)
    if (word === nullsIn) return [{ kind: 'nullable key', name, action: undefined }]
    const [, kind, action] = word.split(' ')
    return [{ kind: kind === 'null' ? 'null' : 'conflict', name, action: action?.toUpperCase() }]
  })

/** What the model calls what was found, in the order of the words and of names. */
export const keyOptionTexts = (found: readonly KeyOption[]): readonly string[] => {
  const texts = found.map(({ kind, name, action = '' }) => {
    if (kind === 'nullable key') return `${nullsIn} ${name}`
    const word = kind === 'conflict' ? onConflict : onNull
    return `${word(action.toLowerCase())} ${name}`
  })
  return keyOptions.flatMap(({ word }) => texts.filter((text) => text.startsWith(`${word} `)).toSorted())
}

/** What is done about a row that breaks the constraint; nothing if it is the usual. */
export const conflictClause = (table: Optional, constraint: string): string =>
  clauseOf(table, 'conflict', constraint)

export const nullClause = (table: Optional, column: string): string => clauseOf(table, 'null', column)

const clauseOf = (table: Optional, kind: KeyOption['kind'], name: string): string => {
  const found = keyOptionsOf(table).find((each) => each.kind === kind && each.name === name)
  return found === undefined ? '' : ` ON CONFLICT ${found.action}`
}

/** A key may hold nulls here, by an old mistake that is kept: https://www.sqlite.org/quirks.html */
export const mayHoldNulls = (table: Optional, column: string): boolean =>
  keyOptionsOf(table).some(({ kind, name }) => kind === 'nullable key' && name === column)
