import type { LogicalType } from '../../../model/model.js'
import type { Hazard, Lowering } from '../../dialect.js'
import { readType } from '../introspect/read-type.js'
import { sqlType } from '../types.js'
import { lostAttribute } from './composite-in-place.js'
import { type CastRecipe, castRecipe, movedElements, movedValue } from './conversions.js'
import { removedValues } from './enum-recipe.js'
import { elementPath, type ReplacedType, replacedTypeOf, replacedTypes } from './replaced-types.js'
import type { Attribute, ScriptedComposite } from './scripted-type.js'
import { isWidening } from './widening.js'

/** How values get from a type of a script to the one that takes its place; undefined: neither is such a type. */
export const asideRecipe = (
  value: string,
  before: LogicalType,
  after: LogicalType,
  migration: Lowering,
): CastRecipe | undefined => {
  const replaced = replacedTypeOf(after, migration)
  if (replaced === undefined || replacedTypeOf(before, migration) !== replaced) return undefined
  return converted(value, sqlType(after, migration.models.after), replaced, migration)
}

const converted = (
  value: string,
  type: string,
  { before, after, moves }: ReplacedType,
  migration: Lowering,
): CastRecipe => {
  const isArray = type.endsWith('[]')
  if (after.kind === 'enum') {
    const using = isArray ? `${movedElements(value, moves)}::${type}` : movedValue(value, moves, type)
    return { using, loses: undefined }
  }
  if (before.kind === 'domain' && after.kind === 'domain') {
    const suffix = type.slice(elementPath(type).length)
    // Arrays of a domain have no operators of their own.
    const plain = suffix === '' ? value : `${value}::${before.base}${suffix}`
    return between(plain, `${before.base}${suffix}`, `${after.base}${suffix}`, migration)
  }
  return before.kind === 'composite' && after.kind === 'composite'
    ? rowOf(value, before, after, migration)
    : { using: undefined, loses: undefined }
}

/** Other parts of a type, of which one may itself be replaced. */
const between = (value: string, from: string, to: string, migration: Lowering): CastRecipe => {
  const replaced = replacedTypes(migration).get(elementPath(to))
  if (from === to) {
    return replaced === undefined
      ? { using: undefined, loses: undefined }
      : converted(value, to, replaced, migration)
  }
  const { after } = migration.models
  const [source, target] = [readType(from, new Set()), readType(to, new Set())]
  return source.kind === 'native' || target.kind === 'native'
    ? { using: `${value}::text::${to}`, loses: `${value}::text::${to}::text <> ${value}::text` }
    : castRecipe(value, source, target, after, from)
}

/** A row whose attributes are all null is not null itself. */
const rowOf = (
  value: string,
  before: ScriptedComposite,
  after: ScriptedComposite,
  migration: Lowering,
): CastRecipe => {
  const parts = after.attributes.map(({ name, type }) => {
    const old = before.attributes.find((each) => each.name === name)
    const part = `(${value}).${name}`
    if (old === undefined) return { using: 'NULL', loses: undefined }
    const { using, loses } = between(part, old.type, type, migration)
    return { using: using ?? part, loses }
  })
  const losses = parts.flatMap(({ loses }) => (loses === undefined ? [] : [loses]))
  return {
    using: `CASE WHEN ${value} IS DISTINCT FROM NULL THEN ROW(${parts.map(({ using }) => using).join(', ')})::${after.path} END`,
    loses: losses.length === 0 ? undefined : losses.join(' OR '),
  }
}

/** What a reviewer must know of the values in `path`. */
export const asideHazards = (path: string, type: LogicalType, migration: Lowering): readonly Hazard[] => {
  const replaced = replacedTypeOf(type, migration)
  return replaced === undefined ? [] : lossesIn(path, replaced, migration)
}

const lossesIn = (path: string, replaced: ReplacedType, migration: Lowering): readonly Hazard[] => {
  const { before, after, moves } = replaced
  if (before.kind === 'enum' && after.kind === 'enum') {
    const removed = removedValues({ before, after, values: moves })
    return removed.length === 0
      ? []
      : [narrows(`${path} can no longer be ${removed.join(', ')}; rows with such a value stop the migration`)]
  }
  if (before.kind === 'domain' && after.kind === 'domain')
    return lossesBetween(path, before.base, after.base, migration)
  if (before.kind !== 'composite' || after.kind !== 'composite') return []
  const partOf = ({ name }: Attribute) => after.attributes.find((each) => each.name === name)
  return before.attributes.flatMap((attribute) => {
    const part = partOf(attribute)
    return part === undefined
      ? [lostAttribute(path, attribute.name)]
      : lossesBetween(`${path}.${attribute.name}`, attribute.type, part.type, migration)
  })
}

const lossesBetween = (path: string, from: string, to: string, migration: Lowering): readonly Hazard[] => {
  const replaced = replacedTypes(migration).get(elementPath(to))
  if (from === to) return replaced === undefined ? [] : lossesIn(path, replaced, migration)
  const [source, target] = [readType(from, new Set()), readType(to, new Set())]
  return isWidening(source, target)
    ? []
    : [narrows(`${path}: values of ${from} that do not fit ${to} stop the migration`)]
}

const narrows = (message: string): Hazard => ({ kind: 'narrows-type', message })
