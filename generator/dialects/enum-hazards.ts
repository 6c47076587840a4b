import { alterationsOf, enumNameAfter } from '../changes/alterations.js'
import type { ChangeOf } from '../changes/change.js'
import type { Column } from '../model/model.js'
import type { Hazard, Lowering } from './dialect.js'

/** Values that are no longer told apart, because another took them in; on the way back nothing says which it was. */
export const mergingHazards = (place: string, change: ChangeOf<'alterEnum'>): readonly Hazard[] => [
  ...merged(change).map(
    ({ from, to }): Hazard => ({
      kind: 'narrows-type',
      message: `rows with ${quoted(from)} in ${place} get ${quoted([to])}, and nothing tells them apart again`,
    }),
  ),
  ...change.values.flatMap(({ from, to, or }): readonly Hazard[] =>
    or === undefined
      ? []
      : [
          {
            kind: 'invents-data',
            message: `rows with ${quoted([from])} in ${place} get ${quoted([to])}, though some may have had ${quoted(or)}`,
          },
        ],
  ),
]

/** A value that has another name, or went into another one, where the database holds the column to the values there are. */
export const renamedValueHazards = (
  place: string,
  { after, values }: ChangeOf<'alterEnum'>,
): readonly Hazard[] =>
  values
    .filter(({ from }) => !after.values.includes(from))
    .map(({ from, to }) => ({
      kind: 'breaks-running-code',
      message: `code that writes ${quoted([from])} in ${place} fails until it writes ${quoted([to])}`,
    }))

/** Values that nothing held to an enum so far. */
export const unknownValues = (place: string, name: string | undefined): Hazard => ({
  kind: 'may-fail',
  message: `rows with a value in ${place} that ${name === undefined ? 'its enum' : `the enum ${name}`} has not stop the migration`,
})

/** The columns that have values of an enum before and after, but for histories, which no code writes. */
export const placesOf = (altered: ChangeOf<'alterEnum'>, { changes, models }: Lowering): readonly string[] =>
  alterationsOf(changes, models)
    .filter(({ after, enums }) => after.historyOf === undefined && enums.includes(altered))
    .flatMap(({ after, changes: own }) => {
      const added = new Set(
        own.flatMap((change) => (change.kind === 'addColumn' ? [change.column.name] : [])),
      )
      const name = enumNameAfter(changes, altered)
      return after.columns
        .filter((column) => !added.has(column.name) && enumOf(column) === name)
        .map((column) => `${after.name}.${column.name}`)
    })

const enumOf = ({ type }: Column): string | undefined => {
  const inner = type.kind === 'array' ? type.element : type
  return inner.kind === 'enum' ? inner.name : undefined
}

const merged = ({ before, values }: ChangeOf<'alterEnum'>) =>
  [...new Set(values.map(({ to }) => to))].flatMap((to) => {
    const from = values.filter((move) => move.to === to).map((move) => move.from)
    return from.length > 1 || before.values.includes(to) ? [{ from, to }] : []
  })

const quoted = (values: readonly string[]): string => values.map((value) => `'${value}'`).join(', ')
