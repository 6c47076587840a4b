import type { Table, Trigger } from '../../model/model.js'
import type { Statement } from '../dialect.js'
import { dollarQuote } from './function-body.js'
import { quote } from './identifiers.js'
import { textLiteral } from './literals.js'

type Touch = Extract<Trigger, { readonly kind: 'touch' }>

/** The version counts every update, and nobody can set it; a time that was given is kept. */
export const createTouchTrigger = (table: Table, trigger: Touch): readonly Statement[] => [
  {
    sql: `CREATE ${touchFunction(table, trigger)}`,
    comment: `create function ${trigger.name}`,
  },
  {
    sql: [
      `CREATE TRIGGER ${quote(trigger.name)} BEFORE UPDATE ON ${quote(table.name)}`,
      `  FOR EACH ROW EXECUTE FUNCTION ${quote(trigger.name)}()`,
    ].join('\n'),
    comment: `create trigger ${trigger.name}`,
  },
]

/** The function behind `CREATE` or `CREATE OR REPLACE`. */
export const touchFunction = (table: Table, trigger: Touch): string =>
  `FUNCTION ${quote(trigger.name)}() RETURNS trigger LANGUAGE plpgsql AS ${dollarQuote(body(table, trigger))}`

/** clock_timestamp(), because now() is the same for a whole transaction. */
const body = (table: Table, { updatedAt, version }: Touch): string =>
  [
    'BEGIN',
    ...(version === undefined ? [] : countedVersion(table, version)),
    ...(updatedAt === undefined
      ? []
      : [
          `  IF NEW.${quote(updatedAt)} IS NOT DISTINCT FROM OLD.${quote(updatedAt)} THEN`,
          `    NEW.${quote(updatedAt)} := clock_timestamp();`,
          '  END IF;',
        ]),
    '  RETURN NEW;',
    'END',
  ].join('\n')

/** A version that was set by hand would let two states of a row carry the same one. */
const countedVersion = (table: Table, version: string): readonly string[] => {
  const column = quote(version)
  const refusal = textLiteral(`${table.name}.${version} counts updates and cannot be set`)
  return [
    `  IF NEW.${column} NOT IN (OLD.${column}, OLD.${column} + 1) THEN`,
    `    RAISE EXCEPTION USING MESSAGE = ${refusal}, ERRCODE = 'check_violation';`,
    '  END IF;',
    `  NEW.${column} := OLD.${column} + 1;`,
  ]
}
