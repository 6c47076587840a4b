import type { ScriptEntry } from '../document.js'
import { build, defined } from '../shape/build.js'
import { choice, choiceByKey } from '../shape/choice.js'
import { list } from '../shape/list.js'
import { namedEntries } from '../shape/named.js'
import { object, optional, required } from '../shape/object.js'
import { perDialect, perDialectWith } from '../shape/per-dialect.js'
import type { Reading, Shape } from '../shape/shape.js'
import type { Node } from '../yaml/node.js'
import { dependencies } from './names.js'
import { sqlString } from './sql-text.js'

type ByDialect = { readonly [dialect: string]: readonly string[] }
type ScriptBody = Omit<ScriptEntry, 'name' | 'span'>

const one: Shape<readonly string[]> = build(sqlString, (sql) => [sql])

const several = build(
  list(sqlString, { expects: 'a list of statements', item: 'a statement' }),
  (statements): readonly string[] => statements.map((statement) => statement.value),
)

const statements: Shape<readonly string[]> = defined('statements', choice(one, several))

/** Statements without a database's name are for all of them, as with any other SQL text. */
const everywhere = build(
  statements,
  (sql, _node, reading): ByDialect =>
    Object.fromEntries(reading.dialects.map((dialect) => [dialect.name, sql])),
)

const statementsByDialect: Shape<ByDialect> = choice<ByDialect>(
  everywhere,
  perDialect(statements, 'a map from databases to statements'),
)

const createText = 'Statements that make it: one, or a list.'
const dropText = 'Statements that remove it; an empty list if nothing is to be removed.'
const dependsOn = optional(
  dependencies,
  'What must exist first; without it the statements run before the tables.',
)

const byAction: Shape<ScriptBody> = build(
  object(
    {
      create: required(statementsByDialect, createText),
      drop: required(statementsByDialect, dropText),
      depends_on: dependsOn,
    },
    { expects: 'a map with create and drop' },
  ),
  ({ create, drop, depends_on }, node, reading, what): ScriptBody | undefined => {
    if (!create || !drop) return undefined
    checkPairs(create.value, drop.value, node, reading, what)
    return { create: create.value, drop: drop.value, dependsOn: depends_on?.value ?? [] }
  },
)

const checkPairs = (create: ByDialect, drop: ByDialect, node: Node, reading: Reading, what: string): void => {
  for (const { name } of reading.dialects) {
    if (Object.hasOwn(create, name) === Object.hasOwn(drop, name)) continue
    const [has, lacks] = Object.hasOwn(create, name) ? ['create', 'drop'] : ['drop', 'create']
    const hint =
      lacks === 'drop' ? `Add it; \`${name}: []\` if nothing is to be removed` : `Add it, or remove the other`
    reading.report(
      'missing-dialect',
      node.span,
      `${what} has \`${has}\` for ${name} but no \`${lacks}\``,
      hint,
    )
  }
}

type Pair = { readonly create: readonly string[]; readonly drop: readonly string[] }

const pair: Shape<Pair> = build(
  object(
    { create: required(statements, createText), drop: required(statements, dropText) },
    { expects: 'a map with create and drop' },
  ),
  ({ create, drop }): Pair | undefined => create && drop && { create: create.value, drop: drop.value },
)

const byDialect: Shape<ScriptBody> = perDialectWith(
  pair,
  { depends_on: dependsOn },
  'a map from databases to maps with create and drop',
  (pairs, { depends_on }): ScriptBody => ({
    create: Object.fromEntries(Object.entries(pairs).map(([dialect, { create }]) => [dialect, create])),
    drop: Object.fromEntries(Object.entries(pairs).map(([dialect, { drop }]) => [dialect, drop])),
    dependsOn: depends_on ?? [],
  }),
)

/** Functions, triggers, extensions: raw statements by name. */
export const scripts: Shape<readonly ScriptEntry[]> = build(
  namedEntries(defined('script', choiceByKey(['create', 'drop'], byAction, byDialect)), {
    expects: 'a map from names to statements',
    what: 'sql',
  }),
  (entries) => entries.map(({ name, span, value }): ScriptEntry => ({ ...value, name, span })),
)
