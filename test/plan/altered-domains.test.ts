import { expect, test } from 'vitest'
import { model, script } from '../support/model-builder.js'
import { dialectFor, plansBetween, statementsOf } from '../support/plans.js'

const between = (before: string, after: string): readonly string[] => {
  const [one, other] = [before, after].map((sql) =>
    model({ scripts: [script('it', { postgres: [sql] }, { drop: { postgres: ['DROP it'] } })] }),
  )
  return one === undefined || other === undefined
    ? []
    : statementsOf(plansBetween(one, other, dialectFor('postgres')).up)
}

test.each<[string, string, string, readonly string[]]>([
  [
    'a domain with literals of every kind and a name of other letters',
    'CREATE DOMAIN größe AS text CONSTRAINT c CHECK ((VALUE <> $$CONSTRAINT ($$))',
    "CREATE DOMAIN größe AS text DEFAULT E'it\\' NOT NULL' CONSTRAINT c CHECK ((VALUE <> $$CONSTRAINT ($$))",
    ["ALTER DOMAIN größe SET DEFAULT E'it\\' NOT NULL'"],
  ],
  [
    'a domain with a comment in it',
    'CREATE DOMAIN d AS text -- CHECK (',
    'CREATE DOMAIN d AS text NOT NULL -- CHECK (',
    ['DROP it', 'CREATE DOMAIN d AS text NOT NULL -- CHECK ('],
  ],
  [
    'a composite type of a name of other letters',
    'CREATE TYPE größe AS (höhe integer)',
    'CREATE TYPE größe AS (höhe integer, länge numeric(10,2))',
    ['ALTER TYPE größe ADD ATTRIBUTE länge numeric(10,2)'],
  ],
  [
    'a sequence of a name of other letters',
    'CREATE SEQUENCE zähler AS integer START 1 INCREMENT 1 MINVALUE 1 MAXVALUE 9 CACHE 1',
    'CREATE SEQUENCE zähler AS integer START 1 INCREMENT 1 MINVALUE 1 MAXVALUE 99 CACHE 1',
    ['ALTER SEQUENCE zähler AS integer START 1 INCREMENT 1 MINVALUE 1 MAXVALUE 99 CACHE 1 NO CYCLE'],
  ],
])('%s changes by what it says', (_, before, after, expected) => {
  expect(between(before, after)).toEqual(expected)
})
