import type { ConversionEntry } from '../document.js'
import { build } from '../shape/build.js'
import { choice, choiceByKey } from '../shape/choice.js'
import { object, optional } from '../shape/object.js'
import { perDialect } from '../shape/per-dialect.js'
import type { Shape } from '../shape/shape.js'
import { sqlString, sqlText } from './sql-text.js'

const ways = build(
  object(
    {
      up: optional(sqlText, 'The new value, over the columns of the row as it was.'),
      down: optional(sqlText, 'The former value, over the columns of the row as it is.'),
    },
    { expects: 'a map with up and down' },
  ),
  ({ up, down }): ConversionEntry => ({ up: up?.value, down: down?.value }),
)

const bothWays: Shape<ConversionEntry> = {
  ...ways,
  schema: (context) => ({
    allOf: [ways.schema(context), { anyOf: ['up', 'down'].map((key) => ({ required: [key] })) }],
  }),
}

/** The author's own cast of a type that changes. */
export const conversion: Shape<ConversionEntry> = choice<ConversionEntry>(
  build(sqlString, (up) => ({ up, down: undefined })),
  choiceByKey<ConversionEntry>(
    ['up', 'down'],
    bothWays,
    build(perDialect(sqlString, 'a map from databases to SQL'), (up) => ({ up, down: undefined })),
  ),
)
