import { diagnostic } from '../../diagnostics/codes.js'
import type { Diagnostic } from '../../diagnostics/diagnostic.js'
import type { Model } from '../../model/model.js'
import { dropOf } from '../consents.js'
import type { Paired } from './table-pairs.js'

/** Values of a column are kept with the key of their row, which must be there before and after. */
export const parkingWithoutKey = ({ pairs }: Paired, model: Model): readonly Diagnostic[] =>
  pairs.flatMap(({ moved, after }) => {
    const names = new Set(after.columns.map(({ name }) => name))
    const keys = [moved.primaryKey, after.primaryKey]
    return moved.columns.flatMap(({ name }) => {
      const drop = names.has(name) ? undefined : dropOf(model, after.name, name)
      const isFound = keys.every((key) => key !== undefined && !key.columns.includes(name))
      return drop?.how !== 'park' || isFound
        ? []
        : [
            diagnostic(
              'parking-without-key',
              drop.span,
              `${after.name}.${name} cannot be parked: ${keys.includes(undefined) ? `${after.name} has no primary key` : 'it is part of the primary key'}, by which its rows would be found again`,
              'write `drop: delete` to let its values go',
            ),
          ]
    })
  })
