import type { Change, ValueMove } from '../../../changes/change.js'
import type { LogicalType, Script } from '../../../model/model.js'
import type { Lowering } from '../../dialect.js'
import { mentions } from '../../mentions.js'
import { alterationOf } from '../../replaced-scripts.js'
import { quote } from '../identifiers.js'
import { unquoted } from '../sql-text/names.js'
import { sqlType } from '../types.js'
import { name as dialect } from '../versions.js'
import { enumRecipe } from './enum-recipe.js'
import { alterScript } from './script-in-place.js'
import { type ScriptedType, scriptedType } from './scripted-type.js'

/** A type that another takes the place of, to which the values of columns are converted. */
export type ReplacedType = {
  readonly before: ScriptedType
  readonly after: ScriptedType
  /** Where values of an enum go. */
  readonly moves: readonly ValueMove[]
  readonly causes: readonly Change[]
  /** What makes the new one; undefined: the model itself has the enum. */
  readonly script: Script | undefined
}

type TypeOfScript = ReplacedType & { readonly script: Script }

const known = new WeakMap<Lowering, ReadonlyMap<string, ReplacedType>>()

/** By the path that SQL names them by: those that columns have, and those that such stand on. */
export const replacedTypes = (migration: Lowering): ReadonlyMap<string, ReplacedType> => {
  const found = known.get(migration) ?? findReplaced(migration)
  known.set(migration, found)
  return found
}

/** The scripts that make them, which are neither removed nor made anew as others are. */
export const scriptsAside = (migration: Lowering): readonly TypeOfScript[] =>
  [...replacedTypes(migration).values()].filter((type): type is TypeOfScript => type.script !== undefined)

/** The type of the values, or of the elements of arrays. */
export const replacedTypeOf = (type: LogicalType, migration: Lowering): ReplacedType | undefined =>
  type.kind === 'native'
    ? replacedTypes(migration).get(elementPath(sqlType(type, migration.models.after)))
    : undefined

export const elementPath = (type: string): string => type.replace(/(?:\[\])+$/, '')

const findReplaced = (migration: Lowering): ReadonlyMap<string, ReplacedType> => {
  const altered = changedTypes(migration).filter(({ isAltered }) => isAltered)
  const roots = changedTypes(migration).filter(({ isAltered }) => !isAltered)
  const found = new Map<string, ReplacedType>(
    [...replacedEnums(migration), ...roots].map((type) => [type.after.path, type]),
  )
  for (let size = -1; size !== found.size; ) {
    size = found.size
    for (const type of [...altered, ...keptTypes(migration)]) {
      const causes = partsOf(type.after).flatMap((part) => found.get(elementPath(part))?.causes ?? [])
      if (causes.length > 0 && !found.has(type.after.path)) found.set(type.after.path, { ...type, causes })
    }
  }
  const columns = migration.models.before.tables.flatMap((table) => table.columns.map(({ type }) => type))
  const held = columns.flatMap((type) => (type.kind === 'native' ? [type.sql[dialect] ?? ''] : []))
  return used(found, [...held, ...altered.map(({ after }) => after.path)])
}

const replacedEnums = ({ changes }: Lowering): readonly ReplacedType[] =>
  changes.flatMap((change) => {
    if (change.kind !== 'alterEnum' || enumRecipe(change) !== 'replace') return []
    const path = quote(change.after.name)
    const typeOfValues = ({ values }: { readonly values: readonly string[] }) =>
      ({ kind: 'enum', path, values }) as const
    return [
      {
        before: typeOfValues(change.before),
        after: typeOfValues(change.after),
        moves: change.values,
        causes: [change],
        script: undefined,
      },
    ]
  })

/** `isAltered`: it could be changed in place if what it stands on stayed. */
const changedTypes = ({
  changes,
  models,
}: Lowering): readonly (ReplacedType & { readonly isAltered: boolean })[] =>
  changes.flatMap((change) => {
    if (change.kind !== 'replaceScript') return []
    const [before, after] = [typeOf(change.before), typeOf(change.after)]
    if (before === undefined || before.kind !== after?.kind || before.path !== after.path) return []
    const isAltered = alterationOf(change, { name: dialect, alterScript }, models) !== undefined
    return [{ before, after, moves: [], causes: [change], script: change.after, isAltered }]
  })

const keptTypes = ({ changes, models }: Lowering): readonly ReplacedType[] => {
  const changed = new Set(
    changes.flatMap((change) => (change.kind === 'replaceScript' ? [change.after.name] : [])),
  )
  return models.after.scripts.flatMap((script) => {
    const type = changed.has(script.name) ? undefined : typeOf(script)
    return type !== undefined && models.before.scripts.some(({ name }) => name === script.name)
      ? [{ before: type, after: type, moves: [], causes: [], script }]
      : []
  })
}

/** One type, and what is said of it. */
const typeOf = ({ create }: Script): ScriptedType | undefined => {
  const [first = '', ...rest] = Object.hasOwn(create, dialect) ? (create[dialect] ?? []) : []
  return rest.every((sql) => /^\s*(?:COMMENT ON|ALTER DOMAIN)\s/i.test(sql)) ? scriptedType(first) : undefined
}

/** The types that it has values of. */
const partsOf = (type: ScriptedType | undefined): readonly string[] => {
  if (type === undefined || type.kind === 'enum') return []
  return type.kind === 'domain' ? [type.base] : type.attributes.map((each) => each.type)
}

/** Those that no column has are removed and made anew; rows in arrays cannot be converted by an expression. */
const used = (
  found: ReadonlyMap<string, ReplacedType>,
  held: readonly string[],
): ReadonlyMap<string, ReplacedType> => {
  const types = new Set(held)
  for (const type of types) for (const part of partsOf(found.get(elementPath(type))?.before)) types.add(part)
  const isHeld = (path: string): boolean => [...types].some((type) => elementPath(type) === path)
  return new Map(
    [...found].filter(
      ([path, { script, after }]) =>
        script === undefined || (isHeld(path) && !(after.kind === 'composite' && types.has(`${path}[]`))),
    ),
  )
}

/** Whether a script names an enum of the model that is replaced, for which models keep no dependency. */
export const namesReplacedEnum = (script: Script, migration: Lowering): readonly Change[] | undefined => {
  const texts = (Object.hasOwn(script.create, dialect) ? (script.create[dialect] ?? []) : []).map(withoutBody)
  return replacedEnums(migration).find(({ after }) =>
    texts.some((sql) => mentions(sql, unquoted(after.path))),
  )?.causes
}

/** Of the body of a function the database keeps no dependency. */
const withoutBody = (sql: string): string => sql.replace(/\bAS\s+(\$\w*\$)[\s\S]*\1/, '')
