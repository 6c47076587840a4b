import type { Hazard, Step } from '../../dialect.js'

const path = '((?:"(?:[^"]|"")*"|[\\w$.])+)'
const kinds = '(FUNCTION|PROCEDURE|AGGREGATE|SEQUENCE|TYPE|DOMAIN|SCHEMA)'
const made = new RegExp(`^\\s*CREATE\\s+(?:OR\\s+REPLACE\\s+)?${kinds}\\s+${path}`, 'i')
const gone = new RegExp(`^\\s*DROP\\s+${kinds}\\s+(?:IF\\s+EXISTS\\s+)?${path}`, 'i')

/** Of what scripts drop and make anew nobody knows who may use it; a function of a trigger is called by the database. */
export const tellLostPrivileges = (steps: readonly Step[]): readonly Step[] => {
  const created = new Set(
    steps.flatMap((step) =>
      found(step, made, (sql) => !/\bRETURNS\s+(?:trigger|event_trigger)\b/i.test(sql)),
    ),
  )
  return steps.map((step) => {
    const lost = found(step, gone, () => true).filter((object) => created.has(object) && isOfScript(step))
    return lost.length === 0 ? step : { ...step, hazards: [...step.hazards, ...lost.map(losing)] }
  })
}

const isOfScript = ({ subject: { element } }: Step): boolean => 'create' in element && 'drop' in element

const found = ({ statements }: Step, pattern: RegExp, isMeant: (sql: string) => boolean): readonly string[] =>
  statements.flatMap(({ sql }) => {
    const [, kind, name] = pattern.exec(sql) ?? []
    return kind === undefined || name === undefined || !isMeant(sql) ? [] : [`${kind.toLowerCase()} ${name}`]
  })

const losing = (object: string): Hazard => ({
  kind: 'breaks-running-code',
  message: `${object} is made anew without the owner that it had and what was granted on it`,
})
