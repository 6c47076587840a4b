import type { Index, Script, SqlText } from '../../../model/model.js'
import { type Lowering, textFor } from '../../dialect.js'
import { mentions } from '../../mentions.js'
import { partsOfPath, unquoted } from '../sql-text/names.js'
import { name as dialect } from '../versions.js'
import { affected, movedByChanges } from './affected.js'
import { replacedTypes } from './replaced-types.js'

/** Tells of SQL whether it uses what a script makes and what is removed in the migration, to be made anew or not. */
export const usesTakenDown = (sql: SqlText | undefined, migration: Lowering): boolean => {
  const text = sql === undefined ? undefined : textFor(sql, dialect)
  return text !== undefined && testsOf(migration).some((isUsed) => isUsed(text))
}

/** The same of an index. */
export const indexUsesTakenDown = ({ where, elements }: Index, migration: Lowering): boolean =>
  usesTakenDown(where, migration) ||
  elements.some((element) =>
    usesTakenDown(element.kind === 'column' ? element.collate : element.sql, migration),
  )

type Test = (text: string) => boolean

const known = new WeakMap<Lowering, readonly Test[]>()

const testsOf = (migration: Lowering): readonly Test[] => {
  const found = known.get(migration) ?? findTests(migration)
  known.set(migration, found)
  return found
}

const findTests = (migration: Lowering): readonly Test[] => {
  const { changes, models } = migration
  const moved = movedByChanges(migration)
  const names = new Set([
    ...moved.keys(),
    ...affected(migration, moved, [], new Map()).scripts.map(({ name }) => name),
    ...changes.flatMap((change) => (change.kind === 'dropScript' ? [change.script.name] : [])),
  ])
  return [
    ...models.before.scripts.filter(({ name }) => names.has(name)).flatMap(testsFor),
    ...[...replacedTypes(migration).keys()].map(isCastTo),
  ]
}

const routine =
  /^\s*CREATE\s+(?:OR\s+REPLACE\s+)?(?:FUNCTION|AGGREGATE|COLLATION)\s+((?:"(?:[^"]|"")*"|[\w$.])+)/i
const operator = /^\s*CREATE\s+OPERATOR\s+(?:(?:"(?:[^"]|"")*"|[\w$])+\.)?([^\s\w(."]+)\s*\(/i
const type = /^\s*CREATE\s+(?:TYPE|DOMAIN)\s+((?:"(?:[^"]|"")*"|[\w$.])+)/i

const sequence =
  /^\s*CREATE\s+(?:(?:TEMP|TEMPORARY|UNLOGGED)\s+)?SEQUENCE\s+(?:IF\s+NOT\s+EXISTS\s+)?((?:"(?:[^"]|"")*"|[\w$.])+)/i

const testsFor = ({ create }: Script): readonly Test[] =>
  (Object.hasOwn(create, dialect) ? (create[dialect] ?? []) : []).flatMap((sql): readonly Test[] => {
    const [made, symbol, cast, counter] = [routine, operator, type, sequence].map(
      (pattern) => pattern.exec(sql)?.[1],
    )
    if (counter !== undefined) return [isCountedBy(lastName(counter))]
    if (made !== undefined) return [(text) => mentions(text, lastName(made))]
    if (symbol !== undefined) return [(text) => text.includes(symbol)]
    return cast === undefined ? [] : [isCastTo(cast)]
  })

const lastName = (path: string): string => unquoted(partsOfPath(path).name)

/** A column may have the name of a type, so only what is cast to it stands on it. */
const isCastTo =
  (path: string): Test =>
  (text) =>
    [...text.matchAll(/::\s*((?:"(?:[^"]|"")*"|[\w$.])+)/g)].some(([, named]) => named === path)

/** A sequence is named in a text: `nextval('numbers'::regclass)`. */
const isCountedBy =
  (name: string): Test =>
  (text) =>
    /\b(?:nextval|currval|regclass)\b/i.test(text) &&
    [...text.matchAll(/'((?:[^']|'')+)'/g)].some(
      ([, path = '']) => lastName(path.replaceAll("''", "'")) === name,
    )
