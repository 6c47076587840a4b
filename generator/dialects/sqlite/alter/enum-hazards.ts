import type { ChangeOf } from '../../../changes/change.js'
import type { Hazard } from '../../dialect.js'
import { mergingHazards, renamedValueHazards } from '../../enum-hazards.js'
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
      ...(wanted.historyOf === undefined
        ? checked.flatMap(({ name }) => renamedValueHazards(`${wanted.name}.${name}`, change))
        : []),
      ...users.flatMap(({ name }) => mergingHazards(`${wanted.name}.${name}`, change)),
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
