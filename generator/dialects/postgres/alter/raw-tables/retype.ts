import type { Hazard } from '../../../dialect.js'
import { mentions } from '../../../mentions.js'
import { lossGuard } from '../loss-guard.js'
import { sameInEverySession } from '../text-forms.js'
import type { ColumnText } from './column-text.js'
import { type Family, familyOf, textsOf } from './family.js'
import { readTableScript } from './table-script.js'
import type { TableText } from './table-text.js'
import type { Models } from './words.js'

/** The statements that give a column another type, without its default. */
export const retyped = (
  { name, path }: TableText,
  before: ColumnText,
  after: ColumnText,
  models: Models,
): { readonly statements: readonly string[]; readonly hazards: readonly Hazard[] } => {
  const [from, to] = [before.type ?? '', after.type ?? '']
  const collation = after.collation ?? (before.collation === undefined ? undefined : '"default"')
  const isCast = from === to || isAssigned(from, to)
  const { quoted } = after
  const direct = castable.has(baseOf(from)) || isText(from)
  const change = [
    `ALTER TABLE ${path} ALTER COLUMN ${quoted} TYPE ${to}`,
    collation && `COLLATE ${collation}`,
    !isCast && `USING ${quoted}${direct ? '' : '::text'}::${to}`,
  ]
  const column = `${name}.${after.name}`
  const loses = isCast ? losesOf(quoted, from, to) : undefined
  const isPlain = [from, to].every((type) => isNumber(type) || isText(type)) || from === to
  return {
    statements: [
      ...(isPlain ? [] : [sameInEverySession.sql]),
      ...(loses === undefined ? [] : [lossGuard({ path, title: column, type: to, loses })]),
      change.filter(Boolean).join(' '),
    ],
    hazards: [
      ...(from === to ? [] : hazardsOfType(name, column, from, to)),
      ...(before.collation === after.collation ? [] : hazardsOfCollation({ name, path }, after.name, models)),
    ],
  }
}

const hazardsOfType = (table: string, column: string, from: string, to: string): readonly Hazard[] => [
  ...(isInPlace(from, to)
    ? []
    : ([
        {
          kind: 'rewrites-table',
          message: `${column} is converted from ${from} to ${to}, which writes ${table} anew`,
        },
        {
          kind: 'blocks-writes',
          message: `${table} can be neither read nor written while ${column} is converted`,
        },
      ] as const)),
  ...(isWidening(from, to)
    ? []
    : [
        {
          kind: 'narrows-type',
          message: `${column}: values of ${from} that do not fit ${to} stop the migration or come out differently`,
        } as const,
      ]),
]

/** Rows stay, but what is in the order of the old one is made anew, and the new one may find values equal. */
const hazardsOfCollation = (
  { name }: Pick<TableText, 'name' | 'path'>,
  column: string,
  { before, after }: Models,
): readonly Hazard[] => {
  const texts = [before, after].map((model) => definitionsOf(familyOf(model), name))
  const kept = (texts[0] ?? []).filter((sql) => texts[1]?.includes(sql) && mentions(sql, column))
  return [
    ...(kept.length === 0
      ? []
      : [
          {
            kind: 'blocks-writes',
            message: `${name} can be neither read nor written while its indexes and conditions with ${column} are made anew in another collation`,
          } as const,
        ]),
    ...(kept.some((sql) => /^(?:CREATE UNIQUE|UNIQUE|PRIMARY KEY|EXCLUDE)\b/.test(sql))
      ? [
          {
            kind: 'may-fail',
            message: `rows of ${name} whose ${column} the new collation finds equal stop the migration`,
          } as const,
        ]
      : []),
  ]
}

/** Indexes and constraints of a table and of what comes from it. */
const definitionsOf = (family: Family, name: string): readonly string[] =>
  [...[family.table(name) ?? []].flat(), ...family.descendants(name)].flatMap((table) => {
    const script = family.scriptOf(table.name)
    const attendants = script === undefined ? [] : (readTableScript(textsOf(script))?.attendants ?? [])
    return [
      ...table.constraints.values(),
      ...attendants.filter(({ key }) => key.startsWith('index ')).map(({ sql }) => sql),
    ]
  })

/** Whether it needs nothing that the migration makes. */
export const isBuiltIn = (type: string): boolean =>
  [isNumber, isText, isTime, isJson].some((isOfKind) => isOfKind(type)) ||
  /^(?:uuid|boolean|bytea)$/.test(type)

const integers = ['smallint', 'integer', 'bigint']
const castable = new Set(['integer', 'boolean'])

/** Without its size: `numeric(10,2)`, `timestamp(3) with time zone`. */
const baseOf = (type: string): string => type.replace(/\([^()]*\)/, '').trim()
const sizeOf = (type: string): readonly number[] =>
  (/\(([\d, -]*)\)/.exec(type)?.[1] ?? '')
    .split(',')
    .filter((size) => size.trim() !== '')
    .map(Number)

const isNumber = (type: string): boolean =>
  /^(?:smallint|integer|bigint|numeric|real|double precision)$/.test(baseOf(type))
const isText = (type: string): boolean => /^(?:text|character varying|character)$/.test(baseOf(type))
const isTime = (type: string): boolean => /^(?:date|timestamp with(?:out)? time zone)$/.test(baseOf(type))
const isJson = (type: string): boolean => /^jsonb?$/.test(type)

/** Whether the database has a cast of its own: https://www.postgresql.org/docs/current/sql-createcast.html */
const isAssigned = (from: string, to: string): boolean =>
  isText(to) ||
  baseOf(from) === baseOf(to) ||
  [isNumber, isTime, isJson].some((isOfKind) => isOfKind(from) && isOfKind(to))

const losesOf = (column: string, from: string, to: string): string | undefined => {
  if (isWidening(from, to)) return undefined
  if (isNumber(from) && isNumber(to)) return `${column}::${to}::${from} <> ${column}`
  if (isText(from) && isText(to)) return `${column}::${to}::text <> ${column}::text`
  return isTime(from) && isTime(to) ? `${column}::${to}::${from} <> ${column}` : undefined
}

/** Whether every value of the one type has its like in the other. */
const isWidening = (from: string, to: string): boolean => {
  const [source, target] = [integers.indexOf(from), integers.indexOf(to)]
  if (source >= 0 && target >= 0) return target > source
  if (to === 'text' || to === 'character varying') return from !== 'bytea'
  if (to === 'numeric') return integers.includes(from) || baseOf(from) === 'numeric'
  if (to === 'double precision') return from === 'real' || from === 'integer' || from === 'smallint'
  if (from === 'date' && isTime(to)) return true
  if (baseOf(from) !== baseOf(to)) return false
  const [wide = Infinity, scale = 0] = sizeOf(from)
  const [wider = Infinity, nextScale = 0] = sizeOf(to)
  return baseOf(to) === 'numeric'
    ? nextScale >= scale && wider - nextScale >= wide - scale
    : /^(?:character varying|bit varying|timestamp|time)/.test(baseOf(to)) && wider >= wide
}

/** Whether only the catalogue changes: https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-NOTES */
const isInPlace = (from: string, to: string): boolean => {
  const base = [baseOf(from), baseOf(to)]
  if (base.every((type) => type === 'character varying' || type === 'text')) return isWidening(from, to)
  return base.every((type) => type === 'numeric') && isWidening(from, to) && sizeOf(from)[1] === sizeOf(to)[1]
}
