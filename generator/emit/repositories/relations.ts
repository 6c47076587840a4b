import type { Import } from '../imports.js'
import { braces, bracketed, lineWidth } from '../layout.js'
import { propertyKey, stringLiteral } from '../literal.js'
import { type Names, namesOf, type TableNames } from '../names.js'
import type { Relation } from '../relations/relation.js'

/** What the compiler is told of each relation, a line each. */
export const relationTypes = (
  relations: readonly Relation[],
  own: TableNames,
  names: Names,
): readonly string[] =>
  relations.map((relation) => {
    const { name, kind, table } = relation
    const start = `    ${propertyKey(name)}: Related<`
    const parts = [`'${kind}'`, namesOf(names, table).types, wayText(relation, own, names)]
    const line = `${start}${parts.join(', ')}>`
    if (line.length <= lineWidth) return line
    return [start, parts.map((part) => `      ${part}`).join(',\n'), '    >'].join('\n')
  })

/** The columns that a relation goes along, on whichever side they are. */
function wayText(relation: Relation, own: TableNames, names: Names): string {
  const { table, columns, references, through } = relation
  if (through === undefined)
    return pointsAlong(relation)
      ? `Pointing<${union(columns, own)}>`
      : `PointedAt<${union(references, namesOf(names, table))}>`
  const between = namesOf(names, through.table)
  return `Through<${between.types}, ${union([...through.from, ...through.to], between)}>`
}

const wayOf = (relation: Relation): string =>
  relation.through ? 'Through' : pointsAlong(relation) ? 'Pointing' : 'PointedAt'

/** Whether the foreign key is the table's own. */
const pointsAlong = ({ columns, through, keys: [key] }: Relation): boolean =>
  through === undefined && key?.columns === columns

const union = (columns: readonly string[], { properties }: TableNames): string =>
  columns.map((column) => stringLiteral(properties.get(column) ?? column)).join(' | ')

/** What the runtime is told of the relations of a table: a function, because tables may point at each other. */
export function relationLines(
  relations: readonly Relation[],
  own: TableNames,
  names: Names,
): readonly string[] {
  if (relations.length === 0) return []
  return [
    '  relations: () => ({',
    ...relations.map((relation) => {
      const start = `    ${propertyKey(relation.name)}: `
      const parts = relationParts(relation, own, names)
      return `${start}${bracketed(braces, parts, { column: start.length, after: 1, indent: '    ' })},`
    }),
    '  }),',
  ]
}

function relationParts(relation: Relation, own: TableNames, names: Names): readonly string[] {
  const { kind, table, columns, references, through, liveParent } = relation
  const target = namesOf(names, table)
  return [
    `table: ${target.definition}`,
    `many: ${kind === 'many'}`,
    ...(pointsAlong(relation) ? ['belongsTo: true'] : []),
    `columns: ${list(columns, own)}`,
    `references: ${list(references, target)}`,
    ...(liveParent === undefined ? [] : [`liveParent: '${liveParent}'`]),
    ...(through === undefined ? [] : [`through: ${throughText(through, names)}`]),
  ]
}

function throughText({ table, from, to }: NonNullable<Relation['through']>, names: Names): string {
  const between = namesOf(names, table)
  return `{ table: ${between.definition}, from: ${list(from, between)}, to: ${list(to, between)} }`
}

const list = (columns: readonly string[], { properties }: TableNames): string =>
  `[${columns.map((column) => stringLiteral(properties.get(column) ?? column)).join(', ')}]`

/** The types and definitions of other tables that relations mention. */
export const relationImports = (
  relations: readonly Relation[],
  table: string,
  names: Names,
): readonly Import[] => [
  ...(relations.length === 0 ? [] : [{ from: 'tablewright', name: 'Related' }]),
  ...relations.flatMap((relation) => [
    ...imported(relation.table, table, names),
    { from: 'tablewright', name: wayOf(relation) },
    ...(relation.through === undefined ? [] : imported(relation.through.table, table, names)),
  ]),
]

function imported(table: string, own: string, names: Names): readonly Import[] {
  if (table === own) return []
  const { file, definition, types } = namesOf(names, table)
  const from = `./${file}.js`
  return [
    { from, name: definition, value: true },
    { from, name: types },
  ]
}
