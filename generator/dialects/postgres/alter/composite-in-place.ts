import type { Hazard } from '../../dialect.js'
import { scriptedComposite } from './scripted-type.js'

/**
 * Attributes come at the end alone, and none changes its type where a column has it:
 * https://www.postgresql.org/docs/current/sql-altertype.html
 */
export const alteredComposite = (before: string, after: string): readonly string[] | undefined => {
  const [old, next] = [scriptedComposite(before), scriptedComposite(after)]
  if (old === undefined || next === undefined || old.path !== next.path) return undefined
  const kept = old.attributes.filter(({ name }) => next.attributes.some((each) => each.name === name))
  const stays = kept.every(({ name, type }, position) => {
    const same = next.attributes[position]
    return same?.name === name && same.type === type
  })
  if (!stays) return undefined
  const clauses = [
    ...old.attributes.filter((each) => !kept.includes(each)).map(({ name }) => `DROP ATTRIBUTE ${name}`),
    ...next.attributes.slice(kept.length).map(({ name, type }) => `ADD ATTRIBUTE ${name} ${type}`),
  ]
  return clauses.map((clause) => `ALTER TYPE ${next.path} ${clause}`)
}

/** What is lost by it. */
export const compositeHazards = (statements: readonly string[]): readonly Hazard[] =>
  statements.flatMap((sql) => {
    const [, path, attribute] = /^ALTER TYPE (.+) DROP ATTRIBUTE (.+)$/s.exec(sql) ?? []
    return path === undefined || attribute === undefined ? [] : [lostAttribute(path, attribute)]
  })

/** Columns may have values of it whatever the model says, as those of tables that a script makes. */
export const lostAttribute = (type: string, attribute: string): Hazard => ({
  kind: 'drops-data',
  message: `what values of ${type} have in ${attribute} is lost`,
})
