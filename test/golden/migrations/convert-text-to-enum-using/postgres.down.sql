-- 0002_case: down for PostgreSQL
-- change type of tasks.state from states to text by upper(state)
-- make tasks.note nullable
-- hazard rewrites-table: tasks.state is converted from states to text, which writes tasks anew
-- hazard blocks-writes: tasks can be neither read nor written while tasks.state is converted
-- transaction: single

--> drop check tasks_state_type of tasks
ALTER TABLE tasks DROP CONSTRAINT tasks_state_type;

--> change tasks.state to text, let tasks.note be null
ALTER TABLE tasks
  ALTER COLUMN state TYPE text USING (upper(state)),
  ALTER COLUMN note DROP NOT NULL;

--> measure the values of the new types in tasks
ANALYZE tasks (state);
