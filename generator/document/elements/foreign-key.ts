import type { Deferrability, ForeignKeyEntry, ReferentialAction, SoftDeleteAction } from '../document.js'
import { build, defined } from '../shape/build.js'
import { choice } from '../shape/choice.js'
import { object, optional, required } from '../shape/object.js'
import { flag, name, word } from '../shape/scalars.js'
import type { Shape } from '../shape/shape.js'
import { columnNames } from './names.js'
import { keyReference } from './reference.js'

export const referentialAction: Shape<ReferentialAction> = word(
  'cascade',
  'restrict',
  'set null',
  'set default',
  'no action',
)

const softDeleteAction: Shape<SoftDeleteAction> = word('cascade', 'restrict', 'none')

/** `true` is SQL's own reading of DEFERRABLE: checked at once unless a transaction asks otherwise. */
export const deferrability: Shape<Deferrability> = choice<Deferrability>(
  build(flag, (value) => (value ? 'immediate' : 'no')),
  word('immediate', 'deferred'),
)

/** The keys that a column's reference and a foreign key of a table have in common. */
export const referenceFields = {
  on_delete: optional(referentialAction, 'What happens to this row when the row it points at is deleted.'),
  on_update: optional(referentialAction, 'What happens to this row when the key it points at changes.'),
  on_soft_delete: optional(
    softDeleteAction,
    'What happens to this row when the row it points at is deleted softly: it goes along, it refuses, or nothing.',
  ),
  deferrable: optional(
    deferrability,
    'true or immediate: a transaction may put the check off to its end; deferred: it does so by itself.',
  ),
  relation: optional(name, 'Name of the relation to the other table in generated code.'),
  inverse: optional(name, 'Name of the relation back from the other table in generated code.'),
} as const

/** A foreign key over one or several columns. */
export const foreignKey: Shape<ForeignKeyEntry> = defined(
  'foreignKey',
  build(
    object(
      {
        columns: required(columnNames, 'The columns of this table.'),
        references: required(keyReference, 'The table pointed at, as `table` or `table(a, b)`.'),
        ...referenceFields,
        name: optional(name, 'Name of the constraint.'),
      },
      { expects: 'a foreign key' },
    ),
    (fields, node): ForeignKeyEntry | undefined => {
      const { columns, references } = fields
      if (!columns || !references) return undefined
      return {
        span: node.span,
        name: fields.name,
        columns: columns.value,
        table: references.value.table,
        targetColumns: references.value.columns,
        onDelete: fields.on_delete,
        onUpdate: fields.on_update,
        onSoftDelete: fields.on_soft_delete,
        deferrable: fields.deferrable,
        relation: fields.relation,
        inverse: fields.inverse,
      }
    },
  ),
)
