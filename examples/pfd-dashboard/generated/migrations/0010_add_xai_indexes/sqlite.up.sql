-- 0010_add_xai_indexes: up for SQLite
-- add index explanations_experiment_id_signal_id_method_idx to explanations
-- add index explanations_method_created_at_idx to explanations
-- proven on SQLite 3.53.2: up, down, up again, with 80 rows in 16 tables
-- transaction: single

--> create index explanations_experiment_id_signal_id_method_idx
CREATE INDEX explanations_experiment_id_signal_id_method_idx ON explanations (
  experiment_id,
  signal_id,
  method
);

--> create index explanations_method_created_at_idx
CREATE INDEX explanations_method_created_at_idx ON explanations (method, created_at DESC);
