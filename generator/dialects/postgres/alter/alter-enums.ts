import type { Change, ChangeOf } from '../../../changes/change.js'
import { derivedName } from '../../../naming/identifier.js'
import type { Hazard, Lowering, Statement, Step } from '../../dialect.js'
import { mergingHazards, placesOf, renamedValueHazards } from '../../enum-hazards.js'
import type { Stage, StagedStep } from '../../stages.js'
import { changeComment } from '../comments.js'
import { createEnum, dropEnum } from '../enums.js'
import { quote } from '../identifiers.js'
import { textLiteral } from '../literals.js'
import { addedValues } from './add-enum-values.js'
import { enumRecipe, targetOf } from './enum-recipe.js'

type AlterEnum = ChangeOf<'alterEnum'>

/** Types of enums; the columns that have them are converted with their tables. */
export const alterEnums = (migration: Lowering): readonly StagedStep[] => {
  const { changes, models } = migration
  return changes.flatMap((change, position): readonly StagedStep[] => {
    if (change.kind === 'alterEnum') return alterEnum(change, migration)
    if (change.kind !== 'renameEnum') return []
    const isType = models.after.enums.some(({ name, native }) => native && name === change.to)
    const wasType = models.before.enums.some(
      ({ name, native }) => native && name === formerName(change.from, changes),
    )
    return isType && wasType ? [renameStep(change, position)] : []
  })
}

const renameStep = (change: ChangeOf<'renameEnum'>, rank: number): StagedStep => ({
  stage: 'rename',
  rank,
  step: {
    mode: 'shared',
    causes: [change],
    statements: [
      {
        sql: `ALTER TYPE ${quote(change.from)} RENAME TO ${quote(change.to)}`,
        comment: `rename enum ${change.from} to ${change.to}`,
      },
    ],
    hazards: [],
    subject: { element: {}, table: undefined },
  },
})

/** What an enum was called before the migration. */
const formerName = (name: string, changes: readonly Change[]): string =>
  changes.reduceRight(
    (current, change) => (change.kind === 'renameEnum' && change.to === current ? change.from : current),
    name,
  )

const alterEnum = (change: AlterEnum, migration: Lowering): readonly StagedStep[] => {
  const { before, after } = change
  const { changes } = migration
  const comment = before.comment === after.comment ? [] : changeComment('TYPE', [after.name], after.comment)
  const recipe = enumRecipe(change)
  switch (recipe) {
    case 'checks':
      return []
    case 'become type':
      return staged(change, 'enums', createEnum(after))
    case 'become checks':
      return staged(change, 'drop enums', dropEnum({ ...after, name: formerName(after.name, changes) }))
    case 'extend':
      return [
        ...addValues(change, formerName(before.name, changes)),
        ...staged(change, 'enums', [...renameValues(change), ...comment], renameHazards(change, migration)),
      ]
    case 'replace':
      return replaceType(change)
    default:
      return recipe satisfies never
  }
}

const staged = (
  change: AlterEnum,
  stage: Stage,
  statements: readonly Statement[],
  hazards: readonly Hazard[] = [],
  mode: Step['mode'] = 'shared',
): readonly StagedStep[] =>
  statements.length === 0
    ? []
    : [
        {
          stage,
          rank: 0,
          step: {
            mode,
            causes: [change],
            statements,
            hazards,
            subject: { element: change.after, table: undefined },
          },
        },
      ]

/**
 * A new value can be used only when it is committed, so it comes before everything else, among the names of before.
 * https://www.postgresql.org/docs/current/sql-altertype.html#SQL-ALTERTYPE-NOTES
 */
const addValues = (change: AlterEnum, name: string): readonly StagedStep[] => {
  const statements = addedValues(quote(name), change).map(({ value, sql }) => ({
    sql,
    comment: `add value ${value} to enum ${name}`,
  }))
  return staged(change, 'guard', statements, [], 'own')
}

const renamesOf = ({ before, values }: AlterEnum) =>
  before.values.map((from) => ({ from, to: targetOf(from, values) })).filter(({ from, to }) => from !== to)

const renameValues = (change: AlterEnum): readonly Statement[] =>
  renamesOf(change).map(({ from, to }) => ({
    sql: `ALTER TYPE ${quote(change.after.name)} RENAME VALUE ${textLiteral(from)} TO ${textLiteral(to)}`,
    comment: `rename value ${from} of enum ${change.after.name} to ${to}`,
  }))

const renameHazards = (change: AlterEnum, migration: Lowering): readonly Hazard[] =>
  placesOf(change, migration).flatMap((place) => [
    ...renamedValueHazards(place, change),
    ...mergingHazards(place, change),
  ])

/** The old type steps aside until no column has it any more. */
const replaceType = (change: AlterEnum): readonly StagedStep[] => {
  const { name } = change.after
  const old = derivedName([name], 'old')
  return [
    ...staged(change, 'enums', [
      {
        sql: `ALTER TYPE ${quote(name)} RENAME TO ${quote(old)}`,
        comment: `let the old enum ${name} step aside`,
      },
      ...createEnum(change.after),
    ]),
    ...staged(change, 'drop enums', dropEnum({ ...change.before, name: old })),
  ]
}
