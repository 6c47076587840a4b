import type { ChangeOf } from '../changes/change.js'
import type { Hazard } from './dialect.js'

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

const merged = ({ before, values }: ChangeOf<'alterEnum'>) =>
  [...new Set(values.map(({ to }) => to))].flatMap((to) => {
    const from = values.filter((move) => move.to === to).map((move) => move.from)
    return from.length > 1 || before.values.includes(to) ? [{ from, to }] : []
  })

const quoted = (values: readonly string[]): string => values.map((value) => `'${value}'`).join(', ')
