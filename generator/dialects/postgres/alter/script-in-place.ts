import { type Alteration, noAlteration } from '../../alteration.js'
import type { BeforeAfter } from '../../dialect.js'
import { alteredComposite, compositeHazards } from './composite-in-place.js'
import { alteredDomain, domainHazards } from './domain-in-place.js'
import { alteredScriptedEnum } from './enum-in-place.js'
import { alteredTables } from './raw-tables/table-in-place.js'
import { alteredSequence } from './sequence-in-place.js'

type Texts = readonly string[]

/** Functions, sequences, domains, composite types, enums and tables become others beneath what stands on them. */
export const alterScript = (before: Texts, after: Texts, models: BeforeAfter): Alteration | undefined =>
  replacedFunctions(before, after) ?? alteredObject(before, after) ?? alteredTables(before, after, models)

/** A function or procedure that is replaced under the same head; a view may not change its columns so. */
const replacedFunctions = (before: Texts, after: Texts): Alteration | undefined =>
  before.length === after.length &&
  after.every(
    (sql, index) =>
      /^\s*CREATE\s+OR\s+REPLACE\s+(?:FUNCTION|PROCEDURE)\s/i.test(sql) &&
      headOf(sql) === headOf(before[index] ?? ''),
  )
    ? { ...noAlteration, comes: after, firm: false }
    : undefined

const headOf = (sql: string): string => sql.split(/\bAS\b/i, 1)[0]?.trim() ?? ''

/** One object, and comments on it. */
const alteredObject = (before: Texts, after: Texts): Alteration | undefined => {
  const [[old = '', ...oldComments], [next = '', ...comments]] = [before, after]
  const statements =
    alteredSequence(old, next) ??
    alteredDomain(old, next) ??
    alteredComposite(old, next) ??
    alteredScriptedEnum(old, next)
  const isCommented = [...oldComments, ...comments].every((sql) => commented(sql) !== undefined)
  if (statements === undefined || !isCommented) return undefined
  const kept = new Set(comments.map(commented))
  const comes = [
    ...statements,
    ...oldComments
      .map(commented)
      .filter((object) => !kept.has(object) && !statements.some((sql) => takesAlong(sql, object)))
      .map((object) => `COMMENT ON ${object} IS NULL`),
    ...comments.filter((sql) => !oldComments.includes(sql)),
  ]
  return { ...noAlteration, comes, hazards: [...domainHazards(statements), ...compositeHazards(statements)] }
}

const commented = (sql: string): string | undefined =>
  /^COMMENT ON ((?:"(?:[^"]|"")*"|[^'"])+?) IS (?:'(?:[^']|'')*'|E'(?:[^'\\]|''|\\.)*')$/s.exec(sql)?.[1]

/** What is told of an attribute goes with it. */
const takesAlong = (statement: string, object: string | undefined): boolean => {
  const [, path, name] = /^ALTER TYPE (.+) DROP ATTRIBUTE (.+)$/s.exec(statement) ?? []
  return path !== undefined && object === `COLUMN ${path}.${name}`
}
