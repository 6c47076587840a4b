-- 0002_case: down for PostgreSQL
-- change type of tasks.state from states to drafts by CASE state WHEN 'open' THEN 'draft' ELSE 'live' END, and change its default
-- hazard rewrites-table: tasks.state is converted from states to drafts, which writes tasks anew
-- hazard blocks-writes: tasks can be neither read nor written while tasks.state is converted
-- hazard narrows-type: tasks.state: values of states that do not fit drafts stop the migration or come out differently
-- transaction: single

--> drop check tasks_state_type of tasks
ALTER TABLE tasks DROP CONSTRAINT tasks_state_type;

--> put the default of tasks.state aside, change tasks.state to text, set the default of tasks.state
ALTER TABLE tasks
  ALTER COLUMN state DROP DEFAULT,
  ALTER COLUMN state TYPE text USING (CASE state WHEN 'open' THEN 'draft' ELSE 'live' END),
  ALTER COLUMN state SET DEFAULT 'draft';

--> hold tasks.state to its values
ALTER TABLE tasks ADD CONSTRAINT tasks_state_type CHECK (state IN ('draft', 'live'));

--> measure the values of the new types in tasks
ANALYZE tasks (state);
