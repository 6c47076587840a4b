import { type Alteration, noAlteration } from '../../../alteration.js'
import { familyOf } from './family.js'
import type { TableText } from './table-text.js'
import { type Models, newWord } from './words.js'

/** Its default, and whether it may be null. */
export const changedWords = (models: Models, table: TableText, name: string): Alteration => {
  const column = (familyOf(models.after).columns(table.name) ?? table.columns).find(
    (each) => each.name === name,
  )
  if (column === undefined) return noAlteration
  const [initial, required] = [
    newWord(models, table.name, name, 'initial'),
    newWord(models, table.name, name, 'required'),
  ]
  const alter = `ALTER TABLE ${table.path} ALTER COLUMN ${column.quoted}`
  const isReleased =
    initial?.before !== undefined &&
    initial.from === initial.before &&
    (initial.to === undefined || initial.before.includes('('))
  const isLeft = initial !== undefined && initial.to === undefined && !isReleased
  return {
    ...noAlteration,
    goes: isReleased ? [`${alter} DROP DEFAULT`] : [],
    comes: [
      ...(initial?.to === undefined ? [] : [`${alter} SET DEFAULT ${initial.to}`]),
      ...(isLeft ? [`${alter} DROP DEFAULT`] : []),
      ...(required === undefined ? [] : [`${alter} ${required.to ? 'SET' : 'DROP'} NOT NULL`]),
    ],
    hazards:
      required?.to && required.before !== true
        ? [
            { kind: 'may-fail', message: `rows in which ${table.name}.${name} is null stop the migration` },
            {
              kind: 'blocks-writes',
              message: `${table.name} can be neither read nor written while its rows are searched for nulls in ${name}`,
            },
          ]
        : [],
  }
}
