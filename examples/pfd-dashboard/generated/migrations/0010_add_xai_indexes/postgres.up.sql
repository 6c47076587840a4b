-- 0010_add_xai_indexes: up for PostgreSQL
-- add index explanations_experiment_id_signal_id_method_idx to explanations
-- add index explanations_method_created_at_idx to explanations
-- proven on PostgreSQL 18.6 (PGlite): up, down, up again, with 80 rows in 16 tables
-- transaction: none

--> remove index explanations_experiment_id_signal_id_method_idx if an earlier attempt left it unfinished
DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_index WHERE indexrelid = to_regclass('explanations_experiment_id_signal_id_method_idx') AND NOT indisvalid) THEN
    DROP INDEX explanations_experiment_id_signal_id_method_idx;
  END IF;
END
$$;

--> create index explanations_experiment_id_signal_id_method_idx while writers go on
CREATE INDEX CONCURRENTLY IF NOT EXISTS explanations_experiment_id_signal_id_method_idx ON explanations (
  experiment_id,
  signal_id,
  method
);

--> remove index explanations_method_created_at_idx if an earlier attempt left it unfinished
DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_index WHERE indexrelid = to_regclass('explanations_method_created_at_idx') AND NOT indisvalid) THEN
    DROP INDEX explanations_method_created_at_idx;
  END IF;
END
$$;

--> create index explanations_method_created_at_idx while writers go on
CREATE INDEX CONCURRENTLY IF NOT EXISTS explanations_method_created_at_idx ON explanations (
  method,
  created_at DESC
);
