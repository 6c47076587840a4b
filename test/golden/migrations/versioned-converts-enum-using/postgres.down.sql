-- 0002_case: down for PostgreSQL
-- change type of tasks.state from text to states by lower(state)
-- change type of tasks_history.state from text to states by lower(state)
-- hazard rewrites-table: tasks.state is converted from text to states, which writes tasks anew
-- hazard blocks-writes: tasks can be neither read nor written while tasks.state is converted
-- hazard narrows-type: tasks.state: values of text that do not fit states stop the migration or come out differently
-- hazard rewrites-table: tasks_history.state is converted from text to states, which writes tasks_history anew
-- hazard blocks-writes: tasks_history can be neither read nor written while tasks_history.state is converted
-- hazard narrows-type: tasks_history.state: values of text that do not fit states stop the migration or come out differently
-- hazard may-fail: rows with a value in tasks.state that the enum states has not stop the migration
-- transaction: single

--> change tasks.state to text
ALTER TABLE tasks ALTER COLUMN state TYPE text USING (lower(state));

--> change tasks_history.state to text
ALTER TABLE tasks_history ALTER COLUMN state TYPE text USING (lower(state));

--> hold tasks.state to its values
ALTER TABLE tasks ADD CONSTRAINT tasks_state_type CHECK (state IN ('open', 'done'));

--> measure the values of the new types in tasks
ANALYZE tasks (state);

--> measure the values of the new types in tasks_history
ANALYZE tasks_history (state);
