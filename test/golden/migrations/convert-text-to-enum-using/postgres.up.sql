-- 0002_case: up for PostgreSQL
-- change type of tasks.state from text to states by lower(trim(state))
-- make tasks.note not null
-- hazard rewrites-table: tasks.state is converted from text to states, which writes tasks anew
-- hazard blocks-writes: tasks can be neither read nor written while tasks.state is converted
-- hazard narrows-type: tasks.state: values of text that do not fit states stop the migration or come out differently
-- hazard breaks-running-code: code that inserts into tasks without note fails from then on
-- hazard may-fail: rows with a value in tasks.state that the enum states has not stop the migration
-- transaction: single

--> change tasks.state to text
ALTER TABLE tasks ALTER COLUMN state TYPE text USING (lower(trim(state)));

-- transaction: none

--> fill tasks.note where it is null, in batches
DO $$
#variable_conflict use_column
DECLARE
  last_block bigint;
  batch bigint;
  filled bigint;
BEGIN
  FOR pass IN 1..10 LOOP
    filled := 0;
    last_block := pg_relation_size('tasks') / current_setting('block_size')::bigint;
    FOR fill_block IN 0..last_block BY 128 LOOP
      UPDATE tasks SET note = 'none'
      WHERE tasks.ctid >= format('(%s,0)', fill_block)::tid AND tasks.ctid < format('(%s,0)', fill_block + 128)::tid
        AND note IS NULL;
      GET DIAGNOSTICS batch = ROW_COUNT;
      COMMIT;
      filled := filled + batch;
      CONTINUE WHEN batch = 0;
      RAISE NOTICE '%: % of % blocks', 'tasks', least(fill_block + 128, last_block), last_block;
    END LOOP;
    EXIT WHEN filled = 0;
  END LOOP;
END
$$;

-- transaction: single

--> let tasks.note hold no null, for new rows first, hold tasks.state to its values, for new rows first
ALTER TABLE tasks
  ADD CONSTRAINT tasks_note_present CHECK (note IS NOT NULL) NOT VALID,
  ADD CONSTRAINT tasks_state_type CHECK (state IN ('open', 'done')) NOT VALID;

-- transaction: single

--> prove tasks_note_present for the rows that are there, prove tasks_state_type for the rows that are there
ALTER TABLE tasks
  VALIDATE CONSTRAINT tasks_note_present,
  VALIDATE CONSTRAINT tasks_state_type;

-- transaction: single

--> let tasks.note hold no null
ALTER TABLE tasks ALTER COLUMN note SET NOT NULL;

--> drop the check that proved it
ALTER TABLE tasks DROP CONSTRAINT tasks_note_present;

--> measure the values of the new types in tasks
ANALYZE tasks (state);
