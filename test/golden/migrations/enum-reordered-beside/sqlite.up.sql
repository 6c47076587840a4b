-- 0002_case: up for SQLite
-- add column notes to runs
-- hazard rewrites-table: runs is made anew: every row is copied, 3 columns of it
-- foreign_keys: off
-- keeps_rows: runs
-- transaction: single

--> rebuild runs: make its new form
CREATE TABLE runs__new (
  id    INTEGER NOT NULL
    CONSTRAINT runs_id_type CHECK (id BETWEEN -2147483648 AND 2147483647 AND typeof(id) <> 'real'),
  state TEXT    NOT NULL DEFAULT 'open' CONSTRAINT runs_state_type CHECK (state IN ('closed', 'open')),
  notes TEXT,
  CONSTRAINT runs_pkey PRIMARY KEY (id)
);

--> rebuild runs: copy its rows
INSERT INTO runs__new (id, state, notes)
SELECT id, state, NULL
FROM runs;

--> rebuild runs: drop its old form
DROP TABLE runs;

--> rebuild runs: leave alone what names it
PRAGMA legacy_alter_table = ON;

--> rebuild runs: give the new form its name
ALTER TABLE runs__new RENAME TO runs;

--> rebuild runs: watch what names it again
PRAGMA legacy_alter_table = OFF;
