-- 0002_case: up for PostgreSQL
-- change type of tasks.state from states to text by upper(state)
-- change type of tasks_history.state from states to text by upper(state)
-- hazard rewrites-table: tasks.state is converted from states to text, which writes tasks anew
-- hazard blocks-writes: tasks can be neither read nor written while tasks.state is converted
-- hazard rewrites-table: tasks_history.state is converted from states to text, which writes tasks_history anew
-- hazard blocks-writes: tasks_history can be neither read nor written while tasks_history.state is converted
-- transaction: single

--> drop check tasks_state_type of tasks
ALTER TABLE tasks DROP CONSTRAINT tasks_state_type;

--> change tasks.state to text
ALTER TABLE tasks ALTER COLUMN state TYPE text USING (upper(state));

--> change tasks_history.state to text
ALTER TABLE tasks_history ALTER COLUMN state TYPE text USING (upper(state));

--> measure the values of the new types in tasks
ANALYZE tasks (state);

--> measure the values of the new types in tasks_history
ANALYZE tasks_history (state);
