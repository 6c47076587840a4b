import type { Hazard } from '../../dialect.js'
import { sqlPath } from '../sql-text/names.js'
import { boundsHazards } from './sequence-bounds.js'

const made = new RegExp(
  `^CREATE SEQUENCE ${sqlPath} (AS \\w+ START -?\\d+ INCREMENT -?\\d+ MINVALUE -?\\d+ MAXVALUE -?\\d+ CACHE \\d+)( CYCLE)?$`,
  'u',
)

/** It goes on from where it stands: https://www.postgresql.org/docs/current/sql-altersequence.html */
export const alteredSequence = (before: string, after: string): readonly string[] | undefined => {
  const [old, next] = [made.exec(before), made.exec(after)]
  if (old === null || next === null || old[1] !== next[1]) return undefined
  return before === after ? [] : [`ALTER SEQUENCE ${next[1]} ${next[2]}${next[3] ?? ' NO CYCLE'}`]
}

export const sequenceHazards = (before: string, after: string): readonly Hazard[] => {
  const [old, next] = [made.exec(before), made.exec(after)]
  return old === null || next === null
    ? []
    : boundsHazards(`the sequence ${next[1]}`, old[2] ?? '', next[2] ?? '')
}
