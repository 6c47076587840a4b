-- 0002_case: up for PostgreSQL
-- change type of tasks.state from drafts to states by CASE state WHEN 'draft' THEN 'open' ELSE 'done' END, and change its default
-- hazard rewrites-table: tasks.state is converted from drafts to states, which writes tasks anew
-- hazard blocks-writes: tasks can be neither read nor written while tasks.state is converted
-- hazard narrows-type: tasks.state: values of drafts that do not fit states stop the migration or come out differently
-- transaction: single

--> drop check tasks_state_type of tasks
ALTER TABLE tasks DROP CONSTRAINT tasks_state_type;

--> put the default of tasks.state aside, change tasks.state to text, set the default of tasks.state
ALTER TABLE tasks
  ALTER COLUMN state DROP DEFAULT,
  ALTER COLUMN state TYPE text USING (CASE state WHEN 'draft' THEN 'open' ELSE 'done' END),
  ALTER COLUMN state SET DEFAULT 'open';

--> hold tasks.state to its values
ALTER TABLE tasks ADD CONSTRAINT tasks_state_type CHECK (state IN ('open', 'done'));

--> measure the values of the new types in tasks
ANALYZE tasks (state);
