import { type Alteration, noAlteration } from '../../alteration.js'
import type { BeforeAfter } from '../../dialect.js'
import { tokensIn } from '../sql-text/tokens.js'
import { unread } from '../unread-functions.js'
import { alteredComposite, compositeHazards } from './composite-in-place.js'
import { alteredDomain, domainHazards } from './domain-in-place.js'
import { alteredScriptedEnum } from './enum-in-place.js'
import { movedExtension } from './extension-in-place.js'
import { alteredTables } from './raw-tables/table-in-place.js'
import { alteredSequence, sequenceHazards } from './sequence-in-place.js'

type Texts = readonly string[]

/** Functions, sequences, domains, composite types, enums and tables become others beneath what stands on them. */
export const alterScript = (before: Texts, after: Texts, models: BeforeAfter): Alteration | undefined =>
  alteredObject(before, after) ?? alteredTables(before, after, models)

/** One object or functions, and comments on them. */
const alteredObject = (before: Texts, after: Texts): Alteration | undefined => {
  const [old, next] = [read(before), read(after)]
  const functions = replacedFunctions(old.objects, next.objects)
  const statements = functions ?? alteredOne(old.objects, next.objects)
  if (statements === undefined) return undefined
  const kept = new Set(next.comments.map(commented))
  const comes = [
    ...statements,
    ...old.comments
      .map(commented)
      .filter((object) => !kept.has(object) && !statements.some((sql) => takesAlong(sql, object)))
      .map((object) => `COMMENT ON ${object} IS NULL`),
    ...next.comments.filter((sql) => !old.comments.includes(sql)),
  ]
  if (functions !== undefined)
    return { ...noAlteration, comes: next.isUnread ? unread(comes) : comes, firm: false }
  return {
    ...noAlteration,
    comes,
    hazards: [
      ...sequenceHazards(old.objects[0] ?? '', next.objects[0] ?? ''),
      ...domainHazards(statements),
      ...compositeHazards(statements),
    ],
  }
}

/** `isUnread`: nothing that functions name need be there. */
const read = (texts: Texts) => {
  const rest = texts.filter((sql) => !unread([]).includes(sql))
  return {
    isUnread: rest.length < texts.length,
    objects: rest.filter((sql) => commented(sql) === undefined),
    comments: rest.filter((sql) => commented(sql) !== undefined),
  }
}

/** Functions or procedures that are replaced under the same heads; a view may not change its columns so. */
const replacedFunctions = (before: Texts, after: Texts): Texts | undefined =>
  after.length > 0 &&
  before.length === after.length &&
  after.every(
    (sql, index) =>
      /^\s*CREATE\s+OR\s+REPLACE\s+(?:FUNCTION|PROCEDURE)\s/i.test(sql) &&
      headOf(sql) === headOf(before[index] ?? ''),
  )
    ? after.filter((sql, index) => sql !== before[index])
    : undefined

/** What stands before its body; of one whose body is no text the whole, because the database keeps what that names. */
const headOf = (sql: string): string => {
  const body = tokensIn(sql).find(({ text, depth }) => depth === 0 && /^(?:AS|RETURN|BEGIN)$/i.test(text))
  return body !== undefined && /^AS$/i.test(body.text) ? sql.slice(0, body.start).trim() : sql
}

const alteredOne = ([old = '', ...others]: Texts, [next = '', ...more]: Texts): Texts | undefined =>
  others.length + more.length > 0
    ? undefined
    : (alteredSequence(old, next) ??
      alteredDomain(old, next) ??
      alteredComposite(old, next) ??
      alteredScriptedEnum(old, next) ??
      movedExtension(old, next))

const commented = (sql: string): string | undefined =>
  /^COMMENT ON ((?:"(?:[^"]|"")*"|[^'"])+?) IS (?:'(?:[^']|'')*'|E'(?:[^'\\]|''|\\.)*')$/s.exec(sql)?.[1]

/** What is told of an attribute goes with it. */
const takesAlong = (statement: string, object: string | undefined): boolean => {
  const [, path, name] = /^ALTER TYPE (.+) DROP ATTRIBUTE (.+)$/s.exec(statement) ?? []
  return path !== undefined && object === `COLUMN ${path}.${name}`
}
