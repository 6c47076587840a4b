-- 0002_case: up for SQLite
-- change type of t.side from sides to hands by CASE side WHEN 'left' THEN 'right' ELSE 'left' END
-- hazard rewrites-table: t is made anew: every row is copied, 2 columns of it
-- hazard narrows-type: t.side: values of sides that do not fit hands stop the migration or come out differently
-- foreign_keys: off
-- keeps_rows: t
-- transaction: single

--> rebuild t: make its new form
CREATE TABLE t__new (
  id   INTEGER NOT NULL
    CONSTRAINT t_id_type CHECK (id BETWEEN -2147483648 AND 2147483647 AND typeof(id) <> 'real'),
  side TEXT    NOT NULL CONSTRAINT t_side_type CHECK (side IN ('left', 'right')),
  CONSTRAINT t_pkey PRIMARY KEY (id)
);

--> rebuild t: copy its rows
INSERT INTO t__new (id, side)
SELECT id, CASE side WHEN 'left' THEN 'right' ELSE 'left' END
FROM t;

--> rebuild t: stop unless all of its rows are in t__new
CREATE TEMP TABLE t AS
SELECT json_extract('{}', 't is not dropped unless all of its rows are in t__new: ' || broken)
FROM (SELECT (SELECT count(*) FROM main.t__new) <> (SELECT count(*) FROM main.t) AS broken)
WHERE broken;

--> rebuild t: hide it from what follows if that failed and nobody stopped
CREATE TEMP VIEW IF NOT EXISTS t AS SELECT 'stays';

--> rebuild t: show it again, since all is well
DROP TABLE temp.t;

--> rebuild t: drop its old form
DROP TABLE t;

--> rebuild t: leave alone what names it
PRAGMA legacy_alter_table = ON;

--> rebuild t: give the new form its name
ALTER TABLE t__new RENAME TO t;

--> rebuild t: watch what names it again
PRAGMA legacy_alter_table = OFF;
