-- 0010_add_xai_indexes: up for PostgreSQL
-- add index explanations_experiment_id_signal_id_method_idx to explanations
-- add index explanations_method_created_at_idx to explanations
-- proven on PostgreSQL 18.6 (PGlite): up, down, up again, with 80 rows in 16 tables
-- transaction: none

--> create index explanations_experiment_id_signal_id_method_idx while writers go on
CREATE INDEX CONCURRENTLY explanations_experiment_id_signal_id_method_idx ON explanations (
  experiment_id,
  signal_id,
  method
);

--> create index explanations_method_created_at_idx while writers go on
CREATE INDEX CONCURRENTLY explanations_method_created_at_idx ON explanations (method, created_at DESC);
