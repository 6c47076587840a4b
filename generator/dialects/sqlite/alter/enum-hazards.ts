import type { ChangeOf } from '../../../changes/change.js'
import type { Hazard } from '../../dialect.js'
import type { SqliteAlteration } from './alteration.js'

/** Values that are gone: refused where a check says so, and no longer told apart where another took them in. */
export const enumHazards = ({ enums, wanted, difference }: SqliteAlteration): readonly Hazard[] =>
  [...enums].flatMap(([name, change]) => {
    const users = wanted.columns.filter(({ type }) => {
      const inner = type.kind === 'array' ? type.element : type
      return inner.kind === 'enum' && inner.name === name
    })
    const checked = users.filter((column) => difference.valueChecks.some(({ after }) => after === column))
    return [
      ...checked.flatMap(({ name }) => removal(`${wanted.name}.${name}`, change)),
      ...users.flatMap(({ name }) => merging(`${wanted.name}.${name}`, change)),
    ]
  })

const removal = (place: string, change: ChangeOf<'alterEnum'>): readonly Hazard[] => {
  const gone = change.before.values.filter(
    (value) => !change.after.values.includes(value) && !change.values.some(({ from }) => from === value),
  )
  return gone.length === 0
    ? []
    : [
        {
          kind: 'narrows-type',
          message: `${place} can no longer be ${gone.join(', ')}; rows with such a value stop the migration`,
        },
      ]
}

const merging = (place: string, { before, values }: ChangeOf<'alterEnum'>): readonly Hazard[] => {
  const merged = [...new Set(values.map(({ to }) => to))].flatMap((to) => {
    const from = values.filter((move) => move.to === to).map((move) => move.from)
    return from.length > 1 || before.values.includes(to) ? [{ from, to }] : []
  })
  return merged.map(({ from, to }) => ({
    kind: 'narrows-type',
    message: `rows with ${quoted(from)} in ${place} get ${quoted([to])}, and nothing tells them apart again`,
  }))
}

const quoted = (values: readonly string[]): string => values.map((value) => `'${value}'`).join(', ')
