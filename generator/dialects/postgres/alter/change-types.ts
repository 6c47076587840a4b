import { typeInWords } from '../../../changes/describe-table-change.js'
import type { Hazard, Statement } from '../../dialect.js'
import { mergingHazards, renamedValueHazards } from '../../enum-hazards.js'
import { parenthesize } from '../../layout.js'
import { collateClause } from '../create-table.js'
import { defaultClause } from '../defaults.js'
import { quote } from '../identifiers.js'
import { sqlType } from '../types.js'
import { type AlteredTable, type Clause, enumOf, type KeptColumn } from './altered-table.js'
import { asideHazards, asideRecipe } from './aside-conversion.js'
import { type CastRecipe, castRecipe, movedElements, movedValue } from './conversions.js'
import { alteredEnum, removedValues } from './enum-recipe.js'
import { lossGuard } from './loss-guard.js'
import { type Retype, retypesOf } from './retyping.js'
import { dependsOnSession, sameInEverySession } from './text-forms.js'
import { usingOf } from './using-of.js'
import { isWidening } from './widening.js'

const retypeOf = (table: AlteredTable, column: KeptColumn): Retype | undefined =>
  retypesOf(table).find((retype) => retype.column === column && retype.how !== 'remade')

/** The default goes first, because it may have no cast of its own. */
export const typeClauses = (table: AlteredTable, column: KeptColumn): readonly Clause[] => {
  const retype = retypeOf(table, column)
  if (!retype) return []
  const { models } = table.migration
  const { before, after } = column
  const name = quote(after.name)
  const type = sqlType(after.type, models.after)
  const recipe = recipeOf(table, retype)
  const parts = [
    `ALTER COLUMN ${name} TYPE ${type}`,
    collateClause(after),
    recipe.using && `USING ${recipe.using}`,
  ]
  const change = {
    sql: parts.filter(Boolean).join(' '),
    comment: `change ${table.after.name}.${after.name} to ${type}`,
  }
  const hasDefault = before.identity === undefined && defaultClause(before, models.before) !== undefined
  return hasDefault && retype.how === 'rewrite'
    ? [
        {
          sql: `ALTER COLUMN ${name} DROP DEFAULT`,
          comment: `put the default of ${table.after.name}.${after.name} aside`,
        },
        change,
      ]
    : [change]
}

const recipeOf = (table: AlteredTable, { column, how }: Retype): CastRecipe => {
  const { before, after } = column
  const name = quote(after.name)
  const { models, changes } = table.migration
  const using = usingOf(table, column)
  if (using !== undefined) return { using: parenthesize(using), loses: undefined }
  if (how === 'in place') return { using: undefined, loses: undefined }
  const aside = asideRecipe(name, before.type, after.type, table.migration)
  if (aside !== undefined) return aside
  const target = sqlType(after.type, models.after)
  const change = alteredEnum(enumOf(after.type), changes)
  if (change && enumOf(before.type) !== undefined) {
    const value =
      after.type.kind === 'array'
        ? `${movedElements(name, change.values)}::${target}`
        : movedValue(name, change.values, target)
    return { using: value, loses: undefined }
  }
  return castRecipe(name, before.type, after.type, models.after, sqlType(before.type, models.before))
}

/** What stands around the conversions of a table in their transaction. */
export const aroundConversions = (
  table: AlteredTable,
): { readonly before: readonly Statement[]; readonly after: readonly Statement[] } => {
  const rewritten = retypesOf(table).filter(({ how }) => how === 'rewrite')
  const calls = rewritten.flatMap((retype) => recipeOf(table, retype).calls ?? [])
  const isDependent = rewritten.some(({ column }) => dependsOnSession(column.before.type, column.after.type))
  return {
    before: [
      ...(isDependent ? [sameInEverySession] : []),
      ...calls.map(({ create }) => create),
      ...guardsOf(table),
    ],
    after: calls.map(({ drop }) => drop),
  }
}

const guardsOf = (table: AlteredTable): readonly Statement[] =>
  retypesOf(table).flatMap((retype) => {
    if (retype.how === 'remade') return []
    const { loses } = recipeOf(table, retype)
    if (loses === undefined) return []
    const { after } = retype.column
    const title = `${table.after.name}.${after.name}`
    const type = sqlType(after.type, table.migration.models.after)
    return [
      {
        sql: lossGuard({ path: quote(table.after.name), title, type, loses }),
        comment: `refuse values of ${title} that would be cut or rounded`,
      },
    ]
  })

export const conversionHazards = (table: AlteredTable): readonly Hazard[] =>
  retypesOf(table).flatMap((retype): readonly Hazard[] => {
    if (retype.how !== 'rewrite') return []
    const { before, after } = retype.column
    const { models, changes } = table.migration
    const path = `${table.after.name}.${after.name}`
    const isByAuthor = usingOf(table, retype.column) !== undefined
    const types = [sqlType(before.type, models.before), sqlType(after.type, models.after)] as const
    // Where both are the same to the database, only the schema's names tell them apart.
    const [from, to] =
      isByAuthor && types[0] === types[1] ? [typeInWords(before.type), typeInWords(after.type)] : types
    const isAside = !isByAuthor && asideRecipe('', before.type, after.type, table.migration) !== undefined
    const change = isByAuthor ? undefined : alteredEnum(enumOf(after.type), changes)
    return [
      {
        kind: 'rewrites-table',
        message: `${path} is ${how(from, to)}, which writes ${table.after.name} anew`,
      },
      {
        kind: 'blocks-writes',
        message: `${table.after.name} can be neither read nor written while ${path} is converted`,
      },
      ...(isAside
        ? asideHazards(path, after.type, table.migration)
        : narrowing(
            path,
            from,
            after.type.kind === 'enum' ? typeInWords(after.type) : to,
            change ? removedValues(change) : undefined,
            isWidening(before.type, after.type),
          )),
      ...(change && table.after.historyOf === undefined ? renamedValueHazards(path, change) : []),
      ...(change ? mergingHazards(path, change) : []),
    ]
  })

/** A type that was made anew has the name that it had. */
const how = (from: string, to: string): string =>
  from === to ? `moved to the new form of ${to}` : `converted from ${from} to ${to}`

const narrowing = (
  path: string,
  from: string,
  to: string,
  removed: readonly string[] | undefined,
  widens: boolean,
): readonly Hazard[] => {
  if (removed !== undefined) {
    return removed.length === 0
      ? []
      : [
          {
            kind: 'narrows-type',
            message: `${path} can no longer be ${removed.join(', ')}; rows with such a value stop the migration`,
          },
        ]
  }
  return widens
    ? []
    : [
        {
          kind: 'narrows-type',
          message: `${path}: values of ${from} that do not fit ${to} stop the migration or come out differently`,
        },
      ]
}
