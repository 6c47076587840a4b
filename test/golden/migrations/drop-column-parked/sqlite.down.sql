-- 0002_case: down for SQLite
-- add column amount to items
-- hazard rewrites-table: items is made anew: every row is copied, 3 columns of it
-- hazard invents-data: rows that are not in _parked_items_amount get 0 in items.amount, whose values are gone
-- foreign_keys: off
-- keeps_rows: items
-- transaction: single

--> rebuild items: make its new form
CREATE TABLE items__new (
  id     INTEGER NOT NULL
    CONSTRAINT items_id_type CHECK (id BETWEEN -2147483648 AND 2147483647 AND typeof(id) <> 'real'),
  name   TEXT    NOT NULL,
  amount INTEGER NOT NULL
    CONSTRAINT items_amount_type CHECK (amount BETWEEN -2147483648 AND 2147483647 AND typeof(amount) <> 'real'),
  CONSTRAINT items_pkey PRIMARY KEY (id)
);

--> rebuild items: copy its rows
INSERT INTO items__new (id, name, amount)
SELECT
  id,
  name,
  CASE WHEN _parked_items_amount_values.parked_key_1 IS NULL THEN 0 ELSE _parked_items_amount_values.parked_value END
FROM items
LEFT JOIN (SELECT id AS parked_key_1, amount AS parked_value FROM _parked_items_amount) AS _parked_items_amount_values ON _parked_items_amount_values.parked_key_1 = id;

--> rebuild items: drop its old form
DROP TABLE items;

--> rebuild items: leave alone what names it
PRAGMA legacy_alter_table = ON;

--> rebuild items: give the new form its name
ALTER TABLE items__new RENAME TO items;

--> rebuild items: watch what names it again
PRAGMA legacy_alter_table = OFF;

--> rebuild items: drop _parked_items_amount, whose values are back
DROP TABLE _parked_items_amount;
