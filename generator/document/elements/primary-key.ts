import type { PrimaryKeyEntry } from '../document.js'
import { build, defined } from '../shape/build.js'
import { choice } from '../shape/choice.js'
import { object, optional, required } from '../shape/object.js'
import { name } from '../shape/scalars.js'
import type { Shape } from '../shape/shape.js'
import { columnNames } from './names.js'

/** The primary key of a table: its columns, or these with the name of the constraint. */
export const primaryKey: Shape<PrimaryKeyEntry> = defined(
  'primaryKey',
  choice<PrimaryKeyEntry>(
    build(columnNames, (columns) => ({ columns, name: undefined })),
    build(
      object(
        {
          columns: required(columnNames, 'The columns of the key.'),
          name: optional(name, 'Name of the constraint; made from the table unless said.'),
        },
        { expects: 'a map with columns' },
      ),
      (fields): PrimaryKeyEntry | undefined =>
        fields.columns && { columns: fields.columns.value, name: fields.name },
    ),
  ),
)
