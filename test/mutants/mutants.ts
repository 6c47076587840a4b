import { all, type Break, forget, forgetDirective, inOneTransaction, replace } from './break-plan.js'

export type Mutant = {
  /** What its planner forgets or gets wrong. */
  readonly name: string
  readonly dialect: 'sqlite' | 'postgres'
  /** The golden case on which it shows. */
  readonly on: string
  readonly mistake: Break
  /** How the proof finds out. */
  readonly killedBy: 'error' | 'catalogue' | 'rows'
}

/** Without the look at what must be so before a table is dropped, so that the proof has to find out by itself. */
const unchecked = forget(/^CREATE TEMP |^DROP TABLE temp\./)

export const mutants: readonly Mutant[] = [
  {
    name: 'foreign keys stay on while a table is made anew, and nothing guards against it',
    dialect: 'sqlite',
    on: 'rebuilt-parent',
    mistake: all(forgetDirective(/foreign_keys/), forget(/pragma_foreign_keys/), unchecked),
    killedBy: 'rows',
  },
  {
    name: 'the directive is forgotten, and the guard stops it',
    dialect: 'sqlite',
    on: 'rebuilt-parent',
    mistake: forgetDirective(/foreign_keys/),
    killedBy: 'error',
  },
  {
    name: 'foreign keys are switched off inside the transaction, where that does nothing',
    dialect: 'sqlite',
    on: 'rebuilt-parent',
    mistake: all(
      forgetDirective(/foreign_keys/),
      replace(/^SELECT json_extract[\s\S]*pragma_foreign_keys[\s\S]*$/, 'PRAGMA foreign_keys = OFF'),
      unchecked,
    ),
    killedBy: 'rows',
  },
  {
    name: 'the triggers of a table made anew are forgotten',
    dialect: 'sqlite',
    on: 'rebuilt-parent',
    mistake: forget(/^CREATE TRIGGER/),
    killedBy: 'catalogue',
  },
  {
    name: 'the indexes of a table made anew are forgotten',
    dialect: 'sqlite',
    on: 'rebuilt-parent',
    mistake: forget(/^CREATE INDEX/),
    killedBy: 'catalogue',
  },
  {
    name: 'a partial index loses its condition',
    dialect: 'sqlite',
    on: 'rebuilt-parent',
    mistake: replace(/(CREATE INDEX[^;]*) WHERE .*$/, '$1'),
    killedBy: 'catalogue',
  },
  {
    name: 'the counter of a table made anew starts again',
    dialect: 'sqlite',
    on: 'rebuilt-parent',
    mistake: forget(/sqlite_sequence/),
    killedBy: 'rows',
  },
  {
    name: 'the view over a table made anew is watched while it is renamed',
    dialect: 'sqlite',
    on: 'rebuilt-parent',
    mistake: forget(/legacy_alter_table = ON/),
    killedBy: 'error',
  },
  {
    name: 'only some rows are copied',
    dialect: 'sqlite',
    on: 'require-column',
    mistake: all(replace(/(INSERT INTO items__new[\s\S]*)$/, '$1 LIMIT 2'), unchecked),
    killedBy: 'rows',
  },
  {
    name: 'only some rows are copied, and the look at them stops it',
    dialect: 'sqlite',
    on: 'require-column',
    mistake: replace(/(INSERT INTO items__new[\s\S]*)$/, '$1 LIMIT 2'),
    killedBy: 'error',
  },
  {
    name: 'two columns are swapped in the copy',
    dialect: 'sqlite',
    on: 'widen-types',
    mistake: replace(/SELECT id, name, amount, price, code\b/, 'SELECT id, code, amount, price, name'),
    killedBy: 'rows',
  },
  {
    name: 'a decimal is written with more digits than a number of its type has',
    dialect: 'sqlite',
    on: 'widen-decimal',
    mistake: replace(/format\('%\.2f', price\) \|\| '00'/, "format('%.4f', price)"),
    killedBy: 'rows',
  },
  {
    name: 'a default is lost',
    dialect: 'sqlite',
    on: 'change-defaults',
    mistake: replace(/ DEFAULT 5/, ''),
    killedBy: 'catalogue',
  },
  {
    name: 'a table that becomes strict is made as before',
    dialect: 'sqlite',
    on: 'table-options-changed',
    mistake: replace(/\) STRICT(, WITHOUT ROWID)?$/, ')$1'),
    killedBy: 'catalogue',
  },
  {
    name: 'a table keeps its row numbers',
    dialect: 'sqlite',
    on: 'table-options-changed',
    mistake: replace(/\) WITHOUT ROWID$/, ')'),
    killedBy: 'catalogue',
  },
  {
    name: 'a NOT NULL is lost',
    dialect: 'sqlite',
    on: 'require-column',
    mistake: replace(/(notes\s+TEXT)\s+NOT NULL/, '$1'),
    killedBy: 'catalogue',
  },
  {
    name: 'the backfill is forgotten',
    dialect: 'sqlite',
    on: 'require-column',
    mistake: replace(/COALESCE\(notes, 'none'\)/, 'notes'),
    killedBy: 'error',
  },
  {
    name: 'a converted value is left as it was',
    dialect: 'sqlite',
    on: 'convert-type',
    mistake: replace(/CAST\(number AS TEXT\)/, "CAST(number AS TEXT) || ''  || '0'"),
    killedBy: 'rows',
  },
  {
    name: 'a foreign key loses what it does on delete',
    dialect: 'sqlite',
    on: 'foreign-key-action',
    mistake: replace(/ ON DELETE RESTRICT/, ''),
    killedBy: 'catalogue',
  },
  {
    name: 'parked values are not brought back',
    dialect: 'sqlite',
    on: 'drop-column-parked',
    mistake: all(replace(/CASE WHEN _parked[\s\S]* END/, '0'), unchecked),
    killedBy: 'rows',
  },
  {
    name: 'the history begins empty',
    dialect: 'sqlite',
    on: 'versioning-added',
    mistake: forget(/INSERT INTO items_history[\s\S]*FROM items/),
    killedBy: 'rows',
  },
  {
    name: 'triggers count while the rows of a versioned table are only reshaped',
    dialect: 'postgres',
    on: 'versioned-requires-column',
    mistake: replace(/ {6}IF switch_off IS NOT NULL THEN EXECUTE switch_off; END IF;\n/g, ''),
    killedBy: 'rows',
  },
  {
    // That it stands nowhere is noticed before anything is run.
    name: 'the expression that converts is a comment',
    dialect: 'postgres',
    on: 'convert-type-using',
    mistake: replace(/ USING ([\s\S]*)$/, ' /* $1 */'),
    killedBy: 'error',
  },
  {
    name: 'a foreign key is never validated',
    dialect: 'postgres',
    on: 'foreign-key-added',
    mistake: forget(/VALIDATE CONSTRAINT/),
    killedBy: 'catalogue',
  },
  {
    name: 'a constraint keeps the name of a table that is renamed',
    dialect: 'postgres',
    on: 'rename-table',
    mistake: forget(/RENAME CONSTRAINT items_pkey|RENAME CONSTRAINT products_pkey/),
    killedBy: 'catalogue',
  },
  {
    name: 'an index is forgotten',
    dialect: 'postgres',
    on: 'index-added',
    mistake: forget(/items_active_idx/),
    killedBy: 'catalogue',
  },
  {
    name: 'a partial index loses its condition on PostgreSQL',
    dialect: 'postgres',
    on: 'index-made-partial',
    mistake: replace(/ WHERE active/, ''),
    killedBy: 'catalogue',
  },
  {
    name: 'the backfill is forgotten on PostgreSQL',
    dialect: 'postgres',
    on: 'require-column',
    mistake: forget(/^fill /),
    killedBy: 'error',
  },
  {
    name: 'a default is lost on PostgreSQL',
    dialect: 'postgres',
    on: 'convert-type',
    mistake: replace(/,\s*ALTER COLUMN number SET DEFAULT '1'/, ''),
    killedBy: 'catalogue',
  },
  {
    name: 'views that stood in the way are not made again',
    dialect: 'postgres',
    on: 'view-over-changed-type',
    mistake: forget(/^CREATE VIEW/),
    killedBy: 'catalogue',
  },
  {
    name: 'parked values are not brought back on PostgreSQL',
    dialect: 'postgres',
    on: 'drop-column-parked',
    mistake: forget(/bring items.amount back/),
    killedBy: 'rows',
  },
  {
    name: 'values that an enum loses are not moved',
    dialect: 'postgres',
    on: 'native-enum-values-merged',
    mistake: replace(/CASE [\s\S]* END/, 'state::text'),
    killedBy: 'error',
  },
  {
    name: 'an index is built concurrently inside a transaction',
    dialect: 'postgres',
    on: 'index-added',
    mistake: inOneTransaction,
    killedBy: 'error',
  },
  {
    name: 'the history begins empty on PostgreSQL',
    dialect: 'postgres',
    on: 'versioning-added',
    mistake: forget(/INSERT INTO items_history[\s\S]*FROM items\b(?! AS changed)/),
    killedBy: 'rows',
  },
  {
    name: 'values in arrays are not moved',
    dialect: 'sqlite',
    on: 'enum-values-in-arrays',
    mistake: forget(/move values of runs.states/),
    killedBy: 'rows',
  },
  {
    name: 'only the first of the values in an array is moved',
    dialect: 'sqlite',
    on: 'enum-values-in-arrays',
    mistake: replace(/ WHEN 'lost' THEN 'ended'/g, ''),
    killedBy: 'rows',
  },
  {
    name: 'values in arrays are not moved on PostgreSQL',
    dialect: 'postgres',
    on: 'enum-values-in-arrays',
    mistake: forget(/move the rows of runs/),
    killedBy: 'error',
  },
  {
    name: 'values in arrays get another value than is said',
    dialect: 'postgres',
    on: 'enum-values-in-arrays',
    mistake: replace(/'lost', 'ended'/g, "'lost', 'opened'"),
    killedBy: 'rows',
  },
]
