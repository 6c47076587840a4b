import { type Alteration, noAlteration } from '../../../alteration.js'
import { textLiteral } from '../../literals.js'
import { bareName } from '../../sql-text/names.js'
import { boundsHazards } from '../sequence-bounds.js'
import type { ColumnText } from './column-text.js'
import type { TableText } from './table-text.js'

/** How a column gets its numbers; undefined: there is no way. */
export const changedIdentity = (
  { name, path }: TableText,
  before: ColumnText,
  after: ColumnText,
): Alteration | undefined => {
  if (before.identity === after.identity) return noAlteration
  const alter = `ALTER TABLE ${path} ALTER COLUMN ${after.quoted}`
  if (after.identity === undefined)
    return {
      ...noAlteration,
      goes: [`${alter} DROP IDENTITY`],
      hazards: [
        { kind: 'drops-data', message: `how far the numbers of ${name}.${after.name} had counted is lost` },
      ],
    }
  if (before.identity === undefined) {
    const sequence = `pg_get_serial_sequence(${textLiteral(path)}, ${textLiteral(bareName(after.quoted))})`
    const start = /START WITH (-?\d+)/.exec(after.identity)?.[1] ?? '1'
    const descends = /INCREMENT BY -/.test(after.identity)
    return {
      ...noAlteration,
      comes: [
        `${alter} ADD ${after.identity}`,
        ...(descends
          ? []
          : [
              `SELECT setval(${sequence}, max(${after.quoted})) FROM ${path} HAVING max(${after.quoted}) >= ${start}`,
            ]),
      ],
      hazards: descends
        ? []
        : [
            {
              kind: 'blocks-writes',
              message: `${name} can be neither read nor written while the highest number of ${after.name} is looked for`,
            },
          ],
    }
  }
  const [old, next] = [partsOf(before.identity), partsOf(after.identity)]
  if (old === undefined || next === undefined) return undefined
  const sets = [
    ...(old.how === next.how ? [] : [`SET GENERATED ${next.how}`]),
    ...Object.keys(initial)
      .filter((option) => old.options.get(option) !== next.options.get(option))
      .map((option) => `SET ${next.options.get(option) ?? initial[option]}`),
  ]
  return {
    ...noAlteration,
    comes: [`${alter} ${sets.join(' ')}`],
    hazards: boundsHazards(`the identity ${name}.${after.name}`, before.identity, after.identity),
  }
}

/** What an option is where it is not said. */
const initial: { readonly [option: string]: string } = {
  'START WITH': 'START WITH 1',
  'INCREMENT BY': 'INCREMENT BY 1',
  MINVALUE: 'NO MINVALUE',
  MAXVALUE: 'NO MAXVALUE',
  CACHE: 'CACHE 1',
  CYCLE: 'NO CYCLE',
}

const partsOf = (
  identity: string,
): { readonly how: string; readonly options: ReadonlyMap<string, string> } | undefined => {
  const [, how = '', text = ''] =
    /^GENERATED (ALWAYS|BY DEFAULT) AS IDENTITY(?: \((.*)\))?$/.exec(identity) ?? []
  const found = text.match(/(?:START WITH|INCREMENT BY|MINVALUE|MAXVALUE|CACHE) -?\d+|CYCLE/g) ?? []
  if (how === '' || found.join(' ') !== text) return undefined
  return { how, options: new Map(found.map((option) => [option.replace(/ -?\d+$/, ''), option])) }
}
